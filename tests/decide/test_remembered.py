"""What is remembered of earlier what-ifs never shows: the advice is that of an engine which asks first."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.decide.assess import assess, flat
from advisor.decide.engine import Engine
from advisor.decide.recommend import hardware_class_of
from advisor.decide.remembered import Remembered
from advisor.decide.whatif import WhatIf
from advisor.interview.questions import load_questions
from advisor.profile import Answer, Profile
from advisor.profile.watched import Watched
from advisor.strategy.directives import Directives
from advisor.strategy.inside import stays_inside
from advisor.strategy.variants import adaptation_sets
from advisor.strategy.watched_directives import WatchedDirectives
from advisor.strategy.workload import sentences_said

DAY = date(2026, 11, 20)
KINDS = ("chatbot", "edge", "tabular", "agents", "finetune_project", "voice")


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor.load(plugins=False, today=DAY)


def fresh(advisor: Advisor) -> Engine:
    engine = advisor.engine
    return Engine(engine.supply, engine.options, engine.rules, engine.schema)


def answered(kind: str, seed: int) -> list[Profile]:
    """Return a conversation: each profile has one more random answer, or another one, than that before."""
    chance = random.Random(seed)
    profile = Profile().with_answer("use_case.kind", Answer(kind))
    questions = [q for q in load_questions().values() if q.main != "use_case.kind"]
    found = []
    for _ in range(25):
        reply = chance.choice(chance.choice(questions).replies)
        profile = profile.with_answers(reply.answers)
        found.append(profile)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_warm_engine_ranks_as_a_fresh_one_does(advisor, kind):
    warm = fresh(advisor)
    for seed in (1, 2):
        for profile in answered(kind, seed):
            filled, use_case = advisor.filled(profile), advisor.use_case(profile)
            now = assess(warm, filled, use_case, DAY, traced=False)
            once = assess(fresh(advisor), filled, use_case, DAY, traced=False)
            assert [j.plan.id for j in now.ranked] == [j.plan.id for j in once.ranked]
            assert [j.values for j in now.ranked] == [j.values for j in once.ranked]
            assert [j.plan.id for j in now.refused] == [j.plan.id for j in once.refused]
            assert hardware_class_of(now) == hardware_class_of(once)
            assert now.reads == once.reads


@pytest.mark.parametrize("kind", KINDS)
def test_a_warm_engine_puts_in_front_what_a_fresh_one_does(advisor, kind):
    warm, base = fresh(advisor), Profile().with_answer("use_case.kind", Answer(kind))
    use_case = advisor.use_case(base)
    start = assess(warm, advisor.filled(base), use_case, DAY, traced=False)
    for seed in (3, 4):
        for profile in answered(kind, seed):
            now = WhatIf(warm, start, lambda _: use_case, DAY).assessed(advisor.filled(profile))
            once = assess(fresh(advisor), advisor.filled(profile), use_case, DAY, traced=False)
            assert (now is not None and bool(now.ranked)) == bool(once.ranked)
            if once.ranked:
                assert now.best.plan.id == once.best.plan.id
                assert now.best.values == once.best.values


def test_a_result_is_used_again_only_where_the_fields_that_it_read_say_the_same(advisor):
    base = advisor.profile({"use_case": {"kind": "chatbot"}, "team": {"skill": "ml"}})
    context = advisor.assess(base).context
    memory: Remembered[str] = Remembered()
    made = []

    def skill(watched):
        def make(_):
            made.append(watched.text("team.skill"))
            return made[-1]

        return memory.get(context, watched, make)

    assert skill(Watched(base)) == "ml"
    elsewhere = Watched(base.with_answer("time.deadline_weeks", Answer(2.0)))
    assert skill(elsewhere) == "ml"
    assert made == ["ml"]
    assert elsewhere.seen == {"team.skill"}
    assert skill(Watched(base.with_answer("team.skill", Answer("none")))) == "none"
    assert made == ["ml", "none"]


def test_rules_asked_after_another_profile_say_what_they_say_asked_anew(advisor):
    warm = fresh(advisor)
    for kind in KINDS:
        for profile in answered(kind, 5):
            values = flat(advisor.filled(profile))
            assert warm.steered(values) == warm.steering.about_profile(values)


def ruled_by(context, watched, **said):
    words = {table: dict.fromkeys(said.get(table, ())) for table in ("required", "preferred", "against")}
    directives = Directives(excluded={}, warnings=(), asks=(), **words)
    return replace(context, profile=watched, directives=WatchedDirectives(directives, watched))


def test_a_result_is_used_again_only_where_what_it_asked_of_the_rules_is_the_same(advisor):
    base = advisor.profile({"use_case": {"kind": "chatbot"}})
    context, made = advisor.assess(base).context, []
    memory: Remembered[tuple[str, ...]] = Remembered()

    def adapted(**said):
        def make(context):
            made.append(said)
            return tuple(adaptation_sets(context, "hosted_api"))

        watched = Watched(base)
        return memory.get(ruled_by(context, watched, **said), watched, make)

    plain = adapted()
    assert adapted(against=("pretrain_from_scratch",), preferred=("quantization",)) == plain
    assert len(made) == 1
    assert any("rag" in words for words in adapted(required=("rag",)))
    assert adapted(required=("rag",), against=("rag",)) == adapted(required=("rag",))
    assert adapted(preferred=("rag",), against=("rag",)) == plain
    assert len(made) == 3


@pytest.mark.parametrize("table", ["required", "preferred", "excluded", "against"])
def test_who_looks_at_a_whole_table_of_the_rules_rests_on_every_word(advisor, table):
    base = advisor.profile({"use_case": {"kind": "chatbot"}})
    watched, other = Watched(base), Watched(base)
    memory: Remembered[int] = Remembered()
    context = advisor.assess(base).context
    one = ruled_by(context, watched)
    two = ruled_by(context, other, required=("rag",), preferred=("rag",), against=("rag",))
    assert memory.get(one, watched, lambda seen: len(getattr(seen.directives, table))) == 0
    assert memory.get(two, other, lambda seen: len(getattr(seen.directives, table))) == (table != "excluded")


def test_of_an_answer_that_is_looked_at_through_a_view_only_that_counts(advisor):
    context = advisor.assess(advisor.profile({"use_case": {"kind": "chatbot"}})).context
    memory: Remembered[bool] = Remembered()
    made = []

    def sentences(tokens):
        watched = Watched(context.profile.with_answer("workload.output_tokens", Answer(tokens)))

        def make(seen):
            made.append(tokens)
            return sentences_said(seen.profile)

        found = memory.get(replace(context, profile=watched), watched, make)
        assert watched.reads == {"workload.output_tokens"}
        return found

    assert sentences(300.0)
    assert sentences(900.0)
    assert not sentences(20.0)
    assert made == [300.0, 20.0]


def test_what_is_kept_of_a_context_is_noted_for_each_who_asks(advisor):
    base = advisor.profile({"use_case": {"kind": "chatbot"}})
    watched = Watched(base)
    context = replace(advisor.assess(base).context, profile=watched)
    first, second = (watched.watch(lambda: stays_inside(context))[1] for _ in range(2))
    assert first == second != frozenset()
    assert watched.watch(lambda: None)[1] == frozenset()


@pytest.mark.parametrize("kind", ["chatbot", "vision"])
def test_a_warm_engine_counts_what_somebody_says_that_a_thing_costs(advisor, kind):
    warm = fresh(advisor)
    document = {"use_case": {"kind": kind}, "data": {"boundary": "own_network"}}
    base, use_case = advisor.profile(document), advisor.use_cases[kind]
    start = assess(warm, advisor.filled(base), use_case, DAY, traced=False)
    for field in base.fields.group("cost"):
        dear = advisor.filled(base.with_answer(field.path, Answer(1e5 if field.high is None else field.high)))
        now = WhatIf(warm, start, lambda _: use_case, DAY).assessed(dear)
        once = assess(fresh(advisor), dear, use_case, DAY, traced=False)
        assert now.best.plan.id == once.best.plan.id, field.path
        assert now.best.plan.estimates == once.best.plan.estimates, field.path
