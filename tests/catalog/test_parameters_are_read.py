"""A parameter that nothing reads is a promise that nothing keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

import advisor
from advisor.catalog import Catalog
from advisor.estimate.money import money_parameters
from advisor.profile import standard_fields

CODE = Path(advisor.__file__).parent


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(CODE.rglob("*.py")))


def test_every_parameter_of_the_book_is_read_by_its_name(catalog: Catalog, code: str) -> None:
    unread = [name for name in catalog.rows("parameter") if f'"{name}"' not in code]
    assert unread == []


def test_every_default_of_the_money_formulas_is_read_by_its_name(code: str) -> None:
    assert [name for name in money_parameters() if f'"{name}"' not in code] == []


def test_whatever_a_user_may_set_of_the_costs_is_read(advisor_fields: list[str], code: str) -> None:
    assert [name for name in advisor_fields if f'"{name}"' not in code] == []


@pytest.fixture(scope="module")
def advisor_fields() -> list[str]:
    paths = [field.path for field in standard_fields()]
    return [path.removeprefix("cost.") for path in paths if path.startswith("cost.")]
