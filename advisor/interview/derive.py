"""What follows from what the user said: people times uses are requests, a night's wait is a batch."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from advisor.interview.comparable import comparable
from advisor.interview.derive_job import job
from advisor.interview.derive_load import requests, units
from advisor.interview.derive_speech import transcripts
from advisor.interview.derive_tokens import request_tokens
from advisor.interview.derive_training import training_all_year
from advisor.interview.derive_whole import of_the_whole
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Profile
from advisor.profile.answers import Value
from advisor.quantity import SECONDS_PER_DAY, plain_number
from advisor.strategy.built_in import is_built_in
from advisor.strategy.in_use import GIVEN_UP, SERVED, TODAY
from advisor.strategy.inside import INSIDE
from advisor.strategy.named import FAILED
from advisor.strategy.options import load_options
from advisor.strategy.own_time import in_own_time
from advisor.strategy.use_cases import load_use_cases
from advisor.strategy.workload import LOOKED_AT_MS

BATCH_MS = 3.6e6
"""Who can wait an hour can wait for a batch queue."""
DAY_MS = 1e3 * SECONDS_PER_DAY
CHIP_GB = 0.064
"""Memory up to which a device holds no language model and no operating system that would run one; our
assumption, 2026-11: a microcontroller has some hundred KB."""
SHORT_TOKENS = 100.0
"""A result of so few tokens is used when it is complete where the kind of work allows."""
_TOLD = Sayings("interview/derived")
_PACE = re.compile(r"(?:/|\b(?:a|per|each|every)) ?(?:s|sec|second|min|minute)\b|\bfps\b", re.IGNORECASE)
"""In the words of a pace that a machine keeps."""
_VOLUMES = ("workload.requests_per_day", "workload.images_per_day")
"""What such a pace is told of."""
Derivation = Callable[[Profile, Profile], Mapping[str, Answer]]


def derived(profile: Profile, filled: Profile) -> dict[str, Answer]:
    """Return the assumed answers that follow from the user's own.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case, for the other half of a product.
    """
    found = job(profile)
    if found:
        told = {path: replace(answer, state="answered") for path, answer in found.items()}
        profile, filled = profile.with_answers(told), filled.with_answers(found)
    for derivation in _DERIVATIONS:
        for path, answer in derivation(profile, filled).items():
            if not profile.said(path):
                found.setdefault(path, answer)
    return found


def _assumed(value: Value | None, why: str, **parts: object) -> Answer:
    """Return an assumed answer with its reason, by its name."""
    return Answer(value, "assumed", said=_TOLD.sentence(why, **parts))


def _guessed(why: str, *place: str, **parts: object) -> Answer:
    """Return a figure that we guess with its range and its reason."""
    value, low, high = _TOLD.value(*place)
    return Answer(value, "assumed", low, high, _TOLD.sentence(why, **parts))


def _knowledge(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    said = [p for p in ("knowledge.pages", "knowledge.freshness", "knowledge.citations") if profile.said(p)]
    if not (said or _searched(profile)) or profile.number("knowledge.pages") == 0:
        return {}
    return {"knowledge.needed": _assumed(True, "documents")}


def _searched(profile: Profile) -> bool:
    """Return whether a search of own documents is in mind."""
    return profile.said("wish.adaptations") and "rag" in profile.words("wish.adaptations")


def _pages(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Documents that were spoken of and not counted are some hundreds of pages, whatever the work; but where
    documents are what goes in, those that were spoken of are the work, and no collection to be searched."""
    needed = profile.flag("knowledge.needed") or _searched(profile)
    if not needed or filled.get("knowledge.pages") is not None:
        return {}
    use_case = load_use_cases().get(filled.text("use_case.kind"))
    searched = profile.flag("knowledge.citations") or _searched(profile)
    if use_case is not None and use_case.works_on_documents and not searched:
        return {}
    return {"knowledge.pages": _guessed("pages", "guess", "pages")}


def _review(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Where a mistake can harm somebody, a person is taken to decide until it is said otherwise; within some
    hundred ms nobody looks at a picture before something moves."""
    wait = profile.number("latency.first_token_ms") if profile.said("latency.first_token_ms") else None
    sees = filled.text("use_case.modality") == "image" and not profile.flag("use_case.harm")
    if sees and wait is not None and wait <= LOOKED_AT_MS:
        return {"quality.human_review": _assumed(False, "seen_late", wait=plain_number(wait))}
    if not profile.flag("use_case.harm"):
        return {}
    return {"quality.human_review": _assumed(True, "harm")}


def _waiting(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """A wait of an hour makes a batch, a batch makes a day; the first words come within the whole."""
    first, total = profile.number("latency.first_token_ms"), profile.number("latency.total_ms")
    longest = max(first or 0.0, total or 0.0)
    if longest:
        batch = longest >= BATCH_MS
        found = {"latency.batch_ok": _assumed(batch, "waits_long" if batch else "waits_short")}
        short = (filled.number("workload.output_tokens") or math.inf) <= SHORT_TOKENS
        if total is None and not batch and short and _taken_whole(filled):
            found["latency.total_ms"] = _assumed(first, "taken_whole")
        default = filled.number("latency.first_token_ms") or longest
        if first is None and (total or 0.0) < default:
            found["latency.first_token_ms"] = _assumed(total, "within_whole")
        return found
    if profile.flag("latency.batch_ok"):
        said = _TOLD.sentence("overnight")
        return {"latency.first_token_ms": Answer(DAY_MS, "assumed", 0.5 * DAY_MS, DAY_MS, said)}
    return {}


def _taken_whole(filled: Profile) -> bool:
    use_case = load_use_cases().get(filled.text("use_case.kind"))
    return use_case is not None and use_case.taken_whole


def _peak(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    shape = profile.text("workload.shape")
    if not profile.said("workload.shape") or shape not in _TOLD.under("peak"):
        return {}
    return {"workload.peak_factor": _guessed("peak", "peak", shape, shape=shape.replace("_", " "))}


def _built_in(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """What is built into each of many machines is a board; a pace that was told by the second or the minute
    is that of the busiest minute too, as a machine runs no faster."""
    found: dict[str, Answer] = {}
    sees = filled.text("use_case.modality") == "image"
    if sees and any(_is_paced(profile, path) for path in _VOLUMES):
        found["workload.peak_factor"] = _guessed("paced", "peak", "paced")
    if is_built_in(profile) and sees:
        found["hardware.edge_device"] = _assumed(_TOLD.text("built_in", "device"), "built_in")
    return found


def _chip(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What has some megabytes of memory is a microcontroller, whatever it is built into."""
    memory = profile.number("hardware.edge_memory_gb") if profile.said("hardware.edge_memory_gb") else None
    if memory is None or memory > CHIP_GB:
        return {}
    return {"hardware.edge_device": _assumed("microcontroller", "chip")}


def _is_paced(profile: Profile, path: str) -> bool:
    """Return whether a volume was told by the second or the minute."""
    answer = profile.get(path)
    return answer is not None and profile.said(path) and _PACE.search(answer.said or "") is not None


def _fixed(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Who asks to run or tune a named model on what is named asks how to do that, not which one to take.

    So does who names one for a machine that is still to be bought for their own network, where no provider
    serves it. Who says that what they tried is wrong or too slow has fixed no model.
    """
    use_case = load_use_cases().get(filled.text("use_case.kind"))
    fixed_on = use_case.fixed_on if use_case is not None else ()
    named = any((answer := profile.get(path)) is not None and answer.value for path in fixed_on)
    failed = profile.said("quality.failure") and profile.text("quality.failure") in FAILED
    if not profile.text("wish.model") or failed:
        return {}
    if named:
        return {"wish.fixed_model": _assumed(True, "named")}
    if profile.text("data.boundary") in INSIDE and not profile.devices("hardware.owned"):
        return {"wish.fixed_model": _assumed(True, "named_inside")}
    return {}


def _boundary(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Classified data and offline work stay inside; a contract is ruled in or out by the boundary."""
    found: dict[str, Answer] = {}
    if not profile.said("data.boundary"):
        if "classified" in profile.words("data.sensitivity"):
            found["data.boundary"] = _assumed("own_network", "classified")
        elif profile.flag("hardware.offline") and "hybrid" not in profile.words("wish.deployments"):
            found["data.boundary"] = _assumed("own_network", "offline")
        elif profile.flag("data.contract_obtainable"):
            found["data.boundary"] = _assumed("contract", "contract")
        elif profile.said("data.region"):
            found["data.boundary"] = _assumed("region", "region")
    place = (found.get("data.boundary") or filled.get("data.boundary") or Answer("")).value
    closed, own = place in INSIDE, in_own_time(profile)
    if own and place == "contract" and not found:
        found["data.boundary"] = _assumed(place, "own_decision")
    why = "closed" if closed else "own_account" if own else "legal"
    found["data.contract_obtainable"] = _assumed(not closed, why)
    return found


def _home(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Data bound to a region that nobody named stays where the team is, or where its languages are spoken.

    Who rules out American operators and tells neither, or sits in America, is taken to mean those of Europe.
    """
    boundary, out = profile.text("data.boundary"), _TOLD.under("ruled_out")
    if boundary not in ("region", "sovereign"):
        return {}
    ruled_out, country = _is_ruled_out(profile), profile.text("team.country").casefold()
    if profile.said("team.country") and ruled_out and country in out.value("countries"):
        return {"data.region": _assumed(out.text("region"), "home_ruled_out")}
    if profile.said("team.country"):
        return {"data.region": _assumed(country, "home_country")}
    homes, spoken = _TOLD.table("homes"), set(profile.words("language.names"))
    for region, languages in homes.items():
        if spoken and spoken <= set(languages):
            return {"data.region": _assumed(region, "home")}
    if ruled_out and spoken <= {*out.value("also_spoken"), *homes[out.text("region")]}:
        return {"data.region": _assumed(out.text("region"), "home_unnamed")}
    return {}


def _is_ruled_out(profile: Profile) -> bool:
    """Return whether American operators were ruled out by name, or European ones asked for."""
    answer = profile.get("data.boundary")
    if answer is None or answer.value != "sovereign":
        return False
    return _TOLD.pattern("ruled_out", "words").search(answer.said or "") is not None


def _tongue(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """A language that models hardly know is not the one of which most of their text is."""
    if not profile.flag("language.rare"):
        return {}
    return {"language.names": _assumed((_TOLD.sentence("rare_name"),), "rare")}


def _taught(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What was trained with a good result, or runs, had examples to learn from, however many."""
    options = load_options()
    words = (*profile.words("evidence.worked"), *profile.words("current.adaptations"))
    worked = [options[word] for word in words if word in options]
    if not any(option.trains and not option.trains_all for option in worked):
        return {}
    return {"examples.count": _guessed("examples", "guess", "examples")}


def _so_far(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What runs somewhere today is live; who gave up on instructions alone has found their limit."""
    found: dict[str, Answer] = {}
    if any(profile.words(path) for path in TODAY):
        found["use_case.already_live"] = _assumed(True, "live")
    if "prompt_engineering" in profile.words(GIVEN_UP):
        found["quality.plateau"] = _assumed(True, "plateau")
    return found


def _skill(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Who runs a model on GPUs today has people who can."""
    if not profile.said(SERVED) or not {"self_host_rented", "on_prem"} & set(profile.words(SERVED)):
        return {}
    return {"team.skill": _assumed("ml", "skill")}


def _own_use(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What people do for themselves does not grow like a product."""
    if not in_own_time(profile):
        return {}
    return {"workload.growth_per_year": _guessed("own_use", "guess", "own_growth")}


_DERIVATIONS: tuple[Derivation, ...] = (
    _built_in,
    _chip,
    training_all_year,
    of_the_whole,
    request_tokens,
    requests,
    units,
    _knowledge,
    _pages,
    _review,
    transcripts,
    _waiting,
    _peak,
    _fixed,
    _boundary,
    _home,
    _tongue,
    _taught,
    _so_far,
    _own_use,
    _skill,
    comparable,
)
