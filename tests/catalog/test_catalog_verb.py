"""``advisor catalog`` as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.catalog.books import KINDS as BOOK_KINDS
from advisor.cli import main
from advisor.cli.catalog import KINDS


def test_the_verb_knows_every_book() -> None:
    assert tuple(BOOK_KINDS) == tuple(KINDS)


def test_list_filters_by_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "list", "accelerators", "--filter", "rtx 30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:2] == ["id", "name"]
    assert all("3060" in x or "3070" in x or "3080" in x or "3090" in x for x in lines[1:-1])
    assert lines[-1] == "9 rows"


def test_list_as_json_has_sources_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "list", "parameter", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema_version"] == 1
    assert all(row["source"] and row["as_of"] for row in document["rows"])


def test_show_brings_the_prices_of_a_device(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "show", "h100 sxm", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [r["book"] for r in rows] == ["accelerator", "rental", "rental", "rental", "rental"]
    assert {r["id"] for r in rows} >= {"h100-sxm", "h100-sxm-on-demand", "h100-sxm-purchase"}


def test_show_explains_a_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "show", "one-forward-pass"]) == 0
    assert "verdict    wrong" in capsys.readouterr().out


def test_check_is_content_with_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "check", "--as-of", "2026-11-21"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("nothing is wrong.")


def test_check_fails_on_a_bad_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "mine.toml"
    book.write_text(
        "schema = 1\nas_of = 2026-11-01\n[[rental]]\n"
        'id = "l4-on-demand"\naccelerator = "l5"\nsource = "me, today"\n'
    )
    assert main(["catalog", "check", "--as-of", "2026-11-21", "--book", str(book)]) == 1
    assert "mine.toml: rental l4-on-demand: accelerator: must stay 'l4'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "acelerator"], "Did you mean 'accelerator'"),
        (["show", "h100sxn"], "Did you mean 'h100-sxm'"),
        (["check", "--as-of", "soon"], "write a day as YYYY-MM-DD"),
    ],
)
def test_bad_words_get_one_sentence(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", *words]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
