"""A recommendation as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.decide.records import Recommendation
from advisor.report.context import report_context
from advisor.report.environment import fill, pointers
from advisor.report.layout import laid_out
from advisor.report.lock import embed, lock_of
from advisor.report.said_once import said_once


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
    body = report_body(recommendation, template, template_dirs)
    return f"{body}\n{embed(lock_of(recommendation, template, 'md'))}\n"


def report_body(recommendation: Recommendation, template: str, template_dirs: Sequence[Path]) -> str:
    """Return the filled template with single blank lines, without the lock; each reason is said once where
    the template points to reasons.

    Raises:
        UserError: When the template does not exist or does not work.
    """
    context = said_once(report_context(recommendation), pointers(template, template_dirs))
    return laid_out(fill(template, context, template_dirs))
