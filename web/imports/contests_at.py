"""Which contest a row of a list is about: by its address, its name, or because there is one."""

from collections.abc import Collection

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from core.rights import Act
from core.territory import queries as territory
from core.text import fold
from web.imports.kind import Bench, Fault, Field
from web.shown import N_

CONTEST = Field(
    "contest",
    N_("Kỳ bình chọn"),
    ("Kỳ", "Mã kỳ", "Tên kỳ bình chọn", "Cuộc bình chọn"),
    most=300,
    help=N_("Tên kỳ, hoặc phần cuối địa chỉ trang của kỳ. Để trống khi chỉ có một kỳ đang mở."),
    example="vinh-long-cap-tinh-2026",
)


class ContestsAt:
    """The contests of a batch's place in which its sender may do something."""

    def __init__(self, bench: Bench, act: Act, stages: Collection[Stage]) -> None:
        units = [bench.unit_id] if bench.unit_id is not None else None
        found = contests.contests(bench.session, units=units)
        about = contests.subjects(bench.session, found)
        self._keep(
            found,
            [one for one in found if one.stage in stages],
            {one.id for one in found if bench.who.may(act, about[one.id])},
        )

    @classmethod
    def receiving(cls, bench: Bench) -> "ContestsAt":
        """The contests that receive dossiers of the batch's place: its own, those below, and
        those of the places it lies in."""
        found = contests.contests(bench.session, stages=(Stage.OPEN,))
        made = cls.__new__(cls)
        around: frozenset[int] = frozenset()
        if bench.unit_id is not None:
            around = territory.reach(bench.session, bench.unit_id)
            below = contests.contests(bench.session, units=[bench.unit_id], stages=(Stage.OPEN,))
            around |= {one.unit_id for one in below}
        near = [one for one in found if bench.unit_id is None or one.unit_id in around]
        made._keep(found, near, {one.id for one in found})
        return made

    def _keep(self, found: list[Contest], near: list[Contest], may: set[int]) -> None:
        self._open, self._may = near, may
        self._by: dict[str, Contest] = {}
        for one in reversed(found):
            self._by[one.slug] = one
            self._by[fold(one.title)] = one
        self.by_id = {one.id: one for one in found}

    def find(self, said: str | None) -> Contest | Fault:
        """The contest meant, or the fault of its cell."""
        if said:
            found = self._by.get(said.strip().strip("/").rsplit("/", 1)[-1].lower())
            found = found or self._by.get(fold(said))
            if found is None:
                return Fault("contest", "import_contest_unknown")
        else:
            mine = [one for one in self._open if one.id in self._may]
            if len(mine) != 1:
                return Fault("contest", "import_contest_unclear", {"count": len(mine)})
            found = mine[0]
        if found.id not in self._may:
            return Fault("contest", "import_contest_elsewhere")
        return found
