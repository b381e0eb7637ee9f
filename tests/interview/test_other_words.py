"""The same fact is read from the words of several teams, and not from words that only resemble them."""

from __future__ import annotations

import pytest

from tests.interview.read import reader, value

SAID = [
    ("quality.plateau", True, "Examples in the prompt no longer improve results."),
    ("quality.plateau", True, "Prompting and retrieval were tried for a year and plateau on jargon."),
    ("quality.plateau", True, "Few-shot samples helped at first and then stopped helping."),
    ("quality.plateau", True, "Prompting and supervised tuning have levelled off."),
    ("quality.plateau", True, "Better prompts bring nothing."),
    ("quality.plateau", True, "Examples in the prompt stopped helping at 84%."),
    ("quality.plateau", None, "Prompting with the playbook gets the law right."),
    ("quality.plateau", None, "We prompt a hosted model and the sales stopped falling."),
    ("workload.measured", False, "Nobody knows its tokens per minute."),
    ("workload.measured", False, "It has no target for utilisation."),
    ("workload.measured", False, "They do not measure their GPUs."),
    ("workload.measured", False, "How busy the cards are nobody has recorded."),
    ("workload.measured", None, "We know how many tokens a day it uses."),
    ("quality.failure", "facts", "A third make sense only with earlier quotes of the customer."),
    ("quality.failure", "facts", "Half of them need context from the account history."),
    ("quality.failure", "facts", "The model lacks the order data."),
    ("data.mixed_classes", True, "The data range from open to classified."),
    ("data.mixed_classes", True, "Some of it is sensitive, some not."),
    ("data.mixed_classes", True, "Each kind sits on its own network."),
    ("data.mixed_classes", None, "Our prices vary by customer."),
    ("data.boundary", "own_cloud", "The team works inside the cloud tenancy."),
    ("data.boundary", "region", "Models run in a government cloud tenancy."),
    ("data.boundary", "own_network", "Clients forbid in writing that files leave the firm's network."),
    ("data.boundary", "own_network", "The office will not send deeds outside."),
    ("data.boundary", "own_network", "It runs on machines behind our own firewall."),
    ("data.boundary", None, "We do not send newsletters on Sundays."),
    ("latency.batch_ok", True, "Forms are read while the office is closed."),
    ("latency.batch_ok", True, "Three days are acceptable."),
    ("language.translation_only", True, "An office translates English into Faroese."),
    ("language.translation_only", None, "From Monday to Friday we write in English."),
    ("quality.failure", "format", "Texts must come out in the house regulatory wording."),
    ("workload.requests_per_day", None, "A desktop with 273 gigabytes per second."),
    ("language.rare", True, "A reading aid for three small languages."),
    ("language.rare", True, "A model for nine languages of India."),
    ("wish.which_device", True, "How much VRAM does a 70B want at 8-bit?"),
    ("wish.which_device", True, "How many H100s do I need for it?"),
    ("examples.count", 720000, "We hold 2,000 hours of transcribed calls."),
    ("examples.count", 18000000, "The library has 50,000 hours of Swedish speech with text."),
    ("examples.count", None, "The museum has 1,100 hours of interviews."),
    ("use_case.kind", "classification", "Search relevance labelling for a shop's query-product pairs."),
    ("use_case.kind", "classification", "A helper routes questions to HR, IT or product experts."),
    ("use_case.kind", "document_qa", "Lawyers want cited answers from 4 million pages."),
    (
        "use_case.kind",
        "vision",
        "Flood mapping from satellite, for insurers; it would pre-train its own model.",
    ),
    ("use_case.kind", "voice", "An audiobook house wants its narrator's synthetic voice."),
    ("use_case.kind", "foundation_model", "A laboratory for leading-edge models, with its own research."),
    ("use_case.kind", "code", "A server for twenty programmers."),
]

WISHED = [
    ("multi_lora", "Sixty LoRA adapters on one shared 8B."),
    ("multi_lora", "Every subscriber gets its individual variant of an 8B."),
    ("multi_lora", "Dozens of adapters share a single base."),
    ("multi_lora", "Now 60+ adapters share a Llama-3-8B."),
    ("multi_lora", "Each indicator used to be its own Longformer on its own box."),
    ("lora", "A Mistral-7B tuned on its own labels."),
    ("lora", "We would teach a lighter model to do it."),
    ("distillation", "An open LLM labelled a sample and a small encoder was trained on it."),
    ("continued_pretraining", "On which texts should pre-training go on?"),
    ("full_ft", "We retrain all parameters, nothing frozen."),
]

PLACED = [
    ("hybrid", "Difficult requests go further up."),
    ("hybrid", "What the handset cannot manage may be passed to our servers."),
    ("hybrid", "A box in the lab, overflow to hired GPUs."),
]


@pytest.mark.parametrize(("path", "wanted", "text"), SAID)
def test_a_fact_is_read_from_other_words(path: str, wanted: object, text: str):
    assert value(text, path) == wanted


@pytest.mark.parametrize(("word", "text"), WISHED)
def test_a_technique_is_read_from_other_words(word: str, text: str):
    assert word in (value(text, "wish.adaptations") or ())


def test_what_every_customer_has_is_no_adapter_of_its_own():
    text = "Each customer has its own account; we serve a small model to everyone."
    assert "multi_lora" not in (value(text, "wish.adaptations") or ())


@pytest.mark.parametrize(("word", "text"), PLACED)
def test_a_place_is_read_from_other_words(word: str, text: str):
    assert word in (value(text, "wish.deployments") or ())


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("quality.domain_gap", "everyday language", "low"),
        ("quality.domain_gap", "a fair amount of trade vocabulary", "medium"),
        ("quality.domain_gap", "far from general web text", "high"),
        ("quality.domain_gap", "hardly covered by existing models", "very_high"),
        ("data.mixed_classes", "some sensitive, some not", True),
        ("data.boundary", "inside the office network", "own_network"),
        ("hardware.offline", "comes and goes", True),
        ("hardware.offline", "ordinary broadband", False),
        ("workload.shape", "quiet, then rushes before submission dates", "bursty"),
    ],
)
def test_words_meant_for_one_field_are_read(path: str, text: str, wanted: object):
    answer = reader().read_field(path, text)
    assert answer is not None
    assert answer.value == wanted
