"""The published recognitions: real products, as their sources print them and no more.

They get no certificate, number, score, booth or case; what a source does not name stays empty.
"""

from core.identity import SYSTEM
from core.registry import service as registry
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.model import Establishment
from core.registry.rules import EstablishmentFacts, ProductFacts
from core.territory import queries as territory
from web.demo.published import PublishedRow, read_published
from web.demo.scene import Scene


def load(scene: Scene) -> int:
    """Record every published row; answers how many."""
    makers: dict[tuple[str, str], Establishment] = {}
    rows = read_published()
    when = scene.ago(3000)
    for row in rows:
        place = ", ".join(p for p in (row.district_as_printed, row.province_as_printed) if p)
        unit_id = _unit(scene, row)
        maker = None
        if row.establishment:
            key = (row.establishment, row.province_as_printed)
            if key not in makers:
                makers[key] = registry.create_establishment(
                    scene.session,
                    SYSTEM,
                    scene.wiring.sealer,
                    EstablishmentFacts(
                        name=row.establishment,
                        kind=EstablishmentKind.NOT_STATED,
                        number="",
                        unit_id=None,
                    ),
                    when,
                    Origin.PUBLISHED,
                    on_behalf=True,
                    place_as_printed=place,
                )
            maker = makers[key]
        product = registry.create_product(
            scene.session,
            SYSTEM,
            maker.id if maker else None,
            ProductFacts(
                name=row.product_name,
                group=ProductGroup(row.group) if row.group else None,
                plate=row.plate,
            ),
            when,
            Origin.PUBLISHED,
            language=row.language,
        )
        registry.record_published(
            scene.session,
            product.id,
            level=row.level,
            level_as_printed=row.level_as_printed,
            year=row.year,
            place_as_printed=place,
            unit_id=unit_id,
            source_url=row.source_url,
        )
    return len(rows)


def _unit(scene: Scene, row: PublishedRow) -> int | None:
    """The unit whose name the source prints, when it is exactly one."""
    if row.unit_kind is None or not row.unit_code or row.unit_day is None:
        return None
    found = territory.find_unit_by_code(scene.session, row.unit_kind, row.unit_code, row.unit_day)
    return found.id if found else None
