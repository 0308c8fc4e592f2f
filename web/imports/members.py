"""A list of people for the council, the jury, the support team of a contest."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from contest.bodies import queries, roster, rules, service
from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Body
from contest.bodies.rules import Seated
from contest.contests.kinds import Stage
from contest.contests.queries import rules_of
from core.accounts.queries import find_by_contact
from core.errors import Conflict
from core.imports.kinds import Deed, Standing
from core.rights import Act
from core.text import same_name
from web.imports.contests_at import CONTEST, ContestsAt
from web.imports.kind import Bench, Fault, Field, Item, Kind, Made, Read, Row, Values
from web.shown import N_

OPEN = (Stage.DRAFT, Stage.OPEN, Stage.JUDGING)
BODY_WORDS = {
    BodyKind.COUNCIL: "Hội đồng",
    BodyKind.JURY: "Ban Giám khảo",
    BodyKind.SUPPORT_TEAM: "Tổ giúp việc",
}


class Members(Kind):
    """People who sit in a body that its decision founded; each through the form's own service."""

    code = "members"
    title = N_("Thành viên Hội đồng, Ban Giám khảo, Tổ giúp việc")
    about = N_(
        "Mỗi dòng một người theo quyết định thành lập. Ghi quyết định thành lập ở trang Hội đồng "
        "trước; danh sách đã khép thì thêm, thay người theo quyết định riêng ở trang ấy."
    )
    act = Act.BODY_KEEP
    most_rows = 500
    fields = (
        CONTEST,
        Field(
            "body",
            N_("Hội đồng, ban, tổ"),
            ("Tổ chức", "Hội đồng/Ban", "Ban", "Thuộc", "Hội đồng, Ban Giám khảo"),
            example="Ban Giám khảo",
        ),
        Field(
            "person",
            N_("Họ và tên"),
            ("Họ tên", "Tên", "Người", "Thành viên", "Ông (bà)", "Ông/Bà"),
            needed=True,
            most=120,
            example="Nguyễn Thị Mẫu (mô phỏng)",
        ),
        Field(
            "title",
            N_("Chức vụ, đơn vị công tác"),
            ("Chức vụ", "Đơn vị công tác", "Chức vụ, đơn vị", "Chức vụ/Đơn vị", "Đơn vị"),
            most=300,
            example="Phó Giám đốc Sở Công Thương",
        ),
        Field(
            "position",
            N_("Chức danh"),
            ("Vai trò", "Nhiệm vụ", "Chức danh trong Hội đồng", "Giữ chức"),
            help=N_("Chủ tịch, Phó Chủ tịch, Ủy viên; Trưởng ban, Giám khảo; Thư ký."),
            example="Trưởng ban",
        ),
        Field(
            "email",
            N_("Thư điện tử"),
            ("Email", "E-mail", "Địa chỉ thư điện tử"),
            help=N_("Của tài khoản đã có, để người ấy đăng nhập chấm điểm. Có thể để trống."),
        ),
    )

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row; contests and accounts are looked for once each."""
        at = ContestsAt(bench, self.act, OPEN)
        accounts: dict[str, int | None] = {}

        def rule(values: Values) -> Read:
            record, told = roster.read_member(values)
            faults = [Fault(*one) for one in told]
            contest = at.find(values.get("contest"))
            if isinstance(contest, Fault):
                faults.append(contest)
            mail = (values.get("email") or "").lower()
            if mail and mail not in accounts:
                found = find_by_contact(bench.session, mail)
                accounts[mail] = found.id if found and found.disabled_at is None else None
            if mail and accounts[mail] is None:
                faults.append(Fault("email", "member_account_unknown"))
            if record is None or faults or isinstance(contest, Fault):
                return Read(None, faults)
            return Read(
                record
                | {
                    "contest_id": contest.id,
                    "contest": contest.title,
                    "account_id": accounts[mail] if mail else None,
                }
            )

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """In the order of the list: nobody twice, one chair, a lawful size."""
        at = ContestsAt(bench, self.act, OPEN)
        held: dict[tuple[int, str], tuple[Body | None, list[Seated], dict[str, int]]] = {}
        for row in rows:
            record = row.record or {}
            key = record["contest_id"], record["body"]
            kind, position = BodyKind(record["body"]), Position(record["position"])
            contest = at.by_id.get(key[0])
            if contest is None:
                row.refuse("contest", "import_contest_unknown")
                continue
            if key not in held:
                body = queries.body(bench.session, key[0], kind)
                seats = [one for one in body.seats if one.left_at is None] if body else []
                seated = [Seated(one.position, one.account_id) for one in seats]
                held[key] = body, seated, {}
            body, seated, named = held[key]
            if body is None:
                row.refuse("body", "body_missing")
                continue
            there = next(
                (
                    one
                    for one in body.seats
                    if one.left_at is None
                    and (
                        same_name(one.person, record["person"])
                        or (one.account_id and one.account_id == record["account_id"])
                    )
                ),
                None,
            )
            earlier = next(
                (no for name, no in named.items() if same_name(name, record["person"])), 0
            )
            if earlier:
                row.refuse("person", "member_repeats", row=earlier)
            elif there is not None and there.position is position:
                row.target, row.target_name = there.id, there.person
                row.standing = Standing.UNCHANGED
            elif there is not None:
                row.refuse("position", "member_seated_otherwise", person=there.person)
            elif rules.settled(kind, contest.stage):
                row.refuse("body", "bodies_settled")
            elif rules.sealed(body.listed_at is not None, contest.stage):
                row.refuse("body", "member_list_closed")
            elif reason := rules.refusal_to_appoint(
                kind, seated, position, record["account_id"], contest.level, rules_of(contest)
            ):
                row.refuse("position", reason[0], **_told(reason[1]))
            else:
                row.standing = Standing.NEW
                seated.append(Seated(position, record["account_id"]))
            named.setdefault(record["person"], row.number)

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made]:
        """Each is appointed as the form does it."""
        made = []
        bodies: dict[tuple[int, str], int] = {}
        for row in rows:
            record = row.record or {}
            key = record["contest_id"], record["body"]
            if key not in bodies:
                body = queries.body(bench.session, key[0], BodyKind(key[1]))
                if body is None:
                    raise Conflict("body_missing")
                bodies[key] = body.id
            seat = service.appoint(
                bench.session,
                bench.who,
                bodies[key],
                person=record["person"],
                title=record["title"],
                position=Position(record["position"]),
                account_id=record["account_id"],
                now=bench.now,
            )
            made.append(Made(row.number, f"seat:{seat.id}", Deed.CREATED, 1))
        return made

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """They leave their seats again, while the list is open; who has left already stays so."""
        kept: dict[str, str] = {}
        for item in items:
            seat = queries.get_seat(bench.session, item.record_id)
            body, stage = seat.body, seat.body.contest.stage
            if seat.left_at is not None:
                kept[item.subject] = "gone_since"
            elif rules.settled(body.kind, stage) or rules.sealed(
                body.listed_at is not None, stage
            ):
                kept[item.subject] = "used_since"
            else:
                service.leave(
                    bench.session, bench.who, seat.id, f"import:{bench.batch_id}", bench.now
                )
        return kept

    def shown(self, record: Mapping[str, Any]) -> str:
        return str(record.get("person", ""))

    def detail(self, record: Mapping[str, Any]) -> str:
        """Where the person sits, and in which contest."""
        body = BODY_WORDS[BodyKind(record["body"])]
        return " · ".join(part for part in (body, record["title"], record["contest"]) if part)


def _told(facts: Mapping[str, object]) -> dict[str, Any]:
    """Facts as the report keeps them (JSON)."""
    return {name: list(one) if isinstance(one, tuple) else one for name, one in facts.items()}
