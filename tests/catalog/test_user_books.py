"""A user's own book: what is wrong is said, and everything else still works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.errors import UserError

Book = Callable[[str], Catalog]
STAMP = 'source = "our contract"\nas_of = 2026-11-01\n'
GOOD = f'[[parameter]]\nid = "pue"\nvalue = 1.2\nlow = 1.1\nhigh = 1.3\n{STAMP}'
RENT = '[[rental]]\nid = "l4-on-demand"\n'

BROKEN = [
    (
        f"{RENT}usd = 0\nlow_usd = 0\nhigh_usd = 0\n{STAMP}",
        "rental l4-on-demand: usd: must be greater than 0",
    ),
    (
        f"{RENT}usd = 1e9\nlow_usd = 1e9\nhigh_usd = 1e9\n{STAMP}",
        "usd: 1e+09 USD an hour is outside 0.02 to 50",
    ),
    (f"{RENT}usd = inf\nhigh_usd = inf\n{STAMP}", "must be a finite number"),
    (f"{RENT}usd = nan\n{STAMP}", "must be "),
    (f'{RENT}usd = 0.5\nsource = "our contract"\n', "rental l4-on-demand: as_of: is missing"),
    (f"{RENT}usd = 0.5\nas_of = 2026-11-01\n", "rental l4-on-demand: source: is missing"),
    (f"{RENT}usdd = 0.5\n{STAMP}", "usdd: there is no such field. Did you mean 'usd'?"),
    (f'{RENT}usd = "half a dollar"\n{STAMP}', "usd: must be a valid number"),
    (
        f'[[parameter]]\nid = "mine"\nvalue = 1\nlow = 1\nhigh = 1\n{STAMP}',
        "parameter mine: unit: is missing; every row needs it.",
    ),
    (
        f'[[accelerator]]\nid = "h200-sxm"\nbf16_tflops = 1979\nfp8_tflops = 3958\n{STAMP}',
        "accelerator h200-sxm: bf16_tflops: 1979 is 2.0 times our 989",
    ),
    (
        f'[[accelerator]]\nid = "mine"\nvendor = "x"\nname = "Hopper of mine"\nkind = "datacentre"\n'
        f'generation = "hopper"\nmemory_gb = 80\nbandwidth_gb_s = 3350\nbf16_tflops = 1979\n{STAMP}',
        "accelerator mine: bf16_tflops: 1979 is 1.6 times the best hopper device for each byte",
    ),
    (f'[[accelerator]]\nid = "l4"\nfp8_tflops = 485\n{STAMP}', "485 is more than 3.9 times its bf16_tflops"),
    (f"{RENT}usd = 0.5\n{STAMP}{RENT}usd = 0.6\n{STAMP}", "rental l4-on-demand: id: is there twice"),
    (f"[[rental]]\nusd = 0.5\n{STAMP}", "rental number 1: id: is missing or no text."),
    (f"[[rentals]]\nusd = 0.5\n{STAMP}", "unknown table 'rentals'; a book holds"),
    ("rental = 3\n", "write each rental as a table headed [[rental]]"),
    ("[[rental]]\nusd = = 3\n", "this is not TOML"),
    (f'[[api]]\nid = "gpt-6-astra"\nusd_per_m_input = 0\n{STAMP}', "usd_per_m_input: must be greater than 0"),
]


@pytest.mark.parametrize(("text", "sentence"), BROKEN)
def test_what_is_wrong_is_one_sentence_and_the_rest_of_the_book_counts(
    with_book: Book, text: str, sentence: str
) -> None:
    for book in (text + GOOD, GOOD + text) if text.startswith("[[") else (text + GOOD,):
        catalog = with_book(book)
        assert len(catalog.problems) == 1, catalog.problems
        assert catalog.problems[0].startswith("mine.toml: ")
        assert sentence in catalog.problems[0]
        assert "\n" not in catalog.problems[0]
        assert catalog.parameter("pue").value == 1.2
        price = catalog.rental("l4", "on_demand")
        assert price is not None
        ours = load_catalog().rental("l4", "on_demand")
        assert ours is not None
        assert price.usd == (0.5 if "twice" in sentence else ours.usd)


def test_our_own_row_stays_where_the_user_s_is_broken(with_book: Book) -> None:
    catalog = with_book(f'[[accelerator]]\nid = "l4"\nmemory_gb = -1\n{STAMP}')
    assert catalog.accelerator("l4").memory_gb == 24


def test_a_book_of_another_schema_is_left_out_whole(with_book: Callable[..., Catalog]) -> None:
    catalog = with_book(GOOD, header="schema = 2\n")
    assert catalog.problems == (
        "mine.toml: the first line of a book must be 'schema = 1'; nothing of this book is used",
    )
    assert catalog.parameter("pue").value != 1.2


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ('schema = 1\nas_of = "2026-11-01"\n', "as_of: '2026-11-01' is no day"),
        ("schema = 1\nshelf_life_days = -3\n", "shelf_life_days: '-3' is no number of days"),
        ("schema = 1\nsources = 3\n", "sources: write short names"),
    ],
)
def test_a_wrong_header_is_said(with_book: Callable[..., Catalog], header: str, sentence: str) -> None:
    assert sentence in with_book("", header=header).problems[0]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", bytes(range(256))])
def test_a_file_that_is_no_text_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.toml"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"^picture\.toml: this is no text; a book is TOML in UTF-8$"):
        load_catalog([path])


def test_the_problem_of_a_book_stands_in_the_recommendation(tmp_path: Path) -> None:
    from advisor.api import Advisor

    path = tmp_path / "mine.toml"
    path.write_text(f"schema = 1\n{RENT}usd = 0\n{STAMP}")
    engine = Advisor.load(plugins=False, catalog_books=[path])
    assert any("mine.toml: rental l4-on-demand: usd" in problem for problem in engine.problems)


def test_a_hostile_name_is_shown_without_its_control_characters(with_book: Book) -> None:
    catalog = with_book(f'[[accelerator]]\nid = "a\\u001b[31mb"\nmemory_gb = 3\n{STAMP}')
    assert "\x1b" not in catalog.problems[0]
    assert len(catalog.problems[0]) < 300
