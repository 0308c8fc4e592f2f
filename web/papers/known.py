"""What the papers of one contest are made of, read once; and the pieces that several share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Body, Seat
from contest.certificates.printing import level_words
from contest.contests import queries as contests
from contest.contests.frame import CriterionDraft
from contest.contests.kinds import ContestLevel, FrameStatus
from contest.contests.model import Contest, Criterion
from contest.contests.queries import Frames
from contest.contests.rulebook import default_frame
from contest.contests.ruleset import RuleSet
from contest.nominations import queries as nominations
from contest.nominations.queries import Nominated
from contest.papers import queries as papers
from contest.papers.kinds import PaperKind
from contest.papers.model import PaperDetails
from contest.papers.queries import Forwarded
from contest.plans import queries as plans
from contest.plans.queries import Line
from contest.results import queries as results
from contest.results.queries import Row
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup
from web import shown
from web.papers import style

Fields = dict[str, object]
"""What a template is filled with: texts, lists of such, and truths."""

COUNCIL = "Hội đồng bình chọn"
JURY = "Ban Giám khảo"
PRODUCTS = "sản phẩm công nghiệp nông thôn tiêu biểu"
POSITIONS: Mapping[Position, str] = {
    Position.COUNCIL_CHAIR: "Chủ tịch",
    Position.STANDING_VICE_CHAIR: "Phó Chủ tịch thường trực",
    Position.VICE_CHAIR: "Phó Chủ tịch",
    Position.COUNCIL_MEMBER: "Ủy viên",
    Position.JURY_HEAD: "Trưởng ban",
    Position.JURY_VICE_HEAD: "Phó Trưởng ban",
    Position.JUROR: "Thành viên",
    Position.SECRETARY: "Thành viên",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address names besides the contest: a juror's seat, a product's entry, the upper
    contest and the letter to it, a locality. None and "" where it names nothing."""

    seat_id: int | None = None
    entry_id: int | None = None
    goal: str = ""
    letter: str = ""
    unit_id: int | None = None


@dataclass(frozen=True)
class Known:
    """One contest while a paper of it is written; each part is read when it is first needed."""

    session: Session
    contest: Contest
    now: datetime
    simulated: bool

    @cached_property
    def rules(self) -> RuleSet:
        """The contest's own copy of its rules."""
        return contests.rules_of(self.contest)

    @cached_property
    def bodies(self) -> dict[BodyKind, Body]:
        """The bodies that are founded, with all their seats."""
        return bodies.bodies(self.session, self.contest.id)

    @cached_property
    def records(self) -> results.Papers:
        """Lock, council's decision, submission, recognition."""
        return results.papers(self.session, self.contest.id)

    @cached_property
    def rows(self) -> list[Row]:
        """The standings; empty before the lock."""
        return results.standings(self.session, self.contest.id)

    @cached_property
    def frames(self) -> Frames:
        """The frames that are in force, or before there are any, the newest of each group."""
        found = contests.frames_in_force(self.session, self.contest.id)
        return found if found.by_scope else contests.newest_frames(self.session, self.contest.id)

    @property
    def frames_settled(self) -> bool:
        """Whether there are frames, and none of them waits for approval."""
        found = self.frames.by_scope.values()
        return bool(found) and all(one.status is not FrameStatus.PROPOSED for one in found)

    @cached_property
    def written(self) -> Mapping[PaperKind, PaperDetails]:
        """Number, day, signer and recipients that the office wrote for a paper."""
        return papers.details(self.session, self.contest.id)

    @cached_property
    def calendar(self) -> list[Line]:
        """The contest's calendar: its milestones and its own dates, by day."""
        return plans.calendar_of(self.session, self.contest, day_in_vietnam(self.now))

    @cached_property
    def forwarded(self) -> Mapping[int, list[Forwarded]]:
        """Locality → the dossiers that come by its letter."""
        found: dict[int, list[Forwarded]] = {}
        for one in papers.forwarded(self.session, self.contest.id):
            found.setdefault(one.unit_id, []).append(one)
        return found

    @cached_property
    def letters(self) -> list[Nominated]:
        """The first nomination of each letter: what tells one letter from another."""
        found: dict[tuple[str, str], Nominated] = {}
        for one in self.nominated:
            key = one.nomination.to_contest.slug, one.nomination.letter_number
            found.setdefault(key, one)
        return list(found.values())

    @cached_property
    def nominated(self) -> list[Nominated]:
        """Everything this contest put forward."""
        return nominations.from_contest(self.session, self.contest.id)

    @cached_property
    def criteria(self) -> Sequence[Criterion | CriterionDraft]:
        """The newest frame of all groups, or the default one where there is none."""
        frame = contests.latest_frame(self.session, self.contest.id)
        return frame.criteria if frame else default_frame()

    def seats(self, kind: BodyKind) -> list[Seat]:
        """Who sits in a body today, in the order of papers."""
        found = self.bodies.get(kind)
        return [seat for seat in found.seats if seat.left_at is None] if found else []

    def person(self, kind: BodyKind, position: Position) -> str:
        """The name of whoever holds the position today, or ""."""
        return next((one.person for one in self.seats(kind) if one.position is position), "")

    @property
    def chair(self) -> str:
        """The chair of the council, or ""."""
        return self.person(BodyKind.COUNCIL, Position.COUNCIL_CHAIR)

    @property
    def place(self) -> str:
        """Địa danh: the name of the place; "" for region and nation, whose body sits elsewhere."""
        if self.contest.level in {ContestLevel.REGION, ContestLevel.NATION}:
            recognised = self.records.recognition
            return recognised.place if recognised else ""
        return self.contest.unit.name

    def group(self, group: ProductGroup | None) -> str:
        """A group's name by the contest's rules."""
        return self.rules.groups.get(group, "Nhóm khác") if group else "Nhóm khác"

    def decision_of(self, kind: BodyKind) -> str:
        """số 12/QĐ-UBND ngày … của …, or "" when the body is not founded."""
        found = self.bodies.get(kind)
        if found is None:
            return ""
        said = style.number_and_day(found.decision_number, found.decision_date)
        return f"{said} của {found.founder}"

    def head(
        self, body: str, number: str, day: date | datetime | None, parent: str | None = None
    ) -> Fields:
        """The fields at the head of a paper, and those that every paper may speak of."""
        above = self.contest.authority if parent is None else parent
        at = f"{level_words(self.contest.level)} năm {self.contest.year}"
        return {
            "parent": style.agency(above) if above != body else "",
            "body": style.agency(body),
            "number": number,
            "place_day": style.place_day(self.place, day),
            "simulated": self.simulated,
            "contest_title": style.held(self.contest.title),
            "product_words": f"{PRODUCTS} {at}",
            "product_title": f"{PRODUCTS} {style.bound(at)}",
            "rules_name": self.rules.name,
            "organiser": self.contest.organiser,
            "authority": self.contest.authority,
        }

    def signature(self, founder: str) -> Fields:
        """Who signs for a body or as the holder of an office."""
        chairs = style.office(founder).casefold().startswith("hội đồng")
        return {"capacity": style.capacity(founder), "signer": self.chair if chairs else ""}


def people(seats: Iterable[Seat]) -> list[Fields]:
    """Members of a body as rows."""
    return [
        {
            "no": str(index),
            "person": seat.person,
            "title": seat.title,
            "position": POSITIONS[seat.position],
        }
        for index, seat in enumerate(seats, 1)
    ]


def product(row: Row, no: int, *, scored: bool = False) -> Fields:
    """A standing as a row of a list; as it was `scored`, by its own name, or as it is recognised,
    by that of its set."""
    own, of_set = row.entry.product_name, row.recognised_name
    return {
        "no": str(no),
        "rank": str(row.rank) if row.rank else "–",
        "code": row.entry.code or "",
        "product": own if scored or not row.leads_set else f"{of_set} (bộ)",
        "establishment": row.entry.establishment_name,
        "address": row.entry.establishment_address,
        "average": shown.average(row.total_points, row.divisor),
        "prize": row.prize,
    }


def by_group(rows: Iterable[Row]) -> list[tuple[ProductGroup | None, list[Row]]]:
    """Standings by group, in their order; groups without any are left out."""
    found: dict[ProductGroup | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.entry.group, []).append(row)
    return list(found.items())


def groups(known: Known, rows: Iterable[Row], *, scored: bool = False) -> list[Fields]:
    """Lists of products under the name of their group."""
    return [
        {
            "name": known.group(group),
            "rows": [product(row, no, scored=scored) for no, row in enumerate(members, 1)],
        }
        for group, members in by_group(rows)
    ]
