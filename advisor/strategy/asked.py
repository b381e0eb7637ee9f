"""What the user asked for by name, taken literally: does it fit, and what would break?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.fleet import check_device
from advisor.estimate.formats import format_named
from advisor.profile import Device
from advisor.strategy.asked_limits import ORIGIN, class_limits, scratch_limits
from advisor.strategy.asked_there import LEAST_FORMAT, every_word_said, none_in_time, own_device
from advisor.strategy.assemble import Draft, complete, limited
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.edge import best_model, device_load
from advisor.strategy.edge_device import edge_accelerator, edge_is_bought
from advisor.strategy.eligible import FROM_NOTHING
from advisor.strategy.named import LEAST_BYTES, named_devices, named_model
from advisor.strategy.other import other_model
from advisor.strategy.pricing import unpriced
from advisor.strategy.records import Form, Limit, Plan
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.tuning_fits import tuning_limits
from advisor.strategy.wordings import wording

BITS_PER_BYTE = 8.0
LOCAL_KINDS = {"soc", "apple", "consumer", "cpu"}


def asked_plans(context: Context) -> Iterator[Plan]:
    """Yield the plans that the user named, each with every limit that it breaks.

    A named model on named or owned devices; a tuning method on them; a model trained from scratch.
    """
    devices = named_devices(context) or own_device(context)
    model = named_model(context)
    if model is not None:
        for device in devices:
            yield limited(context, _model_on_device(context, model, device))
    yield from _class_on_device(context)
    yield from _any_on_owned(context)
    for plan in _training_wishes(context, devices):
        yield limited(context, plan)


def _model_on_device(context: Context, model: LanguageModel, device: Device) -> Plan:
    row = device_row(context, device)
    limits: tuple[Limit, ...] = ()
    precision = context.profile.text("wish.precision") or LEAST_FORMAT
    if row is not None:
        load = device_load(context) if row.kind in LOCAL_KINDS else context.load()
        broken = check_device(
            context.supply.architecture(model), row, load, precision=precision, devices=device.count
        )
        limits = tuple(Limit(m.name, m.needs, m.has, ORIGIN) for m in broken)
    return _asked(context, model, row, device, precision, limits)


def _class_on_device(context: Context) -> Iterator[Plan]:
    """Yield the ablest class of model on a device in people's hands that reaches no network."""
    profile = context.profile
    if not profile.flag("hardware.offline") or not profile.said("hardware.edge_device"):
        return
    device = edge_accelerator(context)
    found = best_model(context, device) if device is not None and not edge_is_bought(context) else None
    limits = class_limits(context, found[0].tier) if found is not None else ()
    if not limits or device is None or found is None:
        return
    words = wording("title")
    yield complete(
        context,
        Draft(
            deployment="on_device_edge",
            adaptations=("prompt_engineering",),
            techniques=(),
            model="",
            model_name=words["class"].format(tier=context.tier),
            tier=context.tier,
            lines=unpriced(wording("unpriced")["possible"]),
            limits=limits,
            title=_title(words["class_on"].format(tier=context.tier, where=device.name)),
            form="as-asked",
        ),
    )


def _any_on_owned(context: Context) -> Iterator[Plan]:
    """Yield any language model on the devices that are there and are to do the work, if none is in time."""
    found = none_in_time(context)
    if found is None:
        return
    (row, count), limits = found
    words = wording("title")
    yield complete(
        context,
        Draft(
            deployment="on_device_edge" if row.kind in LOCAL_KINDS else "on_prem",
            adaptations=("prompt_engineering",),
            techniques=(),
            model="",
            model_name=words["any"],
            tier=context.tier,
            lines=unpriced(wording("unpriced")["possible"]),
            limits=limits,
            title=_title(words["any_on"].format(count=count, where=row.name)),
            form="as-asked",
        ),
    )


def _asked(
    context: Context,
    model: LanguageModel,
    row: Accelerator | None,
    device: Device,
    precision: str,
    limits: tuple[Limit, ...],
) -> Plan:
    local = row is not None and row.kind in LOCAL_KINDS
    where = row.name if row is not None else device.name
    told = wording("title")["model_on"].format(
        model=model.name, precision=precision, count=device.count, where=where
    )
    hardware = None if row is None else replace(shown_hardware(row, device.count), precision=precision)
    return complete(
        context,
        Draft(
            deployment="on_device_edge" if local else "on_prem",
            adaptations=("prompt_engineering",),
            techniques=(),
            model=model.id,
            model_name=model.name,
            tier=model.tier,
            lines=unpriced(wording("unpriced")["fits"]),
            hardware=hardware,
            limits=limits,
            title=_title(told),
            form=_form(context, model),
        ),
    )


def _title(what: str) -> str:
    return str(wording("title")["asked"].format(what=what))


def _beyond(context: Context, model: LanguageModel) -> bool:
    """Return whether the model's weights are too large for all the named devices together: in any format, or
    in the one that was asked for on devices that are there, where no others are in question."""
    devices = named_devices(context) or own_device(context)
    rows = [(row, d.count) for d in devices if (row := device_row(context, d)) is not None]
    has_gb = sum(row.memory_gb * count for row, count in rows)
    return bool(rows) and model.params_b * _least_bytes(context) > has_gb


def _form(context: Context, model: LanguageModel) -> Form:
    """Return whether a wish for a named model may be met with other devices, or rests on what is there."""
    bound = _beyond(context, model) or _too_slow(context, model) or every_word_said(context)
    return _insisted(context) if bound and not _to_be_had(context) else "as-named"


def _to_be_had(context: Context) -> bool:
    """Return whether the devices that were named are still to be bought or rented, so that others may be:
    none of them is there, or in people's hands."""
    profile = context.profile
    there = profile.devices("hardware.owned") or profile.said("hardware.edge_device")
    return bool(profile.devices("wish.devices")) and not there and not profile.flag("hardware.offline")


def _insisted(context: Context) -> Form:
    """Return the form of what breaks a limit: what is only asked about or proposed binds nobody."""
    return "as-named" if context.profile.flag("wish.weighed") else "as-asked"


def _form_of_training(context: Context, word: str) -> Form:
    """Return the form of a wish to train: nobody is bound to a model from nothing whose work takes a small
    one that is none of language."""
    needless = word == FROM_NOTHING and other_model(context) is not None
    return "as-named" if needless else _insisted(context)


def _too_slow(context: Context, model: LanguageModel) -> bool:
    """Return whether devices that are there can't write at the pace that was said, however a model is cut:
    each token reads the weights at work once.

    tokens a second <= bandwidth / (active parameters x 0.55 bytes)
    """
    pace = context.profile.number("latency.tokens_per_s") if context.workload.speed_said else None
    owned = context.profile.devices("hardware.owned")
    rows = [(row, d.count) for d in owned if (row := device_row(context, d)) is not None]
    gb_s = sum(row.bandwidth_gb_s * count for row, count in rows)
    return pace is not None and bool(rows) and pace * model.active_params_b * LEAST_BYTES > gb_s


def _least_bytes(context: Context) -> float:
    """Return the bytes a parameter below which the user does not go."""
    profile = context.profile
    said = profile.text("wish.precision") if profile.said("wish.precision") else ""
    insisted = profile.said("wish.fixed_model") and profile.flag("wish.fixed_model")
    no_others = insisted and profile.devices("hardware.owned")
    return format_named(said).bits / BITS_PER_BYTE if said and no_others else LEAST_BYTES


def _training_wishes(context: Context, devices: tuple[Device, ...]) -> Iterator[Plan]:
    """Yield the ways to train that were named and break a limit; tables, encoders and small networks train on
    any machine, so the memory that a language model takes is none of theirs. Who takes for granted that a
    model must be trained from nothing where none of language is needed is served without it."""
    for word in context.profile.words("wish.adaptations"):
        if word in context.anchors.service or context.anchors.tuning_method.get(word, {}).get("small"):
            continue
        if word != FROM_NOTHING and _senses(context):
            continue
        if word == FROM_NOTHING:
            limits = scratch_limits(context, devices)
        else:
            rows = [(row, d) for d in devices if (row := device_row(context, d)) is not None]
            limits = _least_limits(context, word, rows)
        if not limits:
            continue
        yield complete(
            context,
            Draft(
                deployment="self_host_rented" if not devices else "on_prem",
                adaptations=(word,),
                techniques=(),
                model="",
                model_name=context.options[word].title,
                tier=context.tier,
                lines=unpriced(wording("unpriced")["possible"]),
                limits=limits,
                title=_title(context.options[word].inline),
                form=_form_of_training(context, word),
            ),
        )


def _senses(context: Context) -> bool:
    """Return whether what is tuned hears or sees and nobody said a size: such networks have a hundredth of
    the weights of language models, so that the memory that these take is no limit of theirs."""
    sized = context.profile.said("wish.train_params_b")
    return not sized and context.use_case.modality in ("audio", "image")


def _least_limits(context: Context, word: str, rows: list[tuple[Accelerator, Device]]) -> tuple[Limit, ...]:
    """Return the limits that tuning breaks on the devices, none when a lighter form of it fits them."""
    parts = [option.id for option in context.options.values() if word in option.parents]
    lighter = {*parts, *context.anchors.lighter.get(word, ())}
    tried = [
        tuple(limit for row, d in rows for limit in tuning_limits(context, way, row, d.count))
        for way in (word, *sorted(lighter))
        if way == word or context.options[way].trains
    ]
    return () if () in tried else tried[0]
