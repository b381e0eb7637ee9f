"""Plans on models that are no LLM: encoders, embeddings, speech, vision, tables."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import OtherModel
from advisor.estimate.fleet import Fleet, Misfit
from advisor.estimate.ledger import Line, month_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.assemble import Draft, complete, extra_people
from advisor.strategy.at_hand import FROM_NOTHING
from advisor.strategy.built_in import built_lines, is_built_in, unit_limits
from advisor.strategy.classes import class_on_a_desk
from advisor.strategy.context import Context
from advisor.strategy.cpu_servers import cpu_servers_are_bought
from advisor.strategy.edge import device_load
from advisor.strategy.edge_device import edge_accelerator, edge_is_bought
from advisor.strategy.inside import INSIDE
from advisor.strategy.latency import said_waits_ms
from advisor.strategy.made import made, task_made
from advisor.strategy.other_devices import other_devices
from advisor.strategy.other_sizing import EDGE, ON_CPU, RENTED, Sized, sized_on
from advisor.strategy.own_fleet import hardware_of
from advisor.strategy.owned import is_owned, owned_offers
from advisor.strategy.pricing import owned_lines, people_line, rented_lines, unpriced
from advisor.strategy.records import Hardware, Limit, Plan
from advisor.strategy.small_runs import Site
from advisor.strategy.supply import Offer
from advisor.strategy.tuning import AGAIN, TAUGHT, training_for
from advisor.strategy.untaught import untaught_text
from advisor.strategy.use_cases import load_use_cases
from advisor.strategy.variants import unit_sets, unit_techniques
from advisor.strategy.vocabulary import vocabulary
from advisor.strategy.voice import model_behind, talking_lines
from advisor.strategy.voice_turn import chain, turn_estimate
from advisor.strategy.wordings import wording
from advisor.strategy.workload import sentences_said

ON_SITE, POOLED, WORKED, HOSTED = "on_prem", "shared_cluster", "evidence.worked", "hosted_api"
PLACES = (ON_CPU, RENTED, ON_SITE, EDGE)
ONE_MACHINE = 2
"""Devices that stand in one machine, or in two of which one is the spare."""
SECONDS_PER_HOUR, SECONDS_PER_DAY, GFLOPS_PER_TFLOP = 3600.0, 86400.0, 1000.0
SPEECH = "speech_to_text"
WRITING = (SPEECH, "image", "video", "text_to_speech")
"""Tasks of models whose output is no number: what was said, or what is made."""


def other_model(context: Context) -> OtherModel | None:
    """Return the model that is no LLM and does the work, when rules or the use case call for one.

    A required tuning of a language model wins over it: then the LLM does the part that is left. What a larger
    model teaches may be either, and so may what is trained again on a schedule. A recogniser of speech is
    tuned itself, unless how much text comes back is said, as of a dialogue or a summary. Where the answer is
    wanted sooner than any language model begins, no tuning of one is meant. What several groups run on
    machines that they share is no single model.
    """
    directives = context.directives
    if directives.requires(POOLED) and context.profile.flag("use_case.several_workloads"):
        return None
    apart = {*context.anchors.service, *TAUGHT, *AGAIN}
    tuned = [w for w in directives.among(vocabulary(context).training)[0] if w not in apart]
    unit_model = context.use_case.unit_model
    if unit_model and not made(context.profile) and _writes(context):
        return None
    if (not tuned or _too_quick_for_words(context)) and not sentences_said(context.profile):
        for word, service in sorted(context.anchors.service.items()):
            if directives.requires(word) and not directives.bars(word):
                return usual_model(context, service.task)
    if made(context.profile):
        from_nothing = directives.requires(FROM_NOTHING)
        return None if from_nothing else _to_make(context, task_made(context.profile))
    own = bool(unit_model) and (not tuned or _transcribes(context, unit_model))
    if own and not _hosted_sees(context, unit_model):
        return _of_that_size(context, context.supply.catalog.other(unit_model))
    return None


def _hosted_sees(context: Context, unit_model: str) -> bool:
    """Return whether a hosted model may see the pictures and was measured to do, or nobody teaches one."""
    task, profile = context.supply.catalog.other(unit_model).task, context.profile
    inside = profile.text("data.boundary") in INSIDE or profile.flag("hardware.offline") is True
    if task not in context.anchors.taught or inside or edge_accelerator(context) is not None:
        return False
    untaught = profile.said("examples.count") and not profile.number("examples.count")
    barred = HOSTED in profile.words("exclusions.deployments") or context.directives.bars(HOSTED)
    return untaught or (HOSTED in profile.words(WORKED) and not barred)


def _too_quick_for_words(context: Context) -> bool:
    waits = said_waits_ms(context)
    return bool(waits) and min(waits) < context.anchors.quickest_words_ms


def _transcribes(context: Context, unit_model: str) -> bool:
    speech = context.supply.catalog.other(unit_model).task == SPEECH
    return speech and not context.profile.said("workload.output_tokens")


def _writes(context: Context) -> bool:
    """Return whether a language model is needed as well: several kinds of input, sentences about pictures or
    recordings, untaught texts, or an answer in sentences where the use case's own model gives none."""
    profile, unit = context.profile, context.supply.catalog.other(context.use_case.unit_model)
    mixed = profile.text("use_case.modality") == "mixed" or profile.flag("use_case.writes")
    more = mixed or untaught_text(profile, context.use_case)
    return bool(more) or (sentences_said(context.profile) and unit.task not in WRITING)


def usual_model(context: Context, task: str) -> OtherModel | None:
    """Return the model that the use case names for a task, or any use case where models must be taught and
    no device in the field is to hold them, else the smallest one that does it: what learns classes of
    pictures is no detector of boxes."""
    if task in context.anchors.taught and _is_in_the_field(context):
        return _smallest(context, task)
    taught = task in context.anchors.taught and edge_accelerator(context) is None
    cases = [context.use_case, *(load_use_cases().values() if taught else ())]
    named = (context.supply.catalog.other(case.unit_model) for case in cases if case.unit_model)
    return next((row for row in named if row.task == task), None) or _smallest(context, task)


def _of_that_size(context: Context, row: OtherModel) -> OtherModel:
    """Return a model that is taught, or the smallest of its task where a device in the field holds it."""
    small = row.task in context.anchors.taught and _is_in_the_field(context)
    return (_smallest(context, row.task) if small else None) or row


def _is_in_the_field(context: Context) -> bool:
    """Return whether a board, a phone or a vehicle runs the model, which leaves room for a small one."""
    kind = context.profile.text("hardware.edge_device")
    return bool(kind) and kind not in context.anchors.edge.standing and edge_accelerator(context) is not None


def _to_make(context: Context, task: str) -> OtherModel | None:
    """Return the quickest model that makes something, of those that a card of the user's own holds and with
    which it could do the day's work, if there are any."""
    cards = [offer.accelerator for offer in owned_offers(context)]
    best = max(cards, key=lambda card: card.memory_gb, default=None)
    fits = _smallest(context, task, best.memory_gb) if best is not None else None
    if best is not None and fits is not None:
        a_day = best.bf16_tflops * GFLOPS_PER_TFLOP * SECONDS_PER_DAY
        if units_per_day(context, fits).value * fits.gflops_per_unit <= a_day:
            return fits
    return _smallest(context, task)


def _smallest(context: Context, task: str, most_gb: float = math.inf) -> OtherModel | None:
    others = context.supply.catalog.others.values()
    rows = [row for row in others if row.task == task and not row.cut_down and row.memory_gb <= most_gb]
    return min(rows, key=lambda row: (row.gflops_per_unit, row.id), default=None)


def units_per_day(context: Context, row: OtherModel) -> Quantity:
    """Return the units of work on a normal day: tokens, seconds of audio, images or rows."""
    work, profile = context.workload, context.profile
    if "token" in row.unit:
        inputs = {"requests": work.requests_per_day, "tokens": work.input_tokens}
        return derive(
            "units_per_day",
            "tokens/day",
            "requests_per_day x input_tokens",
            lambda requests, tokens: requests * tokens,
            inputs,
        )
    hours = profile.number("workload.audio_hours_per_day")
    if "second" in row.unit and hours is not None:
        return exact("units_per_day", hours * SECONDS_PER_HOUR, "s/day", "audio_hours_per_day x 3600")
    images = profile.number("workload.images_per_day")
    if "image" in row.unit and images is not None:
        return exact("units_per_day", images, "images/day", "images_per_day")
    return replace(work.requests_per_day, name="units_per_day")


def other_plans(context: Context, row: OtherModel, deployment: str) -> Iterator[Plan]:
    """Yield the cheapest plan of one deployment that serves a model that is no LLM, or a smaller one, that on
    devices that others run it on, and that on rented ones which the user has in mind."""
    units = units_per_day(context, row)
    share = units.value * _share(context, deployment)
    sized = sized_on(context, row, deployment, share)
    beside = other_devices(context, deployment, share, sized) if isinstance(sized, Sized) else []
    for adaptations in unit_sets(context, deployment, row.task) if sized is not None else ():
        if isinstance(sized, Sized):
            for one in (sized, *beside):
                yield _plan(context, deployment, one, adaptations, units)
        elif sized is not None:
            yield _broken(context, deployment, row, adaptations, sized)


def _share(context: Context, deployment: str) -> float:
    """Return the part of the day's work that one of the users' own devices does, else all of it."""
    whole = context.load().requests_per_day
    if deployment != EDGE or not whole:
        return 1.0
    return device_load(context).requests_per_day / whole


def device_lines(context: Context, deployment: str, offer: Offer, fleet: Fleet) -> tuple[Line, ...]:
    """Return what the devices of a deployment cost; the users' own are theirs."""
    if deployment == EDGE and not edge_is_bought(context):
        return ()
    if deployment == EDGE and is_built_in(context.profile):
        return built_lines(context, offer, fleet.devices)
    if not _bought(context, deployment):
        return rented_lines(context, offer, fleet)
    return owned_lines(context, offer, fleet, hosted=False, paid=is_owned(context, offer))


def _bought(context: Context, deployment: str) -> bool:
    """Return whether the devices of a deployment are one's own, or the users'."""
    if deployment == ON_CPU:
        return cpu_servers_are_bought(context)
    return deployment != RENTED


def _run_like(deployment: str, fleet: Fleet) -> str:
    """Return the deployment whose people a plan takes: one machine with a small model is run like any other
    server, with or without a card."""
    return ON_CPU if deployment == ON_SITE and fleet.devices <= ONE_MACHINE else deployment


def _plan(
    context: Context,
    deployment: str,
    sized: Sized,
    adaptations: tuple[str, ...],
    units: Quantity,
) -> Plan:
    row, offer, fleet = sized.row, sized.offer, sized.fleet
    people = extra_people(context, _run_like(deployment, fleet), adaptations)
    speaks = row.task == SPEECH
    talk = talking_lines(context, units) if speaks else ()
    lines = (*device_lines(context, deployment, offer, fleet), *talk, people_line(context, people))
    natural = ("quantization",) if row.task in {"classify", "embedding", "speech_to_text"} else ()
    plan = complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=unit_techniques(context, deployment, natural),
            model=row.id,
            model_name=chain(context, row.name, model_behind(context)) if speaks else row.name,
            tier=context.tier,
            lines=lines,
            training=training_for(context, adaptations, row.id, Site(offer.accelerator, fleet.devices)),
            hardware=_hardware(context, deployment, offer, fleet),
            limits=unit_limits(context, offer, fleet.devices) if deployment == EDGE else (),
            estimates={
                **_estimates(fleet, month_usd(lines), units),
                "people": people,
                **(turn_estimate(context, fleet.first_token_ms) if speaks else {}),
            },
        ),
    )
    return replace(plan, title=f"{plan.title}, {sized.in_place_of}") if sized.in_place_of else plan


def _hardware(context: Context, deployment: str, offer: Offer, fleet: Fleet) -> Hardware:
    found = hardware_of(context, offer, fleet, bought=_bought(context, deployment))
    if deployment != EDGE:
        return found
    found = replace(found, hardware_class=class_on_a_desk(offer.accelerator, fleet.devices))
    if not edge_is_bought(context):
        return replace(found, owned=True)
    return replace(found, hands="built") if is_built_in(context.profile) else found


def _estimates(fleet: Fleet, month: Quantity, units: Quantity) -> dict[str, Quantity]:
    each = derive(
        "usd_per_unit",
        f"USD/{_one(units.unit.removesuffix('/day'))}",
        f"usd_month / ({DAYS_PER_MONTH:.1f} days x units_per_day)",
        lambda month, units: month / max(1.0, DAYS_PER_MONTH * units),
        {"month": month, "units": units},
    )
    return {
        "first_token_ms": fleet.first_token_ms,
        "total_ms": fleet.first_token_ms.with_name("total_ms"),
        "utilisation": fleet.utilisation,
        "capacity_units_day": fleet.capacity_requests_day,
        "memory_gb": fleet.memory_gb,
        "usd_per_unit": each,
    }


def _one(noun: str) -> str:
    """Return what a unit counts, in the singular: ``"image"``, ``"second of audio"``."""
    thing, of, rest = noun.partition(" of ")
    return f"{thing.removesuffix('s')}{of}{rest}" if thing != "s" else noun


def _broken(
    context: Context, deployment: str, row: OtherModel, adaptations: tuple[str, ...], misfit: Misfit
) -> Plan:
    return complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=(),
            model=row.id,
            model_name=row.name,
            tier=context.tier,
            lines=unpriced(wording("unpriced")["does_not_fit"]),
            limits=(Limit(misfit.name, misfit.needs, misfit.has, "sizing"),),
            form="does-not-fit",
        ),
    )
