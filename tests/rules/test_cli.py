"""``advisor rules``: list, test, lint, new, with their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.cli import main
from advisor.rules.pack import Pack

Text = Callable[..., str]
Load = Callable[..., Pack]
Capture = pytest.CaptureFixture[str]


def test_list_shows_shipped_rules_and_those_of_plugins(capsys: Capture) -> None:
    assert main(["rules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["code", "kind", "name", "from"]
    assert any(line.startswith("GAP001") and line.endswith("advisor-airgap 0.1.0") for line in lines)
    assert main(["--no-plugins", "rules", "list"]) == 0
    assert "GAP001" not in capsys.readouterr().out


def test_list_as_json_holds_every_key_of_a_rule(pack: Load, rule: Text, capsys: Capture) -> None:
    path = pack(rule(more='advise = ["rag"]')).path
    assert main(["rules", "list", "--json", str(path)]) == 0
    document = json.loads(capsys.readouterr().out)
    [row] = document["rules"]
    assert document["schema_version"] == 1
    assert (row["code"], row["when"], row["advise"], row["tests"]) == (
        "TRY001",
        "workload.users > 10",
        ["rag"],
        2,
    )


def test_test_fails_on_a_mistake_and_shows_where(pack: Load, rule: Text, capsys: Capture) -> None:
    path = pack(rule(when="workload.usres > 1")).path
    assert main(["rules", "test", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{path}:8: TRY001: when: there is no field 'workload.usres'" in out
    assert "^^^^" in out


def test_test_as_json_counts(pack: Load, rule: Text, capsys: Capture) -> None:
    assert main(["rules", "test", "--json", str(pack(rule(quiet="workload = { users = 99 }")).path)]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["rules"], document["tests"], len(document["failures"])) == (1, 2, 1)


def test_lint_fails_when_there_is_a_remark(pack: Load, rule: Text, capsys: Capture) -> None:
    assert main(["rules", "lint", str(pack(rule(kind="prefer")).path)]) == 1
    assert "it prefers nothing" in capsys.readouterr().out


def test_a_missing_path_is_one_sentence_and_exit_code_2(capsys: Capture) -> None:
    assert main(["rules", "test", "no/such/pack.toml"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_new_pack_passes_test_and_lint_and_is_never_overwritten(tmp_path: Path, capsys: Capture) -> None:
    assert main(["rules", "new", "platform-team", str(tmp_path)]) == 0
    path = tmp_path / "platform-team.toml"
    assert main(["rules", "test", str(path)]) == 0
    assert main(["rules", "lint", str(path)]) == 0
    path.write_text("mine")
    assert main(["rules", "new", "platform-team", str(tmp_path)]) == 2
    assert path.read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Platform", "a b", "../x", "9"])
def test_a_pack_name_is_plain(name: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["rules", "new", name, str(tmp_path)]) == 2
    assert "small letters" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_explain_shows_a_rule_of_a_pack_with_its_tests(pack: Load, rule: Text, capsys: Capture) -> None:
    path = pack(rule(more='advise = ["rag"]')).path
    assert main(["rules", "explain", "try001", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "TRY001 a-rule (warn, confidence medium, trial)"
    assert {"When: workload.users > 10", "Advises: rag", "Test, not fired: does not"} <= set(lines)
    assert main(["rules", "explain", "TRY010", str(path)]) == 2
    assert "Did you mean 'TRY001'?" in capsys.readouterr().err


def test_every_mistake_gets_a_sentence_and_the_sound_rule_goes_on(
    pack: Load, rule: Text, capsys: Capture
) -> None:
    wrong = {
        "TRY002": {"when": "examples.checkable or " * 450 + "examples.checkable"},
        "TRY003": {"when": "(" * 200 + "examples.checkable" + ")" * 200},
        "TRY004": {"when": "workload.users / 0 > 1"},
        "TRY005": {"when": "workload.usres > 1"},
        "TRY006": {"when": 'data.boundary == "moon"'},
        "TRY007": {"kind": "adjust"},
        "TRY008": {"more": 'overrides = ["TRY009"]'},
        "TRY009": {"more": 'overrides = ["TRY008"]'},
        "TRY010": {"fires": "workload = { users = -1 }"},
        "TRY011": {"more": 'colour = "red"'},
        "TRY012": {"when": "workload.users > $3k"},
    }
    control = rule("TRY013", when="X").replace("'X'", r'"workload.us\u0007ers > 1"')
    duplicate, untested = rule("TRY001"), rule("TRY014").replace('expect = "not_fired"', 'expect = "fired"')
    broken = [rule(code, **change) for code, change in wrong.items()]
    path = pack(rule("TRY001"), duplicate, *broken, control, untested).path
    assert main(["rules", "test", "--json", str(path)]) == 1
    document = json.loads(capsys.readouterr().out)
    told = "\n".join(document["problems"])
    assert document["rules"] == 1
    assert all(f": {code}: " in told for code in (*wrong, "TRY001", "TRY013", "TRY014"))
    assert all("\n" not in sentence and sentence.isprintable() for sentence in document["problems"])
