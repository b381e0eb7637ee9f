"""Every bad input gives one plain sentence on stderr and exit code 2, from a file and through a pipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

BAD = [
    ("unknown field", b"[workload]\nrequest_per_day = 5\n", "workload.requests_per_day"),
    ("unknown group", b"[wrokload]\nusers = 5\n", "wrokload"),
    ("negative number", b"[workload]\nrequests_per_day = -5\n", "workload.requests_per_day"),
    ("nan in toml", b"[workload]\nrequests_per_day = nan\n", "workload.requests_per_day"),
    ("nan in json", b'{"workload": {"requests_per_day": NaN}}', "workload.requests_per_day"),
    ("10^30 requests", b"[workload]\nrequests_per_day = 1e30\n", "workload.requests_per_day"),
    ("10^400 requests", b'{"workload": {"requests_per_day": 1e400}}', "workload.requests_per_day"),
    ("wrong enum", b'[data]\nboundary = "contrat"\n', "'contract'"),
    ("wrong type", b"[use_case]\nnarrow = [1]\n", "use_case.narrow"),
    ("broken toml", b"[workload]\nusers = = 5\n", "line 2"),
    ("broken json", b'{"workload": {\n  "users": }\n}', "line 2"),
    ("empty", b"", "empty"),
    ("blank", b"\n \n", "empty"),
    ("binary", bytes(range(256)), "text"),
    ("zeros", b"\0" * 64, "binary"),
]


def one_sentence(result: Any, named: str) -> None:
    """Assert that a call failed with one plain sentence that names something."""
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert result.err.strip()
    assert named in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(("content", "named"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_profile_is_refused(content: bytes, named: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "profile"
    path.write_bytes(content)
    one_sentence(run("recommend", str(path), "--no-plugins"), named)
    one_sentence(run("recommend", "-", "--no-plugins", stdin=content), named)


def test_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    one_sentence(run("recommend", str(tmp_path)), "folder")


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    one_sentence(run("recommend", str(tmp_path / "absent.toml")), "absent.toml")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("recommend",), "--text"),
        (("recommend", "--text", "  "), "--text"),
        (("recommend", "--set", "workload.users"), "key=value"),
        (("recommend", "--set", "workload.user=5"), "'workload.users'"),
        (("recommend", "--set", "workload.users=-5"), "workload.users"),
        (("recommend", "--set", "data.boundary=nowhere"), "data.boundary"),
        (("recommend", "--set", "use_case.kind=chatbot", "--template", "standart"), "'standard'"),
        (("recommend", "--set", "use_case.kind=chatbot", "--format", "htm"), "'html'"),
        (("explain", "NOPE999"), "NOPE999"),
        (("examples", "chatbto"), "'chatbot'"),
        (("validate", "serving", "absent.csv"), "absent.csv"),
        (("verify", "absent.md"), "absent.md"),
    ],
)
def test_a_bad_argument_is_refused(words: tuple[str, ...], named: str, run: Run) -> None:
    one_sentence(run(*words), named)


SERVE = ("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "l40s")
TRAIN = ("estimate", "train", "--gpu", "h100")
TUNE = ("estimate", "finetune", "--model", "llama-3.1-8b", "--gpu", "l40s")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("estimate", "serve", "--model", "lama-3.1-8b", "--gpu", "l40s"), "llama-3.1-8b"),
        (("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "l40x"), "l40"),
        ((*SERVE, "--weights", "fp7"), "fp7"),
        ((*SERVE, "--kv", "fp7"), "fp7"),
        ((*SERVE, "--concurrency", "0"), "--concurrency"),
        ((*SERVE, "--isl", "-5"), "--isl"),
        ((*SERVE, "--isl", "nan"), "--isl"),
        ((*SERVE, "--isl", "1e30"), "--isl"),
        ((*SERVE, "--isl", "1e7"), "isl"),
        ((*SERVE, "--gpus", "3", "--tp", "2"), "--gpus"),
        ((*SERVE, "--gpus", "5", "--tp", "5"), "tp"),
        ((*TRAIN, "--params", "8", "--tokens", "1T", "--gpus", "8"), "8B"),
        ((*TRAIN, "--params", "8B", "--tokens", "1X", "--gpus", "8"), "1X"),
        ((*TRAIN, "--params", "8B", "--tokens", "1T", "--gpus", "1.5"), "whole"),
        (
            (*TRAIN, "--params", "8B", "--active-params", "9B", "--tokens", "1T", "--gpus", "8"),
            "--active-params",
        ),
        ((*TUNE, "--method", "magic"), "magic"),
        ((*TUNE, "--method", "lora", "--seq-len", "1e7"), "--seq-len"),
    ],
)
def test_a_bad_estimate_is_refused(words: tuple[str, ...], named: str, run: Run) -> None:
    one_sentence(run(*words), named)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "model"),
        (b"model,gpu\nx,y\n", "'regime'"),
        (b"model,gpu,regime,metric_name,value\n", "no rows"),
        (b"\xff\xfe\x00", "text"),
    ],
)
def test_a_bad_benchmark_file_is_refused(content: bytes, named: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    one_sentence(run("validate", "serving", str(path)), named)


def test_a_report_that_cannot_be_saved_is_refused(run: Run, tmp_path: Path) -> None:
    one_sentence(run("schema", "-o", str(tmp_path / "no" / "such" / "folder.json")), "Cannot write")


@pytest.mark.parametrize(
    "verb",
    [
        ("catalog", "books"),
        ("catalog", "list", "models"),
        ("recommend", "--text", "a chatbot"),
        ("explain", "pue"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("this is [not toml", "not TOML"),
        ("", "schema = 1"),
        ("schema = 7\n", "schema = 1"),
        ("schema = 1\n[[accelerators]]\nid = 'x'\n", "unknown table 'accelerators'"),
        ("schema = 1\n[[accelerator]]\nid = 'x'\nmemory_gb = -1\n", "x"),
    ],
)
def test_a_book_of_which_nothing_can_be_used_is_refused(
    content: str, wrong: str, verb: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    book = tmp_path / "ours.toml"
    book.write_text(content, "utf-8")
    result = run(*verb, "--catalog", str(book))
    one_sentence(result, "ours.toml: ")
    assert wrong in result.err


def test_a_book_named_in_front_of_the_verb_is_read_by_the_actions_of_catalog(run: Run) -> None:
    one_sentence(run("--catalog", "gone.toml", "catalog", "list", "models"), "gone.toml")
