"""What a plugin adds to the command line: a verb, a format, a template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.examples import example_files
from advisor.report.lock import extract

Run = Callable[..., Any]

PLUGIN = """
from pathlib import Path

from advisor.plugins import hookimpl
from advisor.plugins.records import Exporter, PluginInfo


@hookimpl
def advisor_plugin_info():
    return [PluginInfo("board", api=1)]


@hookimpl
def advisor_templates():
    return [Path(__file__).parent / "board"]


@hookimpl
def advisor_exporters():
    def table(found):
        return f"rank,title\\n1,{found.winner.plan.title}\\n".encode()

    return [
        Exporter("csv", ".csv", "plans as a table", table),
        Exporter("boom", ".x", "always fails", lambda r: 1 / 0),
        Exporter("text", ".x", "gives no bytes", lambda r: "text"),
    ]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one plugin in a single file, and its template."""
    (tmp_path / "board.py").write_text(PLUGIN)
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "report.md.j2").write_text("# For the board: {{ title }}\n")
    return tmp_path


def recommend(run: Run, folder: Path, *words: str) -> Any:
    return run("recommend", str(example_files()["chatbot"]), "--plugins-dir", str(folder), *words)


def test_a_plugin_brings_a_template(run: Run, folder: Path) -> None:
    result = recommend(run, folder, "--template", "board")
    assert result.code == 0, result.err
    assert result.out.startswith("# For the board: ")


def test_a_plugin_brings_a_format(run: Run, folder: Path) -> None:
    result = recommend(run, folder, "--format", "csv")
    assert result.code == 0, result.err
    assert result.out.startswith("rank,title\n1,")


@pytest.mark.parametrize("form", ["boom", "text"])
def test_a_format_that_fails_is_one_sentence_with_the_plugin(run: Run, folder: Path, form: str) -> None:
    result = recommend(run, folder, "--format", form)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "board" in result.err


def test_nothing_is_loaded_from_a_folder_that_was_not_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = run("recommend", str(example_files()["chatbot"]), "--format", "csv")
    assert result.code == 2
    assert "'csv'" in result.err


def test_an_unknown_verb_is_refused_with_and_without_plugins(run: Run) -> None:
    assert run("transfrs").code == 2
    assert run("--no-plugins", "transfrs").code == 2


def test_the_lock_names_the_plugins_that_took_part(run: Run, folder: Path) -> None:
    with_board, _ = extract(recommend(run, folder).out)
    assert "board" in with_board["plugins"]
    without, _ = extract(run("recommend", str(example_files()["chatbot"]), "--no-plugins").out)
    assert without["plugins"] == {}


def test_a_report_verified_without_its_plugins_says_so(run: Run, folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(recommend(run, folder, "--as-of", "2026-11-21").out)
    assert "plugins that take part" in run("verify", str(report), "--no-plugins").out
    assert "plugins that take part" not in run("verify", str(report), "--plugins-dir", str(folder)).out


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("def broken(:", "it cannot be imported: SyntaxError"),
        ("import nothing_such", "it cannot be imported: ModuleNotFoundError"),
        ("raise RuntimeError('no licence')", "it cannot be imported: RuntimeError: no licence"),
    ],
)
def test_a_file_that_breaks_is_named_on_stderr_and_the_run_goes_on(
    run: Run, tmp_path: Path, source: str, why: str
) -> None:
    (tmp_path / "torn.py").write_text(source)
    result = recommend(run, tmp_path, "-o", "-")
    assert result.code == 0
    notes = [line for line in result.err.splitlines() if "torn" in line]
    assert len(notes) == 1
    assert notes[0].startswith(f"note: Plugin torn (torn.py) was left out: {why}")
    assert "Plugin torn (torn.py) was left out" in result.out


def test_a_file_that_works_is_not_spoken_of(run: Run, folder: Path) -> None:
    assert "board" not in recommend(run, folder, "-o", "-").err
