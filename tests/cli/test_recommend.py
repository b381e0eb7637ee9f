"""``advisor recommend`` and ``verify``: from a profile to a report and back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.examples import example_files

Run = Callable[..., Any]
DAY = ("--as-of", "2026-11-20", "--no-plugins")
CHATBOT = str(example_files()["chatbot"])


def advice(run: Run, *words: str, stdin: bytes = b"") -> dict[str, Any]:
    """Return the JSON form of a recommendation."""
    result = run("recommend", *words, "--format", "json", *DAY, stdin=stdin)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize("name", sorted(example_files()))
def test_every_example_gets_a_recommendation_with_ranges_in_order(name: str, run: Run) -> None:
    found = advice(run, str(example_files()[name]))
    assert found["verdict"] in ("inference", "training", "both")
    assert found["plans"]
    for plan in found["plans"]:
        for figure in (*plan["costs"].values(), *plan["estimates"].values()):
            assert figure["low"] <= figure["value"] <= figure["high"]
            assert figure["formula"] or figure["sources"]


def test_the_example_of_the_help_text_works_through_a_pipe(run: Run) -> None:
    profile = run("examples", "chatbot").out.encode()
    report = run("recommend", "-", *DAY, stdin=profile)
    assert report.code == 0
    assert report.out.startswith("# ")
    assert "**Decision.**" in report.out


def test_settings_go_before_the_profile(run: Run) -> None:
    changed = advice(run, CHATBOT, "--set", "workload.requests_per_day=9k")["assumptions"]
    values = {row["field"]: row["value"] for row in changed}
    assert values["workload.requests_per_day"].startswith("9,000")


def test_a_story_is_read_for_answers_and_kept(run: Run) -> None:
    found = advice(run, "--text", "a support chatbot, 5000 requests a day, EU only")["profile"]
    assert found["use_case"]["story"] == "a support chatbot, 5000 requests a day, EU only"
    assert "5000" in json.dumps(found["workload"]["requests_per_day"])


def test_the_profile_goes_before_the_story(run: Run) -> None:
    story = ("--text", "5000 requests a day")
    found = advice(run, "-", *story, stdin=b"workload.requests_per_day = 700")["profile"]
    assert found["workload"]["requests_per_day"] == 700


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_time_zone() -> None:
    words = [sys.executable, "-m", "advisor", "recommend", CHATBOT, *DAY]
    reports = {
        subprocess.run(
            words, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, capture_output=True, check=True
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(reports) == 1


def test_a_report_is_saved_and_verified(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    assert run("recommend", CHATBOT, "-o", str(path), *DAY).code == 0
    same = run("verify", str(path), "--no-plugins")
    assert (same.code, same.err) == (0, "")
    assert same.out.startswith("Nothing moved")


def test_a_changed_report_fails_its_verification_with_the_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    run("recommend", CHATBOT, "-o", str(path), *DAY)
    path.write_text(path.read_text("utf-8").replace("**Decision.** ", "**Decision.** Buy it all. "), "utf-8")
    result = run("verify", str(path), "--no-plugins")
    assert result.code == 1
    assert "-**Decision.** Buy it all." in result.out
    assert json.loads(run("verify", str(path), "--no-plugins", "--json").out)["same"] is False


@pytest.mark.parametrize("form", ["html", "md"])
def test_html_and_markdown_reports_verify_alike(form: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"report.{form}"
    run("recommend", str(example_files()["tabular"]), "--format", form, "-o", str(path), *DAY)
    assert run("verify", str(path), "--no-plugins").code == 0


@pytest.mark.parametrize(
    "lock",
    ['{"schema_version": 1}', '{"schema_version": 1, "as_of": 5, "seed": [], "profile": 1}', "{", "{]}"],
)
def test_a_tampered_lock_is_one_sentence(lock: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# x\n<!-- advisor-lock\n{lock}\n-->\n")
    result = run("verify", str(path))
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_a_story_that_tells_nothing_is_said_to_tell_nothing(run: Run) -> None:
    empty = run("recommend", "--text", "hello", *DAY)
    told = run("recommend", "--text", "a support chatbot, 5,000 questions a day", *DAY)
    assert "I found no answer in --text" in empty.err
    assert "I found no answer" not in told.err


@pytest.mark.parametrize("verb", [("recommend",), ("estimate", "cost")], ids=" ".join)
def test_what_cannot_be_used_of_a_book_is_said_on_stderr(
    verb: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    book = tmp_path / "ours.toml"
    sound = "[[parameter]]\nid = 'pue'\nvalue = 1.2\nsource = 'our meter'\nas_of = 2026-11-01\n"
    book.write_text(f"schema = 1\n{sound}[[accelerators]]\nid = 'x'\n", "utf-8")
    result = run(*verb, "--text", "a support chatbot", "--no-plugins", "--catalog", str(book))
    assert result.code == 0
    assert "note: ours.toml: unknown table 'accelerators'" in result.err


def test_markdown_is_another_name_of_md(run: Run) -> None:
    assert run("recommend", "--text", "chatbot", "--format", "markdown").out.startswith("# Customer chatbot")
