"""A stranger's text stays text: in Markdown, in a table and in HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.report.markdown import MDStr, code, escape, foreign_markdown, source

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

NASTY = [
    "<img src=x onerror=alert(1)>",
    "<!-- swallowed -->",
    "[click](http://evil.example)",
    "![pixel](http://evil.example/p.png)",
    "**bold** _em_ ~~gone~~ `code`",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "a | b | c",
    "line\nbreak\r\n\n# heading",
    "\x1b[31mred\x07 \u202ereversed",
    "&lt;script&gt; &#60;",
    "$x^2$ costs $5",
    "http://evil.example www.evil.example",
    "```\nfence",
    "--- \n===",
]


@pytest.mark.parametrize("words", NASTY)
def test_a_table_cell_keeps_its_shape(words: str) -> None:
    html = GITHUB.render(f"| a | b |\n|---|---|\n| {escape(words)} | end |\n")
    assert html.count("<td>") == 2
    assert "<td>end</td>" in html
    for tag in (
        "<img",
        "<a ",
        "<em",
        "<strong",
        "<s>",
        "<h1",
        "<li",
        "<blockquote",
        "<code",
        "<script",
        "<!--",
    ):
        assert tag not in html


@pytest.mark.parametrize("words", NASTY)
def test_a_paragraph_stays_a_paragraph(words: str) -> None:
    tokens = GITHUB.parse(escape(words))
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special", "softbreak"}


@given(st.text(max_size=80))
def test_no_text_becomes_markup_and_no_letter_is_lost(words: str) -> None:
    tokens = GITHUB.parse(f"x {escape(words)}")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    shown = "".join(child.content for child in children)
    letters = [c for c in words if c.isalnum()]
    assert [c for c in shown if c.isalnum()][1:] == letters


@given(st.text(max_size=80))
def test_what_is_printed_has_no_control_or_direction_characters(words: str) -> None:
    for form in (escape(words), code(words), source(words), foreign_markdown(words)):
        assert all(c.isprintable() or c == "\n" for c in form)


def test_money_and_plain_words_stay_readable_as_they_are() -> None:
    plain = "At $370 a month (240–620) it's 5,000 requests/day; own_network, 0.7 s, 50%."
    assert escape(plain) == plain


def test_markdown_that_is_marked_is_not_escaped_again() -> None:
    assert escape(MDStr("**bold**")) == "**bold**"
    assert escape(escape("a*b")) == "a\\*b"


def test_a_source_keeps_its_address_and_escapes_the_rest() -> None:
    assert source("A *b* https://example.com/a_b?c=1. End") == "A \\*b\\* <https://example.com/a_b?c=1>. End"
    html = GITHUB.render(source("see https://example.com/x"))
    assert '<a href="https://example.com/x">' in html


def test_a_code_span_fits_a_table_cell() -> None:
    html = GITHUB.render(f"| a |\n|---|\n| {code('x < 5 | `y`')} |\n")
    assert html.count("<td>") == 1
    assert "<code>x &lt; 5 | 'y'</code>" in html


def test_a_plugins_section_cannot_take_over_the_report() -> None:
    shown = foreign_markdown("# Big\n\n<script>alert(1)</script> and **fine**\n\n###### deep")
    html = GITHUB.render(shown)
    assert "<h1" not in html
    assert "<script" not in html
    assert "<strong>fine</strong>" in html
    assert shown.startswith("### Big")
