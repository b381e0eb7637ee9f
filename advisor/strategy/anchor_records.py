"""Parts of anchors.toml that are tables of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Service:
    """A word whose work is done by a model that is no LLM."""

    task: str
    on_cards: bool = True
    """Whether a graphics card does it any better than the processor beside it."""


@dataclass(frozen=True, slots=True)
class Law:
    """One area of law with the operators that it reaches."""

    names: frozenset[str]
    """What people write for the area, in lower case."""
    operators: frozenset[str]
    """Providers that this law reaches and no other."""
    in_region: frozenset[str]
    """Providers under another law that process in the area when asked to."""
    trusts: frozenset[str] = frozenset()
    """Areas to which this law lets personal data go as if they had stayed."""


@dataclass(frozen=True, slots=True)
class CpuRent:
    """A part of an ordinary server by the hour."""

    like: str
    """Catalogue id of the server that it is a part of."""
    cores: int
    """Of the whole server."""
    sizes: tuple[int, ...]
    """Cores of the parts that are rented out."""
    gb_per_core: float
    usd_per_core_hour: tuple[float, float, float]
    """Low, expected, high."""
    as_of: date
    source: str
    bought_sizes: tuple[int, ...]
    """Cores of the small servers that are sold whole."""
    usd_per_core_bought: tuple[float, float, float]
    """Low, expected, high, for such a server over its cores."""
    bought_source: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """From when on a closed site is taken to serve an organisation rather than a few people."""

    people: float
    requests_per_day: float
    kinds: frozenset[str]
    """Kinds of use case whose questions have no upper end of difficulty."""
    up_to: str
    """The highest class that is weighed beyond the one needed."""


@dataclass(frozen=True, slots=True)
class Department:
    """From when on people rely on a service, and what it then stands on."""

    requests_per_day: float
    people: float
    eight_bits_share: float
    """Share of what its people cost that a department pays rather than have weights cut to 4 bits."""
    proven: frozenset[str]
    """Generations of devices on which serving many users was benchmarked in public."""
    desktops: frozenset[str]
    """Catalogue ids of processors that are sold in desktop machines."""
    up_to: str
    """The highest class of models that a department weighs beyond the one needed."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Devices that people name by their kind: phones, boards, vehicles, laptops."""

    device: Mapping[str, Mapping[str, Any]]
    """What stands for a kind: a device of the books, or its name, memory in GB, GB/s and TFLOPS."""
    usual: Mapping[str, str]
    """What is meant by a device that nobody described, by what goes in, and ``other``."""
    usual_of_people: Mapping[str, str]
    """The same where people were counted that use it."""
    usual_built_in: str
    """The same for a part of each of many machines."""
    standing: frozenset[str]
    """Devices that nobody carries about."""
    built_as: Mapping[str, tuple[str, ...]]
    """Kinds of hardware that a kind of device can be; every kind on a desk for one that is not there."""
    senses: Mapping[str, tuple[str, ...]]
    """Tasks of the small network on a board without a language model, by kind of device, the ablest first."""
    computers: frozenset[str]
    """Kinds of devices that may have no card."""
    without_card: Mapping[str, str]
    """What stands for a kind then, where it is another device."""
    little_gb: float
    """Memory up to which a device that nobody named is no laptop."""
    of_little: str
    """What is meant by it then."""
    fixed: frozenset[str]
    """Boards that serve a place rather than a person."""
    most_a_day: float
    """Requests in a day above which a device serves more than one person."""
    of_one: frozenset[str]
    """Kinds of project whose devices serve one person each: more is asked of more of their kind."""


def cpu_rent_of(row: Mapping[str, Any]) -> CpuRent:
    """Return what a part of a server costs."""
    low, usd, high = row["usd_per_core_hour"]
    least, usual, most = row["usd_per_core_bought"]
    return CpuRent(
        like=row["like"],
        cores=int(row["cores"]),
        sizes=tuple(row["sizes"]),
        gb_per_core=float(row["gb_per_core"]),
        usd_per_core_hour=(low, usd, high),
        as_of=row["as_of"],
        source=row["source"],
        bought_sizes=tuple(row["bought_sizes"]),
        usd_per_core_bought=(least, usual, most),
        bought_source=row["bought_source"],
    )


def law_of(row: Mapping[str, Any]) -> Law:
    """Return an area of law; the names are compared in lower case."""
    names = frozenset(name.casefold() for name in row["names"])
    others = (frozenset(row.get(name, ())) for name in ("in_region", "trusts"))
    return Law(names, frozenset(row["operators"]), *others)


def organisation_of(row: Mapping[str, Any]) -> Organisation:
    """Return what counts as an organisation."""
    return Organisation(
        people=float(row["people"]),
        requests_per_day=float(row["requests_per_day"]),
        kinds=frozenset(row["kinds"]),
        up_to=str(row["up_to"]),
    )


def department_of(row: Mapping[str, Any]) -> Department:
    """Return from when on people rely on a service."""
    return Department(
        requests_per_day=float(row["requests_per_day"]),
        people=float(row["people"]),
        eight_bits_share=float(row["eight_bits_share"]),
        proven=frozenset(row["proven"]),
        up_to=str(row["up_to"]),
        desktops=frozenset(row["desktops"]),
    )


def edge_of(row: Mapping[str, Any], device: Mapping[str, Mapping[str, Any]]) -> Edge:
    """Return what is known of kinds of devices.

    Args:
        row: The table ``edge``.
        device: The table ``edge_device``, by kind.
    """
    return Edge(
        device=device,
        usual=row["usual"],
        usual_of_people=row["usual_of_people"],
        usual_built_in=row["usual_built_in"],
        standing=frozenset(row["standing"]),
        built_as={kind: tuple(hardware) for kind, hardware in row["built_as"].items()},
        computers=frozenset(row["computers"]),
        without_card=row["without_card"],
        little_gb=float(row["little_gb"]),
        of_little=row["of_little"],
        senses={kind: tuple(tasks) for kind, tasks in row["senses"].items()},
        fixed=frozenset(row["fixed"]),
        most_a_day=float(row["most_a_day"]),
        of_one=frozenset(row["of_one"]),
    )
