"""Machines without a graphics card in running text: "CPU-only servers", "4-core VPS", "a mini PC, no GPU"."""

from __future__ import annotations

import re

from advisor.interview.ownership import is_owned
from advisor.interview.reading import Passage
from advisor.profile import Device
from advisor.profile.numbers import number_at

_COUNT = r"(?:(?P<n>\d{1,5}|one|two|three)\s+)?"
_PLAIN = re.compile(
    rf"\b{_COUNT}(?P<name>(?:(?!from|of|in|for|on|about)\w+ )?(?:CPU[- ](?:only )?servers?"
    r"|servers? without (?:an? )?GPUs?)|HPC clusters?)\b",
    re.IGNORECASE,
)
_CORES = re.compile(
    r"\b(?P<cores>\d{1,3}|two|four|six|eight)[ -]?(?:v?cores?|v?CPUs?)[ -]"
    r"(?:(?:cloud|virtual|rented|small|cheap|old|office|home|root|Linux|shared|dedicated|Hetzner|CPU"
    r"|web|file|mail|spare|existing|local|Xeon|DDR\d|\d{1,4} ?GB) ){0,2}"
    r"(?P<kind>VPS|VMs?|servers?|machines?|box|boxes|instances?|mini[ -]?PCs?|NAS)\b",
    re.IGNORECASE,
)
_CORES_ALONE = re.compile(r"\b(?P<cores>\d{1,3}) (?:CPU|processor)[ -]cores\b", re.IGNORECASE)
"""Cores that stand for the machine that has them: "bought 64 CPU cores"."""
_NO_CARD = r"(?:with)?(?:out|no|lacking) (?:an? )?(?:GPUs?|graphics(?: cards?)?|cards?)|CPU[- ]only"
_MACHINE = r"(?:VM hosts?|virtual machines?|VMs|servers?|VPS|machines?|hosts?|boxe?s?|NAS|clusters?)"
_HAD = r"(?: (?:that |which )?(?:it|we|they|I|he|she) (?:already )?(?:has|have|owns?|runs?|keeps?))?"
_CORES_BEHIND = re.compile(
    rf"\b{_MACHINE}{_HAD}[ ,(]+(?:(?:which|that) )?(?:(?:has|have|with|of|having|offers) )?(?:an? |its )?"
    r"(?P<cores>\d{1,3}|two|four|six|eight|twelve|sixteen)[ -]?cores?(?P<cpu>[ -](?:CPUs?|processors?))?\b"
    r"(?! (?:business|team|staff))",
    re.IGNORECASE,
)
"""A machine with its cores behind it: "our own server, which has 16 cores", "a server with a 6-core CPU"."""
_NO_GPU = (
    r"(?:no|without|lacks?|lacking) (?:an? |any )?(?:GPUs?|graphics(?: cards?)?|video cards?)\b"
    r"(?! (?:\w+ )?(?:people|person|staff|team|skills?|experience|experts?|expertise|knowledge|budget|driver"
    r"|operat\w+|engineers?|admin\w*|support|quota|prices?|costs?|work))"
)
_BARE = re.compile(rf"\b{_NO_GPU}", re.IGNORECASE)
_MACHINE_BARE = re.compile(
    rf"\b(?P<name>{_MACHINE}){_HAD}(?: \([^()]*\))?(?: already (?:here|there|in (?:the|our|its) \w+))?"
    rf"[ ,(]+(?:(?:and|but|with|has|have|there is|there are|it has|they have|has just|,) ?)*{_NO_GPU}",
    re.IGNORECASE,
)
"""A machine of which it is said that there is no card: "the existing servers, no GPU"."""
_SEVERAL = re.compile(
    r"\b(?:CPU (?:machines?|clusters?|nodes?|hosts?|boxes)|machines? (?:with|of) (?:plain |only )?CPUs?)\b",
    re.IGNORECASE,
)
_OTHER_THINGS = r"(?!\w| (?:\w+ing|science|software|program|game|system|app))"
_KINDS = "(?:mini|office|fanless|industrial|small|home)"
_DESK = re.compile(
    rf"\b(?:{_COUNT}(?P<name>(?:{_KINDS}[ -]PC|old (?:desktop|PC|computer))s?)"
    rf"[ ,(]+(?:\d+ ?GB(?: RAM)?[ ,]*)?(?:with )?(?:{_NO_CARD})"
    rf"|(?P<old>(?:old|19\d\d|20[01]\d) (?:office )?(?:desktop|PC|computer){_OTHER_THINGS}))\b",
    re.IGNORECASE,
)
"""A small or an old computer that is said to have no graphics card, or is too old for one that counts."""
DESK_CORES = 4
"""Of a small or an old computer of which nothing is said."""
_SMALL = {"two": 2, "four": 4, "six": 6, "eight": 8, "twelve": 12, "sixteen": 16}
_HIRED_OR_QUOTED = re.compile(r"\b(?:rent|hire|hired|leas|quot|offer|need|plan)\w*\b", re.IGNORECASE)
_OURS = r"(?:our|its|their|my|his|her|the|these|those|existing|own)\b"
_NONE_OF_IT = re.compile(
    r"\b(?:(?:no|not|without|any|nor) (?:\w+ )?"
    rf"|for (?!{_OURS})(?:\w+ )?|(?:hoster|provider|vendor|friend|neighbour)'s )$",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:(?:logs?|alerts?|alarms|metrics|readings|tickets|messages|events|software|tools?|monitoring|prices?"
    r"|costs?|market|sales|faults?|failures|makers?|sellers?) (?:of|from|about|on|for|in)"
    rf"|(?:customers?|clients|users|firms|companies|people) (?:whose|with)) (?:(?!{_OURS})[\w-]+ ){{0,2}}$",
    re.IGNORECASE,
)
"""In front of machines that texts come from, or that are somebody else's: "logs of CPU clusters"."""
_TO_LET = re.compile(
    r"\s*(?:(?:is|are|stands?) )?(?:for (?:rent|hire|sale)|to (?:rent|let|hire|buy))\b", re.IGNORECASE
)
"""Behind machines that are offered."""


def read_processors(text: Passage) -> tuple[Device, int, int] | None:
    """Return the servers without a graphics card that a text speaks of, with where they begin and end.

    Args:
        text: The text; what is read already counts no more.
    """
    return _desk(text) or _server(text) or _told_behind(text) or _told_bare(text)


def _one(kind: str) -> str:
    """Return the name of one of several machines."""
    return kind.removesuffix("es") if kind.endswith("boxes") else kind.removesuffix("s")


def _told_behind(text: Passage) -> tuple[Device, int, int] | None:
    """Return a machine with its cores behind it, where no card is there or a processor is named."""
    for match in _CORES_BEHIND.finditer(text.text):
        plain = match["cpu"] is not None or _BARE.search(text.text) is not None
        if plain and _is_there(text, match):
            word = match["cores"].lower()
            return Device(f"{_SMALL.get(word) or word}-core server", 1), match.start(), match.end()
    return None


def _told_bare(text: Passage) -> tuple[Device, int, int] | None:
    """Return a machine of which only that is told that it has no card, or that it is a processor's."""
    for pattern in (_MACHINE_BARE, _SEVERAL):
        match = next((m for m in pattern.finditer(text.text) if _is_there(text, m)), None)
        if match is not None:
            return Device("CPU server", 1), match.start(), match.end()
    return None


def _is_there(text: Passage, match: re.Match[str]) -> bool:
    """Return whether a machine is not denied, read already ("Xeon servers"), hired, wished for or told of."""
    before = text.before(match.start())
    if not text.free(max(0, match.start() - 2), match.end()) or _TO_LET.match(text.after(match.end())):
        return False
    if _NONE_OF_IT.search(before) or _SPOKEN_OF.search(before):
        return False
    return is_owned(text, match.start(), match.end(), True)


def _are_had(text: Passage, cores: re.Match[str]) -> bool:
    """Return whether cores that are told without their machine are somebody's own, and neither hired nor
    quoted nor wished for."""
    if _HIRED_OR_QUOTED.search(text.before(cores.start())):
        return False
    return is_owned(text, cores.start(), cores.end(), default=False)


def read_cores(text: Passage) -> tuple[Device, int, int] | None:
    """Return the machine that a text tells by its cores, whatever memory it names beside them.

    Args:
        text: The text; what is read is marked.
    """
    alone = _CORES_ALONE.search(text.text)
    if alone is not None and not _are_had(text, alone):
        text.take(*alone.span())
        alone = None
    cores = _CORES.search(text.text) or alone
    if cores is None or not text.free(cores.start(), cores.end()):
        return None
    text.take(cores.start(), cores.end())
    word = cores["cores"].lower()
    named = str(cores.groupdict().get("kind") or "server")
    kind = named if named.upper() in ("VPS", "NAS") else _one(named)
    return Device(f"{_SMALL.get(word) or word}-core {kind}", 1), cores.start(), cores.end()


def _desk(text: Passage) -> tuple[Device, int, int] | None:
    match = _DESK.search(text.text)
    if match is None or not text.free(match.start(), match.end()):
        return None
    number = number_at((match["n"] or "1") + " ", 0)
    name = (match["name"] or match["old"]).removesuffix("s")
    return Device(f"{DESK_CORES}-core {name}", int(number.value) if number else 1), match.start(), match.end()


def _server(text: Passage) -> tuple[Device, int, int] | None:
    match = _PLAIN.search(text.text)
    if match is None or not text.free(match.start(), match.end()):
        return None
    if _SPOKEN_OF.search(text.before(match.start())):
        return None
    number = number_at((match.group("n") or "1") + " ", 0)
    name = "HPC cluster" if "hpc" in match.group("name").lower() else "CPU server"
    return Device(name, int(number.value) if number else 1), match.start(), match.end()
