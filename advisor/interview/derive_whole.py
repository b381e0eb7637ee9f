"""Requests of a day and their tokens where all that goes in and comes out was told, and no single request."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.profile import Answer, Profile
from advisor.quantity import plain_number

TOKENS_IN, TOKENS_OUT = "workload.tokens_in_per_day", "workload.tokens_out_per_day"
REQUESTS, INPUT, OUTPUT = "workload.requests_per_day", "workload.input_tokens", "workload.output_tokens"


def of_the_whole(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return requests whose tokens make up those of a day, nothing where these were not told.

    requests = tokens in / input tokens of a request; output tokens of a request = tokens out / requests.
    How much one request holds is assumed; the bill of all of them hardly depends on it.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case.
    """
    read, written = profile.number(TOKENS_IN) or 0.0, profile.number(TOKENS_OUT) or 0.0
    each = filled.number(INPUT) or 0.0
    if not (read and written and each and profile.said(TOKENS_IN) and profile.said(TOKENS_OUT)):
        return {}
    requests = read / each
    if profile.said(REQUESTS):
        requests = profile.number(REQUESTS) or requests
    why = f"{plain_number(read)} tokens in and {plain_number(written)} out a day"
    return {
        REQUESTS: Answer(requests, "assumed", requests, requests, why),
        INPUT: Answer(read / requests, "assumed", said=why),
        OUTPUT: Answer(written / requests, "assumed", said=why),
    }
