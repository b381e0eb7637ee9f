"""So many thousand pixels across is how fine a picture is; so many thousand pictures are a count."""

from __future__ import annotations

import pytest

from tests.interview.read import value

IMAGES = "workload.images_per_day"
REQUESTS = "workload.requests_per_day"


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("Drone camera, 4K at 30 frames a second", 2_592_000),
        ("An image sensor in 5K, 50 frames per second, for a sorting line", 4_320_000),
        ("A 4K microscope with 10 images per second finds cells", 864_000),
        ("The cameras film in 8K and give 25 frames a second; find cracks in the rail", 2_160_000),
        ("The camera gives 4K at 30 frames a second, at least 15 frames a second analysed", 1_296_000),
    ],
)
def test_how_fine_a_picture_is_multiplies_nothing(text: str, images: int) -> None:
    assert value(text, IMAGES) == images


@pytest.mark.parametrize(
    ("text", "path", "count"),
    [
        ("We sort 4k images a day", IMAGES, 4_000),
        ("We get 8k photos a day from drivers", IMAGES, 8_000),
        ("Moderate 4k video streams a day", REQUESTS, 4_000),
        ("Sort 4k tickets a day that people write at a 4K screen", REQUESTS, 4_000),
    ],
)
def test_so_many_thousand_pictures_are_a_count(text: str, path: str, count: int) -> None:
    assert value(text, path) == count
