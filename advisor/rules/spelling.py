"""What is written in a condition that the rule language cannot have, and what to write instead."""

from __future__ import annotations

import re
import unicodedata

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_HINTS = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"&&?", "write 'and' instead of '&&'"),
        (r"\|\|?", "write 'or' instead of '||'"),
        (r"!(?!=)", "write 'not' instead of '!'"),
        (r"\b(?:AND|OR|NOT|IN)\b", "write and, or, not and in in small letters"),
        (r"=~|\b(?:matches|like|contains)\b", "there are no patterns; list the words that you mean with in"),
        (r"<>", "write != for is not"),
        (r"=<", "write <= for at most"),
        (r"=>", "write >= for at least"),
        (r"(?<![<>=!])=(?!=)", "write == for is"),
        (r"\d\s*%", 'write a share in quotes, as in "50%", or as 0.5'),
        (r"\d[kMBT]?\s*\$", "write the dollar sign before the amount, as in $3k"),
        (r"[€£¥]", "money is counted in USD, as in $3k"),
        (r"\d[kKmMbBtT]?\.\d+\.\d|\d\.\d+\.", "write a million as 1_000_000 or 1M"),
        (r"(?<![\w.])\d[\d_.]*(?:K|m|b|t)\b", "write a thousand as k, and M, B and T in capitals"),
        (r"(?<![\w.])0\d", "write a number without zeros before it"),
        (r"(?:\b(?:and|or|not|in)|[-+*/<>=(,])\s*$", "something is missing at its end"),
    )
)
_GENERAL = "compare fields with ==, !=, <, <=, >, >= or in, joined by and, or, not"
_INSTEAD = {
    "true": "write True.",
    "yes": "write True.",
    "false": "write False.",
    "no": "write False.",
    "null": "write not known(field) for a field without an answer.",
    "none": "write not known(field) for a field without an answer.",
    "unknown": "write not known(field) for a field without an answer.",
}


def outside_quotes(text: str) -> str:
    """Return a condition with blanks in the place of what stands in quotes; every place stays what it was."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def stranger(text: str) -> int | None:
    """Return the place of the first character that no condition has outside quotes, or None.

    That is a letter of another alphabet, an invisible or a control character, and the sign of a comment.
    """
    bare = outside_quotes(text)
    return next(
        (place for place, c in enumerate(bare) if c == "#" or not (" " <= c <= "~" or c == "\t")), None
    )


def stranger_fault(character: str) -> str:
    """Return the sentence about such a character."""
    if character == "#":
        return "a condition holds no comment; write it in the pack on a line above."
    if character in "€£¥":
        return f"{character} is unknown; money is counted in USD, as in $3k."
    return f"{character_name(character)} stands in it, which is no part of the rule language; type it anew."


def character_name(character: str) -> str:
    """Return what a reader can search for: ``'о' (CYRILLIC SMALL LETTER O)``, ``the character U+0007``."""
    name = unicodedata.name(character, "")
    if not name:
        return f"the character U+{ord(character):04X}"
    return f"{character!r} ({name})" if character.isprintable() else f"the character {name}"


def lookalike(word: str, known: tuple[str, ...]) -> str:
    """Return a sentence that names the first character of a word that occurs in none of the known words
    and is not on a plain keyboard; empty when there is none.
    """
    letters = set("".join(known))
    odd = next((c for c in word if c not in letters and not " " <= c <= "~"), None)
    return f" It holds {character_name(odd)}." if odd else ""


def syntax_hint(text: str) -> str:
    """Return what to write instead of something that cannot be parsed."""
    bare = outside_quotes(text)
    if '"' in bare or "'" in bare:
        return "a quotation mark is not closed"
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        return "a bracket has no partner"
    return next((hint for pattern, hint in _HINTS if pattern.search(bare)), _GENERAL)


def instead_of(word: str) -> str:
    """Return what to write for a word of other languages such as ``true`` and ``null``, or nothing."""
    return _INSTEAD.get(word.casefold(), "")
