"""What a phone fetches for a page of cards, in a real browser."""

import hashlib
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route
from sqlalchemy.orm import Session

from media import pictures, rules
from media.album.model import ProductPhoto
from media.model import Photo, PhotoStatus, Rendition
from tests.build import people, places
from tests.media import made
from tests.web.conftest import Visitor
from tests.web.test_catalogue import published
from web.wiring import Wiring

MOST = 75_000 * 0.6
"""Bytes: well below what is promised, for photos with more detail than this one."""
CARDS = 24

SEEN = """() => [...document.querySelectorAll('img.pic-photo')].map(img => {
  const box = img.getBoundingClientRect();
  return [new URL(img.currentSrc || img.src).pathname, box.top < innerHeight && box.bottom > 0];
})"""


@pytest.fixture
def catalogue(db: Session, wiring: Wiring) -> None:
    """24 products with a photo each, all renditions drawn; as detailed as a phone's."""
    found = places.places(db)
    data = made.saved(made.detailed(1600, 1200), quality=92)
    examined, looks, _ = pictures.receive(data)
    drawn = pictures.render(data, rules.wanted(examined.width, examined.height))
    kept = []
    for one in drawn:
        key = rules.rendition_key(hashlib.sha256(one.data).hexdigest(), one.kind)
        wiring.storage.put(key, one.data)
        kept.append((one, key))
    account = people.account(db)
    for number in range(CARDS):
        product = published(db, f"Bình gốm {number}", "province", 2024, found.province)
        photo = Photo(
            token=f"token-{number}",
            sha256=f"{number:064x}",
            original_key=rules.original_key(f"{number:064x}"),
            format="JPEG",
            width=examined.width,
            height=examined.height,
            bytes=len(data),
            orientation_applied=False,
            location_removed=False,
            dhash=looks.dhash,
            placeholder=looks.placeholder,
            colour=looks.colour,
            uploaded_by=account.id,
            uploaded_at=people.NOW,
            status=PhotoStatus.READY,
        )
        db.add(photo)
        db.flush()
        db.add(ProductPhoto(product_id=product.id, photo_id=photo.id, position=0, cover=True))
        db.add_all(
            Rendition(photo_id=photo.id, kind=one.kind, width=one.width, height=one.height,
                      bytes=len(one.data), key=key)
            for one, key in kept
        )  # fmt: skip
    db.commit()


@pytest.fixture(params=[1, 2, 3], ids=["one dot", "two dots", "three dots"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """390 pixels wide, with so many dots a pixel."""
    size = {"width": 390, "height": 844}
    context = chromium.new_context(
        viewport=size, device_scale_factor=request.param, locale="vi-VN"  # type: ignore[arg-type]  # a dict of the right keys
    )  # fmt: skip
    yield context.new_page()
    context.close()


def test_a_page_of_cards_is_light_above_the_fold(
    phone: Page, catalogue: None, visit: Callable[..., Visitor]
) -> None:
    stranger, fetched = visit(), {}

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        headers = {k: v for k, v in route.request.headers.items() if k not in ("host", "cookie")}
        told = stranger.get(
            parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers
        )
        if parts.path.startswith("/anh/"):
            fetched[parts.path] = len(told.content)
        kept = {k: v for k, v in told.headers.items() if k != "content-encoding"}
        route.fulfill(status=told.status_code, headers=kept, body=told.content)

    phone.route("**/*", answer)
    phone.goto("http://testserver/san-pham")
    phone.wait_for_load_state("networkidle")
    assert phone.locator(".card-product").count() == CARDS
    seen = [path for path, visible in phone.evaluate(SEEN) if visible]
    assert 1 <= len(seen) <= 6
    assert all(path.endswith(".avif") for path in seen)
    weight = sum(fetched[path] for path in seen)
    assert 5_000 < weight <= MOST, (weight, fetched)
