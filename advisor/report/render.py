"""A recommendation as Markdown and as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from advisor.decide.records import Recommendation
from advisor.report.context import report_context
from advisor.report.environment import fill
from advisor.report.html import html_page
from advisor.report.lock import embed, lock_of


def report_markdown(
    recommendation: Recommendation, template: str = "standard", *, template_dirs: Sequence[Path] = ()
) -> str:
    """Return the report as GitHub-flavoured Markdown.

    It ends with a comment that no reader sees, from which ``advisor verify`` computes it again.

    Args:
        recommendation: What to report.
        template: A template's name.
        template_dirs: Folders of templates that plugins bring.

    Raises:
        UserError: When the template does not exist or does not work.
    """
    body = _body(recommendation, template, template_dirs)
    return f"{body}\n{embed(lock_of(recommendation, template, 'md'))}\n"


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
    body = _body(recommendation, template, template_dirs)
    return html_page(
        body, recommendation.title, recommendation.bill, embed(lock_of(recommendation, template, "html"))
    )


def _body(recommendation: Recommendation, template: str, template_dirs: Sequence[Path]) -> str:
    """Return the filled template with single blank lines and no blanks at line ends."""
    text = fill(template, report_context(recommendation), template_dirs)
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
