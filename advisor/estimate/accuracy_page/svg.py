"""The few elements of a drawing that the plots need, with colours for light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

COLOURS = (
    ("#0969a8", "#5eb1f2"),
    ("#0f8a5f", "#37c99a"),
    ("#c8500a", "#ff9350"),
    ("#b5307c", "#f07ab8"),
    ("#6b4fc4", "#ab93fa"),
    ("#c4314b", "#ff7b8a"),
    ("#9a7400", "#e0b53c"),
    ("#3d444d", "#c9d1d9"),
    ("#8a8f98", "#7d8590"),
)
"""Colours of series on a light and on a dark page."""
PAGE = {"paper": ("#ffffff", "#0d1117"), "ink": ("#1f2328", "#e6edf3"), "soft": ("#59636e", "#9198a1")}
LINES = {"grid": ("#e6e9ed", "#21262d"), "frame": ("#b6bec8", "#3d444d"), "identity": ("#1f2328", "#e6edf3")}
BANDS = {"wide": ("#eef2f7", "#161c26"), "narrow": ("#dfe7f0", "#1f2937")}


def attribute(text: str) -> str:
    """Return text as it stands in XML, in an element or in a quoted attribute."""
    printable = "".join(letter for letter in text if letter.isprintable() or letter == " ")
    return escape(printable, quote=True)


def number(value: float) -> str:
    """Return a coordinate with at most one digit behind the point.

    >>> number(12.0), number(3.14159), number(-0.01)
    ('12', '3.1', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    """Return a line of text; ``kind`` names classes of the style, ``anchor`` is ``middle`` or ``end``."""
    classes = f' class="{kind}"' if kind else ""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{number(x)}" y="{number(y)}"{classes}{where}>{attribute(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return a straight line."""
    ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
    return f'<line class="{kind}" ' + " ".join(f'{name}="{number(at)}"' for name, at in ends) + "/>"


def rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    """Return a rectangle.

    Raises:
        ValueError: When a side is negative.
    """
    if width < 0 or height < 0:
        raise ValueError(f"a rectangle of {width} x {height}")
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" {size}/>'


def circle(x: float, y: float, radius: float) -> str:
    """Return a dot."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def polygon(points: Iterable[tuple[float, float]], kind: str) -> str:
    """Return a filled shape."""
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon class="{kind}" points="{corners}"/>'


def document(width: int, height: int, title: str, description: str, body: Iterable[str]) -> str:
    """Return a whole drawing: it has its own paper, so that it is legible on any page."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="t d">'
    )
    told = f'<title id="t">{attribute(title)}</title>\n<desc id="d">{attribute(description)}</desc>'
    paper = f'<rect class="paper" width="{width}" height="{height}" rx="6"/>'
    return "\n".join([head, told, f"<style>{style()}</style>", paper, *body, "</svg>"]) + "\n"


def style() -> str:
    """Return the style sheet: light colours, and dark ones where the reader prefers them."""
    return (
        'text{font:13px -apple-system,"Segoe UI",Helvetica,Arial,sans-serif}'
        ".title{font-size:18px;font-weight:600}.small{font-size:12px}.strong{font-weight:600}"
        ".identity{stroke-width:1.5}.grid,.frame,.bar{fill:none}.bar{stroke-width:5}"
        ".dot{fill-opacity:.65;stroke-width:.6}.halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}"
        f"{_colours(0)}@media(prefers-color-scheme:dark){{{_colours(1)}}}"
    )


def _colours(theme: int) -> str:
    fills = {**BANDS, "paper": PAGE["paper"], "soft": PAGE["soft"]}
    rules = [f"text{{fill:{PAGE['ink'][theme]}}}"]
    rules += [f".{name}{{fill:{pair[theme]}}}" for name, pair in fills.items()]
    strokes = {**LINES, "halo": PAGE["paper"]}
    rules += [f".{name}{{stroke:{pair[theme]}}}" for name, pair in strokes.items()]
    rules += [f".c{place}{{fill:{pair[theme]};stroke:{pair[theme]}}}" for place, pair in enumerate(COLOURS)]
    return "".join(rules)
