"""Questions that the user puts: they are answered from the figures, and nothing of them counts as said.

"Can I run a 70B on two 3090s?" asks; it does not say that somebody owns two cards. So what such a line names
is supposed for as long as the answer takes, and how to have it counted is told beside the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.conversation.echo import answers_text
from advisor.conversation.engine import Engine
from advisor.conversation.ways import OWNED, PLACES, WISHED, compared, only_of_a_kind, row_lines, ways_in
from advisor.conversation.what_if import scales
from advisor.errors import shown
from advisor.profile import Answer, Device, Profile

if TYPE_CHECKING:
    from advisor.conversation.turns import Step
    from advisor.conversation.words import Intent
    from advisor.decide.standing import Standing

    Ranking = Callable[[Profile], Standing | None]

MODEL = "wish.model"
WHICH_MODEL = "wish.which_model"
_HARDWARE = (OWNED, WISHED, MODEL, "wish.which_device", WHICH_MODEL, "wish.precision", "wish.context_tokens")
_NO_CIRCUMSTANCE = (*_HARDWARE, PLACES, "use_case.kind", "use_case.story")
"""What a question names as its matter; the rest of what is read in it is a circumstance."""
_ASKING = ("what_if", "gets", "explain")
"""Acts that ask something, and that may ask about hardware."""
MOST_WORDS = 30
"""A longer text is a description."""
_SENTENCES = re.compile(r"[.!?;]\s+\S")
_OPENS = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?|hm+|well|then)[, ]+)*(?:"
    r"(?:can|could|should|shall|would|will|do|does|is|are|am)(?:n['’]t)?\s+"
    r"(?:i|we|it|this|that|they|there|one|an?|the|our|my|renting|buying|hosting|two|three|four|\d|[a-z]+\b.*\?)"
    r"|why\b|compare\b|which\b|what\b"
    r"|how\s+(?:about|much|many|do|does|would|will|can|could|is|are|fast|long|often|well|good|big|large|far|soon"
    r"|quickly|sure|reliable|accurate|safe|expensive)\b"
    r"|(?:rent(?:ed)?|buy|own|hosted|api|on[- ]prem\w*)\s+(?:or|vs\.?|versus|against)\b)",
    re.IGNORECASE,
)
"""How a question begins."""
_WHY_NOT = re.compile(
    r"^\s*(?:and |but |so )?why not (?:use |take |buy |rent |run (?:it )?on )?", re.IGNORECASE
)
"""Asks about a thing and denies nothing of it."""
_WORDS = re.compile(r"[a-z0-9]+")
_ADVISED = "That is what is advised: {title} on {hardware}, {cost}."
_KEEP = 'Nothing of it counts as said. To have it counted, say "{words}".'
NOT_COUNTED = "Nothing of it counts as said."


def told_aside(engine: Engine, ranking: Ranking, step: Step, intent: Intent) -> str:
    """Return the answer to a question about hardware or about where it runs; empty for every other line.

    Args:
        engine: The advisor.
        ranking: Gives the quick ranking of a profile.
        step: The step on the screen; what waits to be kept counts for the answer.
        intent: What the line wants.
    """
    line = _WHY_NOT.sub("why ", intent.line or intent.text)
    asks = intent.act == "answer" and is_question(line)
    if not asks and (intent.act not in _ASKING or scales(line) or not _about_hardware(engine, line)):
        return ""
    if step.pending is None and ranking(step.profile) is None:
        return ""
    waiting = step.pending.answers if step.pending is not None else {}
    return answer_to(engine, ranking, step.profile.with_answers(waiting), line)


def _about_hardware(engine: Engine, line: str) -> bool:
    """Return whether a question names a device, or speaks of where it runs and of nothing to suppose."""
    read = {item.path: item.answer for item in engine.read(line).answers}
    return bool(devices_in(read)) or (not read and bool(ways_in(line, read)) and is_question(line))


def is_question(text: str) -> bool:
    """Return whether a line asks something and tells no story beside it.

    >>> is_question("can I run a 70B on two 3090s?"), is_question("We own two 3090s. Is that enough?")
    (True, False)
    """
    line = text.strip()
    if len(line.split()) > MOST_WORDS or "\n" in line or _SENTENCES.search(line):
        return False
    return _OPENS.match(line) is not None


def answer_to(engine: Engine, ranking: Ranking, profile: Profile, text: str) -> str:
    """Return the answer to a question about hardware or about where it runs; empty where it is about neither.

    Args:
        engine: The advisor.
        ranking: Gives the quick ranking of a profile.
        profile: What was said so far.
        text: The question.
    """
    read = {item.path: item.answer for item in engine.read(text).answers}
    around = {path: answer for path, answer in read.items() if path not in _NO_CIRCUMSTANCE}
    supposed = profile.with_answers(around)
    before = ranking(supposed)
    if before is None or not before.rows:
        return ""
    ways = ways_in(text, read)
    devices = () if only_of_a_kind(read, ways) else devices_in(read)
    if devices and before.rows[0].feasible and all(_stands_on(device, before.hardware) for device in devices):
        front = before.rows[0]
        return _ADVISED.format(title=front.title, hardware=before.hardware, cost=front.cost_label)
    if devices or MODEL in read:
        told = _on_hardware(ranking, supposed, before, read, text)
    else:
        told = compared(before, ways)
    given = f"With {answers_text(engine, around)}: " if around else ""
    return f"{given}{told}\n{_kept(devices)}" if told else ""


def devices_in(read: Mapping[str, Answer]) -> tuple[Device, ...]:
    """Return the devices that a reading names, owned or thought of."""
    values = (read[path].value for path in (OWNED, WISHED) if path in read)
    return tuple(
        item for value in values if isinstance(value, tuple) for item in value if isinstance(item, Device)
    )


def _stands_on(device: Device, hardware: str) -> bool:
    """Return whether a device is among the hardware of a plan, by the words of its name."""
    words = set(_WORDS.findall(hardware.casefold()))
    return set(_WORDS.findall(device.name.casefold())) <= words


def _kept(devices: tuple[Device, ...]) -> str:
    """Return how devices that were asked about would be counted."""
    if not devices:
        return NOT_COUNTED
    names = " and ".join(f"{device.count}x {shown(device.name)}" for device in devices)
    return _KEEP.format(words=f"we own {names}")


def _on_hardware(
    ranking: Ranking, profile: Profile, before: Standing, read: Mapping[str, Answer], text: str
) -> str:
    """Return whether it runs there with its pace, and what owning the devices would make of the advice."""
    devices = devices_in(read)
    asked = {path: answer for path, answer in read.items() if path in _HARDWARE and path != OWNED}
    if devices:
        asked[WISHED] = Answer(devices, said=text)
    named = ranking(profile.with_answers(asked))
    lines = [f"{shown(head, 400)} {shown(rest, 900)}".strip() for head, rest in news(before, named)]
    if devices:
        owned = ranking(profile.with_answer(OWNED, Answer(devices, said=text)))
        lines.extend(_if_owned(before, owned))
    return "\n".join(lines)


def news(before: Standing, after: Standing | None) -> tuple[tuple[str, str], ...]:
    """Return what a supposition answers that was not answered before."""
    return tuple(item for item in (after.answers if after else ()) if item not in before.answers)


def _if_owned(before: Standing, after: Standing | None) -> Iterator[str]:
    """Yield what would be advised if the devices were there, beside what is advised now."""
    if after is None or not after.rows:
        return
    now, then = before.rows[0], after.rows[0]
    if not then.feasible:
        yield "If they were yours, still nothing would meet every limit."
    elif then.deployment == now.deployment:
        yield f"If they were yours, {shown(then.title)} would stay in front: {shown(then.cost_label)}."
        yield from row_lines([r for r in after.rows if r.deployment == "on_prem"])
    else:
        yield (
            f"If they were yours, {shown(then.title)} would be advised at {shown(then.cost_label)};"
            f" without them it is {shown(now.title)} at {shown(now.cost_label)}."
        )
