"""What the rules tell the plan generator: words that are out, words that are on, and small corrections."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from advisor.rules.records import Finding


@dataclass(frozen=True, slots=True)
class Directives:
    """The fired rules about a profile, by what they do."""

    excluded: dict[str, Finding]
    """Words that no feasible plan may contain, with the rule that says so; a rule that names words of
    several kinds excludes only plans that hold one of each, so that no single word of it is out."""
    required: dict[str, Finding]
    preferred: dict[str, Finding]
    against: dict[str, Finding]
    warnings: tuple[Finding, ...]
    asks: tuple[Finding, ...]

    def wants(self, word: str) -> bool:
        """Return whether a word is required or preferred and not ruled out."""
        return (word in self.required or word in self.preferred) and not self.bars(word)

    def bars(self, word: str) -> bool:
        """Return whether a word is excluded, or advised against without being required."""
        return word in self.excluded or (word in self.against and word not in self.required)

    def requires(self, word: str) -> bool:
        """Return whether a word is required."""
        return word in self.required

    def excludes(self, word: str) -> bool:
        """Return whether a word is excluded."""
        return word in self.excluded

    def among(self, words: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return which of some words are required, and which preferred, in the order of the rules.

        Args:
            words: Of which it may be told whether they are.
        """
        required = tuple(word for word in self.required if word in words)
        return required, tuple(word for word in self.preferred if word in words)

    @property
    def plain(self) -> Directives:
        """The same, of which nothing is noted that is asked."""
        return self

    @property
    def words(self) -> tuple[Hashable, ...]:
        """All words by what is said of them: all that plans follow from, whichever rule says it."""
        return tuple(self.required), tuple(self.preferred), frozenset(self.excluded), frozenset(self.against)


def directives_of(findings: Iterable[Finding]) -> Directives:
    """Sort fired findings about a profile by what they do; undetermined ``ask`` rules count as asks."""
    by_kind: dict[str, list[Finding]] = {}
    against: dict[str, Finding] = {}
    asks: list[Finding] = []
    for finding in [found for found in findings if found.status != "not_fired"]:
        rule = finding.rule
        if finding.status == "undetermined" and rule.kind == "ask":
            asks.append(finding)
        if finding.status != "fired" or finding.plan:
            continue
        by_kind.setdefault(rule.kind, []).append(finding)
        for word in rule.against:
            against.setdefault(word, finding)
        if rule.kind == "ask":
            asks.append(finding)
    excluded = {
        word: f
        for f in by_kind.get("exclude", ())
        if len(f.rule.applies_to) == 1
        for words in f.rule.applies_to.values()
        for word in words
    }
    return Directives(
        excluded=excluded,
        required=_advised(by_kind.get("require", ())),
        preferred=_advised(
            [f for kind in ("exclude", "prefer", "adjust", "warn", "ask") for f in by_kind.get(kind, ())]
        ),
        against=against,
        warnings=tuple(by_kind.get("warn", ())),
        asks=tuple(asks),
    )


def _advised(findings: Iterable[Finding]) -> dict[str, Finding]:
    advised: dict[str, Finding] = {}
    for finding in findings:
        for word in _words_of(finding):
            advised.setdefault(word, finding)
    return advised


def _words_of(finding: Finding) -> tuple[str, ...]:
    """Return the words that a rule asks for when it fires."""
    rule = finding.rule
    named = rule.applies_to.values() if rule.kind == "prefer" else ()
    return (*rule.advise, *(word for words in named for word in words))


def asking_for(findings: Iterable[Finding], word: str) -> tuple[Finding, ...]:
    """Return every fired rule about the profile that asks for a word, where ``Directives`` keep the first."""
    return tuple(f for f in findings if f.status == "fired" and not f.plan and word in _words_of(f))
