"""A text brought to one wording, so that "32 times", "32x" and "thirty-two-fold" are the same word."""

from __future__ import annotations

import re

CLAUSE = " , "
"""What parts the clauses of a sentence."""

_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "sixteen": "16", "twenty": "20", "thirty": "30",
    "thirty two": "32", "sixty four": "64", "hundred": "100",
}  # fmt: skip
_NUMBER_WORD = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?![a-z0-9])"
)
_ONE_WAY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<=\d),(?=\d{3})", ""),
        (r"\bcan ?not\b|\bcan'?t\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\b(do|does|did|is|are|was|were|would|could|should|has|have|need|must)n'?t\b", r"\1 not"),
        (r"\b(can|could|should|would|is|are|do|does|did) not (we|i|it|they|you)\b", r"right \1 \2"),
        (r"\brather than\b", "not"),
        (r"(?<=[a-z])[-/_](?=[a-z0-9])|(?<=\d)-(?=[a-z])", " "),
        (r"(?<=\d)\s*[-–—]\s*\$?(?=\d)", "-"),
        (r"\bfine ?tun", "finetun"),
        (r"\bpre ?train", "pretrain"),
        (r"\bself ?host", "selfhost"),
        (r"\bon ?prem", "onprem"),
        (r"\bgpt ?(?=\d)", "gpt"),
        (r"\bquantis", "quantiz"),
        (r"(\d)\s*(?:×|x\b|times\b|fold\b)", r"\1x"),
        (r"(\d)\s*(?:percent|per cent|%)", r"\1%"),
        (r"\bb(?:illio)?n parameters\b", "b"),
        (r"(\d) b\b", r"\1b"),
    )
)
_WORD = re.compile(r"[$]?[a-z0-9][a-z0-9.'%/-]*[a-z0-9%]|[$]?[a-z0-9]|,|[?]")
_END = re.compile(r"(?<=[.!?])\s+|(?<=[a-z0-9])[.!;]\s|\n+|;\s| but | however ")
_BREAKS = re.compile(r"\s+(?:so|because|since|while|whereas)\s+(?!that\b|it\b|the\b)|[()]|:\s| – | — ")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each as words between single blanks, clauses parted by ``CLAUSE``.

    >>> sentences("Batching thirty-two requests isn't 32 times cheaper.")
    [' batching 32 requests is not 32x cheaper ']
    """
    plain = text.lower().replace("\u2019", "'")
    return [f" {' '.join(_WORD.findall(_one_way(part)))} " for part in _END.split(plain) if part.strip()]


def _one_way(text: str) -> str:
    text = _NUMBER_WORD.sub(
        lambda found: _NUMBERS[found[0].replace("-", " ")], text.replace("thirty-two", "32")
    )
    text = _BREAKS.sub(", ", text)
    for pattern, new in _ONE_WAY:
        text = pattern.sub(new, text)
    return text
