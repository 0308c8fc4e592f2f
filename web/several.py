"""One act on several chosen rows: what would happen, then what happened, each row by itself.

A page hands over what the act is and how one row is done; `answer` shows the preview (everything
is done and undone), and when it is confirmed does it, notes it, and leads to the run's own page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import Response
from sqlalchemy.orm import Session

from core import bulk
from core.bulk import Done, Outcome
from core.identity import Identity
from web import shown, wording
from web.forms import Typed
from web.lists import PICKED, picked
from web.page import Page
from web.shown import N_

TEMPLATE = "office/several.html"
LOOK, DO = "xem", "lam"
NONE_CHOSEN = "nothing_chosen"

ACTS = {
    "entries.accept": N_("Công nhận hồ sơ hợp lệ"),
    "entries.send_back": N_("Yêu cầu bổ sung hồ sơ"),
    "entries.tick": N_("Đánh dấu đủ giấy tờ bắt buộc"),
    "entries.place": N_("Ghi nhận địa bàn đủ điều kiện"),
    "certificates.print": N_("In lại giấy chứng nhận"),
    "certificates.invite": N_("Mời dự hội chợ"),
    "applications.refuse": N_("Từ chối đơn đăng ký gian hàng"),
    "cases.approve": N_("Duyệt kinh phí đúng mức xin"),
    "accounts.end_roles": N_("Thu hồi mọi vai"),
    "accounts.lock": N_("Khóa tài khoản"),
    "reports.receive": N_("Ghi đã nhận báo cáo năm"),
}
"""Word of an act on record → what it is called."""


@dataclass(frozen=True, slots=True)
class Work:
    """An act on several: its word on record, how one is done, and the fields it asks for.

    `fields` are drawn by the template (name → value typed); `faults` say what is wrong with them.
    `ask` lists which fields the form shows: reason, day, fair, part, note; `optional` those that
    may stay empty.
    """

    act: str
    do: Callable[[int], Done]
    name_of: Callable[[int], str]
    ask: Sequence[str] = ()
    optional: Sequence[str] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def back_to(address: str, form: Typed) -> str:
    """The list one came from, filtered as it was."""
    kept = {name.removeprefix("loc-"): form.text(name) for name in form if name.startswith("loc-")}
    return f"{address}?{urlencode(kept)}" if kept else address


def answer(
    session: Session,
    who: Identity,
    page: Page,
    form: Typed,
    work: Work,
    now: datetime,
    *,
    of: str,
    within: str = "",
) -> Response:
    """The preview; or, confirmed and without faults, everything done and its page.

    `of` is the address of the list; the act stands below it, or below `within` where that differs.
    """
    action, back = f"{within or of}/hang-loat", back_to(of, form)
    ids, step = picked(form), form.text("buoc")
    asked = bool(work.ask) and not step  # the fields are asked for before anything is tried
    ready = bool(ids) and not asked and not work.faults
    if ready and step == DO:
        outcomes = bulk.each(session, ids, work.do, keep=True, name_of=work.name_of)
        run = bulk.keep(session, who, work.act, back, outcomes, now)
        return page.go(f"/dieu-hanh/hang-loat/{run.id}")
    outcomes = bulk.each(session, ids, work.do, keep=False, name_of=work.name_of) if ready else []
    shown = page.show(
        TEMPLATE,
        status=422 if step and work.faults else 200,
        title=page._(ACTS[work.act]),
        ids=ids,
        picked_name=PICKED,
        work=work,
        typed=form,
        faults={} if asked else dict(work.faults),
        action=action,
        back=back,
        ready=ready,
        look=LOOK,
        do=DO,
        kept={name: form.text(name) for name in form if name.startswith("loc-")}
        | {"viec": form.text("viec")},
        **rows(page, outcomes),
    )
    return shown


def rows(page: Page, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Outcomes as the template shows them: done ones, and refused ones with the sentence."""
    return {
        "done": [one for one in outcomes if one.done],
        "refused": [
            (one, wording.sentence(one.code, bulk.facts_of(one), page._))
            for one in outcomes
            if not one.done
        ],
    }


def sentence(page: Page, code: str) -> str:
    """What is wrong with a field, in words."""
    return wording.sentence(code, {}, page._)


def dong(value: int) -> str:
    """An amount, as a word beside what was done."""
    return shown.dong(value)
