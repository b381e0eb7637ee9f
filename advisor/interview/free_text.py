"""A description read into answers: what its words, its figures and its sentences say, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from advisor.catalog import Catalog
from advisor.interview.apart import FAILED, told_apart
from advisor.interview.calendar_days import DEADLINE, read_dates, to_the_day
from advisor.interview.campaigns import read_campaigns
from advisor.interview.classify import read_use_case
from advisor.interview.each import read_each
from advisor.interview.expected import read_expected
from advisor.interview.figure_roles import Seen, seen_in, with_roles
from advisor.interview.groups import read_groups
from advisor.interview.hardware import read_devices
from advisor.interview.home import read_home
from advisor.interview.labelled import read_labelled
from advisor.interview.lengths import read_lengths
from advisor.interview.lent import read_lent
from advisor.interview.measures import read_measures
from advisor.interview.models import read_models
from advisor.interview.money import read_money
from advisor.interview.names import NameIndex
from advisor.interview.of_them import read_of_them
from advisor.interview.others import without_gone, without_offers, without_others
from advisor.interview.outcomes import read_outcomes
from advisor.interview.own_words import told
from advisor.interview.per_place import read_per_place
from advisor.interview.phrases import read_phrases
from advisor.interview.places import REGION, more_than_the_union, region_of_boundary
from advisor.interview.questions import Question
from advisor.interview.reading import Passage, ReadAnswer, passage
from advisor.interview.sentence_words import with_sentences
from advisor.interview.spoken import read_languages, translated, with_the_rest
from advisor.interview.term import read_term
from advisor.interview.timing import read_times
from advisor.interview.trust import with_trusted
from advisor.profile import UNDECIDED, Fields
from advisor.strategy.made import goes_with
from advisor.strategy.use_cases import UseCase

KIND, MADE = "use_case.kind", "use_case.makes"
"""Who says what is made has decided what for."""
_SHARED_OUT = (
    read_campaigns,
    read_of_them,
    read_groups,
    read_per_place,
    read_each,
    read_term,
    read_languages,
)
"""Readers of figures that stand for several: they come before the plain ones."""
_SPEED = "latency.first_token_ms"
"""A question about this field asks for a time."""


class FreeText:
    """Reads what people write into answers, whatever it says."""

    def __init__(
        self, fields: Fields, catalog: Catalog, use_cases: Mapping[str, UseCase], today: date | None = None
    ) -> None:
        """Take what may be told.

        Args:
            fields: The fields of a profile, those of plugins included.
            catalog: Gives the names of devices and models.
            use_cases: Give the keywords of each kind of project.
            today: The day from which deadlines of the calendar count; without one none is read.
        """
        self._fields = fields
        self._catalog = catalog
        self._use_cases = use_cases
        self._today = today

    @cached_property
    def _devices(self) -> NameIndex:
        return NameIndex(self._catalog.accelerators)

    @cached_property
    def _models(self) -> tuple[NameIndex, ...]:
        return NameIndex(self._catalog.models), NameIndex(self._catalog.api_models)

    def read(self, text: Passage, asked: Question | None = None) -> list[ReadAnswer]:
        """Return what a text says, by its place: fixed words and figures first, then what sentences tell.

        Args:
            text: The text; what is read in it is marked.
            asked: The question that it replies to; None for a description.
        """
        kept = self._in_fixed_words(text, asked)
        if asked is None or KIND in asked.fields:
            kept = with_sentences(text, with_trusted(text, kept), self._fields)
        region = region_of_boundary(kept)
        if region is not None and all(hit.path != region.path for hit in kept):
            kept.append(region)
        return sorted(kept, key=lambda hit: hit.start)

    def by_fixed_words(self, text: Passage) -> list[ReadAnswer]:
        """Return what a description says in fixed words and in figures, believed or not."""
        return self._in_fixed_words(text, None)

    def _in_fixed_words(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        """Read what is said in fixed words, the surest kinds first; the first answer to a field stays."""
        found = {hit.path: hit for hit in self._figured(text, asked)}
        meant = str(found[KIND].answer.value) if KIND in found else ""
        if MADE in found and meant and not goes_with(meant):
            del found[MADE]
        elif MADE in found and meant == UNDECIDED:
            del found[KIND]
        text.remarks.extend(more_than_the_union(found.get(REGION)))
        so_far = asked is not None and FAILED in asked.fields
        counted = translated(text, with_the_rest(text, to_the_day(list(found.values()))))
        kept = told_apart(without_others(text), self._fields, counted, asked=so_far)
        return read_labelled(text, kept, self._fields)

    def _figured(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        """Return what patterns read, and in a description what its figures say that they passed over."""
        found = self._by_patterns(text, asked)
        described = asked is None or KIND in asked.fields
        return with_roles(text, found, self._fields) if described else found

    def _by_patterns(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        found: dict[str, ReadAnswer] = {}
        for hit in read_lent(text, list(self._hits(text, asked)), self._fields, self._today):
            found.setdefault(hit.path, hit)
        return list(found.values())

    def figures(self, text: str) -> list[Seen]:
        """Return the figures of a description with what patterns alone make of them."""
        clean = passage(text)
        return seen_in(clean, self._by_patterns(clean, None))

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
        yield from read_expected(text, self._fields, self._today)
        for read in _SHARED_OUT:
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
            yield from read_home(text, self._fields)
            yield from read_outcomes(text, self._fields)

    def _dated(self, text: Passage, asked: Question | None) -> list[ReadAnswer]:
        """Return the deadline that a text tells by the calendar."""
        if self._today is None or DEADLINE not in self._fields:
            return []
        return read_dates(text, self._fields, self._today, asked=asked is not None and asked.main == DEADLINE)
