"""Packs: a sound one loads, and every mistake is one sentence with its file, line and rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.errors import UserError
from advisor.profile import fact_fields, standard_fields
from advisor.rules.library import Library, combine, load_packs
from advisor.rules.pack import Pack, load_pack, pack_files

Text = Callable[..., str]
Load = Callable[..., Pack]


def test_a_sound_pack_loads_with_the_line_of_each_rule(pack: Load, rule: Text) -> None:
    loaded = pack(rule("TRY001"), rule("TRY002", kind="ask", more='ask = "team.skill"'))
    assert loaded.problems == ()
    assert [(r.code, r.pack) for r in loaded.rules] == [("TRY001", "trial"), ("TRY002", "trial")]
    lines = loaded.path.read_text("utf-8").splitlines()
    assert [lines[r.line - 1] for r in loaded.rules] == ["[[rule]]", "[[rule]]"]
    assert len(loaded.sha256) == 64


def test_every_key_of_a_rule_reaches_its_record(pack: Load, rule: Text) -> None:
    more = (
        'applies_to = { deployment = ["on_prem"], adaptation = ["full_ft", "lora"] }\n'
        'adjust = { criterion = "risk", by = -0.2 }\nadvise = ["quantization"]\nagainst = ["full_ft"]\n'
        'overrides = ["TRY009"]\nconfidence = "high"\n'
    )
    [loaded] = pack(rule(kind="adjust", more=more)).rules
    assert dict(loaded.applies_to) == {"deployment": ("on_prem",), "adaptation": ("full_ft", "lora")}
    assert (loaded.adjust and (loaded.adjust.criterion, loaded.adjust.by)) == ("risk", -0.2)
    assert (loaded.advise, loaded.against) == (("quantization",), ("full_ft",))
    assert (loaded.overrides, loaded.confidence) == (("TRY009",), "high")
    assert [test.expect for test in loaded.tests] == ["fired", "not_fired"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"when": "workload.usres > 1"}, "when: there is no field 'workload.usres'. Did you mean"),
        ({"kind": "forbid"}, "kind: 'forbid' is none of exclude, require"),
        ({"more": "wehn = 1"}, "there is no key 'wehn'. Did you mean 'when'?"),
        (
            {"more": 'applies_to = { deployment = ["onprem"] }'},
            "no deployment 'onprem'. Did you mean 'on_prem'?",
        ),
        ({"more": 'applies_to = { place = ["on_prem"] }'}, "there is no key 'applies_to.place'."),
        ({"kind": "exclude"}, "kind 'exclude' needs applies_to"),
        ({"kind": "adjust", "more": 'applies_to = { deployment = ["on_prem"] }'}, "go together"),
        ({"more": 'adjust = { criterion = "risk", by = 0.1 }'}, "go together"),
        (
            {
                "kind": "adjust",
                "when": "plan.devices > 8",
                "more": 'adjust = { criterion = "luck", by = 0.1 }',
                "fires": "plan = { devices = 9 }",
                "quiet": "plan = { devices = 8 }",
            },
            "no criterion 'luck'; use one of cost",
        ),
        (
            {"more": 'adjust = { criterion = "risk", by = 0.5 }'},
            "adjust.by is a number from -0.3 to 0.3, not '0.5'",
        ),
        ({"kind": "ask"}, "kind 'ask' needs the key ask"),
        ({"kind": "ask", "more": 'ask = "team.skil"'}, "ask: there is no field 'team.skil'"),
        ({"kind": "ask", "more": 'ask = "facts.gpu_count"'}, "ask: facts.gpu_count is computed"),
        ({"more": 'overrides = ["TRY001"]'}, "cannot override itself"),
        ({"more": 'confidence = "sure"'}, "confidence: 'sure' is none of high, medium or low."),
        ({"quiet": "workload = { user = 1 }"}, "test 'does not': there is no field 'workload.user'"),
        (
            {"kind": "adjust", "more": 'adjust = { criterion = "risk", by = nan }'},
            "from -0.3 to 0.3, not 'nan'",
        ),
        ({"more": 'advise = "rag"'}, """advise is a list such as ["a", "b"], not 'rag'."""),
        ({"more": 'checked = "2026-13"'}, "checked is a month such as 2026-11, not '2026-13'."),
        ({"more": "ask = 3"}, "ask is text in quotes, not '3'."),
        ({"more": "applies_to = 1"}, "applies_to is a table such as"),
        ({"quiet": 'hardware = { owned = [{ name = "x", count = "2" }] }'}, "count (whole, from 1)"),
        ({"quiet": 'hardware = { owned = [{ name = "x", cuont = 2 }] }'}, "a device is its name"),
        ({"quiet": "hardware = { owned = [{ name = 3 }] }"}, "a device is its name"),
        ({"quiet": "workload = { users = -1 }"}, "workload.users is at least 0 users, not -1"),
        ({"quiet": "workload = { users = nan }"}, "workload.users is a number, not 'nan'"),
        ({"quiet": 'data = { boundary = "moon" }'}, "data.boundary is never 'moon'; it is one of any_cloud"),
        ({"quiet": 'examples = { checkable = "yes" }'}, "write true or false"),
        ({"quiet": 'data = { sensitivity = "health" }'}, "holds several entries: write a list"),
        ({"code": "ABC001"}, "the pack's prefix and three digits, as in TRY001"),
        ({"code": "TRY1"}, "code is two to five capitals and three digits, as in PLT001, not 'TRY1'"),
    ],
)
def test_a_broken_rule_is_set_aside_and_the_others_go_on(
    pack: Load, rule: Text, change: dict[str, str], sentence: str
) -> None:
    loaded = pack(rule(**change), rule("TRY002"))
    assert [r.code for r in loaded.rules] == ["TRY002"]
    [problem, *_] = loaded.problems
    assert sentence in str(problem)
    code = change.get("code", "TRY001")
    assert str(problem).startswith(f"{loaded.path}:8: {code}: ")
    assert "\n" not in str(problem)


def test_a_mistake_in_a_condition_is_marked_with_carets(pack: Load, rule: Text) -> None:
    [problem] = pack(rule(when="workload.users > 1 and workload.usres > 2")).problems
    shown, carets = problem.with_pointer().splitlines()[1:]
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "workload.usres"


def test_a_rule_needs_a_test_that_fires_and_one_that_does_not(pack: Load, rule: Text) -> None:
    lonely = rule().replace('expect = "not_fired"', 'expect = "undetermined"')
    [problem] = pack(lonely).problems
    assert "at least two tests" in problem.sentence


def test_a_rule_needs_a_source_and_a_known_field_in_its_message(pack: Load, rule: Text) -> None:
    [problem] = pack(rule().replace('sources = ["A source, 2026"]', "sources = []")).problems
    assert problem.sentence == "sources must not be empty."
    [problem] = pack(rule().replace("A message.", "{workload.usres} users.")).problems
    assert "message: there is no field 'workload.usres'" in problem.sentence


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("{workload.users:.2f} users.", "'{workload.users:.2f}' is no field in braces"),
        ("{} users.", "'{}' is no field in braces"),
        ("A brace } alone.", "is no field in braces"),
        (r"\u001b[31mRed.", "the character U+001B cannot be shown; leave it out"),
        (r"From \u202eright.", "RIGHT-TO-LEFT OVERRIDE cannot be shown"),
        ("x" * 1001, "message is longer than 1,000 characters"),
        ("  ", "message must not be empty"),
    ],
)
def test_a_message_holds_nothing_that_would_be_shown_wrong(
    pack: Load, rule: Text, message: str, sentence: str
) -> None:
    [problem] = pack(rule().replace("A message.", message)).problems
    assert sentence in problem.sentence


def test_a_message_on_several_lines_is_one_line(pack: Load, rule: Text) -> None:
    long = rule().replace('"A message."', '"""\nOne\n  and two.\n"""')
    assert pack(long).rules[0].message == "One and two."


def test_names_in_a_rule_are_suggested_also_inside_its_tables(pack: Load, rule: Text) -> None:
    applies, unlike = rule(more='applies_to = { deploiment = ["on_prem"] }'), rule("TRY002", more="x = 1")
    first, second = pack(applies, unlike).problems
    assert "no key 'applies_to.deploiment'. Did you mean 'deployment'?" in first.sentence
    assert "There are code, name, kind" in second.sentence
    broken_test = rule().replace('expect = "not_fired"', 'expect = "silent"')
    [problem] = pack(broken_test).problems
    assert problem.sentence == "test[2].expect: 'silent' is none of fired, not_fired or undetermined."


def test_a_code_is_used_once_in_a_pack(pack: Load, rule: Text) -> None:
    loaded = pack(rule(), rule())
    assert len(loaded.rules) == 1
    assert "taken by the rule in line 8" in loaded.problems[0].sentence


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("schema = 2\n", "schema = 1"),
        ("schema = true\n", "schema = 1"),
        ("x = " + "[" * 5000 + "\n", "nested too deeply"),
        ("schema = 1\n", "[pack]: the key 'name' is missing."),
        (
            'schema = 1\n[pack]\nname = "x"\nversion = "1"\nprefix = "x"\n',
            "[pack]: prefix is two to five capitals, as in PLT, not 'x'.",
        ),
        ("schema = 1\n[packs]\n", "there is no table 'packs'"),
        ("schema = \n", "not valid TOML"),
        ("schema = 1\nschema = 1\n", "not valid TOML"),
    ],
)
def test_a_broken_head_sets_the_whole_file_aside(pack: Load, rule: Text, head: str, sentence: str) -> None:
    loaded = pack(rule(), head=head)
    assert loaded.rules == ()
    assert sentence in str(loaded.problems[0])


def test_files_that_are_no_packs_are_refused_in_a_sentence(tmp_path: Path) -> None:
    binary, empty = tmp_path / "a.toml", tmp_path / "b.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    empty.write_text("schema = 1")
    sentences = [
        str(load_pack(p, standard_fields(), fact_fields()).problems[0]) for p in (binary, empty, tmp_path)
    ]
    assert "not text in UTF-8 from byte 1 on" in sentences[0]
    assert "there is no [[rule]] in it" in sentences[1]
    assert "cannot be read" in sentences[2]


def test_an_empty_and_a_huge_file_are_told_what_would_be_right(tmp_path: Path) -> None:
    nothing, huge = tmp_path / "a.toml", tmp_path / "b.toml"
    nothing.write_text("# only a remark\n")
    huge.write_bytes(b"# " + b"x" * 5_000_000)
    sentences = [load_pack(path, standard_fields()).problems[0].sentence for path in (nothing, huge)]
    assert sentences[0] == "the file is empty; advisor rules new NAME writes a pack to start from."
    assert sentences[1] == "the file has 5.0 MB, and a pack at most 2 MB; split it into several packs."


def test_a_mark_of_byte_order_as_some_editors_write_it_is_no_mistake(pack: Load, rule: Text) -> None:
    path = pack(rule()).path
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [r.code for r in load_pack(path, standard_fields()).rules] == ["TRY001"]


def test_a_rule_may_override_one_that_stands_elsewhere(pack: Load, rule: Text) -> None:
    ours = pack(rule(more='overrides = ["OUT001"]'))
    other = replace(ours.rules[0], code="OUT001", overrides=())
    assert [p.code for p in combine([ours]).problems] == ["TRY001"]
    library = combine([ours], others=[other])
    assert library.problems == ()
    assert [(r.code, r.overrides) for r in library.rules] == [("TRY001", ("OUT001",))]


def test_a_path_without_packs_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no rule pack"):
        pack_files([tmp_path / "absent"])
    with pytest.raises(UserError, match="holds no rule pack"):
        pack_files([tmp_path])


def test_packs_of_a_folder_are_read_in_the_order_of_their_names(
    pack: Load, rule: Text, tmp_path: Path
) -> None:
    pack(rule("TRY002"), name="b.toml")
    pack(rule("TRY001"), name="a.toml")
    library = load_packs([tmp_path], standard_fields(), fact_fields())
    assert [p.path.name for p in library.packs] == ["a.toml", "b.toml"]
    assert [r.code for r in library.rules] == ["TRY001", "TRY002"]
    assert library.rule("try002") is library.rules[1]


def test_two_packs_cannot_use_one_code(pack: Load, rule: Text) -> None:
    library = combine([pack(rule(), name="a.toml"), pack(rule(), name="b.toml")])
    assert len(library.rules) == 1
    assert "the code is taken by trial" in str(library.problems[0])
    assert "a.toml:8)." in str(library.problems[0])
    assert str(library.problems[0]).startswith(str(library.packs[1].path))


def overriding(pack: Load, rule: Text, **overrides: str) -> Library:
    """Return a library of rules that override each other."""
    rules = [rule(code, more=f"overrides = [{codes}]") for code, codes in overrides.items()]
    return combine([pack(*rules)])


def test_a_circle_of_overrides_is_set_aside_and_rules_outside_it_stay(pack: Load, rule: Text) -> None:
    library = overriding(
        pack, rule, TRY001='"TRY002"', TRY002='"TRY003"', TRY003='"TRY001"', TRY004='"TRY001"'
    )
    assert [r.code for r in library.rules] == ["TRY004"]
    assert [p.code for p in library.problems] == ["TRY001", "TRY002", "TRY003"]
    assert library.rules[0].overrides == ()


def test_overriding_a_rule_that_does_not_exist_is_a_mistake(pack: Load, rule: Text) -> None:
    library = overriding(pack, rule, TRY001='"TRY002"', TRY003='"TRY0O1"')
    assert library.rules == ()
    assert "there is no rule 'TRY0O1'. Did you mean 'TRY001'?" in str(library.problems[1])
