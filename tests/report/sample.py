"""A recommendation put together by hand, rich enough to fill every part of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.decide.crossing import Crossing
from advisor.decide.on_demand import OnDemand
from advisor.decide.records import (
    Advice,
    Assumption,
    Bill,
    Factor,
    OpenQuestion,
    RankedPlan,
    Recommendation,
    TippingPoint,
)
from advisor.estimate.break_even import Own
from advisor.estimate.ledger import Line, paid_usd
from advisor.estimate.sampling import tornado
from advisor.estimate.timeline import BillOverTime
from advisor.profile import Profile
from advisor.profile.document import profile_from
from advisor.quantity import Quantity, assumed, derive, sourced
from advisor.rules.records import Compared, Finding, Rule
from advisor.strategy.records import Hardware, Limit, Plan, Stage

AS_OF = date(2026, 11, 20)

CHANGES = (
    TippingPoint(
        "workload.requests_per_day",
        "requests on a normal day",
        "5,000",
        "41,000",
        "one rented 48 GB card",
        "requests on a normal day passes about 41,000: then one rented 48 GB card",
    ),
)
STEPS = (
    Stage("this week", "collect 50 real questions with the right answer", "you have them"),
    Stage("week 2", "run them through two models", "at least 45 right"),
    Stage("week 3", "launch to 10% of visitors", "cost within the range"),
    Stage("each month", "verify this report", "nothing moved"),
    Stage("past 41,000 requests a day", "move to 1x L40S", "somebody can run it"),
)


def sample(*, story: str = "Answer questions of customers on our site.") -> Recommendation:
    """Return the recommendation of a support chatbot with invented figures."""
    api, gpu = api_plan(), gpu_plan()
    return Recommendation(
        as_of=AS_OF,
        seed=7,
        profile=profile(story),
        title="Support chatbot: use a hosted model, train nothing yet",
        verdict="inference",
        headline="Call a small hosted model and keep the help articles in a cached prompt. Don't rent GPUs.",
        sureness="clear",
        hardware_class="none",
        feasible=True,
        plans=(
            RankedPlan(
                1, api, 0.97, {"cost": 0.9}, ("Your model answers well already.", "A card would idle 93%.")
            ),
            RankedPlan(2, gpu, 0.03, {"cost": 0.4}, (), ("It costs $570 a month more.",), "api"),
        ),
        refused=(RankedPlan(3, huge_plan(), 0.0, {}, (), ("It does not fit.",)),),
        advice=(Advice("hosted_api", "Call a hosted model.", "You are below the break-even.", "VOL001"),),
        advice_against=(Advice("lora", "Don't fine-tune.", "There are no labelled examples.", "LAD004"),),
        assumptions=(
            Assumption("workload.requests_per_day", "requests on a normal day", "5,000", "said"),
            Assumption(
                "workload.input_tokens", "input tokens a request", "1,500 (800–3,000)", "assumed", "chatbots"
            ),
            Assumption(
                "data.boundary", "where the data may go", "contract", "assumed", "usual", confirm=True
            ),
        ),
        changes=OnDemand.known(CHANGES),
        questions_open=(OpenQuestion("team.skill", "An own GPU needs somebody who can run it."),),
        findings=(finding(),),
        steps=OnDemand.known(STEPS),
        factors=(
            Factor("purpose", "answer with what the model knows", "change what the model knows", "answer"),
            Factor("cost", "$370 a month", "$4,000 once and again at each change", "inference only"),
        ),
        bill=bill(),
        risks=("The provider may retire the model.",),
        risk_of_not_acting="1,200 questions a week stay with two people.",
        not_priced=("writing the help articles",),
        relaxations=(),
        review_by=date(2027, 2, 20),
        review_trigger="a price on this page moves by 20%",
        problems=("The plugin 'acme' was left out: ImportError.",),
    )


def nothing_fits() -> Recommendation:
    """Return a recommendation in which no plan is feasible."""
    base = sample()
    return replace(
        base,
        title="Nothing fits yet: relax the memory or the latency",
        feasible=False,
        hardware_class="infeasible",
        sureness="open",
        plans=(),
        refused=(RankedPlan(1, huge_plan(), 0.0, {}, (), ("It breaks two limits.",)),),
        steps=OnDemand.known(()),
        bill=None,
        relaxations=("Take a 4B model: it fits 4 GB and answers in 0.4 s.",),
    )


def profile(story: str) -> Profile:
    """Return the answers of the sample."""
    return profile_from(
        {
            "use_case": {"kind": "chatbot", "story": story},
            "workload": {"requests_per_day": 5000, "growth_per_year": {"value": 2, "state": "assumed"}},
            "time.horizon_months": 36,
        }
    )


def api_plan() -> Plan:
    """Return the winner: a hosted model."""
    price = sourced(
        "usd_out", 0.6, "USD/M tokens", "Price list https://example.com/prices", as_of=date(2026, 11, 2)
    )
    tokens = assumed("output_tokens", 300, 200, 400, "tokens", "chat answers")
    month = derive(
        "usd_month",
        "USD/month",
        "152,000 x output_tokens x usd_out / 1e6 + 343",
        _month,
        {"t": tokens, "p": price},
    )
    return Plan(
        id="api",
        title="Hosted API: Small Model",
        deployment="hosted_api",
        adaptations=("long_context_cached", "prompt_engineering"),
        techniques=("prompt_caching", "streaming"),
        model="small-model",
        model_name="Small Model",
        tier="small",
        hardware=None,
        estimates={
            "usd_month": month,
            "usd_once": plain("usd_once", 0, 0, 0, "USD"),
            "usd_lifetime": plain("usd_lifetime", 16400, 9800, 31000, "USD"),
            "first_token_ms": plain("first_token_ms", 700, 400, 1200, "ms"),
            "weeks": plain("weeks", 2, 1, 3, "weeks"),
            "people": plain("people", 0, 0, 0, "FTE"),
            "scales_with_traffic": plain("scales_with_traffic", 1, 1, 1, ""),
        },
    )


def gpu_plan() -> Plan:
    """Return the runner-up: a rented card with a tuned model."""
    return Plan(
        id="gpu",
        title="Rented GPUs: Open 8B on 1x L40S (48 GB)",
        deployment="self_host_rented",
        adaptations=("lora", "prompt_engineering"),
        techniques=("batching_server", "quantization"),
        model="open-8b",
        model_name="Open 8B",
        tier="small",
        hardware=Hardware("l40s", "L40S", 1, 48.0, hardware_class="1x48GB", precision="fp8"),
        estimates={
            "usd_month": plain("usd_month", 940, 800, 1300, "USD/month"),
            "usd_once": plain("usd_once", 4000, 2000, 9000, "USD"),
            "training_usd": plain("training_usd", 4000, 2000, 9000, "USD"),
            "usd_lifetime": plain("usd_lifetime", 37840, 31000, 56000, "USD"),
            "first_token_ms": plain("first_token_ms", 300, 200, 600, "ms"),
            "weeks": plain("weeks", 6, 4, 9, "weeks"),
            "people": plain("people", 0.1, 0.05, 0.2, "FTE"),
            "utilisation": plain("utilisation", 0.07, 0.04, 0.12, "share"),
            "memory_gb": plain("memory_gb", 24.0, 22.0, 27.0, "GB"),
        },
    )


def huge_plan() -> Plan:
    """Return a plan that breaks two limits."""
    return Plan(
        id="huge",
        title="On the device: Open 405B on a laptop",
        deployment="on_device_edge",
        adaptations=("prompt_engineering",),
        techniques=(),
        model="open-405b",
        model_name="Open 405B",
        tier="large",
        hardware=Hardware("laptop", "Laptop", 1, 64.0, hardware_class="apple_unified"),
        feasibility="infeasible",
        limits=(
            Limit("memory of the device", "243 GB", "64 GB", "serving"),
            Limit("time to the first words", "40 s", "50 ms", "serving"),
        ),
    )


def bill() -> Bill:
    """Return 36 months in which tuning is overtaken in month 6 and the alternative never catches up."""
    month = plain("month", 370.0, 300.0, 500.0, "USD/month")
    lines = (
        Line("tokens", month=month),
        Line("training runs", once=plain("once", 2000.0, 1500.0, 2500.0, "USD"), part="training"),
    )
    other = (
        Line("hardware", once=plain("cards", 4000.0, 3000.0, 9000.0, "USD")),
        Line("power and people", month=plain("running", 940.0, 800.0, 1300.0, "USD/month")),
    )
    growth = plain("growth_per_year", 1.0, 1.0, 1.0, "x")
    over_time = BillOverTime(lines, other, growth)
    swings = tornado(paid_usd("usd_lifetime", lines, growth, 36))
    return Bill(over_time, "Rented GPUs: Open 8B", swings, crossing())


def crossing() -> Crossing:
    """Return a card that pays from about 41,000 requests a day."""
    card = Own(
        plain("people", 300.0, 100.0, 900.0, "USD/month"),
        plain("copy", 2700.0, 2000.0, 3500.0, "USD/month"),
        plain("carried", 90_000.0, 60_000.0, 120_000.0, "requests/day"),
        plain("use", 0.25, 0.25, 0.25, "share"),
    )
    price = plain("usd_per_request", 0.0024, 0.002, 0.003, "USD/request")
    return Crossing("Rented GPUs: Open 8B", "Hosted API: Small Model", card, price, 5000.0)


def finding() -> Finding:
    """Return a rule that fired."""
    rule = Rule(
        code="VOL001",
        name="below-break-even",
        kind="prefer",
        when="workload.requests_per_day < 20000",
        message="At {workload.requests_per_day} requests a day a card would idle.",
        why="A card is paid by the hour, used or not.",
        sources=("Break-even study https://example.org/study (2026)",),
        pack="volume",
    )
    compared = Compared("workload.requests_per_day < 20000", "5,000", "20,000", True)
    return Finding(rule, "fired", "At 5,000 requests a day a card would idle.", (compared,))


def plain(name: str, value: float, low: float, high: float, unit: str) -> Quantity:
    """Return a figure of the sample."""
    return Quantity(name, value, low, high, unit, formula="invented for the test")


def _month(t: float, p: float) -> float:
    return 152_000 * t * p / 1e6 + 343
