"""Numbers and names that look like others: cards by the node, corpora, runs a year, accounts at a cloud."""

from __future__ import annotations

from tests.interview.read import found


def test_thousands_of_cards_are_counted_with_their_comma() -> None:
    assert found("we own 10,752 GH200")["hardware.owned"][0].count == 10752


def test_cards_of_the_players_are_the_place_and_none_of_the_studio() -> None:
    read = found("An offline game with talking villagers on players' 8 GB cards that also render it.")
    assert "hardware.owned" not in read
    assert read["hardware.edge_device"] == "desktop_gpu"
    assert read["hardware.edge_memory_gb"] == 8.0


def test_nodes_are_counted_by_their_cards() -> None:
    assert found("we own two H100 nodes")["hardware.owned"][0].count == 16
    assert found("we own an 8xH100 node")["hardware.owned"][0].count == 8
    assert found("we own a T4 node")["hardware.owned"][0].count == 4


def test_a_node_of_cards_that_come_in_any_number_is_not_counted() -> None:
    """Desk machines hold one card or four: nobody said which."""
    assert found("we own an RTX 4090 node")["hardware.owned"][0].count == 1
    assert found("we own an RTX A6000 node")["hardware.owned"][0].count == 1
    assert found("we own a node of four RTX 4090")["hardware.owned"][0].count == 4


def test_a_span_of_numbers_is_no_card() -> None:
    assert "hardware.owned" not in found("30-60 s per scene")


def test_what_is_not_classified_is_not_read_as_classified() -> None:
    assert found("drawings marked CUI (not classified)")["data.sensitivity"] == ("confidential",)


def test_hundreds_of_billions_of_tokens_are_a_corpus() -> None:
    assert found("it holds 540B tokens")["language.corpus_tokens"] == 5.4e11


def test_an_expert_who_confirms_each_result_is_a_person_who_decides() -> None:
    assert found("an engineer confirms each finding")["quality.human_review"] is True


def test_runs_a_year_are_no_requests_a_day() -> None:
    assert "workload.requests_per_day" not in found("two runs a year")
    assert "workload.requests_per_day" not in found("one batch a night")
    assert found("500 calls a day")["workload.requests_per_day"] == 500


def test_jobs_done_within_a_day_are_no_deadline_of_the_project() -> None:
    assert "time.deadline_weeks" not in found("most jobs are done within a day")
    assert found("it must be ready within two weeks")["time.deadline_weeks"] == 2


def test_spark_alone_is_no_machine() -> None:
    assert "wish.devices" not in found("our pipeline runs on top of Spark")


def test_machines_with_so_many_cards_each_are_multiplied() -> None:
    assert found("we own two servers with 8 H100 each")["hardware.owned"][0].count == 16
    assert found("we own two DGX H100")["hardware.owned"][0].count == 16
    assert found("we own 8x HGX H100")["hardware.owned"][0].count == 8


def test_an_account_of_ones_own_at_a_cloud_is_no_network_of_ones_own() -> None:
    assert found("data may not leave our own Azure tenant")["data.boundary"] == "own_cloud"
    assert found("data may not leave our network")["data.boundary"] == "own_network"


def test_gpus_that_train_all_year_are_counted() -> None:
    text = "we train driving models all year on 600 GPUs, buy or rent?"
    assert found(text)["training.gpus"] == 600


def test_labels_to_choose_from_are_no_examples_of_them() -> None:
    assert found("We sort posts into 12 labels, with 20,000 labelled examples.")["examples.count"] == 20_000
    assert "examples.count" not in found("every ticket goes into one of 40 categories")
    assert found("we have 12 labels so far")["examples.count"] == 12


def test_completions_a_day_are_requests_and_no_length() -> None:
    read = found("15,000 completions a day, 1500 tokens in, 100 out")
    assert read["workload.requests_per_day"] == 15_000
    assert read["workload.output_tokens"] == 100


def test_a_contract_that_is_possible_is_read() -> None:
    assert found("patients' data, contract with provider possible")["data.contract_obtainable"] is True
    assert found("no contract possible with any provider")["data.contract_obtainable"] is False


def test_what_devices_draw_is_no_budget() -> None:
    assert not any(path.startswith("budget") for path in found("600 GPUs of our own, ~$540k power a year"))
    assert not any(path.startswith("budget") for path in found("they use $3,000 a month for electricity"))
    assert found("$3,000 a month for GPUs")["budget.monthly_usd"] == 3000


def test_those_who_look_after_the_machines_are_no_users() -> None:
    assert "workload.users" not in found("Two IT staff; a reseller offers a server.")
    assert found("12 support staff use it")["workload.users"] == 12


def test_a_tenancy_of_ones_own_is_a_cloud_of_ones_own() -> None:
    assert found("it must stay inside our own tenancy in the EU")["data.boundary"] == "own_cloud"
    assert found("financial, EU only, own tenancy", "sensitivity")["data.boundary"] == "own_cloud"
    assert found("no third-party model API")["exclusions.deployments"] == ("hosted_api",)


def test_what_may_not_leave_among_the_rest_is_no_rule_for_all() -> None:
    read = found("An open model answers for what must not leave; the rest goes to a provider.")
    assert read["data.mixed_classes"] is True
    assert "data.boundary" not in read
    assert found("a chatbot for data that may not leave our network")["data.boundary"] == "own_network"


def test_how_long_something_runs_a_day_is_no_wait() -> None:
    read = found("6 cameras, 16 hours a day, decision within 100 ms")
    assert read["latency.first_token_ms"] == 100
    assert "latency.batch_ok" not in found("the line runs 16 hours a day")
