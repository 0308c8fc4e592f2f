"""A product's photographs, from the form to what is served."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.registry.model import Product
from media.album import queries as albums
from media.album.model import ProductPhoto
from media.album.rules import MOST_PHOTOS, Way, moved, room_left
from media.model import Photo
from tests.build import people, register
from tests.build.places import places
from tests.media import looking, made
from tests.web.conftest import HTMX, Visitor
from web.wiring import Wiring
from web.worker import run_all

PROSE = b"Khong phai anh, chi la chu." * 40

Visit = Callable[..., Visitor]


@pytest.fixture
def bowl(db: Session) -> tuple[Product, Any]:
    lan = people.account(db)
    maker = register.establishment(db, unit_id=places(db).commune, holder=lan)
    return register.product(db, maker), lan


def files(*datas: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("photo", (f"anh{i}.jpg", data, "image/jpeg")) for i, data in enumerate(datas)]


def album_of(db: Session, product: Product) -> list[tuple[int, bool, str]]:
    db.expire_all()
    found = [(one.photo_id, one.cover, one.caption) for one in albums.album(db, product.id)]
    db.commit()
    return found


def test_a_photograph_with_a_place_is_served_without_it(
    visit: Visit, db: Session, bowl: tuple[Product, Any], wiring: Wiring
) -> None:
    product, lan = bowl
    browser, path = visit(lan), f"/ho-so/san-pham/{product.id}"
    sent = made.tagged()
    told = browser.post(f"{path}/anh", files=files(sent))
    assert (told.status_code, told.headers["location"]) == (303, f"{path}#anh")
    photo = db.scalars(sa.select(Photo)).one()
    db.commit()
    assert photo.location_removed
    page = browser.get(path).text
    assert "Đang làm các cỡ ảnh: 1/10" in page
    asked = f"/anh/{photo.token}/tien-do"
    assert f'hx-get="{asked}"' in page
    assert "1/10" in visit().get(asked, headers=HTMX).text
    assert f"/anh/{photo.token}/" in page
    run_all(wiring)
    page = browser.get(path).text
    assert "Đang làm các cỡ ảnh" not in page
    (shown,) = albums.album(db, product.id)
    db.commit()
    addresses = [name for one in shown.view.sources for _, name in one.addresses]
    stranger = visit()
    for name in addresses:
        assert f"/anh/{name}" in page
        picture = stranger.get(f"/anh/{name}")
        assert picture.status_code == 200
        assert picture.headers["content-type"] in {"image/avif", "image/webp", "image/jpeg"}
        assert picture.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert looking.leaks(picture.content) == []
        assert picture.content != sent
        seen = stranger.get(f"/anh/{name}", headers={"If-None-Match": picture.headers["etag"]})
        assert (seen.status_code, seen.content) == (304, b"")
    for name in (
        f"{photo.token}/original.jpg",
        f"{photo.sha256}/720.jpg",
        f"{photo.token}/7.jpg",
        f"{photo.token}/720.exe",
        f"{photo.token}/..%2f720.jpg",
    ):
        assert stranger.get(f"/anh/{name}").status_code == 404


def test_several_at_once_ordered_described_and_removed(
    visit: Visit, db: Session, bowl: tuple[Product, Any]
) -> None:
    product, lan = bowl
    browser, path = visit(lan), f"/ho-so/san-pham/{product.id}/anh"
    datas = [made.saved(made.scene(400 + i, 300)) for i in range(3)]
    browser.post(path, files=files(*datas))
    browser.post(path, files=files(datas[0]))  # the same again changes nothing
    one, two, three = (id_ for id_, _, _ in album_of(db, product))
    rows = {row.photo_id: row.id for row in db.scalars(sa.select(ProductPhoto))}
    db.commit()
    assert [cover for _, cover, _ in album_of(db, product)] == [True, False, False]
    fragment = browser.post(f"{path}/{rows[three]}", data={"act": "up"}, headers=HTMX)
    assert fragment.status_code == 200
    assert "<html" not in fragment.text
    assert fragment.text.index(f'id="anh-{rows[three]}"') < fragment.text.index(
        f'id="anh-{rows[two]}"'
    )
    browser.post(f"{path}/{rows[two]}", data={"act": "cover"})
    described = {"act": "describe", "caption": "Bình nhìn từ bên"}
    assert browser.post(f"{path}/{rows[two]}", data=described).status_code == 303
    assert album_of(db, product) == [
        (one, False, ""),
        (three, False, ""),
        (two, True, "Bình nhìn từ bên"),
    ]
    assert 'alt="Bình nhìn từ bên"' in browser.get(f"/ho-so/san-pham/{product.id}").text
    browser.post(f"{path}/{rows[two]}", data={"act": "remove"})
    assert album_of(db, product) == [(one, True, ""), (three, False, "")]
    assert browser.post(f"{path}/{rows[two]}", data={"act": "up"}).status_code == 404
    assert browser.post(f"{path}/{rows[one]}", data={"act": "?"}).status_code == 422
    long = {"act": "describe", "caption": "x" * 201}
    assert browser.post(f"{path}/{rows[one]}", data=long).status_code == 422


@pytest.mark.parametrize(
    ("datas", "sentence"),
    [
        ([PROSE], "Tệp này không phải là ảnh"),
        ([b""], "Tệp này rỗng"),
        ([], "Hãy chọn ít nhất một ảnh"),
        ([made.saved(made.scene())[:4000]], "Ảnh bị hỏng"),
        ([made.saved(made.scene()), made.saved(made.scene())[:4000]], "Ảnh bị hỏng"),
        ([b"x"] * 11, "Nhiều nhất 10 ảnh"),
    ],
)
def test_what_is_no_photograph_is_said_beside_the_field(
    visit: Visit,
    db: Session,
    bowl: tuple[Product, Any],
    wiring: Wiring,
    datas: list[bytes],
    sentence: str,
) -> None:
    product, lan = bowl
    told = visit(lan).post(f"/ho-so/san-pham/{product.id}/anh", files=files(*datas))
    assert told.status_code == (415 if datas == [PROSE] else 422)
    assert sentence in told.text
    assert 'id="f-photo-error"' in told.text
    assert list(wiring.storage.keys()) == []
    assert album_of(db, product) == []


def test_a_full_album_takes_no_more(visit: Visit, db: Session, bowl: tuple[Product, Any]) -> None:
    product, lan = bowl
    browser, path = visit(lan), f"/ho-so/san-pham/{product.id}/anh"
    small = [made.saved(made.scene(40 + i, 30)) for i in range(MOST_PHOTOS + 1)]
    for part in (small[:10], small[10:MOST_PHOTOS]):
        assert browser.post(path, files=files(*part)).status_code == 303
    assert "Gửi ảnh" not in browser.get(path.removesuffix("/anh")).text
    told = browser.post(path, files=files(small[-1]))
    assert told.status_code == 422
    assert "Nhiều nhất 20 ảnh" in told.text


@pytest.mark.parametrize(
    ("order", "which", "way", "after"),
    [
        ([1, 2, 3], 2, Way.UP, [2, 1, 3]),
        ([1, 2, 3], 2, Way.DOWN, [1, 3, 2]),
        ([1, 2, 3], 1, Way.UP, [1, 2, 3]),
        ([1, 2, 3], 3, Way.DOWN, [1, 2, 3]),
        ([1, 2, 3], 9, Way.UP, [1, 2, 3]),
        ([], 1, Way.UP, []),
    ],
)
def test_moving(order: list[int], which: int, way: Way, after: list[int]) -> None:
    assert moved(order, which, way) == after


def test_room() -> None:
    assert (room_left(0), room_left(MOST_PHOTOS), room_left(99)) == (MOST_PHOTOS, 0, 0)


def test_a_refused_file_is_answered_with_what_is_wrong_and_leaves_nothing(
    visit: Visit, db: Session, bowl: tuple[Product, Any], wiring: Wiring
) -> None:
    product, lan = bowl
    browser, path = visit(lan), f"/ho-so/san-pham/{product.id}/anh"
    for data, status, words in (
        (b"\xff\xd8\xff" + bytes(20_000_000), 413, "Ảnh nặng hơn 15 MB"),
        (b"MZ\x90\x00" + bytes(600), 415, "không phải là ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "loại ảnh SVG"),
        (made.saved(made.scene(60, 40)) + b"<?php x(); ?>", 415, "vừa là ảnh vừa là một tệp khác"),
        (made.png(60_000, 60_000), 422, "nhiều nhất 60 triệu điểm ảnh"),
        (made.saved(made.scene(60, 40))[:-99], 422, "gửi chưa hết"),
        (b"", 422, "rỗng"),
    ):
        for headers in ({}, HTMX):
            told = browser.post(path, files=files(data), headers=headers)
            assert (told.status_code, words in told.text) == (status, True), words
            assert ("<html" in told.text) == (not headers)
    assert album_of(db, product) == []
    assert list(wiring.storage.keys()) == []
    assert browser.get(path.removesuffix("/anh")).status_code == 200
