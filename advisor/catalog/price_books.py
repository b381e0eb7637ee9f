"""Prices of hosted models from elsewhere, asked for by name and for one day, laid over our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from advisor.catalog.books import first_fault
from advisor.catalog.bounds import faults_of
from advisor.catalog.lookup import Index
from advisor.catalog.records import ApiModel
from advisor.errors import UserError, did_you_mean, shown


@dataclass(frozen=True, slots=True)
class Price:
    """The list price of one hosted model on one day, in USD per million tokens."""

    model: str
    """Id, name or alias of a hosted model of the catalogue."""
    usd_per_m_input: float
    usd_per_m_output: float
    usd_per_m_cached: float | None = None
    usd_per_m_cache_write: float | None = None
    as_of: date | None = None
    """The day on which the price was read; the day that was asked for when left out."""


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Somebody else's list of prices."""

    name: str
    """What ``--prices`` takes."""
    version: str
    """Cited with every price."""
    summary: str
    """One sentence for a list."""
    prices: Callable[[Sequence[ApiModel], date], Iterable[Price]]
    """Takes the hosted models of the catalogue and the day, and returns the prices that it knows. It may
    raise ``UserError``, for instance where what it reads is not installed."""


@dataclass(frozen=True, slots=True)
class Repriced:
    """Our hosted models with the prices of another book."""

    rows: Mapping[str, ApiModel]
    """Every model, by id; those without a price there keep ours."""
    book: str
    """Name and version of the book."""
    priced: int
    differing: tuple[str, ...]
    """A sentence for each model whose price differs from ours, with both."""
    problems: tuple[str, ...]

    def sentences(self, most: int = 8) -> tuple[str, ...]:
        """Return what a reader of the figures must know: where prices are from and which differ."""
        found = f"Prices of {self.priced} of {len(self.rows)} hosted models are those of {self.book}; "
        rest = len(self.differing) - most
        more = (
            (f"{rest} more differ; 'advisor catalog show NAME --prices …' shows both.",) if rest > 0 else ()
        )
        told = (
            f"{len(self.differing)} differ from our dated book." if self.differing else "all agree with ours."
        )
        return (found + told, *self.differing[:most], *more)

    def section(self) -> tuple[str, str]:
        """Return title and Markdown of the section that says whose prices were used."""
        return f"Prices from {self.book}", "\n".join(f"- {line}" for line in self.sentences())


def reprice(models: Mapping[str, ApiModel], book: PriceBook, as_of: date) -> Repriced:
    """Return our hosted models with the prices of a book on a day.

    A price that is impossible, or of a model that we do not have, is left out and said.

    Raises:
        UserError: When the book cannot be asked, or returns something else than prices.
    """
    try:
        prices = list(book.prices(tuple(models.values()), as_of))
    except UserError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {shown(error, 120)}"
        raise UserError(f"--prices: the price book {shown(book.name)!r} failed ({reason}).") from error
    index = Index("hosted model", sorted(models.values(), key=lambda row: row.retired))
    rows, differing, problems = dict(models), [], []
    for price in prices:
        if not isinstance(price, Price):
            raise UserError(f"--prices: {shown(book.name)!r} returned a {type(price).__name__}, not a Price.")
        try:
            ours = index.find(price.model)
            new = _row(ours, price, book, as_of)
        except UserError as error:
            problems.append(f"{shown(book.name)}: {shown(price.model)}: {error}")
            continue
        if _money(new) != _money(ours):
            differing.append(_difference(ours, new, book))
        rows[ours.id] = new
    cited = f"{book.name} {book.version}".strip()
    return Repriced(rows, cited, len(prices) - len(problems), tuple(differing), tuple(problems))


def book_named(name: str, books: Iterable[PriceBook]) -> PriceBook:
    """Return the price book of a name.

    Raises:
        UserError: When there is none, with the nearest.
    """
    known = {book.name: book for book in books}
    if name not in known:
        hint = did_you_mean(name, known)
        raise UserError(
            f"--prices: there is no price book {shown(name)!r}; there is {', '.join(known)}.{hint}"
        )
    return known[name]


def _row(ours: ApiModel, price: Price, book: PriceBook, as_of: date) -> ApiModel:
    given = {
        "usd_per_m_input": price.usd_per_m_input,
        "usd_per_m_output": price.usd_per_m_output,
        "usd_per_m_cached": price.usd_per_m_cached,
        "usd_per_m_cache_write": price.usd_per_m_cache_write,
        "source": f"{book.name} {book.version}".strip(),
        "as_of": price.as_of or as_of,
    }
    kept: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if price.usd_per_m_cached is None and (ours.usd_per_m_cached or 0.0) > price.usd_per_m_input:
        kept["usd_per_m_cached"] = None
    try:
        row = ApiModel.model_validate({**ours.model_dump(), **kept, "note": _note(ours, given)})
    except ValidationError as error:
        raise UserError(first_fault(ApiModel, error)) from error
    for fault in faults_of(row):
        raise UserError(str(fault))
    return row


def _note(ours: ApiModel, given: Mapping[str, object]) -> str:
    before = f"our book of {ours.as_of} has ${ours.usd_per_m_input:g} in and ${ours.usd_per_m_output:g} out"
    same = (given["usd_per_m_input"], given["usd_per_m_output"]) == (
        ours.usd_per_m_input,
        ours.usd_per_m_output,
    )
    return "; ".join(part for part in (ours.note, "" if same else before) if part)


def _money(row: ApiModel) -> tuple[float, ...]:
    return (round(row.usd_per_m_input, 6), round(row.usd_per_m_output, 6))


def _difference(ours: ApiModel, new: ApiModel, book: PriceBook) -> str:
    return (
        f"{ours.name}: ${new.usd_per_m_input:g} in and ${new.usd_per_m_output:g} out by {book.name}, "
        f"${ours.usd_per_m_input:g} and ${ours.usd_per_m_output:g} in our book of {ours.as_of}."
    )
