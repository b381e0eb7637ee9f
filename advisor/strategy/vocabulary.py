"""The words that options are told by, sorted by what they are and by what carries them."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.strategy.anchors import Anchors
from advisor.strategy.context import Context
from advisor.strategy.records import Option


class Vocabulary:
    """Words by what they are, worked out once for all profiles.

    Args:
        options: Every option by its word.
        anchors: Tell which deployment carries a word.
    """

    def __init__(self, options: Mapping[str, Option], anchors: Anchors) -> None:
        self._options, self._anchors = options, anchors
        self.training = frozenset(word for word, option in options.items() if option.trains)
        self._kinds: dict[str, frozenset[str]] = {}
        self._carried: dict[tuple[str, str], frozenset[str]] = {}
        self._tuned: dict[str, frozenset[str]] = {}

    def of(self, kind: str) -> frozenset[str]:
        """Return the words of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = frozenset(w for w, option in self._options.items() if option.kind == kind)
        return self._kinds[kind]

    def carried(self, kind: str, deployment: str) -> frozenset[str]:
        """Return the words of a kind that a deployment carries."""
        key = kind, deployment
        if key not in self._carried:
            self._carried[key] = frozenset(w for w in self.of(kind) if self._anchors.carries(deployment, w))
        return self._carried[key]

    def tuned(self, deployment: str) -> frozenset[str]:
        """Return the words for training of which a deployment carries some form."""
        if deployment not in self._tuned:
            carries = self._anchors.carries
            self._tuned[deployment] = frozenset(
                w for w in self.training if any(carries(deployment, form) for form in self._forms(w))
            )
        return self._tuned[deployment]

    def _forms(self, word: str) -> tuple[str, ...]:
        children = (w for w, option in self._options.items() if word in option.parents)
        return word, self._anchors.instead.get(word, word), *children


def vocabulary(context: Context) -> Vocabulary:
    """Return the words of a context's options."""
    known: dict[int, Vocabulary] = context.supply.remember(("vocabulary",), dict)
    found = known.get(id(context.options))
    if found is None:
        found = known[id(context.options)] = Vocabulary(context.options, context.anchors)
    return found
