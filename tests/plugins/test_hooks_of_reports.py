"""Hooks around the report: sections, templates and formats, and what becomes of a hook that misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import UserError
from advisor.plugins.export import exported
from advisor.plugins.manager import PluginManager
from advisor.plugins.records import Contribution
from advisor.report.environment import fill

Install = Callable[..., str]
Loader = Callable[[], PluginManager]


def reasons(manager: PluginManager) -> list[str]:
    """Return the reasons of all problems."""
    return [problem.reason for problem in manager.problems]


SECTION = """
@hookimpl
def advisor_report_sections(recommendation):
    {body}
"""


def sections(manager: PluginManager, recommendation: Any = "advice") -> tuple[Contribution[Any], ...]:
    """Collect sections about anything."""
    return manager.collect_sections(recommendation)


def test_advisor_report_sections_gets_the_recommendation(install: Install, load: Loader) -> None:
    install("one", SECTION.format(body="yield ReportSection('About', recommendation.upper())"))
    assert [(c.item.title, c.item.markdown) for c in sections(load())] == [("About", "ADVICE")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError('no luck')", "it failed with ValueError: no luck."),
        ("yield ReportSection('A', ''); 1 / 0", "it failed with ZeroDivisionError: division by zero."),
        ("return ['text']", "it returned str where ReportSection is due."),
        ("return 'text'", "it returned str where ReportSection is due."),
        ("return 5", "it failed with TypeError: 'int' object is not iterable."),
        ("while True: yield ReportSection('A', '')", "it returned more than 10000 records."),
        ("return [ReportSection(None, '')]", "its ReportSection has the name 'None', which is no text."),
        ("raise SystemExit", "it failed with SystemExit."),
    ],
)
def test_a_hook_that_misbehaves_is_left_out_and_the_good_one_is_kept(
    install: Install, load: Loader, body: str, reason: str
) -> None:
    install("bad", SECTION.format(body=body))
    install("good", SECTION.format(body="return [ReportSection('Good', '')]"))
    manager = load()
    assert [c.item.title for c in sections(manager)] == ["Good"]
    assert reasons(manager) == [reason]
    assert [problem.hook for problem in manager.problems] == ["advisor_report_sections"]
    sections(manager)
    assert len(manager.problems) == 1


def test_a_hook_may_return_nothing(install: Install, load: Loader) -> None:
    install("one", SECTION.format(body="return None"))
    manager = load()
    assert (sections(manager), manager.problems) == ((), ())


def test_sections_are_sorted_by_title_whoever_brings_them(install: Install, load: Loader) -> None:
    install("one", SECTION.format(body="return [ReportSection('B', ''), ReportSection('D', '')]"))
    install("two", SECTION.format(body="return [ReportSection('C', ''), ReportSection('A', '')]"))
    assert [c.item.title for c in sections(load())] == ["A", "B", "C", "D"]


def test_advisor_templates_adds_folders_that_a_report_can_use(
    install: Install, load: Loader, tmp_path: Path
) -> None:
    board, empty = tmp_path / "board", tmp_path / "empty"
    board.mkdir()
    empty.mkdir()
    (board / "report.md.j2").write_text("# For the board: {{ title }}")
    paths = f"Path({str(board)!r}), Path({str(empty)!r})"
    install("one", f"@hookimpl\ndef advisor_templates():\n    return [{paths}]")
    manager = load()
    [found] = manager.collect_templates(["standard"])
    assert fill("board", {"title": "Buy"}, [found.item.parent]) == "# For the board: Buy"
    assert reasons(manager) == [f"the template folder {str(empty)!r} holds no report.md.j2."]


def test_advisor_exporters_adds_formats(install: Install, load: Loader) -> None:
    code = (
        "return [Exporter('csv', '.csv', 'A table.', lambda r: r.encode()), Exporter('md', '.md', '', None)]"
    )
    install("one", f"@hookimpl\ndef advisor_exporters():\n    {code}")
    manager = load()
    [found] = manager.collect_exporters(["md", "json", "html"])
    about_anything: Any = "advice"
    assert exported(found, about_anything) == b"advice"
    assert reasons(manager) == ["'md' is taken by the program itself."]


@pytest.mark.parametrize(
    ("export", "sentence"),
    [
        ("lambda r: r.upper()", "returned str where bytes are due"),
        ("lambda r: r / 2", "failed: TypeError: unsup"),
    ],
)
def test_an_exporter_that_fails_says_whose_it_is(
    install: Install, load: Loader, export: str, sentence: str
) -> None:
    code = f"return [Exporter('csv', '.csv', 'A table.', {export})]"
    stamp = install("one", f"@hookimpl\ndef advisor_exporters():\n    {code}")
    [found] = load().collect_exporters()
    about_anything: Any = "advice"
    with pytest.raises(UserError, match=f"The format 'csv' of {stamp} {sentence}"):
        exported(found, about_anything)
