"""Pydantic's genai-prices as a price book: an optional extra, read only when a user asks for it by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.catalog.lookup import fold
from advisor.catalog.price_books import Price, PriceBook
from advisor.catalog.records import ApiModel
from advisor.errors import UserError, shown
from advisor.resources import shipped_toml

if TYPE_CHECKING:
    from genai_prices import UpdatePrices

NAME = "genai-prices"
INSTALL = "genai-prices is not installed; 'pip install advisor[prices]' adds it"
_ERROR_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
SAMPLE_TOKENS = 1_000
"""Tokens of the sample that is priced: few, as some lists charge more for long requests."""


def genai_book(folder: Path | None = None) -> PriceBook:
    """Return the book; what ``advisor catalog refresh`` stored in a folder goes before the package's prices.

    Args:
        folder: Where fetched prices are stored, None to use the package's alone.
    """

    def prices(models: Sequence[ApiModel], as_of: date) -> Iterable[Price]:
        stored = fetched(folder, as_of) if folder is not None else ()
        return stored or package_prices(models, as_of)

    summary = "Pydantic's genai-prices: list prices of hosted models, kept by the public on GitHub."
    return PriceBook(NAME, installed_version(), summary, prices)


def installed_version() -> str:
    """Return the version of the package, empty where it is not installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return ""


def package_prices(models: Iterable[ApiModel], as_of: date) -> Iterator[Price]:
    """Yield the prices that the installed package has for our models on a day.

    A model counts only when the name that the package finds is one of its own names: its matching is meant
    for the ids of requests and would take a newer model for an older one.

    Raises:
        UserError: When the package is not installed.
    """
    package = _package("--prices")
    providers = shipped_toml("catalog/genai_providers.toml")["providers"]
    moment = datetime.combine(as_of, time(12), UTC)

    def ask(provider: str, name: str, **tokens: int) -> Any:
        usage = package.Usage(**tokens)
        return package.calc_price(usage, name, provider_id=provider, genai_request_timestamp=moment)

    for model in models:
        found = _found(ask, providers.get(model.provider, ""), model)
        if found is not None:
            yield _price(ask, providers[model.provider], found, model, as_of)


def _package(what: str) -> Any:
    """Return the optional package.

    Raises:
        UserError: When it is not installed, with how to install it.
    """
    try:
        return import_module("genai_prices")
    except ImportError:
        raise UserError(f"{what}: {INSTALL}.") from None


Ask = Callable[..., Any]


def _found(ask: Ask, provider: str, model: ApiModel) -> str | None:
    """Return the name under which the package knows a model."""
    if not provider:
        return None
    numbered = (alias for alias in model.aliases if any(letter.isdigit() for letter in alias))
    names = {fold(name): name for name in (model.id, model.name, *numbered)}
    for name in names.values():
        asked = name.replace(" ", "-").lower()
        try:
            hit = ask(provider, asked, input_tokens=1, output_tokens=1).model
        except (LookupError, ValueError):
            continue
        if {fold(hit.id), fold(hit.name or "")} & set(names):
            return asked
    return None


def _price(ask: Ask, provider: str, name: str, model: ApiModel, as_of: date) -> Price:
    """Return the price of a million tokens, from the price of a small request."""
    scale = 1_000_000 / SAMPLE_TOKENS
    both = ask(provider, name, input_tokens=SAMPLE_TOKENS, output_tokens=SAMPLE_TOKENS)
    read = ask(provider, name, input_tokens=SAMPLE_TOKENS, cache_read_tokens=SAMPLE_TOKENS)
    cached = round(float(read.input_price) * scale, 6)
    full = round(float(both.input_price) * scale, 6)
    return Price(
        model=model.id,
        usd_per_m_input=full,
        usd_per_m_output=round(float(both.output_price) * scale, 6),
        usd_per_m_cached=cached if 0 < cached < full else None,
        as_of=as_of,
    )


def refresh(
    models: Sequence[ApiModel], folder: Path, today: date, updater: UpdatePrices | None = None
) -> tuple[Path, int]:
    """Fetch the newest prices, store them as a book in a folder, and return it and how many there are.

    Args:
        models: The hosted models of the catalogue.
        folder: Where to store them.
        today: The day that the prices are of.
        updater: What fetches; the package's own with its default address when None.

    Raises:
        UserError: When the package is not installed, there is no network, or what came is no price list.
    """
    package = _package("Prices cannot be fetched")
    try:
        snapshot = (updater or package.UpdatePrices()).fetch()
    except Exception as error:
        reason = _ERROR_NUMBER.sub("", shown(error, 120)) or type(error).__name__
        raise UserError(
            f"Prices could not be fetched ({reason}); the dated book goes on to be used."
        ) from error
    if snapshot is None:
        raise UserError("Prices could not be fetched: nothing came; the dated book goes on to be used.")
    package.data_snapshot.set_custom_snapshot(snapshot)
    try:
        prices = tuple(package_prices(models, today))
    finally:
        package.data_snapshot.set_custom_snapshot(None)
    if not prices:
        raise UserError("The fetched list has none of our hosted models, so it was not stored.")
    return _stored(folder, prices, today), len(prices)


def stored_path(folder: Path) -> Path:
    """Return where fetched prices stand."""
    return folder / f"{NAME}.toml"


def _stored(folder: Path, prices: Iterable[Price], today: date) -> Path:
    lines = ["schema = 1", f"as_of = {today}", "", f"# Fetched by 'advisor catalog refresh' on {today}."]
    source = f"{NAME} {installed_version()}, fetched on {today}"
    for price in prices:
        lines += ["", "[[api]]", f'id = "{price.model}"']
        for name in ("usd_per_m_input", "usd_per_m_output", "usd_per_m_cached"):
            value = getattr(price, name)
            if value is not None:
                lines.append(f"{name} = {float(value)!r}")
        lines.append(f'source = "{source}"')
    path = stored_path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(".tmp")
        draft.write_text("\n".join([*lines, ""]), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        reason = error.strerror or error
        raise UserError(f"Prices cannot be stored in {shown(folder, 200)}: {reason}.") from error
    return path


def fetched(folder: Path, as_of: date) -> tuple[Price, ...]:
    """Return the prices that were fetched and stored, none where they are newer than the day asked for.

    Raises:
        UserError: When the stored file is broken.
    """
    path = stored_path(folder)
    try:
        document = tomllib.loads(path.read_text("utf-8"))
        day = document["as_of"]
        rows: Sequence[Mapping[str, Any]] = document["api"]
        prices = tuple(
            Price(
                str(row["id"]),
                float(row["usd_per_m_input"]),
                float(row["usd_per_m_output"]),
                None if row.get("usd_per_m_cached") is None else float(row["usd_per_m_cached"]),
                as_of=day,
            )
            for row in rows
        )
        return prices if day <= as_of else ()
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{path.name}: the fetched prices cannot be read ({shown(error, 80)}); "
            "'advisor catalog refresh' fetches them again."
        ) from error
