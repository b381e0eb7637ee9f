"""A document from a file: TOML or JSON by sight, and a line for what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import UserError
from advisor.profile.reading import MOST_BYTES, parse_document, read_document


def test_toml_and_json_are_told_apart_by_their_first_character() -> None:
    assert parse_document("[workload]\nusers = 5\n", "x") == {"workload": {"users": 5}}
    assert parse_document('  {"workload": {"users": 5}}', "x") == {"workload": {"users": 5}}


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert read_document(str(path)) == ({}, str(path))


BROKEN = [
    ("profile.toml", b"[workload]\nusers = \n", "line 2"),
    ("profile.toml", b"[workload]\nusers = 5\nusers = 6\n", "line 3"),
    ("profile.toml", b"[workload\n", "line 1"),
    ("profile.toml", b"users = 5\n'", "line 2"),
    ("profile.json", b'{"workload": {\n"users": }}', "line 2"),
    ("profile.json", b'{"a": 1, "a": 2}', "twice"),
    ("profile.json", b"[1, 2]", "list"),
    ("profile.json", b"5", "number"),
    ("profile.json", b"null", "null"),
    ("profile.json", b"[" * 100_000, "deep"),
    ("profile.json", b'{"a": ' + b"9" * 5000 + b"}", "too long"),
    ("profile", b"", "empty"),
    ("profile", b" \n\t\n", "empty"),
    ("profile", b"a = 1\n\xff\xfe", "line 2"),
    ("profile", b"a\0b", "binary"),
    ("profile", b"\x7fELF\x02\x01\x01\0\0\0\x80", "UTF-8"),
    ("profile", b"#" * (MOST_BYTES + 1), "larger"),
]


@pytest.mark.parametrize(
    ("name", "content", "named"), BROKEN, ids=[f"{row[2]}-{i}" for i, row in enumerate(BROKEN)]
)
def test_a_broken_file_is_named_with_its_line_or_reason(
    tmp_path: Path, name: str, content: bytes, named: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_document(str(path))
    assert "\n" not in str(caught.value)
    assert named in str(caught.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        read_document(str(tmp_path))
    with pytest.raises(UserError, match="no file"):
        read_document(str(tmp_path / "absent.toml"))
    with pytest.raises(UserError, match="Cannot read"):
        read_document("bad\0name")


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31mb.toml"
    path.write_text("users =")
    with pytest.raises(UserError) as caught:
        read_document(str(path))
    assert "\x1b" not in str(caught.value)
