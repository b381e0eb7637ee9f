"""A recommendation as an HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.decide.records import Recommendation
from advisor.report.html import html_page
from advisor.report.lock import embed, lock_of
from advisor.report.render import report_body


def report_html(
    recommendation: Recommendation, template: str = "standard", *, template_dirs: Sequence[Path] = ()
) -> str:
    """Return the report as one HTML page without scripts or outside files.

    Args:
        recommendation: What to report.
        template: A template's name.
        template_dirs: Folders of templates that plugins bring.

    Raises:
        UserError: When the template does not exist or does not work.
    """
    body = report_body(recommendation, template, template_dirs)
    return html_page(
        body, recommendation.title, recommendation.bill, embed(lock_of(recommendation, template, "html"))
    )
