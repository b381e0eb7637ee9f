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
from advisor.profile import Answer, Profile
from advisor.quantity import SECONDS_PER_DAY, plain_number
from advisor.resources import shipped_toml
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
_PEAKS = {"office_hours": (4.0, 3.0, 6.0), "around_the_clock": (2.0, 1.2, 4.0), "bursty": (10.0, 5.0, 50.0)}
"""Busiest minute over the average, value, low and high, by the shape of the day."""
SHORT_TOKENS = 100.0
"""A result of so few tokens is used when it is complete where the kind of work allows."""
_USUAL_PAGES = (500.0, 50.0, 50000.0)
"""Pages of a collection that nobody counted, value, low and high: our guess."""
_USUAL_EXAMPLES = (3000.0, 500.0, 30000.0)
"""Examples that a tuned model learned from where nobody counted them, value, low and high: our guess."""
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


def _knowledge(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    said = [p for p in ("knowledge.pages", "knowledge.freshness", "knowledge.citations") if profile.said(p)]
    if not (said or _searched(profile)) or profile.number("knowledge.pages") == 0:
        return {}
    return {"knowledge.needed": Answer(True, "assumed", said="you spoke of documents or facts of your own")}


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
    value, low, high = _USUAL_PAGES
    return {
        "knowledge.pages": Answer(value, "assumed", low, high, "unknown collections: a few hundred pages")
    }


def _review(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Where a mistake can harm somebody, a person is taken to decide until it is said otherwise; within some
    hundred ms nobody looks at a picture before something moves."""
    wait = profile.number("latency.first_token_ms") if profile.said("latency.first_token_ms") else None
    sees = filled.text("use_case.modality") == "image" and not profile.flag("use_case.harm")
    if sees and wait is not None and wait <= LOOKED_AT_MS:
        why = f"nobody looks at it within {plain_number(wait)} ms: people look at a sample afterwards"
        return {"quality.human_review": Answer(False, "assumed", said=why)}
    if not profile.flag("use_case.harm"):
        return {}
    return {"quality.human_review": Answer(True, "assumed", said="a mistake could harm somebody")}


def _waiting(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """A wait of an hour makes a batch, a batch makes a day; the first words come within the whole."""
    first, total = profile.number("latency.first_token_ms"), profile.number("latency.total_ms")
    longest = max(first or 0.0, total or 0.0)
    if longest:
        batch = longest >= BATCH_MS
        why = "you can wait an hour or more" if batch else "you named a time within the hour"
        found = {"latency.batch_ok": Answer(batch, "assumed", said=why)}
        short = (filled.number("workload.output_tokens") or math.inf) <= SHORT_TOKENS
        if total is None and not batch and short and _taken_whole(filled):
            found["latency.total_ms"] = Answer(first, "assumed", said="a short result is used when complete")
        default = filled.number("latency.first_token_ms") or longest
        if first is None and (total or 0.0) < default:
            found["latency.first_token_ms"] = Answer(total, "assumed", said="no later than the whole answer")
        return found
    if profile.flag("latency.batch_ok"):
        return {
            "latency.first_token_ms": Answer(DAY_MS, "assumed", 0.5 * DAY_MS, DAY_MS, "overnight is fine")
        }
    return {}


def _taken_whole(filled: Profile) -> bool:
    use_case = load_use_cases().get(filled.text("use_case.kind"))
    return use_case is not None and use_case.taken_whole


def _peak(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    shape = profile.text("workload.shape")
    if not profile.said("workload.shape") or shape not in _PEAKS:
        return {}
    value, low, high = _PEAKS[shape]
    return {
        "workload.peak_factor": Answer(value, "assumed", low, high, f"usual for {shape.replace('_', ' ')}")
    }


def _built_in(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """What is built into each of many machines is a board; a pace that was told by the second or the minute
    is that of the busiest minute too, as a machine runs no faster."""
    found: dict[str, Answer] = {}
    sees = filled.text("use_case.modality") == "image"
    if sees and any(_is_paced(profile, path) for path in _VOLUMES):
        found["workload.peak_factor"] = Answer(1.0, "assumed", 1.0, 1.5, "the pace of a machine is its peak")
    if is_built_in(profile) and sees:
        why = "each machine that you build carries its own"
        found["hardware.edge_device"] = Answer("jetson", "assumed", said=why)
    return found


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
        why = "you named the model and what is to run it"
        return {"wish.fixed_model": Answer(True, "assumed", said=why)}
    if profile.text("data.boundary") in INSIDE and not profile.devices("hardware.owned"):
        why = "you named a model for your own network"
        return {"wish.fixed_model": Answer(True, "assumed", said=why)}
    return {}


def _boundary(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Classified data and offline work stay inside; a contract is ruled in or out by the boundary."""
    found: dict[str, Answer] = {}
    if not profile.said("data.boundary"):
        if "classified" in profile.words("data.sensitivity"):
            found["data.boundary"] = Answer("own_network", "assumed", said="classified data stays inside")
        elif profile.flag("hardware.offline") and "hybrid" not in profile.words("wish.deployments"):
            found["data.boundary"] = Answer("own_network", "assumed", said="it must work without a network")
        elif profile.flag("data.contract_obtainable"):
            found["data.boundary"] = Answer("contract", "assumed", said="a processor contract can be had")
        elif profile.said("data.region"):
            found["data.boundary"] = Answer("region", "assumed", said="you named a region")
    place = (found.get("data.boundary") or filled.get("data.boundary") or Answer("")).value
    closed, own = place in INSIDE, in_own_time(profile)
    if own and place == "contract" and not found:
        found["data.boundary"] = Answer(place, "assumed", said="what a provider may see is yours to decide")
    open_to = "an ordinary account will do" if own else "assumed: confirm with legal"
    why = "data stays in your own network" if closed else open_to
    found["data.contract_obtainable"] = Answer(not closed, "assumed", said=why)
    return found


def _home(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Data bound to a region that nobody named stays where the team's languages are spoken."""
    spoken = set(profile.words("language.names"))
    if not spoken or profile.text("data.boundary") not in ("region", "sovereign"):
        return {}
    for region, languages in shipped_toml("interview/homes.toml").items():
        if spoken <= set(languages):
            return {"data.region": Answer(region, "assumed", said="your languages are spoken there")}
    return {}


def _tongue(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """A language that models hardly know is not the one of which most of their text is."""
    if not profile.flag("language.rare"):
        return {}
    return {"language.names": Answer(("your own",), "assumed", said="a language that models hardly know")}


def _taught(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What was trained with a good result, or runs, had examples to learn from, however many."""
    options = load_options()
    words = (*profile.words("evidence.worked"), *profile.words("current.adaptations"))
    worked = [options[word] for word in words if word in options]
    if not any(option.trains and not option.trains_all for option in worked):
        return {}
    value, low, high = _USUAL_EXAMPLES
    return {
        "examples.count": Answer(value, "assumed", low, high, "what you trained had examples to learn from")
    }


def _so_far(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What runs somewhere today is live; who gave up on instructions alone has found their limit."""
    found: dict[str, Answer] = {}
    if any(profile.words(path) for path in TODAY):
        found["use_case.already_live"] = Answer(True, "assumed", said="you said what runs today")
    if "prompt_engineering" in profile.words(GIVEN_UP):
        found["quality.plateau"] = Answer(True, "assumed", said="better instructions did not do")
    return found


def _skill(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Who runs a model on GPUs today has people who can."""
    if not profile.said(SERVED) or not {"self_host_rented", "on_prem"} & set(profile.words(SERVED)):
        return {}
    return {"team.skill": Answer("ml", "assumed", said="you run a model on GPUs today")}


def _own_use(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """What people do for themselves does not grow like a product."""
    if not in_own_time(profile):
        return {}
    return {"workload.growth_per_year": Answer(1.0, "assumed", 0.5, 2.0, "what you do for yourself")}


_DERIVATIONS: tuple[Derivation, ...] = (
    _built_in,
    training_all_year,
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
