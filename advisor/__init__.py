"""Advisor: train or use, buy or rent, which model, which hardware, how much, and when that changes."""

__version__ = "0.1.0"
