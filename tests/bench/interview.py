"""How many questions an interview takes: ``python -m tests.bench.interview FILE.jsonl``.

Each decision case is interviewed twice: from nothing, and after its story was read. A question is answered
with what the case says about all its fields, as people do who are asked, and with "not sure" where it says
nothing; the interview goes on until no question is left that could change the advice. What a story says
beside every question (that the work is hard, a matter of taste, or that devices are compared) cannot come up
in an interview from nothing, and its advice counts as missed all the same. The distribution and the longest
interviews are printed, how many of either half end as the full story does, and the time that choosing each
question took, on this process's processor.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from advisor.api import Advisor
from advisor.interview.questions import Question
from advisor.profile import Answer, Profile
from tests.cases.run import AS_OF, profile_of, read_cases

MOST = 40
"""Questions after which an interview is broken off; none should come near."""
WORST = 8


@dataclass(frozen=True, slots=True)
class Interview:
    """One case's interview."""

    id: str
    asked: tuple[str, ...]
    """Ids of the questions, in order."""
    unsure: int
    """Questions to which the case had no answer."""
    milliseconds: tuple[float, ...]
    """Time to choose each question, and to find that none is left."""
    reached: bool
    """Whether the advice is that for everything that the case says."""


def interview(engine: Advisor, name: str, truth: Profile, start: Profile) -> Interview:
    """Ask until no question is left.

    Args:
        engine: The advisor.
        name: The id of the case.
        truth: Everything that the case says; questions are answered from it.
        start: What was said before the first question.
    """
    profile, unsure = start, 0
    asked: list[str] = []
    took: list[float] = []
    while len(asked) < MOST:
        begun = time.process_time()
        found = engine.next_question(profile, asked)
        took.append((time.process_time() - begun) * 1e3)
        if found is None:
            break
        asked.append(found.question.id)
        known = answers_to(found.question, truth)
        unsure += not known
        profile = profile.with_answers(known or not_sure(found.question))
    reached = engine.settles(profile) == engine.settles(truth)
    return Interview(name, tuple(asked), unsure, tuple(took), reached)


def answers_to(question: Question, truth: Profile) -> dict[str, Answer]:
    """Return what a case says about the fields of a question."""
    found = ((path, truth.get(path)) for path in question.fields)
    return {path: answer for path, answer in found if answer is not None and answer.known}


def not_sure(question: Question) -> dict[str, Answer]:
    """Return the answer of somebody who does not know."""
    return {question.main: Answer(None, "unknown", said="not sure")}


def interviews(engine: Advisor, cases: Iterable[Mapping[str, Any]], *, story: bool) -> list[Interview]:
    """Return the interview of every case, from nothing or after its story was read."""
    found = []
    for case in cases:
        truth = profile_of(engine, case)
        told = f"{case['profile'].get('use_case', '')}. {case.get('story', '')}"
        read = {item.path: item.answer for item in engine.read(told).answers} if story else {}
        start = Profile(fields=engine.fields).with_answers(read)
        found.append(interview(engine, case["id"], truth, start))
    return found


def show(title: str, found: list[Interview]) -> None:
    """Print how many questions were asked, which, and how long each choice took."""
    counts = sorted(len(one.asked) for one in found)
    times = sorted(ms for one in found for ms in one.milliseconds)
    print(f"{title}: median {median(counts):g} questions, most {counts[-1]}, of {len(found)} interviews")
    print("  questions: " + ", ".join(f"{n}: {times_}" for n, times_ in sorted(Counter(counts).items())))
    print(
        f"  choosing one: median {median(times):.1f} ms, 90% under {times[int(0.9 * len(times))]:.1f} ms,"
        f" longest {times[-1]:.1f} ms"
    )
    same = sum(one.reached for one in found)
    halves = " and ".join(
        f"{sum(o.reached for o in half)} of {len(half)}" for half in (found[::2], found[1::2])
    )
    print(f"  same deployment, adaptation and hardware class as with everything that the case says: {same}")
    print(f"  of the even and the odd ones: {halves}")
    which = Counter(name for one in found for name in one.asked)
    missed = [f"{one.id} ({len(one.asked)})" for one in found if not one.reached]
    print(f"  other advice: {', '.join(missed)}")
    print("  asked: " + ", ".join(f"{name} {n}" for name, n in which.most_common()))
    for one in sorted(found, key=lambda one: -len(one.asked))[:WORST]:
        print(f"  {one.id}: {len(one.asked)} asked, {one.unsure} not sure: {', '.join(one.asked)}")


def main() -> int:
    """Interview the cases of a file and print what it took; exit 2 when the file is bad."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.interview", description=__doc__)
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    try:
        cases = read_cases(args.file)
    except (OSError, ValueError) as error:
        print(f"{args.file}: cannot be read as JSON lines: {error}", file=sys.stderr)
        return 2
    engine = Advisor.load(plugins=False, today=AS_OF)
    for title, story in (("from nothing", False), ("after the story", True)):
        show(title, interviews(engine, cases, story=story))
    return 0


if __name__ == "__main__":
    sys.exit(main())
