"""Photos that look like one another are found by the quarters of their hashes."""

import random
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from media import likeness, queries, service
from media.album import queries as albums
from media.album.model import MemberPhoto, ProductPhoto
from media.album.queries import Twin
from media.likeness import distance, near_quarters, quarters
from media.queries import Alike
from media.rules import Examined, Looks
from media.service import Kept, Received
from tests.build import dossiers, places, register

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_the_distance_of_two_hashes_is_the_number_of_bits() -> None:
    assert distance("0000000000000000", "0000000000000000") == 0
    assert distance("8000000000000001", "0000000000000000") == 2
    assert distance("ffffffffffffffff", "0000000000000000") == 64


def test_a_quarter_is_known_by_its_number_and_bits() -> None:
    assert quarters("0001000200030004") == (0x00001, 0x10002, 0x20003, 0x30004)
    assert len(set(near_quarters("0001000200030004"))) == 548


def _changed(dhash: str, bits: int, luck: random.Random) -> str:
    flipped = sum(1 << bit for bit in luck.sample(range(64), bits))
    return f"{int(dhash, 16) ^ flipped:016x}"


def test_no_hash_within_eleven_bits_is_missed() -> None:
    luck = random.Random(7)  # noqa: S311 (repeatable, not secret)
    for _ in range(300):
        own = f"{luck.getrandbits(64):016x}"
        for bits in (0, 8, likeness.SURE):
            assert set(near_quarters(own)) & set(quarters(_changed(own, bits, luck)))


def _photo(session: Session, dhash: str) -> int:
    name = f"{random.getrandbits(256):064x}"
    received = Received(
        sha256=name,
        bytes=10,
        original_key=f"originals/{name[:2]}/{name[2:]}",
        examined=Examined("JPEG", 900, 600, 1, 1, False, None),
        looks=Looks("data:,", "#000000", dhash),
        first=Kept("jpeg", 720, 480, 10, f"renditions/{name[:2]}/{name[2:]}.jpg"),
    )
    photo = service.record(session, received, 1, NOW)
    session.flush()
    return photo.id


def test_photos_that_look_alike_are_found_the_likest_first(session: Session) -> None:
    own = _photo(session, "00ff00ff00ff00ff")
    eight = _photo(session, "00ff0fff00f000ff")
    same = _photo(session, "00ff00ff00ff00ff")
    nine = _photo(session, "01ff0fff00f000ff")
    other = _photo(session, "5a5a5a5a5a5a5a5a")
    found = queries.alike(session, [own, other])
    assert found == {own: [Alike(same, 0), Alike(eight, 8)]}
    assert queries.alike(session, [own], within=9)[own][-1] == Alike(nine, 9)
    assert queries.alike(session, [own], within=0) == {own: [Alike(same, 0)]}
    assert queries.alike(session, []) == {}
    with pytest.raises(ValueError, match="too far"):
        queries.alike(session, [own], within=12)


def test_any_number_of_photos_takes_two_trips(engine: sa.Engine, session: Session) -> None:
    ids = [_photo(session, f"{number * 0x0123456789ABCDEF % (1 << 64):016x}") for number in (1, 2)]
    sent: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    queries.alike(session, ids[:1])
    one = len(sent)
    queries.alike(session, ids * 15)
    assert (one, len(sent) - one) == (2, 2)


def test_the_same_photo_in_another_album_or_set_is_found(session: Session) -> None:
    found = places.places(session)
    lan, minh = dossiers.maker(session, found), dossiers.maker(session, found)
    of_set = register.product_set(session, minh.establishment)
    mine, alike, apart = (
        _photo(session, dhash)
        for dhash in ("00ff00ff00ff00ff", "00ff00ff00ff00f0", "a5a5a5a5a5a5a5a5")
    )
    for product, photo in ((lan, mine), (lan, alike), (minh, mine), (minh, apart)):
        session.add(ProductPhoto(product_id=product.product.id, photo_id=photo, position=9))
    member = of_set.set_members[0].id
    session.add(MemberPhoto(set_member_id=member, photo_id=alike, position=0))
    session.flush()
    same, like = Twin(mine, mine, minh.product.id, 0), Twin(mine, alike, of_set.id, 4)
    assert albums.elsewhere(session, [mine], lan.product.id) == [same, like]
    assert albums.elsewhere(session, [mine], lan.product.id, within=0) == [same]
    assert albums.elsewhere(session, [apart], minh.product.id) == []
    minh.product.merged_into_id = lan.product.id
    session.flush()
    assert albums.elsewhere(session, [mine], lan.product.id) == [like]
