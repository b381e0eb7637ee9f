"""Dated books of devices, models, prices, runs and claims, and their typed loader."""

from advisor.catalog.loader import Catalog, load_catalog

__all__ = ["Catalog", "load_catalog"]
