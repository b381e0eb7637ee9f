"""The colours of the program; every theme of Textual works too."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="advisor-dark",
    primary="#5b8def",
    secondary="#4b6a9b",
    accent="#7cc5ff",
    success="#5fd38d",
    warning="#f2b45c",
    error="#f0717a",
    foreground="#d7dde8",
    background="#10141b",
    surface="#161c26",
    panel="#1e2633",
    dark=True,
    variables={"footer-key-foreground": "#7cc5ff", "input-cursor-background": "#7cc5ff"},
)
"""The default."""

LIGHT = Theme(
    name="advisor-light",
    primary="#2b5fc4",
    secondary="#7a94bd",
    accent="#0b64ad",
    success="#1d7f46",
    warning="#96600a",
    error="#b3313b",
    foreground="#1d2430",
    background="#fbfbf9",
    surface="#f1f2f0",
    panel="#e4e7ea",
    dark=False,
    variables={"footer-key-foreground": "#0b64ad", "input-cursor-background": "#0b64ad"},
)
"""For bright rooms; chosen in the palette."""
