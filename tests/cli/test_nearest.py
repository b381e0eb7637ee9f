"""A name that does not exist is answered with the nearest ones that do."""

from __future__ import annotations

import pytest

from advisor.cli import main
from advisor.errors import nearest

KNOWN = ("h100", "h200", "l40s", "rtx-4090")


def test_a_slip_names_what_is_alike_and_nothing_else() -> None:
    assert nearest("H10O", KNOWN) == " Did you mean 'h100'?"
    assert nearest("rtx4090", KNOWN) == " Did you mean 'rtx-4090'?"


def test_a_far_name_still_gets_the_nearest_those_with_the_same_beginning_first() -> None:
    assert nearest("h999", KNOWN).startswith(" Did you mean 'h")
    assert nearest("qqqq", KNOWN).count("'") == 6
    assert nearest("x", ()) == ""


@pytest.mark.parametrize("name", ["h999", "zzz", "llama-9"])
def test_the_catalogue_suggests_rows_for_any_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "show", name]) == 2
    told = capsys.readouterr().err
    assert f"nothing called '{name}'" in told
    assert "Did you mean '" in told
    assert told.count("\n") == 1
