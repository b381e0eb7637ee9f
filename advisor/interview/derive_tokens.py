"""Tokens of a request from its parts: instructions, history, passages, thought, tools, pictures."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.estimate.money import money_parameters
from advisor.estimate.request_tokens import TokenUse, agent_tokens, language_factor, turn_tokens
from advisor.profile import Answer, Profile
from advisor.quantity import plain_number

PARTS = (
    "system_tokens",
    "context_tokens",
    "message_tokens",
    "turns",
    "tool_result_tokens",
    "images_per_request",
)
"""Fields of which one makes the input be counted from its parts."""
SPREAD = 1.25
"""Range x/÷ of a sum of parts that were given as round numbers."""
USUAL_SYSTEM, USUAL_MESSAGE, USUAL_RESULT = 500.0, 100.0, 1500.0
"""Tokens of usual instructions, of a question, and of what a tool gives back, where nobody said."""

USUAL_SUMMARY = (300.0, 100.0, 700.0)
"""Tokens that are written about one recording, value, low and high, our guess: from a few sentences about a
call to half a page about a meeting."""
SUMMED_UP, IN_FULL = (
    "a summary of some sentences to half a page",
    "a dictated text is about as long as what is said",
)
AFTERWARDS_MS = (60_000.0, 5_000.0, 3_600_000.0)
"""How long people wait for it, value, low and high: our guess."""
USUAL_MINUTES = (10.0, 2.0, 30.0)
"""Minutes of a recording where nobody said, as for the hours of audio of a day."""


def request_tokens(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return the tokens of a request that follow from its parts or from the languages, nothing without any.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case.
    """
    found: dict[str, Answer] = {}
    answer = filled.number("workload.output_tokens") or 0.0
    thought = profile.number("workload.reasoning_tokens") or 0.0
    if thought:
        why = f"{plain_number(answer)} of answer and {plain_number(thought)} of reasoning"
        found["workload.output_tokens"] = _about(answer + thought, why)
    if any(profile.said(f"workload.{part}") for part in PARTS):
        use, why = _use(profile, filled, answer, thought)
        found["workload.input_tokens"] = _about(use.input_tokens, why)
        if use.repeated_share > 0:
            found["workload.shared_prefix_share"] = Answer(use.repeated_share, "assumed", said=why)
        return found
    return {**_in_other_languages(profile, filled), **_of_what_is_said(profile, filled), **found}


def _of_what_is_said(profile: Profile, filled: Profile) -> dict[str, Answer]:
    """Return the tokens that are read of a recording about which something is written.

    instructions + minutes x words a minute x tokens a word, of a recording of ten minutes where nobody said
    """
    path = "workload.input_tokens"
    spoken = filled.text("use_case.modality") == "audio" and profile.flag("use_case.writes")
    if not spoken or profile.said(path):
        return {}
    minutes = profile.number("workload.audio_minutes")
    value, low, high = USUAL_MINUTES if minutes is None else (minutes,) * 3
    pace, length = (money_parameters()[name] for name in ("words_per_minute", "tokens_per_word"))
    a_minute = (pace.value * length.value, pace.low * length.low, pace.high * length.high)
    ends = zip((value, low, high), a_minute, strict=True)
    tokens, least, most = (USUAL_SYSTEM + minutes * each for minutes, each in ends)
    why = f"what is said in {plain_number(value)} minutes, with {plain_number(USUAL_SYSTEM)} of instructions"
    return {path: Answer(tokens, "assumed", least, most, why), **_summed_up(profile, tokens, least, most)}


def _summed_up(profile: Profile, tokens: float, least: float, most: float) -> dict[str, Answer]:
    """Return what is written about a recording, of which only the instructions repeat and for which nobody
    waits on the line; nothing where answers are spoken in a conversation."""
    if profile.flag("use_case.speaks"):
        return {}
    shares = (USUAL_SYSTEM / tokens, USUAL_SYSTEM / most, USUAL_SYSTEM / least)
    repeats = "only the instructions repeat, what is said does not"
    spoken = (tokens - USUAL_SYSTEM, least - USUAL_SYSTEM, most - USUAL_SYSTEM)
    written, why = (spoken, IN_FULL) if profile.flag("use_case.dictated") else (USUAL_SUMMARY, SUMMED_UP)
    return {
        "workload.output_tokens": Answer(written[0], "assumed", *written[1:], said=why),
        "workload.shared_prefix_share": Answer(shares[0], "assumed", *shares[1:], said=repeats),
        "latency.first_token_ms": Answer(
            AFTERWARDS_MS[0], "assumed", *AFTERWARDS_MS[1:], said="it is read after the recording has ended"
        ),
    }


def _use(profile: Profile, filled: Profile, answer: float, thought: float) -> tuple[TokenUse, str]:
    """Return the tokens of a turn, or of an agent's task, with the sentence that tells the parts."""
    part = {name: profile.number(f"workload.{name}") for name in PARTS}
    system = USUAL_SYSTEM if part["system_tokens"] is None else part["system_tokens"]
    message = USUAL_MESSAGE if part["message_tokens"] is None else part["message_tokens"]
    pictures = part["images_per_request"] or 0.0
    message += pictures * money_parameters()["tokens_per_image"].value
    context = part["context_tokens"] or 0.0
    steps = int(filled.number("workload.steps_per_task") or 1)
    if steps > 1:
        result = USUAL_RESULT if part["tool_result_tokens"] is None else part["tool_result_tokens"]
        use = agent_tokens(
            start=system + message + context,
            written=(answer + thought) / steps,
            result=result,
            steps=steps,
            cap=profile.number("workload.context_cap_tokens"),
        )
        return use, f"{steps} calls, each with what the calls before wrote and read"
    turns = part["turns"] or 1.0
    use = turn_tokens(
        system=system, context=context, message=message, answer=answer, reasoning=thought, turns=turns
    )
    history = f" and the history of {plain_number(turns)} turns" if turns > 1 else ""
    pieces = f"{plain_number(system)} of instructions, {plain_number(context)} of passages"
    return use, f"{pieces}, {plain_number(message)} of message{history}"


def _in_other_languages(profile: Profile, filled: Profile) -> dict[str, Answer]:
    """Return the usual tokens of the use case in the languages that were named."""
    factor = language_factor(profile.words("language.names")) if profile.said("language.names") else None
    if factor is None:
        return {}
    found = {}
    for path in ("workload.input_tokens", "workload.output_tokens"):
        usual = filled.get(path)
        if profile.said(path) or usual is None or not isinstance(usual.value, (int, float)):
            continue
        value = float(usual.value)
        low = (value if usual.low is None else usual.low) * factor[0]
        high = (value if usual.high is None else usual.high) * factor[2]
        why = f"usual for English times {factor[1]:.2f}: those languages take more tokens"
        found[path] = Answer(value * factor[1], "assumed", low, high, why)
    return found


def _about(value: float, why: str) -> Answer:
    return Answer(value, "assumed", value / SPREAD, value * SPREAD, why)
