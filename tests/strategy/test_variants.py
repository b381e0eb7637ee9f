from __future__ import annotations

import pytest

from advisor.strategy.context import Context
from advisor.strategy.variants import adaptation_sets, missing_requirements, techniques
from tests.strategy.stories import SHOP, Look, changed, told


@pytest.fixture
def shop(assessed: Look) -> Context:
    return assessed(**SHOP).context


def test_every_language_model_starts_with_its_instructions(shop: Context) -> None:
    assert adaptation_sets(told(shop), "hosted_api") == [("prompt_engineering",)]


def test_instructions_that_a_rule_excludes_are_in_no_set(shop: Context) -> None:
    sets = adaptation_sets(
        told(shop, required=("lora",), excluded=("prompt_engineering",)), "self_host_rented"
    )
    assert sets == [("lora",)]


def test_what_changes_no_weights_and_is_asked_for_is_always_on(shop: Context) -> None:
    asked = told(shop, required=("rag",), preferred=("tool_calling",))
    assert adaptation_sets(asked, "hosted_api") == [("prompt_engineering", "rag", "tool_calling")]


def test_tuning_that_is_required_is_in_every_set(shop: Context) -> None:
    sets = adaptation_sets(told(shop, required=("lora",)), "self_host_rented")
    assert sets == [("lora", "prompt_engineering")]


def test_tuning_that_is_preferred_is_compared_with_leaving_it_out(shop: Context) -> None:
    sets = adaptation_sets(told(shop, preferred=("lora",)), "self_host_rented")
    assert sets == [("prompt_engineering",), ("lora", "prompt_engineering")]


def test_tuning_that_the_user_has_in_mind_is_compared_with_leaving_it_out(assessed: Look) -> None:
    context = assessed(**changed(SHOP, wish={"adaptations": ["full_ft"]})).context
    assert ("full_ft", "prompt_engineering") in adaptation_sets(told(context), "on_prem")


def test_tuning_that_is_ruled_out_is_in_no_set(shop: Context) -> None:
    for verdict in ("excluded", "against"):
        sets = adaptation_sets(told(shop, preferred=("lora",), **{verdict: ("lora",)}), "on_prem")
        assert sets == [("prompt_engineering",)]


def test_where_the_weights_are_a_providers_an_adapter_becomes_tuning_as_a_service(shop: Context) -> None:
    sets = adaptation_sets(told(shop, required=("lora",)), "hosted_api")
    assert sets == [("managed_ft", "prompt_engineering")]


def test_a_word_with_no_form_on_a_deployment_is_left_out(shop: Context) -> None:
    sets = adaptation_sets(told(shop, required=("pretrain_from_scratch",)), "hosted_api")
    assert sets == [("prompt_engineering",)]


def test_leaving_out_required_tuning_in_every_form_is_missed(shop: Context) -> None:
    context = told(shop, required=("lora", "rag"))
    assert missing_requirements(context, "hosted_api", ("hosted_api", "prompt_engineering")) == ("lora",)


@pytest.mark.parametrize(
    ("worked", "failure", "deployment", "missed"),
    [
        ("hosted_api", "works", "hosted_api", ()),
        ("hosted_api", "dear", "hosted_api", ("lora",)),
        ("hosted_api", "works", "on_prem", ("lora",)),
        ("on_prem", "works", "on_prem", ("lora",)),
    ],
    ids=["it does as it is", "it costs too much", "elsewhere", "on devices of one's own"],
)
def test_where_a_hosted_model_was_measured_to_do_no_tuning_is_missed(
    assessed: Look, worked: str, failure: str, deployment: str, missed: tuple[str, ...]
) -> None:
    story = changed(SHOP, evidence={"worked": [worked]}, quality={"failure": failure})
    context = told(assessed(**story).context, required=("lora",))
    assert missing_requirements(context, deployment, (deployment, "prompt_engineering")) == missed


@pytest.mark.parametrize("form", ["lora", "managed_ft", "qlora"])
def test_any_form_of_required_tuning_satisfies_it(shop: Context, form: str) -> None:
    assert missing_requirements(told(shop, required=("lora",)), "on_prem", ("on_prem", form)) == ()


def test_required_tuning_that_is_ruled_out_is_not_missed(shop: Context) -> None:
    context = told(shop, required=("lora",), excluded=("lora",))
    assert missing_requirements(context, "hosted_api", ("hosted_api",)) == ()


def test_techniques_are_those_asked_for_and_those_of_the_form(shop: Context) -> None:
    context = told(shop, preferred=("streaming", "batch_api"))
    assert techniques(context, "on_prem", ("quantization",)) == ("quantization", "streaming")
    assert techniques(context, "hosted_api") == ("batch_api", "streaming")


def test_a_technique_that_is_advised_against_is_not_brought_by_the_form(shop: Context) -> None:
    context = told(shop, against=("quantization",))
    assert techniques(context, "on_prem", ("quantization", "batching_server")) == ("batching_server",)
