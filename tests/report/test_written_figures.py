"""Every figure of a page is one that a person would write: rounded, with its unit in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report import shipped

GOLDEN = Path(__file__).parent / "golden"
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_QUOTED = re.compile(r"arXiv:[\d.]+|\b\d+\.\d+\.\d+\b|commit \w+|\bv?\d+\.\d+ release")
"""What is written as others wrote it: papers, versions."""
_MANY = "requests|devices|months|weeks|days|hours|people|tokens"
ODD = {
    "thousands without a comma": r"(?<![\w.:/,#-])\d{5,}(?![\w.])",
    "a sum of money below a cent": r"\$0\.00\d* (?:a month|once|in total|for the job)",
    "more digits than cents in a sum": r"\$\d+\.\d{3,}(?: \([^)]*\))? (?:a month|once|in total|for the job)",
    "a number as programs write it": r"\d[eE]\+\d|\b(?:nan|inf)\b|\$-|-0\b(?!\.)",
    "a power of a fraction": r"\^\(\d",
    "a unit that is no word": r"\d (?:ratio|h)\b| a h\b|\d ms/|\bratio/",
    "one of many": rf"(?<![/x] )(?<![\d.,$–])\b1 (?:{_MANY})\b(?!/)",
    "a range of one figure": r"\(([\d.,]+)–\1\)",
}
_FRACTION = re.compile(r"(?<![\w.:/,-])\d[\d,]*\.\d+")


def told(text: str) -> str:
    """Return the words of a page: no charts, no names of papers and versions, no list of sources."""
    page = text.partition("\n## Evidence\n")[0]
    return _QUOTED.sub("", _FENCE.sub("", page))


def too_many_digits(fraction: str) -> bool:
    """Return whether a fraction has more than three digits that count; cents that end in 0 are none."""
    digits = fraction.replace(",", "").replace(".", "").lstrip("0")
    return len(digits) > 3 and not digits.endswith("0")


def odd(text: str) -> list[str]:
    """Return the odd figures of a page with what stands around them."""
    page = told(text)
    found = [(kind, m) for kind, pattern in ODD.items() for m in re.finditer(pattern, page)]
    found += [("too many digits", m) for m in _FRACTION.finditer(page) if too_many_digits(m[0])]
    return [f"{kind}: …{page[max(0, m.start() - 40) : m.end() + 25]}…" for kind, m in found]


@pytest.mark.parametrize("name", shipped.NAMES)
@pytest.mark.parametrize("template", ["standard", "brief"])
def test_a_report_holds_no_odd_figure(name: str, template: str) -> None:
    assert odd(shipped.report(name, template)) == []


@pytest.mark.parametrize("page", sorted(GOLDEN.glob("*.txt")), ids=lambda page: page.stem)
def test_a_golden_holds_no_odd_figure(page: Path) -> None:
    assert odd(page.read_text("utf-8")) == []


@pytest.mark.parametrize("name", shipped.NAMES)
def test_what_the_chat_shows_holds_no_odd_figure(name: str) -> None:
    found = shipped.standing(name)
    rows = [text for row in found.rows for text in (row.cost_label, row.note)]
    answers = [text for pair in found.answers for text in pair]
    said = [found.headline, found.hardware, found.cost_label, found.extra, *found.why, *rows, *answers]
    assert odd("\n".join(said)) == []


@pytest.mark.parametrize(
    "text",
    [
        "$0.0714 a month",
        "199.95 input tokens",
        "1,707.44 in all",
        "x growth^(35/12)",
        "1.25 ratio (1.05–1.6)",
        "$1.41 a h",
        "16384 tokens",
        "2.5e+08 tokens",
        "1 devices",
        "5 (5–5)",
    ],
)
def test_what_nobody_writes_is_found(text: str) -> None:
    assert odd(text)
