"""Simulated makers and products, with pictures that this project draws."""

import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from core.registry import service as registry
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.rules import EstablishmentFacts, ProductFacts
from media import service as media
from media.album import queries as albums
from media.album import service as album
from media.service import Received
from web.demo.pictures import ANGLES, draw
from web.demo.scene import MARK, Scene

FILE = Path(__file__).parent / "data" / "makers.json"
CAPTIONS = {"front": "Chính diện", "side": "Mặt bên", "top": "Nhìn từ trên xuống"}


def read() -> dict[str, Any]:
    """The story's makers, products and statements."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def settle(scene: Scene) -> None:
    """Register every maker with its products and their photographs."""
    told = read()
    drawn = _drawn(scene, told)
    when = scene.ago(2900)
    for maker in told["makers"]:
        holder = scene.who(maker["holder"])
        place = maker["place"]
        made = registry.create_establishment(
            scene.session,
            holder,
            scene.wiring.sealer,
            EstablishmentFacts(
                name=maker["name"] + MARK,
                kind=EstablishmentKind(maker["kind"]),
                number="",
                unit_id=scene.places.long_ho
                if place == "long-ho"
                else scene.places.communes[place],
                address="Ấp Chợ",
                representative=maker["representative"] + MARK,
                story=maker["story"],
                workers=maker["workers"],
            ),
            when,
            Origin.SIMULATED,
            on_behalf=False,
        )
        scene.makers[maker["key"]] = made
        for one in maker["products"]:
            product = registry.create_product(
                scene.session,
                scene.who(maker["holder"]),
                made.id,
                ProductFacts(
                    name=one["name"],
                    group=ProductGroup(one["group"]),
                    is_set="set" in one,
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
                "holder": maker["holder"],
                "maker": maker["key"],
            }
            album.add(scene.session, holder, product.id, drawn[key], when)
            for place_, angle in zip(albums.album(scene.session, product.id), ANGLES, strict=True):
                album.describe(scene.session, product.id, place_.id, CAPTIONS[angle])
            scene.album[key] = [one_.photo_id for one_ in albums.album(scene.session, product.id)]


def _drawn(scene: Scene, told: dict[str, Any]) -> dict[str, list[Received]]:
    """Every product's three pictures, taken in as a person's upload is. Two at a time."""
    wanted = [
        (one["key"], one["plate"], angle)
        for maker in told["makers"]
        for one in maker["products"]
        for angle in ANGLES
    ]

    def take(asked: tuple[str, str, str]) -> Received:
        key, plate, angle = asked
        seed = zlib.crc32(key.encode())
        return media.receive(scene.wiring.storage, draw(plate, angle, seed))

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(take, wanted))
    found: dict[str, list[Received]] = {}
    for (key, _plate, _angle), received in zip(wanted, taken, strict=True):
        found.setdefault(key, []).append(received)
    return found
