"""A small advisor with three plans and five questions, for testing the conversation alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from advisor.conversation.begin import Beginning
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.store import Store, open_store
from advisor.decide.records import Recommendation
from advisor.decide.standing import Standing, StandingRow
from advisor.errors import UserError
from advisor.interview.order import Asked
from advisor.interview.questions import Question, Reply
from advisor.interview.reading import Ban, ReadAnswer, Reading
from advisor.profile import Answer, Fields, Profile, standard_fields
from advisor.strategy.use_cases import UseCase, load_use_cases

TODAY = date(2026, 11, 20)


def row(title: str, value: float, cost: str, feasible: bool = True, note: str = "") -> StandingRow:
    return StandingRow(title, value, cost, feasible, note, title)


def one(path: str, value: Any, label: str) -> Reply:
    return Reply(label, {path: Answer(value, said=label)})


def question(name: str, path: str, ask: str, why: str, *replies: Reply) -> Question:
    return Question(name, (path,), ask, why, replies, (path,))


QUESTIONS = (
    question(
        "purpose",
        "use_case.kind",
        "What should the AI do? Pick one, or describe it in your own words.",
        "The use case sets every default.",
        one("use_case.kind", "chatbot", "Answer customers"),
        one("use_case.kind", "document_qa", "Answer from documents"),
        one("use_case.kind", "classification", "Sort or moderate"),
    ),
    question(
        "volume",
        "workload.requests_per_day",
        "How many requests on a normal day?",
        "The volume decides between renting and calling.",
        one("workload.requests_per_day", 500.0, "About 500"),
        one("workload.requests_per_day", 5000.0, "About 5,000"),
        one("workload.requests_per_day", 100000.0, "About 100,000"),
    ),
    question(
        "boundary",
        "data.boundary",
        "May customer messages go to a provider under a contract?",
        "A no removes every hosted model.",
        one("data.boundary", "contract", "Yes"),
        one("data.boundary", "region", "Only inside our region"),
        one("data.boundary", "own_network", "Never outside our network"),
    ),
    question(
        "team",
        "team.skill",
        "Who will run it?",
        "Own hardware needs somebody to run it.",
        one("team.skill", "developers", "Developers"),
        one("team.skill", "ml", "Somebody with GPU experience"),
    ),
)


@dataclass
class FakeAdvisor:
    """Reads "N a day", "own network" and "chat"; ranks three plans by price and boundary."""

    fields: Fields = field(default_factory=standard_fields)
    recommended: int = 0

    @property
    def questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in QUESTIONS}

    @property
    def use_cases(self) -> Mapping[str, UseCase]:
        return load_use_cases()

    def filled(self, profile: Profile) -> Profile:
        if profile.number("workload.requests_per_day") is None:
            return profile.with_answer("workload.requests_per_day", Answer(1000.0, "assumed"))
        return profile

    def contradictions(self, profile: Profile) -> tuple[str, ...]:
        alone = profile.text("team.skill") == "ml" and profile.text("data.boundary") == "region"
        return ("A region and a GPU expert do not go together.",) if alone else ()

    def read(self, text: str, asked: object = None) -> Reading:
        found = []
        if "chat" in text:
            found.append(ReadAnswer("use_case.kind", Answer("chatbot", said="chat"), "chat"))
        if number := re.search(r"([0-9][0-9,]*)(k?)\b", text):
            value = float(number[1].replace(",", "")) * (1000 if number[2] else 1)
            found.append(ReadAnswer("workload.requests_per_day", Answer(value, said=number[0]), number[0]))
        if "own network" in text:
            found.append(
                ReadAnswer("data.boundary", Answer("own_network", said="own network"), "own network")
            )
        claims = ("api-always-cheaper",) if "always cheaper" in text else ()
        banned = [words for words in text.split(". ") if "must never" in words]
        bans = tuple(Ban(words, f"I did not use: {words!r}") for words in banned)
        return Reading(tuple(found), tuple(ban.remark for ban in bans), claims=claims, forbidden=bans)

    def claim_correction(self, name: str) -> tuple[str, str]:
        return "An API is not always cheaper.\nAbove about 40,000 requests a day a card wins.", f"book {name}"

    def explain(self, name: str) -> str:
        if name.upper() != "TPOT":
            raise UserError(f"Nothing is called {name!r}.")
        return "TPOT: time per output token."

    def next_question(self, profile: Profile, skipped: Sequence[str] = ()) -> Asked | None:
        left = [
            q for q in QUESTIONS if q.id not in skipped and not any(p in profile.answers for p in q.fields)
        ]
        return Asked(left[0], "It still flips the first place.", len(left)) if left else None

    def standing(self, profile: Profile) -> Standing:
        volume = profile.number("workload.requests_per_day", 1000.0) or 0.0
        api, card = volume * 0.074, 940.0
        closed = profile.text("data.boundary") == "own_network"
        rows = [
            row("Hosted model", 0 if closed else 0.9 - api / 8000, f"${api:,.0f} a month", not closed,
                    "the data may not leave" if closed else ""),
            row("Own GPU", 0.5, "$940 a month"),
            row("Fine-tuned model", 0.3, "$1,200 a month"),
        ]  # fmt: skip
        rows.sort(key=lambda row: (not row.feasible, -row.value))
        bare = rows[0].title == "Hosted model"
        share = min(99.0, volume / 70_000 * 100)
        return Standing(
            tuple(rows),
            "none" if bare else "1x L40S (48 GB)",
            f"Use the {rows[0].title.lower()}.",
            (f"At {volume:,.0f} a day a card would be busy {share:.0f}% of the time.",),
            f"{rows[0].cost_label} ({api if bare else card:,.0f}–{(api if bare else card) * 2:,.0f})",
        )

    def recommend(self, profile: Profile, *, seed: int = 0, as_of: date) -> Recommendation:
        self.recommended += 1
        return Recommendation(
            as_of=as_of, seed=seed, profile=self.filled(profile), title="Support chatbot: use a hosted model",
            verdict="inference", headline="Call a hosted model.", sureness="clear", hardware_class="none",
            feasible=True, plans=(), refused=(), advice=(), advice_against=(), assumptions=(),
            questions_open=(), findings=(), factors=(), bill=None, risks=(),
            risk_of_not_acting="", not_priced=(), relaxations=(), review_by=as_of, review_trigger="",
        )  # fmt: skip


def render(recommendation: Recommendation) -> str:
    said = "".join(f"- {path}: {answer.value}\n" for path, answer in recommendation.profile)
    return f"# {recommendation.title}\n\n{recommendation.headline}\n\n{said}"


def beginning(folder: Path, store: Store | None = None) -> Beginning:
    """Conversations saved below a folder, reports beside them."""
    warning = ""
    if store is None:
        store, warning = open_store(folder / "data")
    return Beginning(store, render, TODAY, warning, folder=folder / "reports")


def talk(folder: Path, *lines: str, engine: FakeAdvisor | None = None) -> Dialogue:
    """A new conversation in which these lines were said."""
    dialogue = beginning(folder).dialogue(engine or FakeAdvisor())
    for line in lines:
        dialogue.say(line)
    return dialogue
