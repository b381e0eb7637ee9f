"""The page of accuracy: figures from measurements, the same bytes every time, stale when they move."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from advisor.catalog import load_catalog
from advisor.cli.validate import COLUMNS, KINDS
from advisor.estimate.accuracy_page.command import main
from advisor.estimate.accuracy_page.left_out import left_out
from advisor.estimate.accuracy_page.page import cell, page, worst
from advisor.estimate.accuracy_page.record import mark, with_survey
from advisor.estimate.accuracy_page.settings import device_class, kinds, settings
from advisor.estimate.accuracy_page.sources import source_name, source_table
from advisor.estimate.accuracy_page.survey import Survey, survey
from advisor.estimate.benchmark import METRICS, REGIMES
from advisor.estimate.published import published_rows
from advisor.estimate.validate_serving import validate_serving

DOCS = Path(__file__).resolve().parents[2] / "docs"
DAY = ["--day", "2026-11-21"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the page of the points that ship."""
    folder = tmp_path_factory.mktemp("docs")
    assert main(["-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def shipped() -> dict[str, Survey]:
    """Return the surveys of the points that ship."""
    catalog = load_catalog()
    return {kind["id"]: survey(kind, None, catalog) for kind in kinds()}


def csv_of(rows: list[dict[str, str]], path: Path) -> Path:
    """Write rows as a file of measurements."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_same_measurements_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    assert main(["-o", str(tmp_path)]) == 0
    for path in sorted(written.rglob("*.*")):
        assert (tmp_path / path.relative_to(written)).read_bytes() == path.read_bytes()


def test_a_check_passes_on_what_was_written_and_fails_on_what_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-o", str(tmp_path)]) == 0
    assert main(["-o", str(tmp_path), "--check"]) == 0
    text = (tmp_path / "accuracy.md").read_text("utf-8")
    (tmp_path / "accuracy.md").write_text(text.replace("%", "%%", 1), "utf-8")
    assert main(["-o", str(tmp_path), "--check"]) == 1
    assert "accuracy.md is stale" in capsys.readouterr().err
    (tmp_path / "accuracy.md").write_text(text, "utf-8")
    (tmp_path / "accuracy" / "left-over.svg").write_text("<svg/>", "utf-8")
    assert main(["-o", str(tmp_path), "--check"]) == 1
    assert main(["-o", str(tmp_path)]) == 0
    assert not (tmp_path / "accuracy" / "left-over.svg").exists()


def test_the_page_says_what_validate_says(written: Path) -> None:
    report = validate_serving(None, load_catalog())
    line = (
        f"| `advisor validate serving` | {report['n']} | {report['answered']} | {report['median_ape']:.1%} |"
    )
    assert line in (written / "accuracy.md").read_text("utf-8")


def test_every_regime_that_ships_enough_points_has_a_row_and_a_plot(
    written: Path, shipped: dict[str, Survey]
) -> None:
    text = (written / "accuracy.md").read_text("utf-8")
    drawn = {plot["id"] for plot in settings()["plot"] if plot["id"] in shipped[plot["kind"]]["plots"]}
    assert drawn >= {"serving-max-load", "serving-tpot", "serving-ttft", "training-runs", "finetune-memory"}
    for name in drawn:
        assert f"(accuracy/{name}.svg)" in text
    in_a_plot = {regime for plot in settings()["plot"] for regime in plot["where"].get("regime", ())}
    assert set(shipped["serving"]["groups"]["regime"]) <= in_a_plot


@pytest.mark.parametrize("folder", ["fresh", "committed"])
def test_every_picture_is_there_is_shown_and_is_small(folder: str, written: Path) -> None:
    root = written if folder == "fresh" else DOCS
    shown = set(re.findall(r"\((accuracy/[a-z-]+\.svg)\)", (root / "accuracy.md").read_text("utf-8")))
    there = {path.relative_to(root).as_posix() for path in (root / "accuracy").glob("*.svg")}
    assert shown == there
    for name in there:
        assert (root / name).stat().st_size < 60_000
        assert ElementTree.parse(root / name).getroot().attrib["viewBox"].startswith("0 0 800 ")


@pytest.mark.parametrize("folder", ["fresh", "committed"])
def test_every_table_of_the_page_is_rendered_as_one(folder: str, written: Path) -> None:
    text = ((written if folder == "fresh" else DOCS) / "accuracy.md").read_text("utf-8")
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == len(re.findall(r"^\|-", text, re.MULTILINE)) > 10
    assert not re.findall(r"<p>\s*\|", html)
    rows = len(re.findall(r"^\|(?!-)", text, re.MULTILINE))
    assert html.count("<tr>") == rows


def test_a_larger_file_is_recorded_and_read_again_without_it(tmp_path: Path) -> None:
    file = csv_of(published_rows("serving")[:60], tmp_path / "mine.csv")
    assert main(["-o", str(tmp_path), "--serving", str(file), *DAY]) == 0
    text = (tmp_path / "accuracy.md").read_text("utf-8")
    assert "a wide test of 2026-11-21" in text
    file.unlink()
    assert main(["-o", str(tmp_path), "--check"]) == 0
    record = json.loads((tmp_path / "accuracy" / "measured.json").read_text("utf-8"))
    assert record["kinds"]["serving"]["survey"]["n"] == 60
    assert main(["-o", str(tmp_path)]) == 0
    assert (tmp_path / "accuracy.md").read_text("utf-8") == text


def test_a_wide_test_of_an_earlier_estimator_says_so(shipped: dict[str, Survey]) -> None:
    empty = {"schema_version": 1, "kinds": {}}
    today = with_survey(empty, "training", shipped["training"], date(2026, 11, 21), mark(shipped, "training"))
    assert "The estimator has changed" not in page(shipped, today)
    earlier = with_survey(empty, "training", shipped["training"], date(2026, 11, 21), "another")
    assert "The estimator has changed since the wide test of training" in page(shipped, earlier)
    moved = {**shipped, "training": {**shipped["training"], "plots": {}}}
    assert mark(moved, "training") != mark(shipped, "training")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no rows"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"model,gpu\n", "no rows"),
        (b"colour,size\nred,7\n", "no row of the file can be answered"),
    ],
)
def test_a_file_that_says_nothing_is_refused_in_one_sentence(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    for option in ("--serving", "--training", "--finetune-memory", "--finetune-cost"):
        assert main(["-o", str(tmp_path), option, str(file)]) == 2
        said = capsys.readouterr().err.strip()
        assert words in said
        assert "\n" not in said
    assert not (tmp_path / "accuracy.md").exists()


@pytest.mark.parametrize("content", ["not json", "[]", '{"schema_version": 99}'])
def test_a_broken_record_is_refused(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "accuracy").mkdir()
    (tmp_path / "accuracy" / "measured.json").write_text(content, "utf-8")
    assert main(["-o", str(tmp_path)]) == 2
    assert "measured.json" in capsys.readouterr().err


def test_the_columns_that_the_page_names_are_those_that_validate_reads(written: Path) -> None:
    text = (written / "accuracy.md").read_text("utf-8")
    section = text.split("## Test it on your own benchmark")[1].split("\n## ")[0]
    for name in (*COLUMNS["serving"], *METRICS, *REGIMES, "concurrency_or_batch", "precision_weights"):
        assert f"`{name}`" in section


def test_every_kind_of_validation_has_its_part() -> None:
    assert {kind["option"] for kind in kinds()} >= set(KINDS)


def test_errors_left_out_are_those_of_the_coefficient_files() -> None:
    found = left_out()
    assert {row["regime"] for row in found["serving"]} >= {"max_throughput", "throughput", "tpot", "ttft"}
    assert all(0.0 < row["fitted"]["median"] < 1.0 for row in found["serving"])
    assert {"gpu_hours", "tok_s_per_gpu"} <= set(found["training"])


def test_the_worst_cells_come_first_and_good_ones_are_no_failure() -> None:
    cells = [
        {"cut": "ttft", "name": name, "median_ape": error, "coverage90": cover}
        for name, error, cover in (("a", 0.9, 0.9), ("b", 0.2, 0.95), ("c", 0.05, 0.5), ("d", 0.05, 0.95))
    ]
    assert [one["name"] for one in worst({"crossed": cells})] == ["a", "b", "c"]


def test_devices_are_sorted_into_classes_by_kind_and_generation() -> None:
    catalog = load_catalog()
    names = {"h100-sxm": "Hopper", "b200-sxm": "Blackwell, data centre", "mi300x": "CDNA", "m1-max": "Apple"}
    names |= {
        "rtx-3090": "Consumer and workstation",
        "a100-sxm-80gb": "Ampere, data centre",
        "tpu-v5e": "TPU",
    }
    for device, name in names.items():
        assert device_class(catalog.accelerator(device)) == name
    assert device_class(catalog.accelerator("gaudi-2")) == "Other devices"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NVIDIA/TensorRT-LLM:docs/performance.md@258c7540 (v0.17)", "NVIDIA/TensorRT-LLM"),
        ("github mosaicml/llm-foundry scripts/train/README.md", "mosaicml/llm-foundry"),
        ("index id 66344087465", "other public pages"),
        ("LLaMA paper, arXiv:2302.13971, table 15", "LLaMA paper, arXiv:2302.13971, table 15"),
    ],
)
def test_a_source_is_named_without_the_place_inside_it(text: str, name: str) -> None:
    assert source_name(text) == name


def test_sources_count_the_rows_that_were_answered() -> None:
    rows = [
        {"id": "1", "source": "a/b:x", "date": "2025-03-01"},
        {"id": "2", "source": "a/b:y", "date": "2024-02"},
        {"id": "3", "source": "c"},
        {"id": "4", "source": "c"},
    ]
    assert source_table(rows, {"1", "2", "3"}) == [("a/b", 2, "2024-02", "2025-03"), ("c", 1, "", "")]


def test_words_of_a_file_cannot_break_a_table() -> None:
    assert cell("a|b\n<img src=x> [x](y) `c`") == "a\\|b &lt;img src=x> \\[x\\](y) \\`c\\`"
