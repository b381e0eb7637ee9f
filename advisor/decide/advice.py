"""What the answer tells the user to do, and not to do, in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.decide.assess import Assessment
from advisor.decide.guessed import told
from advisor.decide.records import Advice
from advisor.decide.roadmap import TRIAL_EXAMPLES, said_examples
from advisor.decide.tipping import kind_of
from advisor.decide.words import phrases
from advisor.rules.records import Finding
from advisor.strategy.classes import is_desktop_soc
from advisor.strategy.context import Context
from advisor.strategy.edge_device import DEPLOYMENT as ON_DEVICE
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.in_use import in_use
from advisor.strategy.inside import stays_inside
from advisor.strategy.other_sizing import ON_CPU
from advisor.strategy.records import Hardware, Option, Plan

ON_YOUR_OWN = "If you run it on the hardware that you named: "
"""In front of what rules ask of hardware where the answer is to run the model elsewhere."""

ON_SITE = "on_prem"
SERVER = "cpu"
"""Class of a server without a card."""
STANDING = frozenset({"consumer", "workstation", "datacentre"})
"""Kinds of cards that sit in a machine which nobody carries about."""
LOOK_AFTER_IT = "Keep the machine in your own rooms and network, with sign-in, updates and a backup."
OWN_SERVERS = "The servers stand in your own rooms, so the data stays there too; no graphics card is needed."
OWN_ROOMS = "The machine stands in your own rooms, so the data stays there too; one person uses it at a time."

POOLED = "shared_cluster"
POOL_INSIDE = "The data may not leave, so the shared machines stand in your own rooms and network."
ONE_POOL = "The machines are your own, and several groups want them: one pool with a queue serves them all."

SAME_COST = 3.0
"""Hosted models within this factor of one another are one answer: prices move by as much in a year."""
SMALL_USD_MONTH = 300.0
"""Hosted models whose bills differ by less are one answer too: some hours of a person cost as much."""


def advice_for(assessment: Assessment) -> tuple[Advice, ...]:
    """Return everything to do: the winner's own words, then what rules ask for and the winner can carry.

    Where the user names hardware, what rules ask of it is told too, whoever runs the model that we advise.
    """
    context, plan = assessment.context, assessment.best.plan
    words = [
        w for w in (*plan.words, *plan.parts) if w in context.options and w not in context.directives.excluded
    ]
    found = {word: _advice(assessment, word) for word in (*words, *_by_size(context, plan))}
    found.update((advice.word, advice) for advice in _alike(assessment) if advice.word not in found)
    found.update((advice.word, advice) for advice in _in_own_rooms(context, plan) if advice.word not in found)
    found.update((advice.word, advice) for advice in _in_one_pool(context, plan) if advice.word not in found)
    named = set() if plan.is_fleet else _places_named(context)
    for table in (context.directives.required, context.directives.preferred):
        for word, finding in table.items():
            option = context.options.get(word)
            if option is None or word in found:
                continue
            if _fits(context, option, plan):
                found[word] = _advice(assessment, word, finding)
            elif option.kind == "technique" and _allowed(context, word, named):
                because = ON_YOUR_OWN + told(assessment, finding)
                found[word] = Advice(word, option.do, because, finding.rule.code)
    return tuple(found.values())


def advice_against(assessment: Assessment) -> tuple[Advice, ...]:
    """Return everything not to do: what rules advise against and what they exclude.

    Whose work is training is not told what to train, unless they thought of it.
    """
    context, plan = assessment.context, assessment.best.plan
    wished = context.profile.words("wish.adaptations")
    directives = context.directives
    found: dict[str, Advice] = {}
    for word, finding in [*directives.against.items(), *directives.excluded.items()]:
        option = context.options.get(word)
        if option is None or word in {*plan.words, *plan.parts, *directives.required, *found}:
            continue
        if plan.is_fleet and option.trains and word not in wished:
            continue
        found[word] = Advice(
            word, option.title, told(assessment, finding) or finding.rule.why, finding.rule.code
        )
    return tuple(found[word] for word in sorted(found))


def _by_size(context: Context, plan: Plan) -> Iterator[str]:
    """Yield the words that the size of a plan's model stands for, unless something speaks against them."""
    directives = context.directives
    for word, tiers in context.anchors.by_size.items():
        if plan.model and plan.tier in tiers and not directives.bars(word) and word not in directives.against:
            yield word


def _places_named(context: Context) -> set[str]:
    """Return where the user would run a model: on hardware that is there or in mind."""
    profile = context.profile
    if not (profile.said("hardware.owned") or profile.said("wish.devices")):
        return set()
    return {*profile.words("wish.deployments"), *BOUGHT} - context.directives.excluded.keys()


def _allowed(context: Context, word: str, places: set[str]) -> bool:
    if context.directives.bars(word) or word in context.directives.against:
        return False
    return any(context.anchors.carries(place, word) for place in places)


def _alike(assessment: Assessment) -> Iterator[Advice]:
    """Yield the deployments that are the winner's answer in another shop: the same kind of plan, not advised
    against, and of a like cost."""
    context, best = assessment.context, assessment.best
    limit = _like_cost(context, best.plan)
    for item in assessment.ranked:
        plan, option = item.plan, context.options[item.plan.deployment]
        if plan.deployment in {best.plan.deployment, *context.directives.against}:
            continue
        tuned = _same_tuned(context, best.plan, plan)
        if (tuned or kind_of(plan) == kind_of(best.plan)) and plan.estimates["usd_lifetime"].value <= limit:
            because = "Who runs the model is a second choice: compare both on your own examples and bill."
            yield Advice(option.id, option.do, because, "")
            yield from (_advice(assessment, word) for word in plan.techniques if tuned)


def _like_cost(context: Context, plan: Plan) -> float:
    """Return up to which cost over the whole time another plan is of a like cost, in USD."""
    usd = plan.estimates["usd_lifetime"].value
    months = context.profile.number("time.horizon_months") or 0.0
    return max(SAME_COST * usd, usd + SMALL_USD_MONTH * months)


def _in_one_pool(context: Context, plan: Plan) -> Iterator[Advice]:
    """Yield that machines of one's own are shared, where that is asked for: they stand where they stood."""
    asked = context.directives.required.get(POOLED)
    if asked and plan.deployment == ON_SITE and not context.directives.bars(POOLED):
        yield Advice(POOLED, context.options[POOLED].do, ONE_POOL, asked.rule.code)


def _in_own_rooms(context: Context, plan: Plan) -> Iterator[Advice]:
    """Yield that a device is on premises as well, where it stands on a desk in a network that nothing leaves:
    a device by its kind, on premises by where the data stay; so does an ordinary server, which takes no card
    wherever the data may go."""
    hardware, bars = plan.hardware, context.directives.bars
    if hardware is None:
        return
    if plan.deployment == ON_SITE and hardware.hardware_class == SERVER and not bars(ON_CPU):
        yield Advice(ON_CPU, context.options[ON_CPU].do, OWN_SERVERS, "")
    if not stays_inside(context):
        return
    if plan.deployment == ON_CPU and not bars(ON_SITE):
        yield Advice(ON_SITE, LOOK_AFTER_IT, OWN_SERVERS, "")
    if plan.deployment == POOLED and not bars(ON_SITE):
        yield Advice(ON_SITE, context.options[ON_SITE].do, POOL_INSIDE, "")
    if plan.deployment == ON_DEVICE and not bars(ON_SITE) and _stands(context, hardware):
        yield Advice(ON_SITE, LOOK_AFTER_IT, OWN_ROOMS, "")


def _stands(context: Context, hardware: Hardware) -> bool:
    """Return whether a device sits in a machine that nobody carries about."""
    kind = context.profile.text("hardware.edge_device")
    row = context.supply.catalog.accelerators.get(hardware.accelerator)
    if row is None or kind not in {"", *context.anchors.edge.standing}:
        return False
    return row.kind in STANDING or is_desktop_soc(row)


def _same_tuned(context: Context, best: Plan, other: Plan) -> bool:
    """Return whether both serve the same kind of tuned open model, on cards that are paid by the hour."""
    paid_alike = context.anchors.tuned_alike.get(best.deployment) == other.deployment
    return best.trains and paid_alike and kind_of(other)[1:] == kind_of(best)[1:]


def _fits(context: Context, option: Option, plan: Plan) -> bool:
    if context.directives.bars(option.id):
        return False
    if option.kind == "behaviour":
        return True
    if plan.is_fleet and not option.trains and option.kind != "deployment":
        return False
    if option.kind == "deployment":
        return bool({plan.deployment, *plan.parts} & {option.id, *option.parents})
    if option.id in context.anchors.service:
        return True
    if not context.anchors.carries(plan.deployment, option.id):
        return False
    return not option.trains or plan.trains


def _advice(assessment: Assessment, word: str, finding: Finding | None = None) -> Advice:
    context = assessment.context
    option = context.options[word]
    finding = finding or context.directives.required.get(word) or context.directives.preferred.get(word)
    because = (told(assessment, finding) if finding else "") or option.brings
    return Advice(word, _do(context, option), because, finding.rule.code if finding else "")


def _do(context: Context, option: Option) -> str:
    """Return the instruction of an option, as it reads where the task is named and examples are there."""
    table: Mapping[str, Mapping[str, str]] = phrases()["do"]
    if option.id in table["named"] and option.id not in context.directives.required:
        return table["named"][option.id]
    if said_examples(context.profile) >= 2 * TRIAL_EXAMPLES and option.id in table["with_examples"]:
        return table["with_examples"][option.id]
    if in_use(context.profile, option.id) and option.id in table["in_use"]:
        return table["in_use"][option.id]
    return option.do
