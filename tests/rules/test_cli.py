"""``advisor rules``: list, test, lint, new, with their exit codes."""

from __future__ import annotations

import json
import re
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


def test_an_unknown_code_names_the_nearest_however_far(capsys: Capture) -> None:
    assert main(["--no-plugins", "rules", "explain", "NOPE99"]) == 2
    told = capsys.readouterr().err
    assert "There is no rule 'NOPE99'. Did you mean '" in told
    assert told.count("\n") == 1
    assert main(["--no-plugins", "explain", "NOPE99"]) == 2
    assert re.search(r"Did you mean '[A-Z]{3}\d{3}'", capsys.readouterr().err)
    assert main(["rules", "explain", "BND0O2"]) == 2
    assert "Did you mean 'BND002'" in capsys.readouterr().err


def test_a_pack_may_override_a_shipped_rule(pack: Load, rule: Text, capsys: Capture) -> None:
    path = pack(rule(more='overrides = ["BND002"]')).path
    assert main(["--no-plugins", "rules", "test", str(path)]) == 0
    assert main(["--no-plugins", "rules", "lint", str(path)]) == 0
    capsys.readouterr()
    assert main(["--no-plugins", "rules", "list", str(path)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["code", "TRY001"]


@pytest.mark.parametrize("verb", ["list", "test", "lint"])
def test_a_file_that_is_no_pack_is_bad_input_and_the_other_packs_go_on(
    verb: str, pack: Load, rule: Text, capsys: Capture
) -> None:
    folder = pack(rule()).path.parent
    (folder / "zz.toml").write_bytes(b"\xff\xfe")
    assert main(["--no-plugins", "rules", verb, "--json", str(folder)]) == 2
    document = json.loads(capsys.readouterr().out)
    assert [p for p in document["problems"] if "not text in UTF-8 from byte 1 on; save it as UTF-8." in p]
    assert (document["rules"] if verb != "list" else len(document["rules"])) == 1


def test_a_pack_of_ones_own_takes_part_in_a_recommendation(pack: Load, rule: Text, capsys: Capture) -> None:
    own = rule(when="known(workload.users)", fires="workload = { users = 1 }", quiet="")
    path = pack(own, rule("TRY002", when="workload.usres > 1")).path
    words = ["--no-plugins", "recommend", "--text", "a chatbot for 900 users", "--format", "json"]
    assert main([*words, "--rules", str(path)]) == 0
    found = capsys.readouterr()
    assert [f["code"] for f in json.loads(found.out)["findings"] if f["code"].startswith("TRY")] == ["TRY001"]
    assert found.err.count("\n") == 1
    assert "TRY002: when: there is no field 'workload.usres'" in found.err
    assert main([*words, "--rules", "no/such.toml"]) == 2


def test_a_named_file_of_which_no_rule_could_go_on_ends_the_recommendation(
    pack: Load, rule: Text, capsys: Capture
) -> None:
    folder = pack(rule(when="known(workload.users)", fires="workload = { users = 1 }", quiet="")).path.parent
    broken = folder / "zz.toml"
    broken.write_text("[pack\nid=", encoding="utf-8")
    words = ["--no-plugins", "recommend", "--text", "a chatbot for 900 users", "--rules"]
    assert main([*words, str(broken)]) == 2
    found = capsys.readouterr()
    assert (found.out, found.err.count("\n")) == ("", 1)
    assert "zz.toml: this is not valid TOML" in found.err
    assert main([*words, str(folder)]) == 0
    assert "note: " in capsys.readouterr().err


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
