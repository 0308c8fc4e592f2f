"""Simulated makers and products, with pictures that this project draws."""

import json
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from core.clock import day_in_vietnam
from core.identity import Identity
from core.registry import consents, queries, sets
from core.registry import service as registry
from core.registry.kinds import ConsentHow, EstablishmentKind, Origin, ProductGroup, SetCase
from core.registry.rules import EstablishmentFacts, MemberFacts, ProductFacts
from media import service as media
from media.album import members
from media.album import queries as albums
from media.album import service as album
from media.service import Received
from media.storage import Storage
from web.demo.changes import FORMER
from web.demo.pictures import ANGLES, draw
from web.demo.scene import MARK, Scene, at

DATA = Path(__file__).parent / "data"
CAPTIONS = {"front": "Chính diện", "side": "Mặt bên", "top": "Nhìn từ trên xuống"}
Told = dict[str, Any]
Shot = tuple[str, str, str, str]  # plate, angle, product or "", maker
Drawn = Callable[[str], list[Received]]


def read() -> Told:
    """The makers in today's communes and in Long Hồ, their products, and what dossiers say."""
    found: Told = json.loads((DATA / "makers.json").read_text(encoding="utf-8"))
    return found


def read_old() -> Told:
    """The makers of the old province's districts."""
    found: Told = json.loads((DATA / "old_makers.json").read_text(encoding="utf-8"))
    return found


def holders() -> dict[str, str]:
    """The accounts of makers that sign in themselves: key → name."""
    return {
        one["holder"]: f"Chủ cơ sở {one['representative']}"
        for one in read_old()["makers"]
        if not on_behalf(one["holder"])
    }


def settle(scene: Scene, drawn: Drawn) -> None:
    """Register every maker with its products and their photographs."""
    near, old = read()["makers"], read_old()["makers"]
    for maker in near:
        place = maker["place"]
        unit = scene.places.long_ho if place == "long-ho" else scene.places.communes[place]
        _settle(scene, maker, unit, drawn, scene.ago(2900))
    for maker in old:
        unit = scene.places.old_communes[maker["district"], maker["commune"]]
        _settle(scene, maker, unit, drawn, at(2016, 1, 11))


def on_behalf(holder: str) -> bool:
    """Whether this account files for makers instead of being one."""
    return holder.startswith("ctv-")


def _settle(scene: Scene, maker: Told, unit_id: int, drawn: Drawn, when: datetime) -> None:
    holder = maker["holder"]
    name, kind = maker["name"] + MARK, EstablishmentKind(maker["kind"])
    if (before := FORMER.get(maker["key"])) is not None:
        scene.renamed_to[maker["key"]] = (name, kind)
        name, kind = before.former + MARK, before.form
    made = registry.create_establishment(
        scene.session,
        scene.who(holder),
        scene.wiring.sealer,
        EstablishmentFacts(
            name=name,
            kind=kind,
            number="",
            unit_id=unit_id,
            address="Ấp Chợ",
            representative=maker["representative"] + MARK,
            story=maker["story"],
            workers=maker["workers"],
        ),
        when,
        Origin.SIMULATED,
        on_behalf=on_behalf(holder),
    )
    scene.makers[maker["key"]] = made
    scene.rights_changed()
    if on_behalf(holder):
        _agree(scene, maker, made.id, when)
    who = scene.who(holder)
    for one in maker["products"]:
        product = registry.create_product(
            scene.session,
            who,
            made.id,
            ProductFacts(
                name=one["name"],
                group=ProductGroup(one["group"]),
                is_set="set" in one,
                set_case=SetCase(one["set_case"]) if "set" in one else None,
                set_members=tuple(one.get("set", ())),
                summary=one["summary"],
                description=f"{one['summary']} {maker['story']}",
                materials=one["materials"],
                dimensions=one["dimensions"],
                price_dong=one["price"],
                plate=one["plate"],
            ),
            when,
            Origin.SIMULATED,
        )
        key = one["key"]
        scene.products[key] = product
        scene.details[key] = {
            **one,
            "workers": maker["workers"],
            "holder": holder,
            "maker": maker["key"],
        }
        if "set" in one:
            _mark_members(scene, who, product.id, drawn, one, when)
        album.add(scene.session, who, product.id, drawn(key), when)
        shown = albums.album(scene.session, product.id)
        for place, angle in zip(shown, ANGLES, strict=True):
            album.describe(scene.session, product.id, place.id, CAPTIONS[angle])
        scene.album[key] = [place.photo_id for place in shown]


def _agree(scene: Scene, maker: Told, establishment_id: int, when: datetime) -> None:
    """The maker agreed that the collaborator acts for him, before anything is filed."""
    signed = maker["workers"] > 9
    consents.record(
        scene.session,
        scene.who(maker["holder"]),
        establishment_id,
        given_by=maker["representative"] + MARK,
        how=ConsentHow.SIGNED_PAPER if signed else ConsentHow.IN_PERSON,
        given_on=day_in_vietnam(when),
        note="Giấy đồng ý nhờ làm hồ sơ (mô phỏng)"
        if signed
        else "Chủ cơ sở đồng ý tại nhà, có người làm chứng (mô phỏng)",
        now=when,
    )
    scene.rights_changed()


def _mark_members(
    scene: Scene,
    who: Identity,
    product_id: int,
    drawn: Drawn,
    told: Told,
    when: datetime,
) -> None:
    """The products of a set: a trademark where there is one, a picture of each."""
    found = queries.get_product(scene.session, product_id).set_members
    for number, member in enumerate(found):
        mark = told.get("marks", {}).get(member.name, "")
        if mark:
            facts = MemberFacts(member.name, mark, f"mô phỏng-4-{number + 1:03d}")
            sets.change_member(scene.session, who, product_id, member.id, facts, when)
        picture = drawn(f"{told['key']}/{number}")
        members.add(scene.session, who, product_id, member.id, picture, when)


@contextmanager
def drawing(storage: Storage) -> Iterator[Drawn]:
    """Every product's three pictures, taken in as a person's upload is, two at a time, while the
    story goes on; ask for a product's by its key.

    Products of one kind from one maker share the views from the side and from above.
    """
    shots: dict[str, list[Shot]] = {}
    for maker in (*read()["makers"], *read_old()["makers"]):
        for one in maker["products"]:
            plate, key = one.get("drawn", one["plate"]), one["key"]
            shots[key] = [
                (plate, angle, key if angle == "front" else "", maker["key"]) for angle in ANGLES
            ]
            for number in range(len(one.get("set", ()))):
                member = f"{key}/{number}"
                shots[member] = [(plate, "front", member, member)]

    def take(shot: Shot) -> Received:
        plate, angle, product, maker = shot
        return media.receive(storage, draw(plate, angle, zlib.crc32(product.encode()), look=maker))

    wanted = dict.fromkeys(shot for three in shots.values() for shot in three)
    with ThreadPoolExecutor(2) as pool:
        taken = {shot: pool.submit(take, shot) for shot in wanted}
        try:
            yield lambda key: [taken[shot].result() for shot in shots[key]]
        finally:
            pool.shutdown(cancel_futures=True)
