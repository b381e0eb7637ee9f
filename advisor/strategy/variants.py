"""Which adaptations and techniques a deployment carries, from what the rules and the user ask for."""

from __future__ import annotations

from advisor.strategy.context import Context
from advisor.strategy.in_use import TUNED
from advisor.strategy.named import FAILED
from advisor.strategy.once import once
from advisor.strategy.vocabulary import vocabulary

FROM_SCRATCH = "prompt_engineering"
"""Every use of a language model starts with its instructions."""
_HOSTED = "hosted_api"


@once
def wanted_words(context: Context, kind: str, deployment: str) -> tuple[str, ...]:
    """Return the required and preferred words of a kind that a deployment can carry, sorted."""
    required, preferred = context.directives.among(vocabulary(context).carried(kind, deployment))
    return tuple(sorted(word for word in {*required, *preferred} if not context.directives.bars(word)))


@once
def techniques(context: Context, deployment: str, natural: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the techniques of a plan: those asked for and those that its form brings by itself."""
    barred = context.directives.bars
    return tuple(
        sorted({*wanted_words(context, "technique", deployment), *(w for w in natural if not barred(w))})
    )


@once
def unit_techniques(context: Context, deployment: str, natural: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the techniques of a plan on a model that is no LLM."""
    words = techniques(context, deployment, natural)
    return tuple(w for w in words if w not in context.anchors.language_models_only)


@once
def adaptation_sets(context: Context, deployment: str) -> list[tuple[str, ...]]:
    """Return the sets of adaptations worth comparing on a deployment.

    What changes no weights and is asked for is always on, and so are instructions unless a rule excludes
    them. Tuning that the rules require is on; tuning that they only prefer, or that the user has in mind,
    gives a set with it and a set without it.
    """
    directives, options = context.directives, context.options
    still = [w for w in wanted_words(context, "adaptation", deployment) if not options[w].trains]
    opening = set() if directives.excludes(FROM_SCRATCH) else {FROM_SCRATCH}
    base = tuple(sorted({*opening, *still}))
    required, preferred = directives.among(vocabulary(context).tuned(deployment))
    must = _trained(context, deployment, required)
    may = _trained(context, deployment, (*preferred, *context.profile.words("wish.adaptations")))
    may = tuple(w for w in may if w not in must)
    if must:
        return [tuple(sorted({*base, *must}))]
    return [base, *(tuple(sorted({*base, word})) for word in may)]


def without_instructions(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a set of adaptations for a model that is no language model."""
    return tuple(word for word in words if word != FROM_SCRATCH)


@once
def unit_sets(context: Context, deployment: str, task: str) -> list[tuple[str, ...]]:
    """Return the sets of adaptations of a model that is no LLM.

    A model that knows nothing of the work until it has learned it is trained in every set.

    Args:
        context: The bundle.
        deployment: Where it runs.
        task: What the catalogue says that it does.
    """
    sets = [without_instructions(words) for words in adaptation_sets(context, deployment)]
    word = context.anchors.taught.get(task, "")
    if not word or context.directives.bars(word) or not context.anchors.carries(deployment, word):
        return sets
    learned = [words for words in sets if any(context.options[w].trains for w in words)]
    return learned or [tuple(sorted({*words, word})) for words in sets]


@once
def does_as_it_is(context: Context, deployment: str) -> bool:
    """Return whether a plan runs where the user measured that a hosted model does, and nothing is said
    against it: then no tuning is missing there, and what others run such work on tells nothing.

    Args:
        context: The bundle.
        deployment: Where the plan runs.
    """
    worked, failure = context.profile.words("evidence.worked"), context.profile.text("quality.failure")
    return deployment == _HOSTED and _HOSTED in worked and failure not in FAILED


@once
def missing_requirements(context: Context, deployment: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the required words that change weights and that a plan leaves out in every form; none where the
    user measured that a hosted model does without.

    Args:
        context: The bundle.
        deployment: Where the plan runs.
        words: Those of the plan.
    """
    if does_as_it_is(context, deployment):
        return ()
    missing = []
    for word in context.directives.among(vocabulary(context).training)[0]:
        if context.options[word].kind != "adaptation" or context.directives.bars(word):
            continue
        forms = {word, _instead(context, word)}
        if forms.isdisjoint(words) and _children(context, word).isdisjoint(words):
            missing.append(word)
    return tuple(sorted(missing))


def _trained(context: Context, deployment: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms of some tuning words that a deployment carries, without those that another is a form
    of: tuning a compressed base is tuning an add-on already."""
    found: set[str] = set()
    for word in words:
        option = context.options.get(word)
        if option is None or option.kind != "adaptation" or not option.trains:
            continue
        form = _form_in_mind(context, deployment, word)
        if not context.anchors.carries(deployment, word):
            form = _instead(context, word)
        if context.anchors.carries(deployment, form) and not context.directives.bars(form):
            found.add(form)
    wider = {parent for word in found for parent in context.options[word].parents}
    return tuple(sorted(found - wider))


def _form_in_mind(context: Context, deployment: str, word: str) -> str:
    """Return the form of a tuning word that the user named for it, else the word: who says QLoRA and is to
    tune an add-on tunes it on a compressed base."""
    said = set(context.profile.words("wish.adaptations")) - {word}
    forms = (child for child in sorted(_children(context, word) & said) if not context.directives.bars(child))
    return next((form for form in forms if context.anchors.carries(deployment, form)), word)


def _instead(context: Context, word: str) -> str:
    """Return the form of a tuning word where the weights belong to somebody else.

    Who named the open model, or the size of it, that they tuned, run or want to tune wants those weights:
    then there is no other form.
    """
    wish = context.profile
    own_words = ("wish.adaptations", "evidence.worked", TUNED)
    wanted = [own for path in own_words for own in wish.words(path)]
    own = word in wanted and (wish.said("wish.train_params_b") or wish.said("wish.model"))
    return word if own else context.anchors.instead.get(word, word)


def _children(context: Context, word: str) -> set[str]:
    return {option.id for option in context.options.values() if word in option.parents}
