"""Dated books of devices, models, prices, runs and claims, and their typed loader."""
