"""What the first answer needs is read ahead of it, and a failure then waits for the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.errors import UserError
from advisor.interview.reading import Reading
from advisor.tui.controller import Controller
from advisor.tui.messages import Failed
from tests.conversation.fakes import FakeAdvisor, beginning


@dataclass
class Listening(FakeAdvisor):
    heard: list[str] = field(default_factory=list)

    def read(self, text: str, asked: object = None) -> Reading:
        self.heard.append(text)
        return super().read(text, asked)


def test_a_text_is_read_before_anybody_writes_one(tmp_path: Path) -> None:
    engine: Any = Listening()
    Controller(lambda: engine, beginning(tmp_path)).warm()
    assert len(engine.heard) == 1


def test_a_failure_shows_when_the_conversation_begins(tmp_path: Path) -> None:
    def broken() -> Any:
        raise UserError("no book here")

    controller = Controller(broken, beginning(tmp_path))
    controller.warm()
    failed = controller.begin(None, lambda _: None)
    assert isinstance(failed, Failed)
