"""Pictures that this project draws: the same bytes for the same wish, another for another."""

import io

import pytest
from PIL import Image

from web.demo import makers
from web.demo.pictures import ANGLES, KEPT, draw
from web.plates import Plate

TOLD = [*makers.read()["makers"], *makers.read_old()["makers"]]
USED = sorted({one["plate"] for maker in TOLD for one in maker["products"]})


def test_every_simulated_product_names_a_drawn_plate() -> None:
    assert set(USED) <= set(Plate)
    assert [
        one["key"] for maker in TOLD for one in maker["products"] if one["plate"] == "other"
    ] == ["tau-hu-ky", "tau-hu-chien"]


@pytest.mark.parametrize("plate", USED)
def test_a_picture_is_the_same_for_the_same_wish(plate: str) -> None:
    first = [draw(plate, angle, 7, look="a") for angle in ANGLES]
    assert first == [draw(plate, angle, 7, look="a") for angle in ANGLES]
    assert draw(plate, "front", 7, look="b") != first[0]
    for one in first:
        with Image.open(io.BytesIO(one)) as picture:
            assert (picture.format, picture.size) == ("JPEG", KEPT)
            assert not picture.getexif()
