"""The report of a training fleet: one story from the first page to the JSON, and nothing about serving."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.decide.records import Recommendation
from advisor.report.as_json import recommendation_json
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from tests.strategy import stories
from tests.strategy.stories import changed

Decide = Callable[..., Recommendation]

LAB = changed(
    stories.LAB,
    wish={"devices": [{"name": "h100-sxm", "count": 64}]},
    workload={"gpu_utilisation": 0.8},
)


def page(found: Recommendation, template: str = "standard") -> str:
    return extract(report_markdown(found, template))[1]


@pytest.mark.parametrize("template", ["standard", "brief"])
def test_the_first_page_tells_devices_money_and_the_use_that_decides(
    recommended: Decide, template: str
) -> None:
    text = page(recommended(**LAB), template)
    assert text.startswith("# A training fleet: train on GPUs of your own")
    assert "Rent or buy 64x H100 SXM 80GB for training all year" in text
    assert "Buy 64x H100 SXM 80GB and train on them." in text
    assert "All of it is training." in text
    assert "share of the time that GPUs are busy falls below about" in text


def test_no_page_speaks_of_models_that_answer(recommended: Decide) -> None:
    text = page(recommended(**LAB)).partition("## Rules that apply")[0]
    for words in (
        "Serve ",
        "x traffic",
        "copy of the whole model",
        "10% of the traffic",
        "first words",
        "inference from",
    ):
        assert words not in text, words


def test_the_plan_table_and_the_json_show_the_same_fleet(recommended: Decide) -> None:
    found = recommended(**LAB)
    text, data = page(found), recommendation_json(found)
    assert "| hardware | 64x H100 SXM 80GB, class multi-node |" in text
    assert "| how many | 64 that train, bought |" in text
    assert "| model |" not in text
    assert (data["verdict"], data["hardware_class"]) == ("training", "multi-node")
    first = data["plans"][0]
    assert first["hardware"]["count"] == first["training_hardware"]["count"] == 64
    assert first["model_id"] == ""
    assert {row["field"] for row in data["tipping_points"]} >= {"workload.gpu_utilisation"}


def test_the_bill_over_time_is_training_beside_the_other_way(recommended: Decide) -> None:
    text = page(recommended(**LAB))
    assert "Nothing is served, so the whole bill is training from the first month." in text
    assert "Rented GPUs: your training jobs on 64x H100 SXM 80GB |" in text
    assert "| resale at the end |" in text


def test_what_stays_as_it_is_has_a_price(recommended: Decide) -> None:
    assert "Each further month on rented devices costs about $" in page(recommended(**LAB))
