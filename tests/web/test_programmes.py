"""A programme in a browser: targets against what was counted, money by source with totals."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.rights import Role
from fairs.programmes import service
from tests.build import contests
from tests.build.people import NOW
from tests.build.world import world
from tests.web.conftest import Visitor


def test_the_published_programme_is_shown_with_actuals_and_sources(
    db: Session, visit: Callable[..., Visitor]
) -> None:
    made = world(db)
    service.load_published(db, made.here.unit_id, NOW)
    for year in (2021, 2024, 2026):
        contests.contest(
            db,
            unit_id=made.here.unit_id,
            stage=Stage.ANNOUNCED,
            year=year,
            announced_at=NOW.replace(year=year),
        )
    manager = visit(made.here.people[Role.PROGRAMME_MANAGER])
    url = "/dieu-hanh/chuong-trinh"
    assert "Chương trình khuyến công tỉnh Vĩnh Long" in manager.get(url).text
    page = manager.get(f"{url}/vinh-long-2021-2025").text
    for said in (
        "74.975.000.000\N{NO-BREAK SPACE}đ",
        "bảy mươi tư tỷ chín trăm bảy mươi lăm triệu đồng",
        ">23.320<",
        ">9.400<",
        ">42.255<",
        ">74.975<",
        "Quyết định 3082/QĐ-UBND ngày 12/11/2020",
        "3 cuộc",
        "66 %",
        "nguồn không nêu",
        "chưa nhập",
        "Trong đó ngân sách nhà nước 32.720.000.000",
        'role="img"',
    ):
        assert said in page
    stranger = visit(made.there.people[Role.PROGRAMME_MANAGER])
    assert stranger.get(f"{url}/vinh-long-2021-2025").status_code == 404
    assert "Vĩnh Long" not in stranger.get(url).text
    assert visit(made.here.people[Role.PRODUCER]).get(url).status_code == 403
