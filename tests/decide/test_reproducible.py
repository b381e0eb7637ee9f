"""The same profile gives the same bytes in any process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys, tomllib
from datetime import date
from advisor.api import Advisor
from advisor.report.as_json import recommendation_json
from advisor.resources import bundled
from pathlib import Path
import advisor

advisor_ = Advisor.load(plugins=False, today=date(2026, 11, 20))
text = (Path(advisor.__file__).parent / "examples" / f"{sys.argv[1]}.toml").read_text("utf-8")
found = advisor_.recommend(advisor_.profile(tomllib.loads(text)), seed=3, as_of=date(2026, 11, 20))
sys.stdout.buffer.write(json.dumps(recommendation_json(found)).encode())
"""
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
)


def answer(example: str, surroundings: dict[str, str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, example],
        env={**os.environ, **surroundings},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize("example", ["saas_features", "finetune_project"])
def test_hash_seed_time_zone_and_language_change_no_byte(example: str) -> None:
    first, second = (answer(example, surroundings) for surroundings in SURROUNDINGS)
    assert len(first) > 10_000
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
