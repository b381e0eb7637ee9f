"""What all rooms' tests share: one advisor, looks at profiles, and the option that rewrites golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from advisor.api import Advisor
    from advisor.decide.assess import Assessment
    from advisor.decide.records import Recommendation

TODAY = date(2026, 11, 20)
HOME_FOLDERS = ("DATA", "CONFIG", "CACHE", "STATE")

# A busy machine makes a test slow, and no test wrong.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``golden/<name>.txt`` beside the test, or write it with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = Path(request.path).parent / "golden" / f"{name}.txt"
        text = "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert file.is_file(), f"{file.name} is missing; run pytest --update-golden and read the result"
        assert text == file.read_text("utf-8")

    return compare


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test, and every program that it starts, a home of its own below the temporary folder.

    So no test reads the books or writes into the conversations of whoever runs it.
    """
    folder = tmp_path_factory.getbasetemp() / "homes" / uuid4().hex
    folder.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in HOME_FOLDERS:
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        patch.setenv("ADVISOR_CONFIG_DIR", str(folder / "no-config"))
        patch.delenv("ADVISOR_DATA_DIR", raising=False)
        yield folder


@pytest.fixture(scope="session")
def advisor() -> Advisor:
    """The shipped advisor without plugins, for all tests of a session."""
    from advisor.api import Advisor

    return Advisor.load(plugins=False, today=TODAY)


@pytest.fixture(scope="session")
def assessed(advisor: Advisor) -> Callable[..., Assessment]:
    """Look at a profile given by its groups: ``assessed(workload={"requests_per_day": 500})``."""

    def look(**groups: Any) -> Assessment:
        return advisor.assess(advisor.profile(groups))

    return look


@pytest.fixture(scope="session")
def recommended(advisor: Advisor) -> Callable[..., Recommendation]:
    """Return the recommendation for a profile given by its groups."""

    def decide(seed: int = 0, **groups: Any) -> Recommendation:
        return advisor.recommend(advisor.profile(groups), seed=seed, as_of=TODAY)

    return decide
