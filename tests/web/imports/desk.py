"""The secretary's desk: a browser that sends lists, and what became of them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.imports import queries
from core.imports.model import ImportBatch
from tests.build.places import Places
from tests.web.conftest import Visitor, plain_words
from web.wiring import Wiring
from web.worker import run_all

Visit = Callable[..., Visitor]
HOME = "/dieu-hanh/nhap-danh-sach"
OWNER = "086083001234"


class Desk:
    """The secretary's browser, and what it does with files."""

    def __init__(self, wiring: Wiring, browser: Visitor, here: Places, who: Account) -> None:
        self.wiring, self.browser, self.here, self.who = wiring, browser, here, who

    def send(self, data: bytes, name: str = "co-so.xlsx") -> str:
        """Send a file and let the worker look at it; the address of its batch."""
        form = {"kind": "roster", "unit_id": str(self.here.province)}
        answer = self.browser.post(HOME, data=form, files={"file": (name, data)})
        assert answer.status_code == 303, answer.text
        run_all(self.wiring)
        return str(answer.headers["location"])

    def load(self, url: str, **form: str) -> None:
        """Confirm, and let the worker load."""
        assert self.browser.post(f"{url}/nap", data=form).status_code == 303
        run_all(self.wiring)

    def undo(self, url: str) -> None:
        """Take it back."""
        assert self.browser.post(f"{url}/hoan-tac").status_code == 303
        run_all(self.wiring)

    def says(self, url: str) -> str:
        """The page in words."""
        return plain_words(self.browser.get(url).text)


def batch_of(db: Session, url: str) -> ImportBatch:
    db.rollback()
    found = queries.get_batch(db, int(url.rpartition("/")[2]))
    db.expunge(found)
    db.rollback()
    return found


def standing(db: Session, url: str) -> dict[str, int]:
    counts = batch_of(db, url).counts
    return {name: counts[name] for name in counts if counts[name] and name != "rows"}


def rows_of(data: bytes) -> list[list[Any]]:
    page = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return [list(one) for one in page.to_python()]
