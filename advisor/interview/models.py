"""Models in running text: a named one, or the size of one to train."""

from __future__ import annotations

import re

from advisor.interview.names import NameIndex
from advisor.interview.negation import denied
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields

_SIZE = re.compile(
    r"(?<![\w.])(?P<low>\d{1,4}(?:\.\d+)?)(?:B?\s?-\s?(?P<high>\d{1,4}(?:\.\d+)?))?\s?B(?:illion)?(?![\w/])"
    r"(?!\s+(?:tokens?|requests?|words|users|people|calls|a |per |in |out |dollars|messages|posts|queries"
    r"|documents))"
    r"(?P<what>[- ](?:parameters?|params?|dense|MoE|class|model|LLM|VLM|open model)s?)?",
    re.IGNORECASE,
)
_TRAIN = re.compile(
    r"\b(?:pre-?train\w*|train(?:s|ed|ing)?|fine-?tun\w*|tun(?:e|es|ed|ing)|adapts?|from scratch)\b[^.;]*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:run|serve|use|host|want|deploy|tune|tuning|with|on|buy|try|tries)\b[^.;,]{0,40}$", re.IGNORECASE
)
_KIND = re.compile(r"[ -](?:class|like|style|level|grade|compatible)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:as \w+ as|like|own|than|similar to|kind of|type of) (?:the )?['\"]?$", re.IGNORECASE
)
"""In front of a name that something is only compared with: "our own ChatGPT", "as quick as Claude"."""


def read_models(text: Passage, fields: Fields, indexes: tuple[NameIndex, ...]) -> list[ReadAnswer]:
    """Return the model that a text names, the one with "run", "serve" or "use" before it first.

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
        indexes: Names of open-weight and of hosted models.
    """
    named = []
    for index in indexes:
        for hit in index.find(text):
            text.take(hit.start, hit.end)
            compared = _KIND.match(text.text, hit.end) or _COMPARED.search(text.before(hit.start))
            if not compared and not denied(text, hit.start, hit.end):
                named.append(hit)
    answers = []
    if named and "wish.model" in fields:
        named.sort(key=lambda hit: hit.start)
        wanted = [hit for hit in named if _CUE.search(text.before(hit.start))]
        hit = (wanted or named)[0]
        words = text.text[hit.start : hit.end]
        answers.append(ReadAnswer("wish.model", Answer(hit.id, said=words), words, hit.start))
    return [*answers, *_sizes(text, fields, bool(answers))]


def _sizes(text: Passage, fields: Fields, named: bool) -> list[ReadAnswer]:
    """Return "a 7B" as the size to train or, where nothing is trained, as the model that was named."""
    found: dict[str, ReadAnswer] = {}
    for match in _SIZE.finditer(text.text):
        if not text.free(match.start(), match.end()) or float(match.group("low")) <= 0:
            continue
        if "illion" in match.group().casefold() and not match.group("what"):
            continue
        words = text.take(match.start(), match.end())
        trains = _TRAIN.search(text.before(match.start())) and not denied(text, match.start(), match.end())
        path = "wish.train_params_b" if trains else "wish.model"
        if path in found or path not in fields or (path == "wish.model" and named):
            continue
        low, top = float(match.group("low")), match.group("high")
        high = float(top) if top and float(top) >= low else low
        size = Answer(
            (low * high) ** 0.5, "answered", low if high > low else None, high if high > low else None, words
        )
        answer = size if trains else Answer(words, said=words)
        found[path] = ReadAnswer(path, answer, words, match.start())
    return list(found.values())
