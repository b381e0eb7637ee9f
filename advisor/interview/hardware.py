"""Devices in running text: owned ones, ones that are thought of, and the user's own laptop or board."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.interview.chips import chip_with, size_in_name, told_as_one
from advisor.interview.device_memory import POCKET, SIZED, is_carried, memory_on_device
from advisor.interview.joined import added_up, joined, owned_together, shares_kind
from advisor.interview.names import NameIndex
from advisor.interview.negation import denied
from advisor.interview.nodes import cards_of_a_node, cards_of_a_system
from advisor.interview.ownership import is_others, is_owned
from advisor.interview.processors import read_cores, read_processors
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Device, Fields
from advisor.profile.numbers import SMALL_RE, number_at

_COUNT = re.compile(
    r"(?:(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?:[ -](?:GPUs?|cards?)(?: of)?)?\s*(?:[xX×*]\s*)?"
    r"|\b(?P<word>(?i:a single|a pair of|a couple of|half a dozen|a dozen|an?"
    rf"|{SMALL_RE}))\s+)"
    r"(?:(?:used|new|old|own|owned|spare|idle|unused|second-?hand|refurbished|leased|rented|reserved|hosted"
    r"|dedicated|on-demand|spot|hired|cloud|serverless|ageing|aging|older|existing|identical|committed|bought"
    r"|purchased|borrowed|loaned|donated|shared|paid|more|extra|big|of) ){0,2}"
    r"(?:NVIDIA |Nvidia |AMD |Apple |GeForce |Tesla |HGX )?(?P<system>DGX )?$"
)
_MONEY = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|INR|JPY|CNY|Rs\.?))\s?$")
"""In front of a number that is a price: "a $13,000 L40S server"."""
_HOURS = re.compile(r"[ -](?:GPU[ -])?(?:hours?|days)\b", re.IGNORECASE)
"""Behind a device whose use is counted in time."""
_GROUPS = re.compile(
    rf"\b(?P<n>\d{{1,4}}|a pair of|a couple of|half a dozen|a dozen|an?|{SMALL_RE})"
    r"(?: (?!(?:for|the|and|in|on|at|to|with|or|from|per|an?|of|our|my|each)\b)[a-z][\w-]*){0,2}"
    r" (?:nodes?|servers?|boxes|box|machines?|hosts?|systems?|chassis|desktops?|PCs?|computers?"
    r"|workstations?|notebooks?|laptops?|rigs?|towers?)"
    r",?(?: (?:each|every one|all)(?: of (?:them|which|these))?)?,? "
    r"(?:(?:that |which )?(?:hold|holds|has|have|carry|carries)|of|with|holding|having|carrying)(?: each)? $",
    re.IGNORECASE,
)
"""How many machines hold so many cards each: "two servers with 8 H100", "eleven PCs, each with a 3090"."""
_NODES = re.compile(
    r"(?: \d{2,3} ?GB)?[ -](?:GPU |HGX |compute |inference )?node(?P<several>s)?\b", re.IGNORECASE
)
"""Behind the name of a card; several nodes are two at least."""
_MODEL_BEFORE = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d+)?\s?B(?: (?:models?|LLMs?))?(?: (?:with|by|using) Q?LoRA)?"
    r" (?:on|in|at|within|with)"
    r"(?: (?:only|just|about|a mere|my|our))* ?$",
    re.IGNORECASE,
)
"""In front of the memory of a card: a model by its size."""
_OF_DATA = re.compile(
    r"\s?(?:of )?(?:(?!VRAM|GPU|memory|RAM)[\w-]+ )?"
    r"(?:data|texts?|documents?|logs|tokens|PDFs|files|corpus|storage|disk)\b",
    re.IGNORECASE,
)
_GB_BEFORE = re.compile(r"(?P<gb>\d{1,4})[\s-]?G(?:i?B|igs?)?[ -]$", re.IGNORECASE)
_GB_AFTER = re.compile(
    r"(?:[ ,(]{0,2}| (?:with|has|at) )(?P<gb>\d{1,5})\s?G(?:i?B|igs?)\b\)?"
    r"(?! ?(?:/ ?s|a second|per second|(?:\w+ )?(?:ethernet|networks?|networking|LAN|links?|switch(?:es)?"
    r"|NICs?|uplinks?|InfiniBand|interconnects?|fib(?:re|er)|lines?|connections?|internet|bandwidth))\b)",
    re.IGNORECASE,
)
"""Behind the name of a card; what a cable carries is no memory: "8x V100, 1 Gb Ethernet"."""
_SPEED_AFTER = re.compile(r"(?:[\s,(]+|,? (?:with|at) )(?P<n>\d{2,5}) ?GB/s\b", re.IGNORECASE)
"""Behind a memory: how fast it is read."""
_A_COMPUTER = re.compile(r"\b(?:i?Mac|MacBook|laptop|notebook)(?: \w+)?,? (?:with )?$", re.IGNORECASE)
"""In front of unified memory that is its own."""
_LISTED = re.compile(r"\)?,?(?: (?:and|plus|with|or|\+|another|a second))* ?", re.IGNORECASE)
_PLUS = re.compile(r"(?:\+|\bplus)\s*$", re.IGNORECASE)
_PLUS_AFTER = re.compile(r"\s*(?:\+|plus\b)", re.IGNORECASE)
"""Beside what is added up, which is told in parts."""
_MORE = re.compile(
    r"\b(?:second|third|another|additional|extra|more|further|other|buy\w*)\b[^,;]*$", re.IGNORECASE
)
_PROCESSOR = re.compile(r"(?:the |a |on |same )*CPUs?$", re.IGNORECASE)
_SERVER = re.compile(
    r"[- ](?:only )?(?:servers?|box|boxes|machines?|nodes?|VMs?|instances?|hosts?|cores?)\b", re.IGNORECASE
)
"""Behind a processor that stands for a server; alone it is a part of any machine: "decode on the CPU"."""
_NONE = re.compile(
    r"\b(?:no|without any|don't (?:own|have)(?: any)?|do not (?:own|have)(?: any)?) (?:own |existing )?"
    r"(?:hardware|GPUs?|graphics cards?|servers?)(?: of our own| yet)?\b"
    r"(?! (?:may|can|must|shall|will|should) be\b)"
    r"(?!(?: \w+)? (?:people|person|staff|team|skills?|experience|experts?|expertise|knowledge|know-how"
    r"|operat\w+|ops|engineers?|admin\w*|specialists?|rooms?|costs?|bills?|hands|background|training)\b)",
    re.IGNORECASE,
)
"""No hardware; "no GPU people" speaks of people."""
_WORDS = {"a single": 1, "a pair of": 2, "a couple of": 2, "half a dozen": 6, "a dozen": 12, "a": 1, "an": 1}
"""Counts that are no number in words."""


OWNED = "hardware.owned"
_PATHS = ((OWNED, True), ("wish.devices", False))
"""Fields of devices, and whether these are the team's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device that a text names, with its place."""

    device: Device
    start: int
    end: int
    owned: bool
    """Whether it is the team's own."""


def read_devices(
    text: Passage, fields: Fields, index: NameIndex, owned: bool | None = None
) -> list[ReadAnswer]:
    """Return the devices of a text as owned or thought of, and the memory of a user's own device.

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
        index: Names of the catalogue's accelerators.
        owned: Whether devices without a hint are owned; None leaves it to the words around them.
    """
    aboard = memory_on_device(text, fields)
    told_by_cores = _plain(read_cores(text))
    every = [*told_by_cores, *_named(text, index, owned), *_sized(text, owned)]
    every += [] if told_by_cores else _plain(read_processors(text))
    every = [item for item in every if not (_is_memory(item) and _within(item, aboard))]
    found = owned_together(text, _beside_its_memory(text, sorted(every, key=lambda f: f.start)))
    kept = _once(text, found)
    answers = [
        _as_answer(path, [f for f in kept if f.owned is mine], text)
        for path, mine in _PATHS
        if path in fields
    ]
    none = _NONE.search(text.text)
    if none and not found:
        answers.append(ReadAnswer(OWNED, Answer((), said=none.group()), none.group(), none.start()))
    return [*(answer for answer in answers if answer is not None), *aboard]


def _as_answer(path: str, group: list[Found], text: Passage) -> ReadAnswer | None:
    """Return some devices as the answer of a field, None where there are none."""
    if not group:
        return None
    words = ", ".join(text.text[f.start : f.end].strip() for f in group)
    return ReadAnswer(path, Answer(tuple(f.device for f in group), said=words), words, group[0].start)


def _once(text: Passage, found: list[Found]) -> list[Found]:
    """Return devices without those that are named again; "a 3090 and a 3090" are two, so is a second one."""
    kept: list[Found] = []
    for item in found:
        same = [old for old in kept if _same(text, old, item)]
        if not same:
            kept.append(item)
        elif item.owned and not same[0].owned:
            kept[kept.index(same[0])] = item
    return kept


def _same(text: Passage, old: Found, new: Found) -> bool:
    if (old.device.name, old.device.count) != (new.device.name, new.device.count):
        return False
    return not _LISTED.fullmatch(text.text, old.end, new.start) and not _MORE.search(text.before(new.start))


def _beside_its_memory(text: Passage, found: list[Found]) -> list[Found]:
    """Return the devices without the machine's own memory, which is none where cards are named.

    Where it is added up with them, "4090 + 64GB RAM", it is told as a part that a model may use.
    """
    if all(map(_is_memory, found)):
        return found
    lists = [group for group in joined(text, found) if not all(map(_is_memory, group))]
    added = [item for group in lists for item in group if _is_memory(item) and _added(text, item)]
    return [item for item in found if not _is_memory(item) or item in added]


def _is_memory(item: Found) -> bool:
    return item.device.name.upper().endswith("RAM")


def _within(item: Found, aboard: list[ReadAnswer]) -> bool:
    """Return whether a memory is that of a device that is told with it: "a laptop with 16 GB of RAM"."""
    return any(hit.start < item.start < hit.start + len(hit.span) for hit in aboard)


def _added(text: Passage, item: Found) -> bool:
    if item.device.name.upper().endswith("VRAM"):
        return False
    return (
        _PLUS.search(text.before(item.start)) is not None
        or _PLUS_AFTER.match(text.text, item.end) is not None
    )


def _named(text: Passage, index: NameIndex, owned: bool | None) -> list[Found]:
    found: list[Found] = []
    places: list[tuple[int, int]] = []
    for named in index.find(text):
        memory = text.ends_with(_GB_BEFORE, named.start)
        begin = named.start - len(memory.group()) if memory else named.start
        count = _count_before(text, begin)
        start = begin - len(count.group()) if count else begin
        group = text.ends_with(_GROUPS, start) if count else None
        start -= len(group.group()) if group else 0
        after = _GB_AFTER.match(text.text, named.end)
        end = after.end() if after else named.end
        if denied(text, start, end) or is_others(text, start) or _HOURS.match(text.text, end):
            continue
        part = owned is None and _PROCESSOR.match(text.text[named.start : named.end])
        if part and not _SERVER.match(text.text, named.end):
            continue
        size = after or memory
        if size is None and index.is_family(text.text[named.start : named.end]):
            continue
        each = _cards_a_node(text, named.end, count, cards_of_a_node(index.rows[named.id]))
        cards = each * _count(count) * _count(group)
        words = text.text[named.start : named.end]
        gb = float(size.group("gb")) if size else size_in_name(words, index.rows[named.id])
        device = Device(chip_with(named.id, gb, index.rows), cards, gb)
        found.append(Found(device, start, end, is_owned(text, start, end, owned)))
        places.append((named.start, named.end))
    found = told_as_one(text, found, places, index.rows)
    for item in found:
        text.take(item.start, item.end)
    return found


def _count_before(text: Passage, place: int) -> re.Match[str] | None:
    """Return the count that ends in front of a place, unless it is a price."""
    count = text.ends_with(_COUNT, place)
    return None if count and text.ends_with(_MONEY, place - len(count.group())) else count


def _cards_a_node(text: Passage, end: int, count: re.Match[str] | None, usual: int) -> int:
    """Return the cards that a device's name stands for where nodes of it are spoken of: "two H100 nodes"."""
    if count and count["system"]:
        return cards_of_a_system()
    nodes = _NODES.match(text.text, end)
    if nodes is None or (count and re.search(r"[xX×]", count.group())):
        return 1
    return usual * (2 if nodes["several"] and count is None else 1)


def _count(match: re.Match[str] | None) -> int:
    """Return the number that a match holds in figures or in a word; 1 without one."""
    if match is None:
        return 1
    groups = match.groupdict()
    number = (groups.get("n") or groups.get("word") or "1").lower()
    worded = number_at(number, 0)
    return _WORDS.get(number) or max(1, int(worded.value) if worded else 1)


def _sized(text: Passage, owned: bool | None) -> list[Found]:
    """Return devices that are only known by their memory, such as ``1x24GB`` or a 64GB laptop."""
    found = [Found(d, start, end, is_owned(text, start, end, owned)) for d, start, end in added_up(text)]
    for match in SIZED.finditer(text.text):
        kind = (match.group("kind") or "").lower()
        several = match.group("n") or shares_kind(text, match.end())
        bare = not kind and not several
        if not text.free(match.start(), match.end()) or (bare and not _holds_a_model(text, match)):
            continue
        if (kind == "ram" and POCKET.search(text.text)) or is_others(text, match.start()):
            continue
        if kind.startswith("unified") and _A_COMPUTER.search(text.before(match.start())):
            continue
        gb = float(match.group("top") or match.group("gb"))
        if gb <= 0:
            continue
        name = match.group().strip()
        count = None if match.group("n") else _count_before(text, match.start())
        start = match.start() - len(count.group()) if count else match.start()
        speed = _SPEED_AFTER.match(text.text, match.end())
        each = float(speed.group("n")) if speed else None
        device = Device(name, max(1, int(match.group("n") or _count(count))), gb, each)
        default = False if bare and owned is None else owned
        found.append(Found(device, start, match.end(), is_owned(text, start, match.end(), default)))
        text.take(start, match.end())
    return found


def _holds_a_model(text: Passage, memory: re.Match[str]) -> bool:
    """Return whether a bare memory is that in which a model of a named size is to stand: "13B on 24 GB"."""
    if is_carried(text, memory.start()):
        return False
    after = _OF_DATA.match(text.text, memory.end())
    return after is None and _MODEL_BEFORE.search(text.text, 0, memory.start()) is not None


def _plain(found: tuple[Device, int, int] | None) -> list[Found]:
    """Return servers without a graphics card and clusters, which are owned when they are spoken of."""
    return [Found(*found, owned=True)] if found is not None else []
