"""How books are read: one by one, and the user's on top of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.catalog import books as catalog_books
from advisor.errors import UserError

Book = Callable[[str], Catalog]

NEW_CARD = """
[[accelerator]]
id = "x-1"
vendor = "Acme"
name = "X1 64GB"
aliases = ["acme one"]
kind = "datacentre"
generation = "x"
memory_gb = 64
bandwidth_gb_s = 2000
bf16_tflops = 400
source = "Acme data sheet"
as_of = 2026-10-01

[[rental]]
id = "x-1-on-demand"
accelerator = "x-1"
kind = "on_demand"
usd = 1.5
low_usd = 1.2
high_usd = 2.0
source = "Acme price list"
as_of = 2026-10-01
"""


def test_only_the_book_that_is_asked_for_is_read() -> None:
    catalog_books.shipped.cache_clear()
    assert load_catalog().accelerators
    assert catalog_books.shipped.cache_info().currsize == 1


def test_a_book_of_the_user_adds_a_device_with_its_price(with_book: Book) -> None:
    catalog = with_book(NEW_CARD)
    assert catalog.accelerator("Acme One").memory_gb == 64
    price = catalog.rental("x-1", "on_demand")
    assert price is not None
    assert catalog.rate(price).value == 1.5
    assert catalog.accelerator("H100").id == "h100-sxm"


def test_a_row_with_our_id_changes_what_it_names_and_keeps_the_rest(with_book: Book) -> None:
    catalog = with_book(
        '[[rental]]\nid = "l4-on-demand"\nusd = 0.5\nlow_usd = 0.45\nhigh_usd = 0.55\n'
        'source = "our contract"\nas_of = 2026-11-01\n'
    )
    price = catalog.rental("l4", "on_demand")
    assert price is not None
    assert (price.usd, price.source, price.as_of) == (0.5, "our contract", date(2026, 11, 1))
    assert price.kind == "on_demand"


def test_whoever_changes_a_fact_must_say_where_it_is_from(with_book: Book) -> None:
    catalog = with_book('[[accelerator]]\nid = "l4"\nmemory_gb = 48\nas_of = 2026-11-01\n')
    assert catalog.problems == ("mine.toml: accelerator l4: source: is missing; every row needs it.",)
    assert catalog.accelerator("l4").memory_gb == 24


def test_the_later_of_two_books_wins(tmp_path: Path) -> None:
    paths = []
    for value in (0.2, 0.3):
        path = tmp_path / f"{value}.toml"
        path.write_text(
            "schema = 1\nas_of = 2026-11-01\n[[parameter]]\n"
            f'id = "electricity_usd_per_kwh"\nvalue = {value}\n'
            f'low = {value}\nhigh = {value}\nsource = "bill"\n'
        )
        paths.append(path)
    assert load_catalog(paths).parameter("electricity_usd_per_kwh").value == 0.3


def test_a_book_may_name_its_sources_and_date_once(with_book: Book) -> None:
    text = (
        'as_of = 2026-09-09\n[sources]\nbill = "our electricity bill"\n[[parameter]]\n'
        'id = "pue"\nvalue = 1.2\nlow = 1.1\nhigh = 1.3\nsource = "bill; a meter"\n'
    )
    pue = with_book(text).parameter("pue")
    assert pue.sources == ("our electricity bill; a meter",)
    assert pue.as_of == date(2026, 9, 9)


def test_a_book_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.toml: cannot read this book"):
        load_catalog([tmp_path / "gone.toml"])
