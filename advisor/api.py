"""The advisor: one object behind the chat, the command line and scripts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from advisor.assembled import Assembled
from advisor.catalog.ages import OLD, old_facts
from advisor.decide.affordable import Affordable, affordable
from advisor.decide.assess import Assessment, assess, flat, opened
from advisor.decide.collecting import collected_later
from advisor.decide.corrections import correction, own_words
from advisor.decide.cost_of import cost_report
from advisor.decide.cost_records import CostReport
from advisor.decide.explain import explain
from advisor.decide.figures import computed, figures_of
from advisor.decide.front import leading
from advisor.decide.recommend import recommend, settled
from advisor.decide.records import Correction, Recommendation
from advisor.decide.ruled import ruled
from advisor.decide.standing import Standing, standing
from advisor.decide.whatif import WhatIf
from advisor.errors import UserError
from advisor.interview.assume import contradictions, fill
from advisor.interview.claims import repeated_claims
from advisor.interview.order import Asked, next_question
from advisor.interview.questions import Question
from advisor.interview.reading import passage
from advisor.interview.remarks import remarks
from advisor.interview.tried import Tried
from advisor.profile import Profile
from advisor.profile.document import profile_from
from advisor.quantity import Quantity
from advisor.report.evidence import compared_figures
from advisor.strategy.named import unknown_names
from advisor.strategy.use_cases import UseCase, kind_told
from advisor.strategy.used_share import behind_the_use, told_by_use
from advisor.strategy.workload import workload_of

if TYPE_CHECKING:
    from advisor.interview.reader import Reading

PAID = ("usd_month", "usd_once", "usd_lifetime")
"""Figures of a plan whose prices are marked where they are old."""


class Advisor(Assembled):
    """What the front ends and scripts ask: the reading of texts, questions, recommendations, explanations."""

    @cached_property
    def _tried(self) -> Tried:
        """What earlier questions tried."""
        return Tried()

    def read(self, text: str, asked: Question | None = None) -> Reading:
        """Return what free text says; with ``asked``, a short reply is read in that question's unit."""
        return self.reader.read(text, asked)

    def profile(self, document: Mapping[str, Any], *, source: str = "profile") -> Profile:
        """Return the profile of a document as it comes from TOML or JSON.

        Raises:
            UserError: When a field is unknown or a value is not possible.
        """
        return profile_from(document, self.fields, source=source)

    def use_case(self, profile: Profile) -> UseCase:
        """Return the kind of project, the undecided one while none is named."""
        return self.use_cases[kind_told(profile, self.use_cases)]

    def filled(self, profile: Profile) -> Profile:
        """Return the profile with assumptions where nothing was said."""
        use_case = self.use_case(profile)
        full = fill(profile, use_case)
        if not told_by_use(full):
            return full
        return behind_the_use(opened(self.engine, full, use_case, self.today, workload_of(full)))

    def contradictions(self, profile: Profile) -> tuple[str, ...]:
        """Return answers that do not go together, one sentence each."""
        return contradictions(profile)

    def recommend(self, profile: Profile, *, seed: int = 0, as_of: date) -> Recommendation:
        """Return the recommendation; the same arguments give the same result.

        Its tipping points are searched for when they, or the roadmap, are first read.

        Args:
            profile: What the user said; assumptions are filled in.
            seed: Seed of the draws.
            as_of: The day for which it is computed.
        """
        noticed = (*self.contradictions(profile), *unknown_names(profile, self.catalog))
        found = recommend(
            self.engine,
            self.filled(profile),
            self.use_case(profile),
            self.filled,
            seed=seed,
            as_of=as_of,
            problems=(*self.problems, *noticed),
        )
        used = self.catalog.repriced
        heard = remarks(lambda: self.reader, profile.text("use_case.story"))
        sections = tuple((c.item.title, c.item.markdown) for c in self.plugins.collect_sections(found))
        return replace(
            found,
            sections=sections if used is None else (used.section(), *sections),
            problems=(*self.problems, *noticed),
            unread=heard.other_remarks,
            forbidden=tuple(ban.sentence for ban in heard.forbidden),
            notes=heard.notes,
            corrections=self.corrections(profile),
            old_facts=old_facts(self.catalog, compared_figures(found), as_of),
            books={**self.catalog.books, **{pack.path.name: pack.sha256 for pack in self.own_packs}},
            plugins=self.plugins.versions,
        )

    def corrections(self, profile: Profile) -> tuple[Correction, ...]:
        """Return the statements in the words of a profile that do not hold, in the book's order."""
        told = self._claims(own_words(profile))
        return tuple(correction(self.catalog, claim, self.today) for claim in told)

    @cached_property
    def _claims(self) -> Callable[[str], tuple[str, ...]]:
        """What words claim that does not hold, by id; each text is read once."""
        claims = self.catalog.claims.values()
        return lru_cache(maxsize=64)(lambda words: repeated_claims(passage(words), claims))

    def assess(self, profile: Profile) -> Assessment:
        """Return facts, findings and ranked plans without the draws."""
        return assess(self.engine, self.filled(profile), self.use_case(profile), self.today)

    def standing(self, profile: Profile) -> Standing:
        """Return the quick ranking for a side panel."""
        found = self.assess(profile)
        now = standing(found)
        prices = [q for name, q in found.best.plan.estimates.items() if name in PAID]
        if not now.cost_label or not old_facts(self.catalog, prices, self.today):
            return now
        return replace(now, cost_label=f"{now.cost_label}, {OLD} prices")

    def cost(self, profile: Profile, *, months: int | None = None, seed: int = 0) -> CostReport:
        """Return the bills of the plan in front and of the other ways, with what moves them.

        Args:
            profile: What the user said; assumptions are filled in.
            months: Length of the bill; the profile's horizon when left out.
            seed: Seed of the draws.
        """
        if months is not None:
            horizon = profile_from({"time.horizon_months": months}, self.fields, source="--months")
            profile = profile.with_answers(horizon.answers)
        found = self.assess(profile)
        noticed = (*self.contradictions(profile), *unknown_names(profile, self.catalog))
        return cost_report(found, months=found.context.workload.months, seed=seed, problems=noticed)

    def affordable(self, profile: Profile, usd_month: float) -> Affordable:
        """Return what a sum a month gets for the load of a profile, and what the next step costs."""
        return affordable(self.assess(profile), usd_month)

    def next_question(self, profile: Profile, skipped: Iterable[str] = ()) -> Asked | None:
        """Return the question whose answer could change the advice most, or None when none could.

        Args:
            profile: What the user said so far.
            skipped: Ids of questions that the user passed over.
        """

        @cache
        def what_if() -> WhatIf:
            now = self.filled(profile)
            today = leading(self.engine, now, self.use_case(now), self.today)
            return WhatIf(self.engine, today, self.use_case, self.today)

        def outcome(filled: Profile) -> Hashable:
            return self._tried.outcome(filled, lambda filled: settled(what_if().assessed(filled)))

        passed = frozenset(skipped)
        with collected_later(self.engine.answered):
            found = next_question(profile, self.questions, self.use_case(profile), outcome, passed)
            return found or self._asked_by_a_rule(profile, passed)

    def settles(self, profile: Profile) -> Hashable:
        """Return what questions are asked for: deployment, adaptations and class of hardware."""
        return settled(self.assess(profile))

    def _asked_by_a_rule(self, profile: Profile, skipped: frozenset[str]) -> Asked | None:
        """Return the question that a fired ``ask`` rule wants answered though no answer changes the plan."""
        if not profile.said("use_case.kind"):
            return None
        now = self.filled(profile)
        context = opened(self.engine, now, self.use_case(now), self.today, workload_of(now))
        asks = ruled(self.engine, context, flat(now))[0].directives.asks
        wanted = {f.rule.ask: f.message for f in asks if f.status == "fired"}
        open_now = [
            (question, wanted[question.main])
            for name, question in sorted(self.questions.items())
            if question.main in wanted and name not in skipped and not question.settled(profile)
        ]
        return Asked(open_now[0][0], open_now[0][1], len(open_now)) if open_now else None

    def explain(self, name: str, profile: Profile | None = None) -> str:
        """Return what a rule, field, claim, option, parameter or figure means, as plain text.

        Args:
            name: Code, path, id, word, or the name of a figure such as ``usd_month``.
            profile: Whose figures are shown with how they were computed; assumptions alone when left out.

        Raises:
            UserError: When nothing has that name.
        """
        figures = figures_of(self.assess(profile or Profile(fields=self.fields)))
        wanted = name.strip().removeprefix("facts.")
        figure = figures.get(wanted)
        known = self.catalog.parameters
        shown_figure = figure or (self.catalog.parameter(wanted) if wanted in known else None)
        aged = old_facts(self.catalog, [shown_figure], self.today) if shown_figure else ()
        ages = "".join(f"\n{OLD}: {fact.sentence(self.today)}" for fact in aged)
        return self._explained(name, figure, figures) + ages

    def _explained(self, name: str, figure: Quantity | None, figures: Mapping[str, Quantity]) -> str:
        try:
            text = explain(self.library, self.fields, self.catalog, self.options, name, more=figures)
        except UserError:
            if figure is None:
                raise
            return computed(figure)
        return text if figure is None else f"{text}\n{computed(figure)}"

    def claim_correction(self, claim_id: str) -> tuple[str, str]:
        """Return two lines that put a statement right, and the source."""
        found = correction(self.catalog, claim_id, self.today)
        return f"{found.said}\n{found.holds}", found.source
