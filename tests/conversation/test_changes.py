"""The line that says what an answer moved."""

from __future__ import annotations

from dataclasses import replace

from advisor.conversation.changes import change_line, marks
from advisor.conversation.what_if import verdict
from advisor.decide.standing import Standing, StandingRow


def standing(*rows: tuple[str, float, bool], why: str = "") -> Standing:
    made = tuple(
        StandingRow(
            title, value, "$10 a month", feasible, "" if feasible else "memory: needs 8, has 4", title
        )
        for title, value, feasible in rows
    )
    return Standing(made, "none", "Do it.", (why,) if why else (), "$10 (5–20) a month")


BEFORE = standing(("api", 0.8, True), ("gpu", 0.6, True), why="A card would idle.")


def test_the_first_ranking_names_the_leader_its_cost_and_the_reason() -> None:
    assert change_line(None, BEFORE) == "In front: api, $10 (5–20) a month. A card would idle."


def test_an_answer_that_moves_nothing_says_so() -> None:
    assert change_line(BEFORE, BEFORE) == "= Nothing moved: api stays in front."


def test_a_reason_already_given_is_not_repeated() -> None:
    after = standing(("api", 0.8, True), ("gpu", 0.5, True), why="A card would idle.")
    assert change_line(BEFORE, after) == "▼ gpu. Still in front: api, $10 (5–20) a month."


def test_a_plan_that_is_ruled_out_comes_with_its_limit() -> None:
    after = standing(("api", 0.8, True), ("gpu", 0.0, False))
    assert change_line(BEFORE, after).startswith("✕ gpu (memory: needs 8, has 4). Still in front: api")


def test_plans_ruled_out_for_the_same_reason_share_it() -> None:
    before = standing(("api", 0.8, True), ("gpu", 0.6, True), ("edge", 0.5, True))
    after = standing(("api", 0.8, True), ("gpu", 0.0, False), ("edge", 0.0, False))
    assert change_line(before, after).startswith(
        "✕ gpu, ✕ edge (memory: needs 8, has 4). Still in front: api"
    )


def test_a_leader_that_moved_is_named_once() -> None:
    after = standing(("api", 0.7, True), ("gpu", 0.6, True))
    assert change_line(BEFORE, after) == "▼ Still in front: api, $10 (5–20) a month."


def test_a_reason_that_a_plan_was_given_is_not_told_again() -> None:
    after = standing(("api", 0.8, True), ("gpu", 0.0, False), why="Memory: needs 8, has 4.")
    assert change_line(BEFORE, after).endswith("Still in front: api, $10 (5–20) a month.")


def test_nothing_is_in_front_when_nothing_meets_every_limit() -> None:
    after = standing(("api", 0.0, False), ("gpu", 0.0, False))
    assert "Nothing meets every limit now; nearest comes api" in change_line(BEFORE, after)
    assert "nothing meets every limit; nearest comes api (memory" in verdict("that", BEFORE, after)


def test_a_plan_that_takes_the_lead_without_a_better_value_still_rises() -> None:
    after = standing(("gpu", 0.6, True), ("api", 0.4, True))
    assert marks(BEFORE, after) == {"gpu": "▲", "api": "▼"}
    assert change_line(BEFORE, after).startswith("▲ Now in front: gpu")


def test_a_plan_that_appears_is_marked_as_new() -> None:
    assert marks(BEFORE, standing(("edge", 0.9, True), ("api", 0.8, True)))["edge"] == "+"


def test_a_plan_that_becomes_possible_again_rises() -> None:
    out = standing(("api", 0.8, True), ("gpu", 0.0, False))
    assert marks(out, BEFORE) == {"api": "=", "gpu": "▲"}


def test_what_was_asked_by_name_is_answered_before_what_moved_and_once() -> None:
    asked = replace(BEFORE, answers=(("Does it fit? Yes.", "In 4 bits."),))
    line = change_line(None, asked)
    assert line.startswith("Does it fit? Yes. In 4 bits.\nIn front:")
    later = replace(asked, answers=(("Does it fit? Yes.", "In 4 bits, for 90 people."),))
    assert "Does it fit?" not in change_line(asked, later)


def test_another_plan_at_another_price_is_set_against_the_one_before() -> None:
    extra = "$1,211 a month more than api, which meets every limit at $9 a month."
    rows = standing(("gpu", 0.9, True), ("api", 0.6, True))
    after = replace(rows, cost_label="$1,220 a month", extra=extra)
    told = change_line(BEFORE, after)
    assert told.startswith(f"▲ Now in front: gpu, $1,220 a month instead of $10 (5–20) a month. {extra}")
    assert "instead of" not in change_line(replace(BEFORE, cost_label="$1,220 a month"), after)
