"""Paragraphs as people type them: enough of their facts are read, and few are invented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.profile import Field, standard_fields
from tests.cases.paragraphs import HALVES, compared, is_right, judged, main, rows_of, totals

LEAST_FOUND = {"dev": 324, "kept": 265, "unseen": 680, "pieces": 134}
"""Of the 373, 418, 1,246 and 398 facts that are due, slightly under what is found; without models of figures
and sentences it was 313, 217 and 493, and 122 of the last while models passed over short texts."""
MOST_WRONG = {"dev": 2, "kept": 24, "unseen": 65, "pieces": 16}
MOST_INVENTED = {"dev": 4, "kept": 16, "unseen": 196, "pieces": 101}
"""Slightly over the facts that are read as something else and those that are invented."""


@pytest.mark.parametrize("half", HALVES)
def test_enough_is_read_of_paragraphs_and_little_invented(advisor: Advisor, half: str) -> None:
    total = totals(judged(advisor, rows_of(half)))["total"]
    assert total["found"] >= LEAST_FOUND[half], total
    assert total["wrong"] <= MOST_WRONG[half], total
    assert total["invented"] <= MOST_INVENTED[half], total


def test_the_halves_are_told_apart_by_the_number() -> None:
    ids = {half: [row["id"] for row in rows_of(half)] for half in HALVES}
    assert ids["dev"] == [f"P{n:03}" for n in range(2, 122, 2)]
    assert ids["kept"] == [f"P{n:03}" for n in range(1, 120, 2)]


def expectations() -> Iterator[tuple[str, str, object]]:
    """Yield the id of a paragraph, a field and one value that is expected or barred there."""
    for row in (row for half in HALVES for row in rows_of(half)):
        barred = [entry.items() for entry in row["must_not"] if isinstance(entry, dict)]
        for paths, value in (*row["must"].items(), *(item for items in barred for item in items)):
            for path in paths.split("|"):
                yield from ((row["id"], path, way) for way in ways(value))


def ways(value: Any) -> list[object]:
    return list(value["any"]) if isinstance(value, dict) else [value]


def test_every_expectation_is_one_that_its_field_can_hold() -> None:
    fields = standard_fields()
    assert [bad for bad in expectations() if not can_hold(fields[bad[1]], bad[2])] == []
    barred = [entry for half in HALVES for row in rows_of(half) for entry in row["must_not"]]
    assert all(entry in fields for entry in barred if isinstance(entry, str))


def can_hold(field: Field, value: object) -> bool:
    single = field.kind not in ("choices", "texts", "devices")
    parts = value if isinstance(value, list) else [value]
    if field.kind == "number":
        return len(parts) <= 2 and sorted(parts) == parts and all(type(one) in (int, float) for one in parts)
    if field.kind == "flag":
        return isinstance(value, bool)
    known = not field.choices or all(one in field.choices for one in parts)
    return known and isinstance(value, str if single else list)


def test_what_is_barred_is_not_due_as_well() -> None:
    for row in (row for half in HALVES for row in rows_of(half)):
        due = {path for paths in row["must"] for path in paths.split("|")}
        assert not [entry for entry in row["must_not"] if isinstance(entry, str) and entry in due], row["id"]


ROW = {
    "id": "P000",
    "must": {"budget.monthly_usd": [900, 1100], "workload.users": 40, "time.deadline_weeks": 8},
    "must_not": ["hardware.owned", {"workload.requests_per_day": 500}],
}


def test_each_fact_is_found_wrong_or_unread_and_what_is_barred_invented() -> None:
    found = {"budget.monthly_usd": 950.0, "workload.users": 12.0, "hardware.owned": ["1x24"]}
    outcomes = [(fact.path, fact.outcome) for fact in compared(ROW, found)]
    assert outcomes == [
        ("budget.monthly_usd", "found"),
        ("workload.users", "wrong"),
        ("time.deadline_weeks", "unread"),
        ("hardware.owned", "invented"),
    ]


def test_only_the_value_that_is_named_is_barred() -> None:
    assert [f.outcome for f in compared(ROW, {"workload.requests_per_day": 499.0})][3:] == ["invented"]
    assert [f.outcome for f in compared(ROW, {"workload.requests_per_day": 40.0})][3:] == []


@pytest.mark.parametrize(
    ("expected", "value", "right"),
    [
        (100, 100.6, True),
        (100, 102.0, False),
        ([5, 7], 7.0, True),
        ([5, 7], 7.1, False),
        ("Austria", "austria", True),
        (["health"], ["personal", "health"], True),
        (["health", "personal"], ["health"], False),
        ([], ["1x24"], False),
        ([], [], True),
        (["2x24"], ["2x24"], True),
        (True, False, False),
        (1, True, False),
        ([0, 2], True, False),
        ({"any": [3, [5, 7]]}, 6.0, True),
        ({"any": ["voice", "edge"]}, "vision", False),
    ],
)
def test_a_value_is_right_within_what_the_row_allows(expected: object, value: object, right: bool) -> None:
    assert is_right(expected, value) is right


def test_the_half_that_is_kept_back_is_never_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--half", "kept", "-v"])
    assert stopped.value.code == 2
    assert "totals only" in capsys.readouterr().err
