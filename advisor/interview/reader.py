"""Free text read into answers, offline and without guessing: each answer keeps its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.interview.apart import FAILED, told_apart
from advisor.interview.bare import bare_answers, is_open, is_unsure, matching_reply, picked_reply
from advisor.interview.calendar_days import DEADLINE, read_dates, to_the_day
from advisor.interview.campaigns import read_campaigns
from advisor.interview.claims import repeated_claims
from advisor.interview.classify import read_use_case
from advisor.interview.dotted import as_counted
from advisor.interview.each import read_each
from advisor.interview.field_words import field_answer
from advisor.interview.groups import read_groups
from advisor.interview.hardware import read_devices
from advisor.interview.instead import not_ruled_out
from advisor.interview.jobs import two_jobs
from advisor.interview.labelled import read_labelled
from advisor.interview.lengths import read_lengths
from advisor.interview.lent import read_lent
from advisor.interview.measures import numbers_in, passed_over, read_measures
from advisor.interview.models import read_models
from advisor.interview.money import read_money
from advisor.interview.names import NameIndex
from advisor.interview.others import without_gone, without_offers, without_others
from advisor.interview.outcomes import read_outcomes
from advisor.interview.own_words import BESIDE, also_heard, replied, told
from advisor.interview.per_place import read_per_place
from advisor.interview.phrases import read_phrases
from advisor.interview.places import REGION, more_than_the_union, region_of_boundary
from advisor.interview.questions import Question, Reply
from advisor.interview.reading import Ban, Passage, ReadAnswer, Reading, passage
from advisor.interview.spoken import read_languages, translated, with_the_rest
from advisor.interview.term import read_term
from advisor.interview.timing import read_times
from advisor.interview.unheard import forbids, remark_on, shown, unheard
from advisor.profile import UNDECIDED, Answer, Field, Fields
from advisor.profile.coerce import coerce
from advisor.profile.devices import devices_from_words
from advisor.strategy.made import goes_with
from advisor.strategy.use_cases import UseCase

__all__ = ["ReadAnswer", "Reader", "Reading"]

KIND, MADE = "use_case.kind", "use_case.makes"
"""Who says what is made has decided what for."""
_SPEED = "latency.first_token_ms"
"""A question about this field asks for a time."""
_ANYWHERE = ("wish.", "exclusions.", "hardware.data_hall", "hardware.owned", "data.region")
"""What somebody wants, rules out or has is said in reply to any question."""


class Reader:
    """Reads what people write into answers to fields."""

    def __init__(
        self,
        fields: Fields,
        catalog: Catalog,
        use_cases: Mapping[str, UseCase],
        questions: Mapping[str, Question],
        today: date | None = None,
    ) -> None:
        """Build a reader.

        Args:
            fields: The fields of a profile, those of plugins included.
            catalog: Gives the names of devices and models, and the judged claims.
            use_cases: Give the keywords of each kind of project.
            questions: Every question by id.
            today: The day from which deadlines of the calendar count; without one none is read.
        """
        self._fields = fields
        self._catalog = catalog
        self._use_cases = use_cases
        self._questions = questions
        self._today = today

    @cached_property
    def _devices(self) -> NameIndex:
        return NameIndex(self._catalog.accelerators)

    @cached_property
    def _models(self) -> tuple[NameIndex, ...]:
        return NameIndex(self._catalog.models), NameIndex(self._catalog.api_models)

    def read(self, text: str, asked: Question | None = None) -> Reading:
        """Return what a text answers, what it says that was not taken, and the claims that it repeats.

        Args:
            text: What the user wrote; control characters are dropped.
            asked: The question it replies to: short replies are read in its unit.
        """
        clean = passage(text)
        if asked is None:
            one = _one_job(clean)
            return self._described(self._free(one, None), one)
        return self._picked(clean, asked) or self._replied(self._whole(text, asked), clean, asked)

    def _whole(self, text: str, asked: Question) -> Passage:
        """Return a reply to be read as a description; who is asked what it is for may name two jobs."""
        return _one_job(passage(text)) if KIND in asked.fields else passage(text)

    def _picked(self, text: Passage, asked: Question) -> Reading | None:
        """Return the reading of "not sure" and of a reply picked by its number or words, None of others."""
        if is_unsure(text.text):
            answer = Answer(None, "unknown", said=text.text)
            return Reading((ReadAnswer(asked.main, answer, text.text),))
        reply = matching_reply(text.text, asked)
        if reply is not None and not self._says_less(reply, text, asked):
            return Reading(tuple(ReadAnswer(p, a, text.text) for p, a in reply.answers.items()))
        if is_open(text.text) and not self._worded(text, asked.fields):
            return Reading((ReadAnswer(asked.main, Answer(None, "unknown", said=text.text), text.text),))
        picked = picked_reply(text.text, asked, self._fields)
        if picked is None:
            return None
        reply, more = picked
        added = passage(more)
        chosen = {path: ReadAnswer(path, answer, reply.label) for path, answer in reply.answers.items()}
        others = [hit for hit in self._free(added, asked) if hit.path not in chosen]
        return self._reading([*chosen.values(), *others], added)

    def _replied(self, whole: Passage, clean: Passage, asked: Question) -> Reading:
        """Return the reading of a reply in words of a person's own.

        Args:
            whole: The reply, to be read as a description.
            clean: The same, to be read in the unit of the question where that says nothing of it.
            asked: The question.
        """
        found = self._free(whole, asked)
        if not any(hit.path in asked.fields for hit in found):
            bare = bare_answers(clean, asked, self._fields)
            if bare:
                return self._reading(bare, clean)
            words = self._worded(clean, asked.fields) or replied(asked.main, clean.text, self._fields)
            kept = self._of_kin(found, clean, asked) if words else found
            found = [*words, *(hit for hit in kept if hit.path not in {word.path for word in words})]
        have = {hit.path for hit in found}
        found += self._worded(clean, (path for path in asked.fields if path not in have))
        for path in also_heard(asked.main, clean.text):
            others = self._beside(clean, path, asked) or replied(path, clean.text, self._fields, BESIDE)
            found += [hit for hit in others if hit.path not in have]
        whole.remarks.extend(clean.remarks)
        whole.notes.extend(clean.notes)
        return self._described(found, whole)

    def read_field(self, path: str, text: str) -> Answer | None:
        """Return the answer of words that are meant for one field, None when they say nothing of it.

        Raises:
            UserError: When there is no such field.
        """
        field = self._fields[path]
        clean = passage(text)
        if is_unsure(clean.text):
            return Answer(None, "unknown", said=clean.text)
        return (
            field_answer(field, clean.text)
            or self._typed(field, clean.text)
            or self._found(path, text)
            or next((hit.answer for hit in replied(path, clean.text, self._fields) if hit.path == path), None)
        )

    def _free(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        """Read a whole text, the surest kinds of words first; the first answer to a field stays."""
        found: dict[str, ReadAnswer] = {}
        for hit in read_lent(text, list(self._hits(text, asked)), self._fields, self._today):
            found.setdefault(hit.path, hit)
        meant = str(found[KIND].answer.value) if KIND in found else ""
        if MADE in found and meant and not goes_with(meant):
            del found[MADE]
        elif MADE in found and meant == UNDECIDED:
            del found[KIND]
        region = region_of_boundary(found.values())
        if region is not None:
            found.setdefault(region.path, region)
        text.remarks.extend(more_than_the_union(found.get(REGION)))
        so_far = asked is not None and FAILED in asked.fields
        counted = translated(text, with_the_rest(text, to_the_day(list(found.values()))))
        kept = told_apart(text, self._fields, counted, asked=so_far)
        return sorted(read_labelled(text, kept, self._fields), key=lambda hit: hit.start)

    def _hits(self, text: Passage, asked: Question | None) -> Iterator[ReadAnswer]:
        """Yield what each kind of words says, the surest first; what one has read the next ones pass over."""
        paths = asked.fields if asked is not None else ()
        described = asked is None or KIND in paths
        text = without_others(text)
        there = without_gone(text)
        yield from read_money(
            text, self._fields, asked=asked is not None and asked.main.startswith("budget.")
        )
        yield from read_devices(
            there, self._fields, self._devices, True if "hardware.owned" in paths else None
        )
        yield from read_models(there, self._fields, self._models)
        for read in (read_campaigns, read_groups, read_per_place, read_each, read_term, read_languages):
            yield from read(text, self._fields)
        yield from read_times(text, self._fields, asked=_SPEED in paths)
        yield from self._dated(text, asked)
        for read in (read_lengths, read_measures, read_phrases):
            yield from read(text, self._fields)
        if described:
            kind = read_use_case(without_offers(there), self._use_cases) or read_use_case(
                there, self._use_cases
            )
            yield from [kind] if kind is not None else []
        yield from told(text, self._fields)
        if described:
            yield from read_outcomes(text, self._fields)

    def _dated(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        """Return the deadline that a text tells by the calendar."""
        if self._today is None or DEADLINE not in self._fields:
            return []
        return read_dates(text, self._fields, self._today, asked=asked is not None and asked.main == DEADLINE)

    def _described(self, found: list[ReadAnswer], text: Passage) -> Reading:
        """Return the reading of a description, which names the figures and denials that it passed over."""
        text.remarks.extend(not_ruled_out(text))
        unused = [one for one in unheard(text, found) if found or forbids(one.words)]
        bans = tuple(Ban(one.sentence, remark_on(one.words)) for one in unused if forbids(one.words))
        text.remarks.extend(remark_on(one.words) for one in unused)
        told = [*(shown(one.words) for one in unused), *(hit.span for hit in found)]
        left = [words for words in passed_over(text) if found and not any(words in one for one in told)]
        if left:
            text.refuse("others", words=", ".join(map(repr, left)))
        return replace(self._reading(found, text), forbidden=bans)

    def _reading(self, found: list[ReadAnswer], text: Passage) -> Reading:
        if not found and not text.remarks:
            for number in islice(numbers_in(text), 1):
                text.refuse("uncounted", words=text.text[number.start : number.end])
        remarks = tuple(dict.fromkeys(text.remarks))
        notes = tuple(dict.fromkeys(text.notes))
        claims = repeated_claims(text, self._catalog.claims.values())
        return Reading(tuple(found), remarks, notes, claims)

    def claims(self, text: str) -> tuple[str, ...]:
        """Return the ids of the judged claims that a text repeats and that do not hold."""
        return repeated_claims(passage(text), self._catalog.claims.values())

    def _says_less(self, reply: Reply, text: Passage, asked: Question) -> bool:
        """Return whether a word is an answer to one field, of which a longer label adds figures unsaid."""
        word = text.text.strip()
        figures = any(self._fields[path].kind == "number" for path in reply.answers if path != asked.main)
        if not figures or " " in word or word.casefold() == reply.label.casefold():
            return False
        return bool(self._worded(text, asked.fields))

    def _of_kin(self, found: list[ReadAnswer], text: Passage, asked: Question) -> list[ReadAnswer]:
        """Return what a reply says of fields of which people speak there too, of what they wish and have."""
        heard = set(also_heard(asked.main, text.text)) - {asked.main}
        kin = {
            path
            for question in self._questions.values()
            if question.main in heard
            for path in question.fields
        }
        return [hit for hit in found if hit.path in kin or hit.path.startswith(_ANYWHERE)]

    def _beside(self, text: Passage, path: str, asked: Question) -> list[ReadAnswer]:
        """Return what a reply to a question says in fixed words of its main field or of another one."""
        main = self._fields[asked.main]
        answer = field_answer(self._fields[path], text.text, None if path == main.path else main)
        return [ReadAnswer(path, answer, text.text)] if answer is not None else []

    def _worded(self, text: Passage, paths: Iterable[str]) -> list[ReadAnswer]:
        """Return what words of a person's own say of some fields."""
        answers = {path: field_answer(self._fields[path], text.text) for path in paths}
        return [ReadAnswer(path, answer, text.text) for path, answer in answers.items() if answer is not None]

    def _typed(self, field: Field, text: str) -> Answer | None:
        try:
            if field.kind == "devices":
                return Answer(devices_from_words(field.path, text), said=text) if not text.strip() else None
            return coerce(field, as_counted(field.unit, text), said=text)
        except UserError:
            return None

    def _found(self, path: str, text: str) -> Answer | None:
        question = next((q for q in self._questions.values() if path in q.fields), None)
        hits = {hit.path: hit.answer for hit in self._free(passage(text), question)}
        return hits.get(path)


def _one_job(text: Passage) -> Passage:
    """Return a text that speaks of one job: of two, the words of one are taken out, and both are told."""
    jobs = two_jobs(text)
    if jobs is None:
        return text
    text.remarks.append(jobs.remark())
    return jobs.without_the_other(text)
