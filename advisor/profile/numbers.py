"""Numbers as people write them: ``20k``, ``1.5M``, ``half a million``, ``1k-5k``, ``a few hundred``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
    "billion": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12, "hundred": 1e2, "dozen": 12.0,
    "crore": 1e7, "lakh": 1e5, "grand": 1e3,
}  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: float(n) for n, word in enumerate(_UNITS)} | {
    word: 10.0 * (n + 2) for n, word in enumerate(_TENS)
}
_VAGUE = {"couple": (2.0, 2.0, 2.0), "few": (3.0, 2.0, 5.0), "several": (5.0, 3.0, 9.0)}
"""Value, low and high of words that name a small number."""
_PLURALS = {"dozens": 12.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}

_TENS_RE = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?"
SMALL_RE = rf"(?:{_TENS_RE}|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
"""A number below a hundred in words."""
_BIG_RE = r"(?:hundred|thousand|million|billion|trillion|dozen|crore|lakh|grand)"
_DIGITS_RE = (
    r"(?:\d{1,3}(?:[,_\u00a0\u202f'’]\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+"
)
_SUFFIX_RE = rf"(?:\s?(?:k|mn|mio|bn|tn|m|b|t)(?![a-z0-9])|\s?{_BIG_RE}\b)"
_WORDY_RE = (
    rf"(?:half|a quarter of|quarter) an? {_BIG_RE}|(?:a )?quarter(?: of)? {_BIG_RE}\b"
    rf"|(?:an? )?(?:couple of|few|couple|several) (?:{_BIG_RE}|tens of thousands)\b"
    rf"|(?:an? )?(?:couple of|few|several)\b"
    rf"|(?:tens|hundreds) of (?:thousands|millions|billions)"
    rf"|\b(?:dozens|hundreds|thousands|millions|billions)\b"
    rf"|\ban? {_BIG_RE}\b(?: and a half)?"
    rf"|{SMALL_RE}(?:[ -]{_BIG_RE}(?: and)?(?: {SMALL_RE})?(?: {_BIG_RE})?)*\b"
)
_PARTS = {"half": 0.5, "1/2": 0.5, "½": 0.5, "quarter": 0.25, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}
_PART_RE = r"(?: and (?:a|one) (?:half|quarter)\b| ?[½¼¾]| (?:1/2|1/4|3/4)(?![\d/]))"
_MIXED_RE = rf"\b(?:\d{{1,3}}|{SMALL_RE}){_PART_RE}(?: (?:hundred|thousand|million|billion)\b)?"
_MIXED = re.compile(rf"(?P<whole>\d+|\w[\w-]*)(?P<part>{_PART_RE})(?: (?P<scale>[a-z]+))?", re.IGNORECASE)
"""A number with a part behind it: "four and a half", "2½ million"."""
NUMBER_RE = re.compile(rf"{_MIXED_RE}|(?:{_DIGITS_RE}){_SUFFIX_RE}?|\b(?:{_WORDY_RE})", re.IGNORECASE)
"""One number without a sign, in digits or in words."""
_JOIN_RE = re.compile(r"\s*(?:-|–|—|\.\.\.?|…|\bto\b|\bup to\b|\band\b|\bor\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range found in a text, with its place."""

    value: float
    low: float | None
    high: float | None
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether two ends are known."""
        return self.low is not None and self.high is not None


def middle(low: float, high: float) -> float:
    """Return the middle of a range: sqrt(low * high), as ranges of volumes are meant in proportion.

    Ranges that touch zero have their arithmetic middle. Three digits are kept.
    """
    value = math.sqrt(low) * math.sqrt(high) if low > 0 else (low + high) / 2
    short = float(f"{value:.3g}")
    return short if low <= short <= high else min(max(value, low), high)


def spoken_middle(low: float, high: float) -> float:
    """Return the middle of a range of sizes as a person would say it, with two digits.

    >>> spoken_middle(7, 8), spoken_middle(7, 13), spoken_middle(2, 4)
    (7.5, 9.5, 2.8)
    """
    short = float(f"{middle(low, high):.2g}")
    return min(max(short, low), high)


def one_number(text: str) -> Span | None:
    """Read a text that is one number or one range and nothing else; None when it is not."""
    clean = text.strip()
    span = number_at(clean, 0)
    return span if span and span.end == len(clean) else None


def number_at(text: str, start: int) -> Span | None:
    """Read the number or range that begins at a place in the text, None when none begins there."""
    match = NUMBER_RE.match(text, start)
    if match is None:
        return None
    first = _value(match.group())
    if first is None:
        return None
    joined = _range_after(text, match, first)
    if joined is not None:
        return joined
    value, low, high = first
    vague = low != high
    return Span(value, low if vague else None, high if vague else None, match.start(), match.end())


def _range_after(text: str, match: re.Match[str], first: tuple[float, float, float]) -> Span | None:
    """Read the second half of ``1k-5k`` or ``2 to 3 million``."""
    join = _JOIN_RE.match(text, match.end())
    if join is None:
        return None
    word = join.group().strip().lower()
    if word == "and" and not re.search(r"\bbetween\s*[^\w\s]?\s*$", text[: match.start()], re.IGNORECASE):
        return None
    other = NUMBER_RE.match(text, join.end())
    second = _value(other.group()) if other else None
    if other is None or second is None:
        return None
    low, high = first[0], second[0]
    factor = _scale_of(other.group())
    if factor > 1 and _scale_of(match.group()) == 1 and low < high and low * factor <= high:
        low *= factor
    if low > high or (word == "or" and high > 10 * low):
        return None
    return Span(middle(low, high), low, high, match.start(), other.end())


def _scale_of(word: str) -> float:
    match = re.search(r"[a-z]+$", word.strip().lower())
    return _SCALES.get(match.group(), 1.0) if match else 1.0


def _value(word: str) -> tuple[float, float, float] | None:
    """Return value, low and high of one number in digits or words."""
    text = word.strip().lower()
    mixed = _MIXED.fullmatch(text)
    if mixed is not None:
        return _mixed(mixed)
    if text[0].isdigit() or text[0] == ".":
        match = re.match(r"([\d.,_\u00a0\u202f'’ ]*\d(?:e[+-]?\d+)?)\s*([a-z]*)$", text)
        if match is None:
            return None
        number = float(re.sub(r"[,_\u00a0\u202f'’ ]", "", match.group(1)))
        number *= _SCALES.get(match.group(2), 1.0)
        return (number, number, number) if math.isfinite(number) else None
    return _worded(text)


def _mixed(found: re.Match[str]) -> tuple[float, float, float] | None:
    """Return "four and a half" as 4.5."""
    whole = _value(found["whole"])
    if whole is None:
        return None
    part = _PARTS[found["part"].split()[-1]]
    value = (whole[0] + part) * _SCALES.get(found["scale"] or "", 1.0)
    return value, value, value


def _worded(text: str) -> tuple[float, float, float] | None:
    words = re.split(r"[\s-]+", text)
    for plural, scale in _PLURALS.items():
        if words[-1] == plural:
            times = {"tens": 10.0, "hundreds": 100.0}.get(words[0], 1.0) if len(words) > 1 else 1.0
            return 3 * scale * times, scale * times, 9 * scale * times
    scale = math.prod(_SCALES[w] for w in words if w in _SCALES)
    for vague, (value, low, high) in _VAGUE.items():
        if vague in words:
            return value * scale, low * scale, high * scale
    if words[0] in ("half", "quarter") or "quarter" in words:
        value = scale * (0.5 if words[0] == "half" else 0.25)
        return value, value, value
    if "half" in words:
        return scale * 1.5, scale * 1.5, scale * 1.5
    total = _counted(words)
    return None if total is None else (total, total, total)


def _counted(words: list[str]) -> float | None:
    """Return ``two hundred and fifty thousand`` as 250,000."""
    total = group = 0.0
    seen = False
    for word in words:
        if word in ("a", "an") or word in _WORDS:
            group += 0.0 if word in ("a", "an") else _WORDS[word]
            seen = seen or word in _WORDS
        elif word in _SCALES and len(word) > 2:
            factor = _SCALES[word]
            if factor < 1e3:
                group = (group or 1.0) * factor
            else:
                total, group = total + (group or 1.0) * factor, 0.0
            seen = True
        elif word != "and":
            return None
    return total + group if seen else None
