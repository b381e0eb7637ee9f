"""Titles, decisions and reasons in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from advisor.profile import Profile
from advisor.resources import shipped_toml
from advisor.strategy.anchors import load_anchors
from advisor.strategy.context import Context
from advisor.strategy.made import wording
from advisor.strategy.own_time import in_own_time
from advisor.strategy.records import BEYOND, TRAIN_ONLY, Plan

WITH = "with "
FLEET_SUBJECT = "a training fleet"
NO_TASK = "clarify"
"""The word for agreeing on a task before anything else."""
_SPELLED = "AEFHILMNORSX"
"""Letters whose names begin with a vowel."""
_VOWEL_FIGURE = re.compile(r"8|1[18](?!\d)")
"""Figures whose names begin with a vowel: eight, eleven, eighteen."""
_AS_A_WORD = re.compile(r"[B-DF-HJ-NP-TV-Z][AEIOU](?:[A-Z]{2}|[B-DF-HJ-NP-TV-Z]$)")
"""Capital letters that are spoken as a word: a consonant, a vowel and another or more of them."""


def phrases() -> Mapping[str, Any]:
    """Return the wordings of phrases.toml."""
    return shipped_toml("decide/phrases.toml")


def phrase(group: str, name: str, **parts: object) -> str:
    """Return a wording of phrases.toml with its parts filled in."""
    return str(phrases()[group][name]).format(**parts)


def title(context: Context, plan: Plan, feasible: bool, told: str = "") -> str:
    """Return the title of the report: the use case, where it runs, and what is trained.

    Args:
        context: The bundle.
        plan: The plan advised, or the one that comes nearest.
        feasible: Whether it meets every limit.
        told: The plan in a few words, where they are not those of :func:`short`.
    """
    what = FLEET_SUBJECT if plan.is_fleet else named(context.profile, context.use_case.title)
    subject = f"{what[:1].upper()}{what[1:]}"
    if NO_TASK in context.directives.required:
        return f"{subject}: {phrases()['first'][NO_TASK]}"
    if plan.form == BEYOND:
        return f"{subject}: {wording('title')}"
    if not feasible:
        return f"{subject}: not possible as stated; {short(plan)} comes nearest"
    return f"{subject}: {told or short(plan)}"


def named(profile: Profile, usual: str) -> str:
    """Return what a kind of work is called for who asks: what one person makes for themselves has no
    customers.

    Args:
        profile: The answers.
        usual: Title of the kind of work.
    """
    one = profile.said("workload.users") and (profile.number("workload.users") or 0.0) <= 1.0
    own: Mapping[str, str] = phrases()["own_title"]
    return own.get(profile.text("use_case.kind"), usual) if one or in_own_time(profile) else usual


def short(plan: Plan) -> str:
    """Return ``"use a hosted model, train nothing yet"``; a fleet is told by where it trains."""
    table = phrases()
    if plan.is_fleet:
        return str(table["fleet"]["title"][plan.deployment])
    trained = [table["train"][w] for w in plan.adaptations if w in table["train"]] if plan.trains else []
    return f"{table['title'][plan.deployment]}, {' and '.join(trained) or table['train']['none']}"


def told_of(plan: Plan, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a plan that its model bears out: of a 70B nobody is told that it is a small one."""
    sizes = load_anchors().by_size
    return tuple(word for word in words if word not in sizes or plan.tier in ("", *sizes[word]))


def decision(plan: Plan) -> str:
    """Return what to do as one sentence: model, place, and each adaptation; of a fleet, its devices."""
    if plan.is_fleet:
        return _fleet(plan)
    if plan.form == TRAIN_ONLY:
        return _trained_only(plan)
    table = phrases()
    local, _, remote = plan.model_name.partition(" and ")
    hardware = plan.hardware.label() if plan.hardware else "hardware"
    start = table[_told_as(plan)][plan.deployment].format(
        model=plan.model_name or "a model",
        hardware=hardware,
        device=bare(plan.hardware.name) if plan.hardware else "device",
        one=one_of(plan.hardware.name) if plan.hardware else "a device",
        local=local,
        remote=remote or "a hosted model",
    )
    said = {w for w in plan.adaptations if not set(table["part_of"].get(w, ())) & set(plan.adaptations)}
    parts = [table["with"][w] for w in plan.adaptations if w in table["with"] and w in said]
    beside = [part.removeprefix(WITH) for part in parts if part.startswith(WITH)]
    changed = [part for part in parts if not part.startswith(WITH)]
    ends = [joined(changed), f"{WITH}{joined(beside)}" if beside else ""]
    return f"{', '.join([start, *(end for end in ends if end)])}."


def _told_as(plan: Plan) -> str:
    """Return the table of the sentence: by who has the devices, and whether they are still to be bought."""
    table, hardware = phrases(), plan.hardware
    if hardware is None:
        return "decision"
    if hardware.hands == "grant" and plan.deployment in table["granted"]:
        return "granted"
    if hardware.owned and plan.deployment in table["each"]:
        return "each" if hardware.hands == "users" else "own"
    if hardware.hands == "built" and plan.deployment in table["built"]:
        return "built"
    return "buy" if hardware.bought and not hardware.owned and plan.deployment in table["buy"] else "decision"


def _fleet(plan: Plan) -> str:
    """Return what to do about devices that train all the time."""
    theirs = plan.hardware is not None and plan.hardware.owned and plan.deployment == "on_prem"
    start = phrases()["fleet"]["decision"]["owned" if theirs else plan.deployment]
    return f"{start.format(hardware=plan.hardware.label() if plan.hardware else 'GPUs')}."


def _trained_only(plan: Plan) -> str:
    """Return what to do about a project that ends with a trained model."""
    table = phrases()["train_only"]
    word = next(word for word in table if word in plan.adaptations)
    hardware = plan.hardware.label() if plan.hardware else "hardware"
    return f"{table[word][plan.deployment].format(model=plan.model_name, hardware=hardware)}."


def bare(name: str) -> str:
    """Return the name of a device without its article, for "your own laptop"."""
    return name.removeprefix("an ").removeprefix("a ")


def one_of(name: str) -> str:
    """Return the name of a device with its article, as it is spoken.

    >>> one_of("an ordinary laptop"), one_of("GeForce RTX 4060"), one_of("RTX 4060"), one_of("Arc A770")
    ('an ordinary laptop', 'a GeForce RTX 4060', 'an RTX 4060', 'an Arc A770')
    >>> one_of("8-core server"), one_of("18-core server"), one_of("RADEON PRO"), one_of("L4"), one_of("H100")
    ('an 8-core server', 'an 18-core server', 'a RADEON PRO', 'an L4', 'an H100')
    >>> one_of("110-watt card"), one_of("AMD card"), one_of("1U server"), one_of("MI300X")
    ('a 110-watt card', 'an AMD card', 'a 1U server', 'an MI300X')
    >>> one_of("NAS"), one_of("NUC with 32 GB"), one_of("NPU card"), one_of("RX 7900")
    ('a NAS', 'a NUC with 32 GB', 'an NPU card', 'an RX 7900')
    """
    if bare(name) != name:
        return name
    first = name.partition(" ")[0]
    spelled = first.isupper() and _AS_A_WORD.match(first) is None
    vowel = _VOWEL_FIGURE.match(first) is not None or first[:1] in (_SPELLED if spelled else "AEIOaeio")
    return f"{'an' if vowel else 'a'} {name}"


def joined(parts: list[str]) -> str:
    """Return ``"a, b and c"``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def with_full_stop(text: str) -> str:
    """Return a sentence with its full stop, where it ends with no mark of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
