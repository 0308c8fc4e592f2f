"""One random schedule: a contest of its own, jurors with one or two devices, and everything fails.

The juror's intention is the oracle: for every field the value that was typed last, on the device
that had the last word. It is kept here, apart from devices, server and database.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.scoring.kinds import Outcome
from contest.scoring.model import Score, ScoreOperation, ScoreSheet
from tests.build import judging, people
from tests.build.judging import Hall
from tests.build.places import Places
from tests.faults.device import Device, Key, Line

LINES = (
    *(Line.WHOLE,) * 6,
    *(Line.NOT_SENT,) * 3,
    *(Line.CUT_GOING,) * 2,
    *(Line.CUT_COMING,) * 3,
    Line.TWICE,
)
CLOCKS = (0, 7_200_000, -7_200_000, 40_000_000_000)
"""How far devices' clocks are off, in milliseconds: right, two hours, a year and more."""
PATIENCE = 60


@dataclass
class Tally:
    """What came of all schedules. Anything but 0 in the last three is a fault of the program."""

    schedules: int = 0
    operations: int = 0
    kills: int = 0
    held: int = 0
    lost: int = 0
    duplicated: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        return (
            f"schedules={self.schedules} operations={self.operations} lost={self.lost} "
            f"duplicated={self.duplicated} wrong={self.wrong}"
        )

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, applied twice or wrong."""
        return self.lost == self.duplicated == self.wrong == 0


@dataclass
class Juror:
    """A person at one or two devices. `meant` is what they want their sheets to say."""

    account_id: int
    seat_id: int
    devices: list[Device]
    meant: dict[Key, str] = field(default_factory=dict)
    typed_by: dict[Key, set[str]] = field(default_factory=dict)

    def type(self, device: Device, key: Key, value: str) -> None:
        """Change a field on one of the devices."""
        device.type(key, value)
        self.meant[key] = value
        self.typed_by.setdefault(key, set()).add(device.name)


def run(
    engine: sa.Engine,
    port: int,
    ground: Places,
    number: int,
    chance: Random,
    blow: Callable[[Random], None],
    tally: Tally,
) -> None:
    """Play one schedule. `blow` kills something and brings it back; it is struck while a request
    is under way."""
    with Session(engine) as session:
        hall, jurors = _cast(session, port, ground, number, chance)
        keys = [
            (entry.id, criterion)
            for entry in hall.entries
            for criterion in (*(leaf.id for leaf in hall.leaves), None)
        ]
        contest_id = hall.contest.id
        session.commit()
    blows = chance.choice((0, 0, 1, 2)) if number else 1  # a run without a kill proves little
    steps = chance.randrange(40, 90)
    struck = {chance.randrange(steps) for _ in range(blows)}
    for step in range(steps):
        juror = chance.choice(jurors)
        device = chance.choice(juror.devices)
        if chance.random() < 0.7:
            for _ in range(chance.randrange(1, 5)):
                key = chance.choice(keys)
                juror.type(device, key, _value(key, chance))
        if step in struck:
            tally.kills += 1
            _send_under_blows(jurors, chance, blow)
        elif chance.random() < 0.15:
            _all_at_once(jurors, chance)
        else:
            device.send(chance.choice(LINES), chance)
    late = chance.random() < 0.25
    _drain(jurors, chance)
    _agree(jurors, chance)
    if late:
        _after_the_lock(engine, contest_id, jurors, keys, chance, tally)
    _judge(engine, jurors, tally)
    tally.schedules += 1


def _cast(
    session: Session, port: int, ground: Places, number: int, chance: Random
) -> tuple[Hall, list[Juror]]:
    now = datetime.now(UTC)
    entries, people_ = chance.randrange(1, 5), chance.randrange(1, 5)
    hall = judging.hall(session, jurors=people_, entries=entries, now=now, ground=ground)
    hall.contest.judging_until = now + timedelta(days=30)
    found = []
    for account, seat in zip(hall.jurors, hall.seats, strict=True):
        names = [f"{number}-{account.id}-{i}" for i in range(chance.choice((1, 1, 2)))]
        devices = [
            Device(name, people.signed_in(session, account, now=now), port) for name in names
        ]
        for device in devices:
            device.skew = chance.choice(CLOCKS)
        found.append(Juror(account.id, seat.id, devices))
    return hall, found


def _value(key: Key, chance: Random) -> str:
    """Something a juror may type: "" empties, "0" is a score."""
    if key[1] is None:
        return chance.choice(
            ("", "Mẫu đẹp", "Cần xem thêm nhãn", f"Ghi chú {chance.random():.6f}")
        )
    return chance.choice(("", "0", "1,5", "3.25", "7", "8,75", "10", "9,99"))


def _send_under_blows(jurors: list[Juror], chance: Random, blow: Callable[[Random], None]) -> None:
    """Everybody sends while the server, or the database, is killed."""
    threads = _started(jurors, chance, Line.WHOLE)
    time.sleep(chance.random() * 0.06)
    blow(chance)
    for thread in threads:
        thread.join()


def _all_at_once(jurors: list[Juror], chance: Random) -> None:
    for thread in _started(jurors, chance, Line.WHOLE):
        thread.join()


def _started(jurors: list[Juror], chance: Random, line: Line) -> list[threading.Thread]:
    threads = []
    for juror in jurors:
        for device in juror.devices:
            own = Random(chance.random())
            threads.append(threading.Thread(target=device.send, args=(line, own)))
    for thread in threads:
        thread.start()
    return threads


def _drain(jurors: list[Juror], chance: Random) -> None:
    """The line is back: every device sends until nothing waits."""
    until = time.monotonic() + PATIENCE
    for juror in jurors:
        for device in juror.devices:
            while device.pending:
                if not device.send(Line.WHOLE, chance) and time.monotonic() > until:
                    raise TimeoutError(f"{device.name} keeps {len(device.pending)} operations")


def _agree(jurors: list[Juror], chance: Random) -> None:
    """Where two devices wrote one field, the juror reads both and says on one what is meant."""
    for juror in jurors:
        if len(juror.devices) == 1:
            continue
        last = juror.devices[0]
        for key, names in sorted(juror.typed_by.items(), key=str):
            if len(names) > 1:
                # What stands there is looked at first: sending anything tells the version.
                last.type(key, juror.meant[key])
                while last.pending:
                    last.send(Line.WHOLE, chance)
                if key in last.disagreed:
                    last.disagreed.discard(key)
                    last.type(key, juror.meant[key])
                    while last.pending:
                        last.send(Line.WHOLE, chance)


def _after_the_lock(
    engine: sa.Engine,
    contest_id: int,
    jurors: list[Juror],
    keys: list[Key],
    chance: Random,
    tally: Tally,
) -> None:
    """A device that was away comes back after the lock: its operations are held, nothing moves."""
    with Session(engine) as session:
        session.execute(
            sa.update(Contest).where(Contest.id == contest_id).values(stage=Stage.LOCKED)
        )
        session.commit()
    for juror in jurors:
        device = chance.choice(juror.devices)
        for _ in range(3):
            key = chance.choice(keys)
            device.type(key, _value(key, chance))  # and `meant` stays what the lock found
    _drain(jurors, chance)
    for juror in jurors:
        for device in juror.devices:
            held = [o for o in device.acknowledged.values() if o["outcome"] == Outcome.HELD]
            tally.held += len(held)


def _judge(engine: sa.Engine, jurors: list[Juror], tally: Tally) -> None:
    """Hold the database against what the jurors meant and what the devices were told."""
    with Session(engine) as session:
        for juror in jurors:
            stored = Counter[str]()
            for row in session.scalars(
                sa.select(ScoreOperation).where(ScoreOperation.seat_id == juror.seat_id)
            ):
                stored[row.operation_id] += 1
            for device in juror.devices:
                tally.operations += len(device.acknowledged)
                tally.wrong += len(device.refused)  # everything typed here was fit to be taken
                for id_ in device.acknowledged:
                    tally.lost += stored[id_] == 0
                    tally.duplicated += stored[id_] > 1
            said = _said(session, juror.seat_id)
            for key, value in juror.meant.items():
                tally.wrong += said.get(key, "") != _as_stored(key, value)


def _said(session: Session, seat_id: int) -> dict[Key, Any]:
    """What the sheets say: hundredths by criterion, the remark; "" where there is nothing."""
    found: dict[Key, Any] = {}
    rows = session.execute(
        sa.select(ScoreSheet.entry_id, Score.criterion_id, Score.points)
        .join(Score, Score.sheet_id == ScoreSheet.id)
        .where(ScoreSheet.seat_id == seat_id)
    )
    for entry_id, criterion_id, points in rows:
        found[entry_id, criterion_id] = points
    remarks = sa.select(ScoreSheet.entry_id, ScoreSheet.remark).where(
        ScoreSheet.seat_id == seat_id
    )
    for entry_id, remark in session.execute(remarks):
        found[entry_id, None] = remark
    return found


def _as_stored(key: Key, value: str) -> Any:
    """Read apart from the program: "8,75" → 875."""
    if key[1] is None or value == "":
        return value
    whole, _, part = value.replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)
