"""The commands an operator types, as processes of their own would run them."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn

from contest.complaints.model import ComplaintPack
from contest.contests import queries as contests
from contest.results.model import Standing
from contest.scoring import service as scoring
from core import installation, jobs, outbox
from core.accounts import service as accounts
from core.db import unit_of_work
from media import service as media
from tests.build import aftermath, judging
from tests.build.people import NOW
from tests.build.places import places
from tests.build.round import round_
from tests.media import made
from web import __main__ as commands
from web import schema
from web.doors import DOORS
from web.settings import BadSetting, from_environment
from web.tables import metadata
from web.wiring import Wiring, wire

PASSWORD = "bến lò nung gốm"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the commands' own; nothing of this machine's settings reaches them."""
    for name in ("DATABASE_URL", "MEDIA_URL", "SECRET", "HOST", "PORT", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR", str(tmp_path / "var"))
    monkeypatch.setattr(schema, "migrate", make_tables)
    return tmp_path / "var"


def make_tables(wiring: Wiring) -> bool:
    """The tables without the fourteen thousand units, which these commands do not need."""
    with wiring.engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    return True


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_an_administrator_is_made_and_can_sign_in(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    status = commands.main(["new-admin", "--name", "Lan", "--email", "Lan@Tinh.example"])
    assert (status, said(capsys)) == (0, "administrator made: Lan@Tinh.example\n")
    wiring = wire(from_environment())
    with unit_of_work(wiring.writes) as session:
        account = accounts.recognise(session, "lan@tinh.example", PASSWORD)
    assert account.name == "Lan"
    wiring.engine.dispose()


def test_a_password_too_short_is_said_and_nobody_is_made(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ngắn\n"))
    assert commands.main(["new-admin", "--name", "Lan", "--email", "lan@tinh.example"]) == 1
    assert capsys.readouterr().err.startswith("password: ")


def test_doctor_finds_a_new_installation_well(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_tables(wire(from_environment()))
    monkeypatch.setattr(schema, "is_current", lambda _wiring: True)
    assert commands.main(["doctor"]) == 0
    lines = said(capsys).splitlines()
    assert [line for line in lines if not line.startswith("ok ")] == []
    assert "ok  database: answers" in lines
    assert oct((place / "secret").stat().st_mode & 0o777) == "0o600"


def test_doctor_finds_what_nobody_works_on(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wiring = wire(from_environment())
    make_tables(wiring)
    now = datetime.now(UTC)
    with unit_of_work(wiring.writes) as session:
        lost = jobs.enqueue(session, "media.render", now, photo_id=1)
        lost.given_up_at = now
        letter = outbox.write(session, "tu@vidu.example", "A", "B", now - timedelta(hours=1))
        letter.error = "refused: 550"
    wiring.engine.dispose()
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setattr(schema, "is_current", lambda _wiring: False)
    assert commands.main(["doctor"]) == 1
    bad = [line for line in said(capsys).splitlines() if not line.startswith("ok ")]
    assert [line.split(":")[0] for line in bad] == [
        "BAD migrations",
        "BAD worker",
        "BAD jobs given up",
        "BAD mail server",
        "BAD letters",
    ]
    assert "not running, last seen never, 1 jobs waiting" in bad[1]


def test_verify_names_what_is_lost_and_sweeps_what_is_nobodys(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wiring = wire(from_environment())
    make_tables(wiring)
    received = media.receive(wiring.storage, made.tagged())
    with unit_of_work(wiring.writes) as session:
        key = media.record(session, received, 7, NOW).original_key
    stray = media.receive(wiring.storage, made.tagged(orientation=3)).original_key
    assert commands.main(["verify"]) == 0
    lines = said(capsys).splitlines()
    assert f"orphan   {stray}" in lines
    assert lines[-1].endswith("findings, 0 of them lost or damaged, 0 removed")
    wiring.storage.delete(key)
    file = place / "media" / stray
    os.utime(file, (0, 0))
    assert commands.main(["verify", "--sweep"]) == 1
    lines = said(capsys).splitlines()
    assert f"missing  {key} (photo 1)" in lines
    assert f"removed  {stray}" in lines
    wiring.engine.dispose()


def test_verify_names_evidence_and_a_result_that_were_altered(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wiring = wire(from_environment())
    schema.migrate(wiring)
    with unit_of_work(wiring.writes) as session:
        where = places(session)
        at = round_(session, where.province, where.commune)
        made = aftermath.complaint(session, at.entries["Lọ gốm"])
        aftermath.version(session, at.contest.id)
        receipt, slug, id_ = made.receipt, at.contest.slug, made.id
        entry_id = at.entries["Bình gốm"].id
    assert commands.main(["verify"]) == 0
    said(capsys)
    with unit_of_work(wiring.writes) as session:
        session.get_one(ComplaintPack, id_).data = b"another pack"
        session.get_one(Standing, entry_id).certified = False
    assert commands.main(["verify"]) == 1
    told = said(capsys)
    assert f"altered  evidence {receipt}\n" in told
    assert f"differs  result of {slug}, version 1\n" in told
    wiring.engine.dispose()


def test_verify_names_a_contest_whose_rules_were_changed_by_hand(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wiring = wire(from_environment())
    make_tables(wiring)
    with unit_of_work(wiring.writes) as session:
        hall = judging.hall(session)
        juror = judging.juror(hall.jurors[0], hall.contest)
        scoring.save_sheet(session, juror, hall.entries[0].id, hall.points(100), None, NOW)
    assert commands.main(["verify"]) == 0
    assert said(capsys).splitlines() == ["0 findings, 0 of them lost or damaged, 0 removed"]
    with unit_of_work(wiring.writes) as session:
        found = contests.get_contest_by_id(session, hall.contest.id)
        found.rules = {**found.rules, "pass_mark": 5000}
    assert commands.main(["verify"]) == 1
    assert said(capsys).splitlines() == [
        "0 findings, 0 of them lost or damaged, 0 removed",
        f"altered  rules of {hall.contest.slug}: not_as_locked",
    ]
    wiring.engine.dispose()


def test_doctor_finds_a_missing_database_unwell(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    assert commands.main(["doctor"]) == 1
    assert "BAD database: " in said(capsys)


def test_routes_prints_the_whole_table(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["routes"]) == 0
    assert len(said(capsys).splitlines()) == len(DOORS)


@pytest.mark.parametrize(
    "outside",
    [{"HOST": "0.0.0.0"}, {"PUBLIC_URL": "https://tinh.example"}],  # noqa: S104 (the point)
)
def test_a_demonstration_is_not_served_beyond_this_machine(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outside: dict[str, str],
) -> None:
    served: list[object] = []
    monkeypatch.setattr(uvicorn, "run", lambda *given, **_named: served.append(given))
    wiring = wire(from_environment())
    make_tables(wiring)
    with unit_of_work(wiring.writes) as session:
        installation.mark_demonstration(session, NOW)
    wiring.engine.dispose()
    assert commands.main(["serve"]) == 0
    for name, value in outside.items():
        monkeypatch.setenv(name, value)
    assert commands.main(["serve"]) == 2
    assert "DEMONSTRATION_BEYOND_LOOPBACK" in capsys.readouterr().err
    monkeypatch.setenv("DEMONSTRATION_BEYOND_LOOPBACK", "yes")
    assert commands.main(["serve"]) == 0
    assert len(served) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("SECRET", "short"), ("INLINE_WORKER", "maybe"), ("SESSION_DAYS", "-1")],
)
def test_a_bad_setting_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=name):
        from_environment({"VAR": str(tmp_path), name: value})
