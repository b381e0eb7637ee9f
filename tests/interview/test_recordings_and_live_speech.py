"""Recordings are written down when there is time for it; what is heard live is waited for."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.interview.derive_speech import transcripts
from advisor.profile import Answer, Profile, standard_fields
from tests.interview.read import QUESTIONS, found, value

FIRST = "latency.first_token_ms"
BATCH = "latency.batch_ok"
MINUTES = "workload.audio_minutes"


def _assumed(text: str) -> bool | None:
    """Return what is assumed of a wait where a text is all that was said."""
    advisor = Advisor.load(plugins=False)
    told = {hit.path: hit.answer for hit in advisor.read(text).answers}
    profile = Profile({}, standard_fields()).with_answers(told)
    filled = profile.with_answers({"use_case.modality": Answer("audio", "assumed")})
    answer = transcripts(profile, filled).get(BATCH)
    return None if answer is None else bool(answer.value)


@pytest.mark.parametrize(
    "text",
    [
        "Transcribe 2,500 calls a day",
        "We want transcripts of 25 hours of council meetings a month.",
        "A podcast house has 90 hours of talk a month to be transcribed.",
        "A bank wants the recordings of its calls typed up and summed up.",
    ],
)
def test_nobody_waits_for_what_is_written_down_of_recordings(text: str) -> None:
    assert _assumed(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Transcribe calls live to guide our agents",
        "Live captions for lectures, 40 rooms at once",
        "Transcribe what the caller says while the caller is speaking",
        "Subtitles two seconds behind the speech for a broadcaster",
        "A voice agent that answers the phone of a dentist",
        "Transcribe 2,500 calls a day, half a minute of delay is fine",
    ],
)
def test_what_is_heard_live_or_has_a_limit_is_waited_for(text: str) -> None:
    assert _assumed(text) is None


def test_a_table_of_calls_is_no_speech() -> None:
    profile = Profile({}, standard_fields()).with_answers(
        {"use_case.kind": Answer("tabular", said="recordings")}
    )
    assert transcripts(profile, profile) == {}


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("Transcribe calls. Ten minutes of delay are fine", 600_000),
        ("Transcribe calls; the transcript may come ten minutes after the call", 600_000),
        ("Minutes of meetings; half an hour of waiting is ok", 1_800_000),
        ("We can live with twenty seconds of delay for a draft", 20_000),
    ],
)
def test_a_delay_that_is_borne_is_a_limit(text: str, ms: float) -> None:
    assert value(text, FIRST) == ms


@pytest.mark.parametrize(
    "text",
    [
        "Delays of ten minutes cost us customers; transcribe calls",
        "Callers had to live with ten minutes of waiting; a chatbot",
        "The trains had ten minutes of delay and people were fine",
    ],
)
def test_a_delay_that_happened_is_none(text: str) -> None:
    assert not {FIRST, MINUTES} & set(found(text))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Transcribe calls, four and a half minutes on average", 4.5),
        ("Transcribe calls of 2½ minutes", 2.5),
        ("Transcribe interviews of 1 1/2 hours each", 90),
        ("Transcribe calls of 4.5 minutes", 4.5),
    ],
)
def test_a_half_belongs_to_its_number(text: str, minutes: float) -> None:
    assert value(text, MINUTES) == minutes


def test_hours_of_audio_are_not_asked_where_calls_and_their_minutes_were_told() -> None:
    told = {"workload.requests_per_day": Answer(2500.0), "workload.audio_minutes": Answer(4.5)}
    fields = standard_fields()
    assert QUESTIONS["audio"].settled(Profile(told, fields))
    for path, answer in told.items():
        assert not QUESTIONS["audio"].settled(Profile({path: answer}, fields))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("We sort 420,000 voice mails a day", 0.5),
        ("Farmers send 35,000 voice notes a day", 0.5),
        ("Voice messages of 3 minutes each are answered", 3),
        ("We transcribe 2 million voice notes a day (25 s each)", 0.4167),
        ("A lamp understands eight spoken commands", 0.08),
    ],
)
def test_a_spoken_message_is_short_unless_its_length_was_said(text: str, minutes: float) -> None:
    assert value(text, MINUTES) == pytest.approx(minutes)


def test_hours_of_messages_keep_the_range_of_their_length(advisor: Advisor) -> None:
    told = {hit.path: hit.answer for hit in advisor.read("We transcribe 1,200 voice notes a day.").answers}
    hours = advisor.filled(Profile(told, standard_fields())).get("workload.audio_hours_per_day")
    assert hours is not None
    assert (hours.value, hours.low, hours.high) == pytest.approx((10, 3, 40))
