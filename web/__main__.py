"""The commands: `python -m web --help` lists them; docs/operations.md says what each does."""

import argparse
import getpass
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from contest.complaints import queries as complaints
from contest.contests import rulekeeping
from contest.versions import queries as versions
from core import audit, installation
from core.accounts import service as accounts
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.errors import Invalid
from core.identity import SYSTEM
from core.rights import TABLE
from core.territory import service as territory
from media import moving
from media import service as media
from web import agreement, doctor, exports, inspecting, rule_command, schema, tally, wording
from web.demo import fill
from web.doors import DOORS, PUBLIC
from web.imports import command
from web.imports.known import KINDS
from web.settings import BadSetting, from_environment
from web.stored import SHELVES
from web.wiring import Wiring, open_storage, wire
from web.worker import Worker


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it did what it says."""
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve pages, worker included")
    serving.add_argument("--workers", type=int, default=1, help="web processes")
    serving.add_argument(
        "--demo-when-empty", action="store_true", help="first fill an empty database with the demo"
    )
    commands.add_parser("worker", help="run jobs only")
    commands.add_parser("migrate", help="bring the database to this version")
    commands.add_parser("demo", help="fill an empty database with the demonstration")
    admin = commands.add_parser("new-admin", help="make an administrator")
    admin.add_argument("--name", required=True)
    admin.add_argument("--email", required=True)
    territory = commands.add_parser("territory", help="load a dated file of changes of units")
    territory.add_argument("file", type=Path)
    territory.add_argument("--dry-run", action="store_true", help="only say what it would do")
    commands.add_parser("doctor", help="check settings, database, storage, worker, mail, clock")
    verifying = commands.add_parser("verify", help="check stored files, rules, evidence, results")
    verifying.add_argument(
        "--sweep", action="store_true", help="then remove bytes of which no record speaks"
    )
    copying = commands.add_parser("move-media", help="copy all stored files to another home")
    copying.add_argument("to", help="a folder, or s3://bucket/prefix?… as in MEDIA_URL")
    copying.add_argument("--from", dest="source", help="the home to copy from, else MEDIA_URL")
    copying.add_argument("--again", action="store_true", help="compare what is there too")
    commands.add_parser("draw-missing", help="draw the sizes of pictures that photos still lack")
    bringing = commands.add_parser("import", help="bring in a list from a file")
    bringing.add_argument("kind", choices=sorted(KINDS))
    bringing.add_argument("file", type=Path)
    bringing.add_argument("--place", required=True, help="the place that the rows belong to")
    bringing.add_argument("--as", dest="sender", default="", help="e-mail of who brings it in")
    bringing.add_argument("--sheet", default="", help="the sheet to read")
    bringing.add_argument("--add-only", action="store_true", help="change nothing that is here")
    bringing.add_argument("--dry-run", action="store_true", help="only say what it would do")
    taking = commands.add_parser("export", help="take a whole table along")
    taking.add_argument("table", choices=sorted(exports.TABLES))
    taking.add_argument("--format", choices=exports.FORMATS, default="xlsx")
    taking.add_argument("--out", type=Path, help="the file to write; standard output without it")
    commands.add_parser("routes", help="print every address with who may open it")
    looking = commands.add_parser("inspect", help="say of pictures whether and why not they pass")
    inspecting.add_arguments(looking)
    rule_command.add_arguments(commands.add_parser("rules", help="rule sets: list, check, try"))
    tally.add_arguments(commands.add_parser("tally", help="averages, places, lines of a table"))
    agreement.add_arguments(commands.add_parser("agreement", help="how a panel of jurors agrees"))
    given = parser.parse_args(arguments)
    if given.command == "rules" and given.act != "try":
        return rule_command.look(given)
    if given.command in WITHOUT_DATABASE:
        return WITHOUT_DATABASE[given.command](given)
    run: Callable[[Wiring, argparse.Namespace], int] = COMMANDS[given.command]
    try:
        return run(wire(from_environment()), given)
    except (BadSetting, fill.Refused) as refusal:
        print(refusal, file=sys.stderr)
        return 2


def serve(wiring: Wiring, given: argparse.Namespace) -> int:
    """Serve until interrupted. Settings and database are checked before the port is opened."""
    settings = wiring.settings
    schema.migrate(wiring)
    if given.demo_when_empty and fill.is_empty(wiring):
        print("Đang nạp bản trình diễn …", flush=True)
        fill.fill(wiring, datetime.now(UTC))
    with unit_of_work(wiring.reads) as session:
        shown = installation.is_demonstration(session)
    if shown and settings.reachable_from_outside and not settings.demonstration_beyond_loopback:
        raise BadSetting(
            "This database is a demonstration with known passwords: it is served beyond "
            "loopback only with DEMONSTRATION_BEYOND_LOOPBACK=yes"
        )
    print(f"Tinh Hoa: {settings.public_url}", flush=True)
    uvicorn.run(
        "web.asgi:create",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=given.workers,
        log_level="warning",
        server_header=False,
    )
    return 0


def work(wiring: Wiring, given: argparse.Namespace) -> int:
    """Run jobs until interrupted or asked to end; the job at hand is finished first."""
    worker = Worker(wiring)
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda _signal, _frame: worker.ask_to_end())
    worker.run()
    return 0


def migrate(wiring: Wiring, given: argparse.Namespace) -> int:
    """Bring the schema up to date."""
    print("migrated" if schema.migrate(wiring) else "already current")
    return 0


def demo(wiring: Wiring, given: argparse.Namespace) -> int:
    """Fill an empty database with the demonstration; refuses one that holds records."""
    schema.migrate(wiring)
    fill.fill(wiring, datetime.now(UTC))
    print("demonstration filled")
    return 0


def new_admin(wiring: Wiring, given: argparse.Namespace) -> int:
    """Make an administrator; the password is asked for, or read from a pipe."""
    schema.migrate(wiring)
    asked = getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        with unit_of_work(wiring.writes) as session:
            accounts.make_administrator(session, given.name, given.email, asked, datetime.now(UTC))
    except Invalid as refusal:
        for field, fault in refusal.fields.items():
            code, facts = (fault, {}) if isinstance(fault, str) else fault
            print(f"{field}: {wording.sentence(code, facts, str)}", file=sys.stderr)
        return 1
    print(f"administrator made: {given.email}")
    return 0


def change_territory(wiring: Wiring, given: argparse.Namespace) -> int:
    """Load a dated file of changes of units, or say by row why it is refused (status 1)."""
    schema.migrate(wiring)
    try:
        data = given.file.read_bytes()
    except OSError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    with unit_of_work(wiring.writes) as session:
        seen = territory.preview(session, data, day_in_vietnam(now))
        for fault in seen.faults:
            said = wording.sentence(fault.code, fault.facts, str)
            print(f"dòng {fault.row}: {said}" if fault.row else said, file=sys.stderr)
        if seen.faults:
            return 1
        for one in seen.effects:
            print(f"{one.change.day:%d/%m/%Y} {one.old} → {one.new}")
        if not given.dry_run:
            territory.apply(session, SYSTEM, data, given.file.name, now)
    print(f"mới: {len(seen.effects)}; đã có: {seen.there}" + (" (thử)" if given.dry_run else ""))
    return 0


def bring_in(wiring: Wiring, given: argparse.Namespace) -> int:
    """Check a list and load what is good; 1 when rows were left, 2 when nothing could be done."""
    return command.bring_in(
        wiring,
        KINDS[given.kind],
        given.file,
        given.place,
        datetime.now(UTC),
        print,
        sheet=given.sheet,
        only_look=given.dry_run,
        add_only=given.add_only,
        sender=given.sender,
    )


def take_out(wiring: Wiring, given: argparse.Namespace) -> int:
    """Write one whole table; on record, like every list that is taken along."""
    with unit_of_work(wiring.reads) as session:
        simulated = installation.is_demonstration(session)
        data = exports.export(session, given.table, given.format, simulated=simulated)
    with unit_of_work(wiring.writes) as session:
        subject = f"table:{given.table}"
        audit.record(session, SYSTEM, datetime.now(UTC), "table.exported", subject)
    if given.out is None:
        sys.stdout.buffer.write(data)
    else:
        given.out.write_bytes(data)
        print(f"{given.out}: {len(data)} bytes")
    return 0


def examine(wiring: Wiring, given: argparse.Namespace) -> int:
    """Print each check; 1 when one is not well."""
    well = True
    for good, sentence in doctor.examine(wiring):
        print(f"{'ok ' if good else 'BAD'} {sentence}")
        well = well and good
    return 0 if well else 1


def verify(wiring: Wiring, given: argparse.Namespace) -> int:
    """Name each stored file that is missing, damaged or nobody's; each pack of evidence, result,
    rules of a contest or frozen frame that was altered by hand; 1 when something is lost or
    altered."""
    with unit_of_work(wiring.reads) as session:
        found = media.verify(session, wiring.storage, SHELVES)
        for one in found:
            about = f" (photo {one.photo_id})" if one.photo_id is not None else ""
            print(f"{one.fault:<8} {one.key}{about}")
        swept = (
            media.sweep_orphans(session, wiring.storage, datetime.now(UTC), SHELVES)
            if given.sweep
            else []
        )
    for key in swept:
        print(f"removed  {key}")
    lost = [one for one in found if one.fault != "orphan"]
    print(f"{len(found)} findings, {len(lost)} of them lost or damaged, {len(swept)} removed")
    wrong = _verify_contests(wiring)
    for line in wrong:
        print(line)
    return 1 if lost or wrong else 0


def _verify_contests(wiring: Wiring) -> list[str]:
    """What was altered by hand: rules and frames, evidence of complaints, versions of results."""
    with unit_of_work(wiring.reads) as session:
        return [
            *(
                f"altered  {one.what} of {one.slug}: {one.fault}"
                for one in rulekeeping.altered(session)
            ),
            *(f"{one.fault:<8} evidence {one.receipt}" for one in complaints.verify(session)),
            *(
                f"{one.fault:<8} result of {one.contest}, version {one.number}"
                for one in versions.verify(session)
            ),
        ]


def move_media(wiring: Wiring, given: argparse.Namespace) -> int:
    """Copy what the other home lacks; 1 when something failed, and then run it again."""
    source = open_storage(given.source) if given.source else wiring.storage
    counts = {"copied": 0, "there": 0, "failed": 0}
    for step in moving.copy_all(source, open_storage(given.to), again=given.again):
        counts[step.outcome] += 1
        if step.outcome == "failed":
            print(f"failed   {step.key}: {step.why}", file=sys.stderr)
        elif step.outcome == "copied" and counts["copied"] % 500 == 0:
            print(f"{counts['copied']} copied …", flush=True)
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    return 1 if counts["failed"] else 0


def draw_missing(wiring: Wiring, given: argparse.Namespace) -> int:
    """Queue a job for each photo that lacks a size; the worker does them."""
    with unit_of_work(wiring.writes) as session:
        print(f"{media.draw_missing(session, datetime.now(UTC))} photos to draw")
    return 0


def routes(wiring: Wiring, given: argparse.Namespace) -> int:
    """Print the one table: address, what it is about, and the roles that may open it."""
    for address, door in DOORS.items():
        if door.act is None:
            print(f"{address:<60} {'everybody' if door is PUBLIC else 'whoever is signed in'}")
        else:
            print(f"{address:<60} {door.about:<14} {', '.join(sorted(TABLE[door.act]))}")
    return 0


WITHOUT_DATABASE: dict[str, Callable[[argparse.Namespace], int]] = {
    "agreement": agreement.run,
    "inspect": inspecting.run,
    "tally": tally.run,
}

COMMANDS: dict[str, Callable[[Wiring, argparse.Namespace], int]] = {
    "serve": serve,
    "worker": work,
    "migrate": migrate,
    "demo": demo,
    "new-admin": new_admin,
    "territory": change_territory,
    "import": bring_in,
    "export": take_out,
    "doctor": examine,
    "verify": verify,
    "move-media": move_media,
    "draw-missing": draw_missing,
    "routes": routes,
    "rules": rule_command.run,
}

if __name__ == "__main__":
    sys.exit(main())
