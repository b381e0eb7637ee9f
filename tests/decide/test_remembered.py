"""What is remembered of earlier what-ifs never shows: the advice is that of an engine which asks first."""

from __future__ import annotations

import random
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.decide.assess import assess
from advisor.decide.engine import Engine
from advisor.decide.recommend import hardware_class_of
from advisor.decide.remembered import Remembered
from advisor.decide.watched import Watched
from advisor.decide.whatif import WhatIf
from advisor.interview.questions import load_questions
from advisor.profile import Answer, Profile

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
