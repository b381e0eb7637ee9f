"""Questions that name no hardware: what they suppose is worked out, and none is taken for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.asides import NOT_COUNTED, is_question, news
from advisor.conversation.echo import answers_text
from advisor.conversation.later import KIND
from advisor.conversation.what_if import verdict, with_that_model
from advisor.errors import shown

if TYPE_CHECKING:
    from advisor.conversation.asides import Ranking
    from advisor.conversation.engine import Engine
    from advisor.conversation.turns import Step
    from advisor.conversation.words import Intent


def told_back(engine: Engine, ranking: Ranking, step: Step, intent: Intent) -> str:
    """Return the answer to a question put while something was said; empty for every other line.

    Args:
        engine: The advisor.
        ranking: Gives the quick ranking of a profile.
        step: The step on the screen; what waits to be kept counts for the answer.
        intent: What the line wants.
    """
    line = intent.text.strip()
    if intent.act != "answer" or not line.endswith("?") or not is_question(line):
        return ""
    profile = step.profile.with_answers(step.pending.answers if step.pending is not None else {})
    before = ranking(profile)
    if before is None or not before.rows:
        return ""
    supposed = {hit.path: hit.answer for hit in engine.read(line).answers if hit.path != KIND}
    label = answers_text(engine, supposed, words=line)
    after = ranking(profile.with_answers(with_that_model(supposed))) if label else None
    if after is None:
        front = before.rows[0]
        return phrases.A_QUESTION.format(title=shown(front.title), cost=shown(front.cost_label))
    told = [f"{shown(head, 400)} {shown(rest, 900)}".strip() for head, rest in news(before, after)]
    return "\n".join((*told, verdict(label, before, after), NOT_COUNTED))
