"""Free text read into answers, offline and without guessing: each answer keeps its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.interview.bare import bare_answers, is_open, is_unsure, matching_reply, picked_reply
from advisor.interview.claims import repeated_claims
from advisor.interview.dotted import as_counted
from advisor.interview.field_words import field_answer
from advisor.interview.forgotten import without_forgotten
from advisor.interview.free_text import KIND, FreeText
from advisor.interview.instead import not_ruled_out
from advisor.interview.jobs import two_jobs
from advisor.interview.measures import numbers_in, passed_over
from advisor.interview.own_words import BESIDE, also_heard, replied
from advisor.interview.questions import Question, Reply
from advisor.interview.reading import Ban, Passage, ReadAnswer, Reading, passage
from advisor.interview.unheard import forbids, remark_on, shown, unheard
from advisor.profile import Answer, Field, Fields
from advisor.profile.coerce import coerce
from advisor.profile.devices import devices_from_words
from advisor.strategy.use_cases import UseCase

__all__ = ["ReadAnswer", "Reader", "Reading"]

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
        self._questions = questions
        self._free = FreeText(fields, catalog, use_cases, today)

    def read(self, text: str, asked: Question | None = None) -> Reading:
        """Return what a text answers, what it says that was not taken, and the claims that it repeats.

        Args:
            text: What the user wrote; control characters are dropped.
            asked: The question it replies to: short replies are read in its unit.
        """
        clean = passage(text)
        if asked is None:
            one = _one_job(clean)
            return self._described(without_forgotten(one, self._free.read(one, None)), one)
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
        others = [hit for hit in self._free.read(added, asked) if hit.path not in chosen]
        return self._reading([*chosen.values(), *others], added)

    def _replied(self, whole: Passage, clean: Passage, asked: Question) -> Reading:
        """Return the reading of a reply in words of a person's own.

        Args:
            whole: The reply, to be read as a description.
            clean: The same, to be read in the unit of the question where that says nothing of it.
            asked: The question.
        """
        found = without_forgotten(whole, self._free.read(whole, asked))
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
        hits = {hit.path: hit.answer for hit in self._free.read(passage(text), question)}
        return hits.get(path)


def _one_job(text: Passage) -> Passage:
    """Return a text that speaks of one job: of two, the words of one are taken out, and both are told."""
    jobs = two_jobs(text)
    if jobs is None:
        return text
    text.remarks.append(jobs.remark())
    return jobs.without_the_other(text)
