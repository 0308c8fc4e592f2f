"""The key forms without JavaScript: what a plain browser sends is enough, and is sent once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.entries import queries as entries
from contest.entries.kinds import EntryStatus
from contest.scoring import queries as scoring
from core.db import sessions
from core.sealing import Sealer
from media.storage import Disk
from tests.build import contests, dossiers, judging, people
from tests.build.places import Places
from tests.walk import stage as stages
from tests.walk.actors import Person
from tests.walk.register import TAX_NUMBER, WRONG_NUMBER
from tests.walk.stage import SECRET
from web.settings import Settings
from web.wiring import LOCALES, Wiring, templates


def test_forms_without_scripts(
    chromium: Browser, own_database: Callable[[], sa.Engine], tmp_path: Path
) -> None:
    engine, now = own_database(), datetime.now(UTC)
    with stages.listening() as (port, url), Session(engine) as db:
        wiring = Wiring(
            settings=Settings("", "", SECRET, public_url=url, inline_worker=False),
            engine=engine,
            reads=sessions(engine, writes=False),
            writes=sessions(engine, writes=True),
            storage=Disk(tmp_path),
            sealer=Sealer(SECRET),
            templates={locale: templates(locale) for locale in LOCALES},
        )
        with wiring.writes() as write:
            hall = judging.hall(write, now=now)
            where = Places(hall.unit_id, hall.commune_id, 0, 0, 0, 0)
            contest = contests.contest(
                write,
                unit_id=where.commune,
                level=ContestLevel.COMMUNE,
                year=2026,
                stage=Stage.OPEN,
                entries_open_at=now - timedelta(days=1),
                entries_close_at=now + timedelta(days=1),
                judging_from=now + timedelta(days=2),
                judging_until=now + timedelta(days=3),
            )
            maker = dossiers.maker(write, where)
            entry = dossiers.written(write, maker, contest, now)
            tokens = [people.signed_in(write, one) for one in (maker.account, hall.jurors[0])]
            write.commit()
            sheet = hall.entries[0].id
            draft, seat, leaves = entry.id, hall.seats[0].id, [one.id for one in hall.leaves]
        with stages.serving(wiring, port, chromium) as stage:
            _sign_up_and_register(stage)
            _file_a_dossier(_known(stage, tokens[0]), draft)
            _score_a_sheet(_known(stage, tokens[1]), sheet, leaves)
            assert "\n".join(stage.troubles) == ""
        found = scoring.find_sheet(db, seat, sheet)
        assert found is not None
        assert [one.points for one in found.scores] == [850] * 8
        assert entries.get_entry(db, draft).status is EntryStatus.FILED
        assert entries.get_entry(db, draft).statement["market"] == "Bán ở chợ huyện."
        assert [one.action for one in entries.events(db, draft)].count("filed") == 1


def _known(stage: stages.Stage, token: str) -> Person:
    """Somebody whose browser is signed in already."""
    person = Person(stage, scripts=False)
    person.page.context.add_cookies([{"name": "phien", "value": token, "url": stage.url}])
    return person


def _sign_up_and_register(stage: stages.Stage) -> None:
    person = Person(stage, "Chủ cơ sở (mô phỏng)", "0912000009", scripts=False)
    person.sign_up()
    person.sign_in()
    person.go("/ho-so/co-so/moi")
    person.fill(name="Lò gốm (mô phỏng)", kind="enterprise", number=WRONG_NUMBER)
    person.pick_place("long ho", "Xã Long Hồ")
    person.press("Đăng ký cơ sở", "/ho-so/co-so/moi")
    person.refused("number", "Mã số thuế này có một chữ số sai")
    person.fill(number=TAX_NUMBER)
    person.press("Đăng ký cơ sở", "/ho-so/co-so/moi")
    person.sees("Lò gốm", TAX_NUMBER)


def _file_a_dossier(person: Person, entry: int) -> None:
    person.go(f"/ho-so/du-thi/{entry}/market")
    person.fill(text="Bán ở chợ huyện.")
    person.press("Lưu", "/market")
    person.go(f"/ho-so/du-thi/{entry}/nhom")
    person.fill(group="handicraft")
    person.press("Lưu", "/nhom")
    person.go(f"/ho-so/du-thi/{entry}/kiem-tra")
    person.fill(declared="1")
    person.press("Gửi hồ sơ", twice=True)
    person.go(f"/ho-so/du-thi/{entry}/bien-nhan")
    person.sees("Đã nhận hồ sơ")


def _score_a_sheet(person: Person, entry: int, leaves: list[int]) -> None:
    person.go(f"/cham-diem/phieu/{entry}")
    person.fill(**{f"p_{id_}": "8,5" if n % 2 else "8.5" for n, id_ in enumerate(leaves)})
    person.fill(**{f"p_{leaves[0]}": "41"})
    person.press("Lưu nháp")
    person.refused(f"p_{leaves[0]}", "từ 0 đến 20")
    person.fill(**{f"p_{leaves[0]}": "8.5"})
    person.press("Ký phiếu, sang sản phẩm tiếp", twice=True)
