"""Values from outside, from JSON, ``--set`` or a quick reply, made into answers of the right kind.

Nothing is clamped: a value that is out of bounds, of the wrong kind or unknown is an error that names
the field, what is wrong and what would be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping

from advisor.errors import UserError, did_you_mean, shown
from advisor.profile.answers import Answer, Device, Value
from advisor.profile.bounds import check_bounds, figure, wanted
from advisor.profile.currency import in_dollars
from advisor.profile.devices import device_from_row, devices_from_words
from advisor.profile.fields import Field
from advisor.profile.numbers import Span, middle, number_at
from advisor.profile.units import FOREIGN_MONEY, factor

UNSURE = frozenset(
    {"not sure", "unsure", "unknown", "don't know", "dont know", "do not know", "no idea", "?", "n/a", "null"}
)
"""Words that mean that nobody knows."""
_YES = frozenset({"yes", "y", "true", "on", "1", "yep", "yeah", "sure", "ok", "okay", "correct"})
_NO = frozenset({"no", "n", "false", "off", "0", "nope", "never"})
_LONGEST_TEXT = 20_000
_LEAD = re.compile(
    r"^(?:about|around|roughly|approx(?:\.|imately)?|circa|ca\.?|maybe|some|at most|up to|under|below|over"
    r"|above|at least|less than|more than|within|max\.?|min\.?|p\d\d|[<>≤≥~≈=+]|<=|>=|us\$|usd|\$|\s)+",
    re.IGNORECASE,
)


def coerce(field: Field, raw: object, *, said: str = "") -> Answer:
    """Return the answer that a value from outside gives to a field.

    Numbers may be ranges: ``"1k-5k"`` or ``{"value": 2000, "low": 1000, "high": 5000}``, and may carry a
    unit that fits the field: ``"2 s"``, ``"$3k"``, ``"1.5M a month"``. None and ``"not sure"`` give an
    answer in the state ``unknown``.

    Args:
        field: The field to be answered.
        raw: The value, as JSON or a command line gives it.
        said: The user's words to keep with it; the value itself when empty.

    Raises:
        UserError: When the value is not one that the field can have.
    """
    words = said or (shown(raw, 200) if isinstance(raw, str) else "")
    if raw is None or (isinstance(raw, str) and raw.strip().lower() in UNSURE):
        return Answer(None, "unknown", said=words)
    if field.kind == "number":
        value, low, high = _number(field, raw)
        return Answer(value, "answered", low, high, words)
    return Answer(_READERS[field.kind](field, raw), said=words)


def _number(field: Field, raw: object) -> tuple[float, float | None, float | None]:
    if isinstance(raw, Mapping):
        return _range_row(field, raw)
    if isinstance(raw, (list, tuple)) and len(raw) == 2 and all(_is_number(end) for end in raw):
        return _range_row(field, {"low": raw[0], "high": raw[1]})
    if isinstance(raw, str):
        return _worded_number(field, raw)
    if not _is_number(raw):
        raise UserError(f"{field.path}: {shown(raw)!r} is no number; give {wanted(field)}.")
    return check_bounds(field, float(str(raw))), None, None


def _is_number(raw: object) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)


def _range_row(field: Field, row: Mapping[object, object]) -> tuple[float, float | None, float | None]:
    """Read ``{"value", "low", "high"}``, of which the value may be missing when both ends are there."""
    for key in row:
        if key not in ("value", "low", "high"):
            raise UserError(f"{field.path}: a range has value, low and high, but no {shown(key)!r}.")
    ends = {key: _number(field, row[key])[0] for key in ("value", "low", "high") if row.get(key) is not None}
    if "value" not in ends and not {"low", "high"} <= set(ends):
        raise UserError(f"{field.path}: a range needs a value, or both low and high.")
    low, high = ends.get("low"), ends.get("high")
    if low is not None and high is not None and low > high:
        raise UserError(f"{field.path}: low {figure(low)} is above high {figure(high)}.")
    value = ends.get("value")
    if value is None:
        value = _inside(field, middle(low or 0.0, high or 0.0))
    if (low is not None and value < low) or (high is not None and value > high):
        raise UserError(f"{field.path}: value {figure(value)} lies outside its own low and high.")
    return value, low, high


def _inside(field: Field, value: float) -> float:
    """Return the middle of a range or a converted figure, whole where the field is whole."""
    return float(round(value)) if field.whole and math.isfinite(value) else value


def _worded_number(field: Field, raw: str) -> tuple[float, float | None, float | None]:
    text = " ".join(raw.split()).replace("−", "-")
    if field.unit.startswith("USD") and FOREIGN_MONEY.search(text):
        return _foreign_number(field, text)
    if re.match(r"^-\s*[\d.]", text):
        raise UserError(
            f"{field.path}: {shown(text)} is below {figure(field.low or 0)}; give {wanted(field)}."
        )
    body = _LEAD.sub("", text)
    span = number_at(body, 0)
    if span is None:
        raise UserError(f"{field.path}: {shown(text)!r} is no number; give {wanted(field)}.")
    span, times = _with_unit(field, span, body, text)
    low = None if span.low is None else check_bounds(field, span.low * times)
    high = None if span.high is None else check_bounds(field, span.high * times)
    middle_or_end = span.high if field.up_to and span.low == 0 and span.high is not None else span.value
    value = span.value if times == 1 and not span.is_range else _inside(field, middle_or_end * times)
    return check_bounds(field, value), low, high


def _foreign_number(field: Field, text: str) -> tuple[float, float | None, float | None]:
    """Return a sum in other money at the rate that is given with it."""
    found = in_dollars(text)
    if found is None:
        raise UserError(
            f"{field.path}: {shown(text)!r} is not in US dollars and no rate is assumed; give yours with it,"
            f" such as '{shown(text)} at 1.08'."
        )
    plain, rate = found
    value, low, high = _worded_number(field, plain)
    ends = [None if end is None else check_bounds(field, end * rate) for end in (low, high)]
    return check_bounds(field, value * rate), ends[0], ends[1]


def _with_unit(field: Field, span: Span, body: str, text: str) -> tuple[Span, float]:
    """Return the number and what its unit multiplies it by, taking ``5m`` for minutes in a time field."""
    rest = body[span.end :].strip(" +.?!").removeprefix("or so").strip()
    letter = body[span.end - 1].lower()
    if field.unit in ("ms", "GB", "B parameters") and letter in "mb" and not rest:
        bare = number_at(body[: span.end - 1].strip() + " ", 0)
        times = factor(field.unit, letter)
        if bare is not None and times is not None:
            return bare, times
    found = factor(field.unit, rest)
    if found is None:
        raise UserError(
            f"{field.path}: {shown(rest)!r} in {shown(text)!r} is no unit of it; give {wanted(field)}."
        )
    return span, found


def _choice(field: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raise UserError(f"{field.path}: {shown(raw)!r} is no word; give {wanted(field)}.")
    folded = _folded(raw.strip())
    for choice in field.choices:
        if _folded(choice) == folded:
            return choice
    hint = did_you_mean(folded, field.choices)
    raise UserError(f"{field.path}: there is no {shown(raw)!r}; give {wanted(field)}.{hint}")


def _folded(word: str) -> str:
    """Return a word in small letters; blanks, hyphens and underscores are one."""
    return re.sub(r"[\s_-]+", "_", word.lower())


def _flag(field: Field, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower() if isinstance(raw, (str, int)) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise UserError(f"{field.path}: {shown(raw)!r} is neither yes nor no; give yes or no.")


def _text(field: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raise UserError(f"{field.path}: {shown(raw)!r} is no text; put it in quotation marks.")
    clean = "".join(c if c.isprintable() else " " for c in raw).strip()
    if len(clean) > _LONGEST_TEXT:
        raise UserError(f"{field.path}: {len(clean)} characters are too many; give at most {_LONGEST_TEXT}.")
    return clean


def _items(field: Field, raw: object) -> list[object]:
    """Return the entries of a list, or of words with commas between them."""
    if isinstance(raw, str):
        return [part.strip() for part in re.split(r"[,;]", raw) if part.strip()]
    if isinstance(raw, Iterable) and not isinstance(raw, (Mapping, bytes)):
        return list(raw)
    raise UserError(f"{field.path}: {shown(raw)!r} is no list; give {wanted(field)}.")


def _choices(field: Field, raw: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(field, item) for item in _items(field, raw)))


def _texts(field: Field, raw: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_text(field, item) for item in _items(field, raw)))


def _devices(field: Field, raw: object) -> tuple[Device, ...]:
    if isinstance(raw, str):
        return devices_from_words(field.path, raw)
    if isinstance(raw, Mapping):
        return (device_from_row(field.path, raw),)
    found: list[Device] = []
    for item in _items(field, raw):
        if isinstance(item, Device):
            found.append(item)
        elif isinstance(item, Mapping):
            found.append(device_from_row(field.path, item))
        else:
            found.extend(devices_from_words(field.path, str(item)))
    return tuple(found)


_READERS: Mapping[str, Callable[[Field, object], Value]] = {
    "choice": _choice,
    "choices": _choices,
    "flag": _flag,
    "text": _text,
    "texts": _texts,
    "devices": _devices,
}
