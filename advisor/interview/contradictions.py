"""Answers that cannot both be true, named rather than clamped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from advisor.interview.contradictions_more import money, people_and_work, places, waiting
from advisor.profile import Profile
from advisor.quantity import plain_number
from advisor.strategy.inside import INSIDE

_OUTSIDE = ("hosted_api", "managed_open_endpoint", "self_host_rented")


def contradictions(profile: Profile) -> tuple[str, ...]:
    """Return one sentence for each pair of the user's answers that do not go together."""
    said = profile.only_said()
    return tuple(sentence for check in _CHECKS for sentence in check(said))


def _volume(profile: Profile) -> Iterator[str]:
    users, requests = profile.number("workload.users"), profile.number("workload.requests_per_day")
    uses = profile.number("workload.uses_per_user_day")
    together = profile.number("workload.peak_concurrency")
    if users and requests and not users / 100 <= requests <= users * 1000:
        yield f"{plain_number(users)} users and {plain_number(requests)} requests a day do not go together."
    if users and uses and requests and not 0.2 <= users * uses / requests <= 5:
        times = f"{plain_number(users)} users times {plain_number(uses)} uses"
        yield f"{times} is {plain_number(users * uses)} a day, but you also said {plain_number(requests)}."
    most = profile.fields["workload.requests_per_day"].high
    if users and uses and not requests and most is not None and users * uses > most:
        times = f"{plain_number(users)} users times {plain_number(uses)} uses"
        yield f"{times} is above {plain_number(most)} requests a day."
    if together and requests and together > requests:
        yield f"{plain_number(together)} at once cannot come from {plain_number(requests)} requests a day."
    if together and users and together > users:
        yield f"{plain_number(together)} at once is more than all {plain_number(users)} users."


def _tokens(profile: Profile) -> Iterator[str]:
    requests, total = profile.number("workload.requests_per_day"), profile.number("workload.tokens_per_day")
    tokens_in, out = profile.number("workload.input_tokens"), profile.number("workload.output_tokens")
    if requests and total and tokens_in and out is not None:
        product = requests * (tokens_in + out)
        if not 1 / 3 <= product / total <= 3:
            yield (
                f"{plain_number(requests)} requests of {plain_number(tokens_in + out)} tokens are "
                f"{plain_number(product)} tokens a day, but you also said {plain_number(total)}."
            )


def _time(profile: Profile) -> Iterator[str]:
    first, total = profile.number("latency.first_token_ms"), profile.number("latency.total_ms")
    if first and total and first > total:
        late = f"The first words after {plain_number(first)} ms"
        yield f"{late} come later than the whole answer in {plain_number(total)} ms."
    if profile.flag("latency.batch_ok") and first and first < 60_000:
        yield f"Overnight is fine, yet the first words must come within {plain_number(first)} ms."


def _place(profile: Profile) -> Iterator[str]:
    boundary = profile.text("data.boundary")
    outside = [d for d in profile.words("wish.deployments") if d in _OUTSIDE]
    if boundary in INSIDE and outside:
        yield f"Data must stay in your network, but you thought of {outside[0].replace('_', ' ')}."
    if boundary in INSIDE and profile.flag("data.contract_obtainable"):
        yield "Data must stay in your network, yet a provider under contract is acceptable."
    excluded = set(profile.words("exclusions.deployments"))
    for wish in profile.words("wish.deployments"):
        if wish in excluded:
            yield f"You thought of {wish.replace('_', ' ')} and also ruled it out."


def _knowledge(profile: Profile) -> Iterator[str]:
    pages = profile.number("knowledge.pages")
    if profile.flag("knowledge.needed") is False and pages:
        yield f"Answers need no facts of your own, yet there are {plain_number(pages)} pages of them."


_CHECKS: tuple[Callable[[Profile], Iterator[str]], ...] = (
    _volume,
    _tokens,
    _time,
    _place,
    _knowledge,
    money,
    waiting,
    places,
    people_and_work,
)
