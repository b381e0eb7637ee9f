"""Models in running text: a named one, or the size of one to train."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.interview.names import Named, NameIndex
from advisor.interview.negation import denied
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.unless import taken_back
from advisor.profile import Answer, Fields
from advisor.profile.numbers import number_at, spoken_middle

_SIZE = re.compile(
    r"(?<![\w.])(?P<low>\d{1,4}(?:\.\d+)?)(?:(?:B?\s?[-–—]\s?|\s+to\s+)"
    r"(?P<high>\d{1,4}(?:\.\d+)?))?\s?B(?:illion)?(?![\w/])"
    r"(?![- ]tokens?\b)(?! (?:of them )?(?:are )?active\b)"
    r"(?!\s+(?:tokens?|requests?|words|users|people|calls|a |per |out |dollars|messages"
    r"|in (?!(?:each|every)\b|(?:(?:only|just|about|under|some|a mere|my|our) )?\d+ ?G(?:i?B|igs?)\b"
    r"|(?:(?:\d{1,2}|four|eight|sixteen)[- ]?bits?|(?:FP|BF|INT|NF|MXFP|NVFP|Q)\d+|half|full|GGUF|AWQ)\b)"
    r"|posts|queries|documents))"
    r"(?!\s+(?!models?\b|and\b|with\b|on\b|for\b|over\b|from\b|to\b|of\b)[\w-]+ (?:tokens|words)\b)"
    r"(?P<what>[- ](?:parameters?|params?|dense|MoE|class|model|LLM|VLM|open model)s?)?",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"(?<![\w.,$€£])(?P<m>\d{2,3}(?:\.\d+)?)[- ]?(?:M|million)"
    r"(?=[- ](?:parameters?|params?|(?:(?!tokens?\b)[\w-]+ )?(?:models?|LLMs?|networks?|transformers?))\b)"
)
"""Sizes below a billion: "a 120M model", "350 million parameters"."""
_SPELT = re.compile(
    r"(?<![\w.-])(?=[\da-z])(?:[\d.,]+|[a-z]+(?:-[a-z]+)?)[- ](?:trillion|billion)"
    r"(?:[- ]parameters?\b|(?=[- ](?:[\w-]+ ){0,2}?"
    r"(?:models?|LLMs?|networks?|ones?(?! (?:in|of) (?:cash|stock|debt|sales))|weights)\b))",
    re.IGNORECASE,
)
"""Sizes in words: "an eight-billion model", "405 billion parameters", "a trillion parameters"."""
_TRAIN = re.compile(
    r"\b(?:(?:pre|re|post)-?train\w*|train(?:s|ed|ing)?|fine-?tun\w+|tun(?:e|es|ed|ing)|adapts?|from scratch"
    r"|updat\w+ (?:all|every|the whole|each)\w*)\b[^.;]*$",
    re.IGNORECASE,
)
_FROM_NOTHING = re.compile(
    r"(?:(?!\b(?:not|nothing|no|never|than|instead|and|but)\b)[^.;]){0,40}?"
    r"\bfrom (?:scratch|nothing|zero|the ground up)\b",
    re.IGNORECASE,
)
"""Behind a size that is trained: "a genome model of 500M parameters from scratch"."""
_MODEL_OF = re.compile(
    r"\b(?:models?|networks?|transformers?|encoders?)(?: size)? (?:of|with|at)"
    r" (?:about |around |some |roughly )?$",
    re.IGNORECASE,
)
_IN_USE = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|runs?|running|ran|serv(?:e|es|ed|ing)|call(?:s|ed|ing)?|have|has|had"
    r"|host(?:s|ed|ing)?|replac\w+|existing|current(?:ly)?|today.?s|tried|tested|compar\w+|than)\b[^.;]*$",
    re.IGNORECASE,
)
"""Around a size below a billion: a model is wanted of it, unless one is in use or only compared."""
_CUE = re.compile(
    r"\b(?:run|serve|use|host|want|deploy|tune|tuning|with|on|buy|try|tries)\b[^.;,]{0,40}$", re.IGNORECASE
)
_WORKED_ON = re.compile(
    r"\b(?:fine-?)?(?:tun(?:e|es|ed|ing)|Q?LoRAs?|adapters?|serv(?:es?|ed|ing))\b", re.IGNORECASE
)
_ACTIVE = re.compile(
    r"[ -]?(?:MoE|mixture(?:[- ]of[- ]experts)?|model)?,? ?\(?(?:with |of which |and )?"
    r"(?:only |about |some )?(?P<n>\d{1,3}(?:\.\d)?) ?B (?:of them )?(?:are )?active\b",
    re.IGNORECASE,
)
_SPARSE_BEFORE = re.compile(
    r"\b(?:sparse|MoE|mixture[- ]of[- ]experts)(?: model)?(?: (?:of|with))? $", re.IGNORECASE
)
_SPARSE_AFTER = re.compile(r"[ -](?:sparse|MoE|mixture)\b", re.IGNORECASE)
"""Around a size: what is read for each token is a part of the weights."""
_MAKE = re.compile(r"\b(?P<make>[A-Z][A-Za-z]{2,})(?:[ -]?\d(?:\.\d+)?)?[ -]$")
"""A word with a capital in front of a size, which may be a model's make: "Qwen 32B", "Qwen 3 32B"."""
_LEAST = 1e7
"""Parameters of the smallest model that is spoken of by its size."""
_NEAR_BEFORE, _NEAR_AFTER = 24, 32
"""Characters beside a name in which a word such as "tuned" speaks of it."""
_KIND = re.compile(r"[ -](?:class|like|style|level|grade|compatible)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:as \w+ as|like|own|than|similar to|kind of|type of|beats?|above|against|match(?:es|ed)|versus"
    r"|vs\.?|outperform(?:s|ed)?|equal(?:s|led)?|rival(?:s|led)?|surpass(?:es|ed)?)"
    r" (?:the |its |their |our |prompted |plain )*['\"]?$"
    r"|\bcompar\w+ (?:it |them |this )?(?:with|to|against) (?:[\w.-]+,? (?:and |or )?){0,2}$",
    re.IGNORECASE,
)
"""In front of a name that something is only compared with: "our own ChatGPT", "as quick as Claude"."""

_MEASURE = re.compile(
    r"\b(?:than|as \w+ as|close(?:r)? to|near(?:er)?|against|versus|vs\.?|match(?:es|ed)?|beats?|beaten by"
    r"|equal(?:s|led)?|compar\w+ (?:with|to)|instead of|in place of|replac\w+|down from|up from|over|below"
    r"|behind) (?:(?:an?|the|our|its|their|that|this|plain|prompted|hosted|full|big|large|old) )*$",
    re.IGNORECASE,
)
"""In front of a size that another is measured against or takes the place of."""
_CALLED = re.compile(
    r"\b(?:we|they|I|it|which|currently|today|now) (?:now |today |currently |already |still )?"
    r"(?:calls?|uses?|runs?|pays? for|serves?|hosts?|has|have) (?:(?:an?|the|our|its|hosted|open) )*$",
    re.IGNORECASE,
)
"""In front of a size that is in use."""
_KEPT = re.compile(
    r"(?: (?:model|that|which|we|they|I|would|like|rather|wants?|prefers?|to|still|must|has|have|need"
    r"|needs))* (?:keep|stay with|stick with|stick to|fixed|set)\b",
    re.IGNORECASE,
)
"""Behind a size that is to stay."""
_OF_OURS = re.compile(r"\bown (?!(?:fine-?)?tuned)[\w-]+ ['\"]?$", re.IGNORECASE)
"""In front of a hosted model's name that stands for a kind: "our own pharma GPT"."""


@dataclass(frozen=True, slots=True)
class _Model:
    hit: Named
    open: bool
    """Whether its weights are open, so that a team could serve or tune it."""


@dataclass(frozen=True, slots=True)
class _Size:
    b: float
    low: float | None
    high: float | None
    words: str
    start: int
    trains: bool
    """Whether it is the size of a model to train."""


def read_models(text: Passage, fields: Fields, indexes: tuple[NameIndex, ...]) -> list[ReadAnswer]:
    """Return the model that a text names: the open one that is tuned or served, else the first wanted.

    Hosted models are often only what an open one is measured against: "GPT-4 reached 65%, our tuned 7B 76%".

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
        indexes: Names of open-weight and of hosted models, in this order.
    """
    named = []
    for place, index in enumerate(indexes):
        for hit in index.find(text):
            text.take(hit.start, hit.end)
            before = text.before(hit.start)
            compared = _KIND.match(text.text, hit.end) or _COMPARED.search(before)
            if compared is None and place > 0:
                compared = _OF_OURS.search(before)
            words = text.text[hit.start : hit.end]
            aside = compared is not None or taken_back("wish.model", words, text, hit.start, hit.end)
            if not aside and not denied(text, hit.start, hit.end):
                named.append(_Model(hit, open=place == 0))
    sizes = sorted([*_sizes(text), *_spelt(text), *_millions(text)], key=lambda size: size.start)
    found = [_to_train(sizes, fields), _wanted(text, named, sizes, fields, indexes[0])]
    return [answer for answer in found if answer is not None]


def _to_train(sizes: list[_Size], fields: Fields) -> ReadAnswer | None:
    """Return the size of the model to train, the largest where one sentence names several."""
    trained = [size for size in sizes if size.trains]
    if not trained or "wish.train_params_b" not in fields:
        return None
    size = max(trained, key=lambda s: s.b) if len({s.words for s in trained}) > 1 else trained[0]
    answer = Answer(size.b, "answered", size.low, size.high, size.words)
    return ReadAnswer("wish.train_params_b", answer, size.words, size.start)


def _wanted(
    text: Passage, named: list[_Model], sizes: list[_Size], fields: Fields, makes: NameIndex
) -> ReadAnswer | None:
    """Return the model that is meant, by its name or else by its size, with the make in front of that."""
    if "wish.model" not in fields:
        return None
    sized = min(
        (size for size in sizes if not size.trains), key=lambda s: _place_among(text, s), default=None
    )
    best = min(named, key=lambda model: _rank(text, model), default=None)
    if best and (best.open or sized is None or _CUE.search(text.before(best.hit.start))):
        words = text.text[best.hit.start : best.hit.end]
        return ReadAnswer("wish.model", Answer(best.hit.id, said=words), words, best.hit.start)
    if sized is None:
        return None
    name = sized.words if _SIZE.search(sized.words) else f"{sized.b:g}B"
    name += _mixture(text, sized)
    make = _MAKE.search(text.before(sized.start))
    if make is not None and makes.has_make(make.group("make")):
        name = f"{make.group().strip(' -')} {name}"
    return ReadAnswer("wish.model", Answer(name, said=name), name, sized.start)


def _mixture(text: Passage, size: _Size) -> str:
    """Return what tells a mixture of experts of a size from a dense model: " MoE A5B", empty for none."""
    after = text.text[size.start + len(size.words) :]
    active = _ACTIVE.match(after)
    if active is not None:
        return f" MoE A{active['n']}B"
    sparse = _SPARSE_BEFORE.search(text.before(size.start)) or _SPARSE_AFTER.match(after)
    return " MoE" if sparse and "moe" not in size.words.casefold() else ""


def _place_among(text: Passage, size: _Size) -> tuple[bool, bool, int]:
    """Return how a size stands among several: kept first, then not what it is measured against or what is
    called today, then early."""
    before, after = text.before(size.start), text.after(size.start + len(size.words))
    kept = _KEPT.match(after) is not None
    other = _MEASURE.search(before) is not None or _CALLED.search(before) is not None
    return not kept, other, size.start


def _rank(text: Passage, model: _Model) -> tuple[bool, bool, bool, int]:
    """Return how a named model stands: open and tuned or served first, then wanted, then open, then early."""
    start, end = model.hit.start, model.hit.end
    beside = text.before(start)[-_NEAR_BEFORE:] + " | " + text.after(end)[:_NEAR_AFTER]
    worked_on = model.open and _WORKED_ON.search(beside) is not None
    return not worked_on, not _CUE.search(text.before(start)), not model.open, start


def _sizes(text: Passage) -> Iterator[_Size]:
    """Yield sizes such as "a 7B" or "7-13B" that stand free."""
    for match in _SIZE.finditer(text.text):
        if not text.free(match.start(), match.end()) or float(match.group("low")) <= 0:
            continue
        if "illion" in match.group().casefold() and not match.group("what"):
            continue
        low, top = float(match.group("low")), match.group("high")
        high = float(top) if top and float(top) >= low else low
        words, (start, trains) = text.take(match.start(), match.end()), _place(text, match)
        ranged = high > low
        ends = (low if ranged else None, high if ranged else None)
        yield _Size(spoken_middle(low, high) if ranged else low, ends[0], ends[1], words, start, trains)


def _spelt(text: Passage) -> Iterator[_Size]:
    """Yield sizes whose number or scale is a word, such as "a seventy-billion model"."""
    for match in _SPELT.finditer(text.text):
        span = number_at(text.text, match.start())
        if span is None or span.value < _LEAST or not text.free(match.start(), match.end()):
            continue
        words, (start, trains) = text.take(match.start(), match.end()), _place(text, match)
        yield _Size(span.value / 1e9, None, None, words, start, trains)


def _millions(text: Passage) -> Iterator[_Size]:
    """Yield sizes below a billion of models to train, as one that is served is known by its name: who wants a
    model of such a size has it made."""
    for match in _MILLIONS.finditer(text.text):
        start, trains = _place(text, match)
        before = text.before(start)
        wanted = _MODEL_OF.search(before) is not None and _IN_USE.search(before) is None
        trains = trains or (wanted and not denied(text, *match.span()))
        if trains and text.free(start, match.end()):
            yield _Size(float(match["m"]) / 1000.0, None, None, text.take(start, match.end()), start, trains)


def _place(text: Passage, match: re.Match[str]) -> tuple[int, bool]:
    """Return where a size begins and whether the words around it train it."""
    words = _TRAIN.search(text.before(match.start())) or _FROM_NOTHING.match(text.after(match.end()))
    return match.start(), words is not None and not denied(text, match.start(), match.end())
