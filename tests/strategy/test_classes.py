from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.strategy.classes import SCALE, hardware_class
from advisor.strategy.records import Hardware


@pytest.mark.parametrize(
    ("device", "count", "expected"),
    [
        ("rtx-4090", 1, "1x24GB"),
        ("rtx-4090", 2, "1x48GB"),
        ("l40s", 1, "1x48GB"),
        ("h100-sxm", 1, "1x80GB"),
        ("h200-sxm", 1, "1x80GB"),
        ("h100-sxm", 2, "2x80GB"),
        ("b200-sxm", 1, "2x80GB"),
        ("h100-sxm", 4, "4-8x80GB"),
        ("h100-sxm", 8, "4-8x80GB"),
        ("h100-sxm", 16, "multi-node"),
        ("h100-sxm", 999, "multi-node"),
        ("h100-sxm", 1000, "cluster_1000s"),
        ("jetson-orin-nano", 1, "edge_soc"),
        ("m4", 1, "apple_unified"),
    ],
)
def test_some_devices_are_of_a_class(advisor: Advisor, device: str, count: int, expected: str) -> None:
    assert hardware_class(advisor.catalog.accelerator(device), count) == expected


def test_no_device_is_no_class() -> None:
    assert hardware_class(None, 0) == "none"
    assert hardware_class(None, 8) == "none"


def test_no_devices_of_a_kind_are_no_class(advisor: Advisor) -> None:
    assert hardware_class(advisor.catalog.accelerator("h100-sxm"), 0) == "none"


def test_an_ordinary_server_is_of_the_class_of_cpus(advisor: Advisor) -> None:
    server = next(row for row in advisor.catalog.accelerators.values() if row.kind == "cpu")
    assert hardware_class(server, 1) == "cpu"


def test_a_desktop_with_unified_memory_is_no_board(advisor: Advisor) -> None:
    assert hardware_class(advisor.catalog.accelerator("dgx-spark"), 1) == "apple_unified"


def test_every_device_of_the_catalogue_has_a_class_of_the_scale(advisor: Advisor) -> None:
    found = {
        hardware_class(row, n) for row in advisor.catalog.accelerators.values() for n in (1, 2, 8, 64, 5000)
    }
    assert found <= set(SCALE)


def test_more_devices_of_a_kind_are_never_a_smaller_class(advisor: Advisor) -> None:
    for row in advisor.catalog.accelerators.values():
        if row.kind not in {"datacentre", "workstation", "consumer"}:
            continue
        places = [SCALE.index(hardware_class(row, n)) for n in (1, 2, 4, 8, 9, 64, 999, 1000)]
        assert places == sorted(places), row.id


def test_devices_are_named_with_the_memory_that_they_have() -> None:
    def label(name: str, memory_gb: float) -> str:
        return Hardware(accelerator="x", name=name, count=1, memory_gb=memory_gb).label()

    assert label("L40S", 48.0) == "1x L40S (48 GB)"
    assert label("H100 SXM 80GB", 80.0) == "1x H100 SXM 80GB"
    assert label("Mac Studio M3 Ultra 96GB", 64.0) == "1x Mac Studio M3 Ultra 96GB (64 GB of it free)"
    assert label("Mac Studio M3 Ultra 96GB", 192.0) == "1x Mac Studio M3 Ultra (192 GB)"
