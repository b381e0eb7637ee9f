"""The Markdown report as an HTML page; HTML inside the Markdown is shown, never obeyed."""

from __future__ import annotations

import html
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from advisor.decide.records import Bill
from advisor.errors import shown
from advisor.report.bill_view import MOVES, PAID, chart_months, chart_series, label_of
from advisor.report.charts import svg, tornado_svg
from advisor.report.crossing_view import MEETS, lines, volumes
from advisor.resources import shipped_text


def html_page(body: str, title: str, bill: Bill | None, tail: str = "") -> str:
    """Return a page.

    Args:
        body: The report as Markdown.
        title: The page's title.
        bill: Drawn where the Markdown has a Mermaid chart, as a page without scripts cannot draw that.
        tail: A comment to put at the end.
    """
    style = shipped_text("report/report.css")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(shown(title, 200))}</title>\n<style>\n{style}</style>\n</head>\n"
        "<body>\n<main>\n"
        f"{_converter(bill).render(body)}</main>\n{tail}\n</body>\n</html>\n"
    )


def _drawing(chart: str, bill: Bill) -> str:
    """Return the drawing in place of a Mermaid chart."""
    if MOVES in chart:
        labels = [label_of(swing.input) for swing in bill.swings]
        ends = [(swing.at_low, swing.at_high) for swing in bill.swings]
        return tornado_svg(MOVES, labels, ends, bill.expected_total)
    if MEETS in chart and bill.crossing is not None:
        shown = [round(volume) for volume in volumes(bill.crossing)]
        return svg(MEETS, "requests a day", shown, lines(bill.crossing))
    return svg(PAID, "month", chart_months(bill), chart_series(bill))


def _converter(bill: Bill | None) -> MarkdownIt:
    """Return a converter that refuses HTML and draws the bill."""

    def fence(
        self: RendererHTML,
        tokens: Sequence[Token],
        place: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        if tokens[place].info.strip() == "mermaid" and bill is not None:
            return f"<figure>\n{_drawing(tokens[place].content, bill)}\n</figure>\n"
        return self.fence(tokens, place, options, env)

    converter = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    converter.add_render_rule("fence", fence)
    return converter
