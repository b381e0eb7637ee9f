"""Sections of a report stand apart from one another, and a reason is said once."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from advisor.report.layout import laid_out
from tests.report import shipped

GOLDEN = Path(__file__).parent / "golden"
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")


def faults(text: str) -> list[str]:
    """Return where blocks are glued to their neighbours, and where two lines are blank."""
    lines = _FENCE.sub("```", text).rstrip("\n").split("\n")
    found = []
    for before, line in pairwise(lines):
        heading = line.startswith("#") or before.startswith("#")
        begins = _ITEM.match(line) and not _ITEM.match(before)
        table = line.startswith("|") != before.startswith("|")
        if before.strip() and line.strip() and (heading or begins or table):
            found.append(f"glued: {before!r} and {line!r}")
        if not before.strip() and not line.strip():
            found.append(f"two blank lines before {line!r}")
    found += re.findall(r"^- .*\n\n- .*$", text, re.M)
    return found


@pytest.mark.parametrize("name", shipped.NAMES)
@pytest.mark.parametrize("template", ["standard", "brief"])
def test_the_sections_of_a_report_stand_apart(name: str, template: str) -> None:
    assert faults(shipped.report(name, template)) == []


@pytest.mark.parametrize("page", sorted(GOLDEN.glob("*.txt")), ids=lambda page: page.stem)
def test_the_sections_of_a_golden_stand_apart(page: Path) -> None:
    assert faults(page.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n## Why\n\nIt is.\n",
        "## Why\nIt is.\n",
        "a\n\n\nb\n",
        "Ways:\n- one\n",
        "- a\n\n- b\n",
        "a\n| b |\n",
    ],
)
def test_a_glued_section_is_found_and_mended(text: str) -> None:
    assert faults(text)
    assert faults(laid_out(text)) == []


def test_what_stands_in_a_fence_and_behind_an_item_stays() -> None:
    text = "```toml\na = 1\n\n\nb = 2\n```\n\n- item\n\n  its second paragraph\n- next\nwrapped\n"
    assert laid_out(text) == text


@pytest.mark.parametrize("name", shipped.NAMES)
def test_a_reason_is_said_once(name: str) -> None:
    text = shipped.report(name)
    reasons = re.findall(r"^\d+\. (.+)$", text.partition("\n## Why\n")[2].partition("\n## ")[0], re.M)
    assert reasons
    for reason in reasons:
        core = reason if len(reason.partition(": ")[2]) < 40 else reason.partition(": ")[2]
        assert text.count(core) == 1, core
