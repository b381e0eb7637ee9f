"""Nothing heavy is imported before a verb needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASK = """
import sys
from advisor.cli import main
code = main({words!r})
print(",".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""

BARE = "import argparse, sys; print(','.join(sys.modules))"

SERVE = ["estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "l40s", "--concurrency", "8", "--json"]
RECOMMEND = ["recommend", "--set", "use_case.kind=chatbot", "--format", "json", "--no-plugins"]


def loaded_after(words: list[str]) -> set[str]:
    """Run the command line in a fresh interpreter and return the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(words=words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.strip().splitlines()[-1].split(","))


def test_help_loads_neither_textual_nor_pydantic_nor_jinja2() -> None:
    assert not loaded_after(["--help"]) & {"textual", "rich", "pydantic", "jinja2", "markdown_it", "pluggy"}


@pytest.mark.parametrize("words", [SERVE, RECOMMEND, ["schema"], ["examples"]], ids=lambda words: words[0])
def test_a_verb_without_a_screen_loads_no_textual(words: list[str]) -> None:
    assert not loaded_after(words) & {"textual", "rich"}


def test_who_writes_no_text_does_not_wait_for_what_reads_it() -> None:
    unwanted = {"advisor.interview.reader", "markdown_it"}
    assert not loaded_after(RECOMMEND) & unwanted
    story = "use_case.story=Answers for 500 customers a day from the help pages."
    assert "advisor.interview.reader" in loaded_after([*RECOMMEND, "--set", story])


def test_the_schema_and_the_examples_load_no_catalogue() -> None:
    for verb in ("schema", "examples"):
        assert "pydantic" not in loaded_after([verb])


def test_help_loads_hardly_more_than_an_interpreter_does() -> None:
    """Loading modules is what starting costs; `python -m tests.bench.start` prints the time."""
    bare = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=True)
    more = loaded_after(["--help"]) - set(bare.stdout.strip().split(","))
    assert len(more) <= 40, sorted(more)
    assert len([name for name in more if name.startswith("advisor")]) <= 6, sorted(more)
