"""``advisor plugins new`` writes a distribution that works, and list and doctor tell what is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.cli import main

Capture = pytest.CaptureFixture[str]
Install = Callable[..., str]


@pytest.fixture
def scaffold(tmp_path: Path) -> Path:
    """Return a new plugin, installed as an editable install would be: a path and an entry point."""
    assert main(["plugins", "new", "two-sites", str(tmp_path)]) == 0
    folder = tmp_path / "advisor-two-sites"
    info = folder / "src" / "advisor_two_sites-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: advisor-two-sites\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[advisor]\ntwo_sites = advisor_two_sites\n")
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the plugin's folder with the plugin on the path."""
    environ = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_a_new_plugin_passes_its_own_tests(scaffold: Path) -> None:
    done = run(scaffold, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_the_doctor_finds_a_new_plugin_well(scaffold: Path) -> None:
    done = run(scaffold, "-m", "advisor", "plugins", "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "advisor-two-sites 0.1.0: advisor_plugin_info, advisor_profile_fields" in done.stdout
    assert done.stdout.endswith("All is well.\n")


def test_a_new_plugin_passes_the_style_of_the_house(scaffold: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    for words in (
        ("check", "--config", str(root / "pyproject.toml"), "src"),
        ("format", "--check", "--line-length", "88", "src"),
    ):
        done = run(scaffold, "-m", "ruff", *words)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_entry_point_in_the_project_file_names_the_module(scaffold: Path) -> None:
    import tomllib

    project = tomllib.loads((scaffold / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == "advisor-two-sites"
    assert project["entry-points"] == {"advisor": {"two_sites": "advisor_two_sites"}}


def test_an_existing_folder_is_never_touched(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "advisor-mine").mkdir()
    assert main(["plugins", "new", "mine", str(tmp_path)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert list((tmp_path / "advisor-mine").iterdir()) == []


@pytest.mark.parametrize("name", ["Mine", "../x", "a b", "import", "-x", "9"])
def test_a_plugin_name_is_plain(name: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["plugins", "new", "--", name, str(tmp_path)]) == 2
    assert "small letters" in capsys.readouterr().err


def test_list_shows_every_plugin_and_fails_when_one_was_set_aside(install: Install, capsys: Capture) -> None:
    assert main(["plugins", "list"]) == 0
    assert "advisor-airgap 0.1.0  loaded  What an air-gapped site has to plan for." in capsys.readouterr().out
    install("bad", "import nothing_of_that_name")
    assert main(["plugins", "list"]) == 1
    assert "set aside  it cannot be imported: ModuleNotFoundError" in capsys.readouterr().out


def test_list_as_json_holds_reasons(install: Install, capsys: Capture) -> None:
    install("bad", "import nothing_of_that_name")
    assert main(["plugins", "list", "--json"]) == 1
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["plugins"]}
    assert (rows["airgap"]["status"], rows["airgap"]["distribution"]) == ("loaded", "advisor-airgap")
    assert rows["bad"]["reason"].startswith("it cannot be imported")


def test_the_doctor_calls_hooks_and_runs_rule_tests(
    install: Install, tmp_path: Path, capsys: Capture
) -> None:
    pack = tmp_path / "pack.toml"
    assert main(["rules", "new", "mine", str(tmp_path)]) == 0
    text = (tmp_path / "mine.toml").read_text().replace("requests_per_day = 2e6", "requests_per_day = 2")
    pack.write_text(text)
    install(
        "sick",
        f"@hookimpl\ndef advisor_rule_packs():\n    return [Path({str(pack)!r})]\n"
        "@hookimpl\ndef advisor_options():\n    1 / 0\n"
        "@hookimpl\ndef advisor_report_sections(recommendation):\n    return recommendation.nothing",
    )
    assert main(["plugins", "doctor"]) == 1
    out = capsys.readouterr().out
    assert "MIN001 'fires on a busy site of its own': expected fired, got not_fired" in out
    assert (
        "The advisor_options of plugin sick (advisor-sick 1.0) was left out: it failed with ZeroDivision"
        in out
    )
    assert (
        "advisor_report_sections of plugin sick (advisor-sick 1.0) was left out: it failed with Attrib" in out
    )
    assert out.endswith("Things to mend: 3.\n")


def test_plugins_can_be_listed_from_a_folder(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "single.py").write_text(
        "from advisor.plugins import *\n"
        "@hookimpl\ndef advisor_plugin_info():\n    return [PluginInfo('One file.')]\n"
    )
    assert main(["plugins", "list", "--plugins-dir", str(tmp_path)]) == 0
    assert "One file." in capsys.readouterr().out
    assert main(["plugins", "list", "--plugins-dir", str(tmp_path / "absent")]) == 2
