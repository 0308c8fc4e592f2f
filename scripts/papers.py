"""`make papers`: every paper of the demonstration as Word and as PDF, measured.

    make papers                       into var/papers: .docx, .pdf, a picture of each page
    make papers INTO=/tmp/x ONLY=to-trinh

Fills a demonstration of its own, writes what every contest's papers can say today, turns them
into PDF by LibreOffice and holds each page against Nghị định 30/2020/NĐ-CP: the sheet, the
letters, the margins, the page's number, how many pages there are. Exit status 1 when something
is wrong or LibreOffice is missing.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

from contest.contests import queries as contests
from contest.contests.model import Contest
from core.db import unit_of_work
from core.errors import NotFound
from scripts.paper_measure import ANNEX, NATION, Measured, measure, picture
from web.demo.fill import fill
from web.papers.forwarding import localities
from web.papers.judging import jurors
from web.papers.kinds import PAPERS, Paper, document
from web.papers.known import Asked, Known
from web.schema import migrate
from web.settings import Settings
from web.wiring import wire

PACKAGES = "libreoffice-writer fonts-liberation fonts-croscore"
INTO = Path(os.environ.get("INTO", "var/papers"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONLY = os.environ.get("ONLY", "")


@dataclass(frozen=True, slots=True)
class Expected:
    """How many papers a file holds, and the pages that one of them may take."""

    papers: int
    least: int
    most: int


ROWS_ON_A_PAGE = 11
"""Rows of a list that a page holds at least: names and addresses of several lines."""
PAGES = {
    "plan": (2, 3),
    "council": (2, 2),
    "jury": (2, 2),
    "support_team": (1, 2),
    "score_sheet": (2, 2),
    "score_summary": (1, 2),
    "jury_minutes": (1, 2),
    "council_minutes": (2, 2),
    "submission": (1, 2),
    "recognition": (1, 1),
    "notice": (1, 1),
    "forwarding_letter": (1, 1),
    "nomination_letter": (1, 1),
    "nomination_list": (1, 2),
}
"""Template → the pages of one paper with a short list; long lists add theirs."""


def main() -> int:
    """Write, turn, measure, report."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print(
            "make papers needs LibreOffice to turn Word into PDF. On Debian or Ubuntu:\n"
            f"    apt-get install --no-install-recommends {PACKAGES}",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir(parents=True)
    wanted = write(INTO)
    turn(office, INTO)
    return report(wanted)


def write(into: Path) -> dict[str, Expected]:
    """The documents of a fresh demonstration: the stem of each file → what it should become."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        wiring = wire(Settings(f"sqlite:///{folder}/papers.db", f"{folder}/media", "papers " * 5))
        migrate(wiring)
        fill(wiring, now)
        written: dict[str, Expected] = {}
        with unit_of_work(wiring.reads) as session:
            for contest in one_of_each(contests.contests(session)):
                known = Known(session, contest, now, True)
                for paper, asked, end in sayable(known):
                    name = f"{contest.slug} {paper.slug}{end}"
                    if ONLY not in name:
                        continue
                    try:
                        data = document(paper, known, asked)
                    except NotFound:  # a juror who has no product to score yet
                        continue
                    (into / f"{name}.docx").write_bytes(data)
                    written[name] = expected(paper, data)
    return written


def one_of_each(found: list[Contest]) -> list[Contest]:
    """The latest contest of every level and stage: each paper in each state it can be in."""
    latest = {(one.level, one.stage): one for one in reversed(found)}
    return list(latest.values())


def sayable(known: Known) -> Iterator[tuple[Paper, Asked, str]]:
    """What a contest's papers can say today, and the end of the file's name."""
    for paper in PAPERS:
        if paper.lacks(known):
            continue
        if paper.slug in {"phieu-trang", "phieu-cham"}:
            first = [(Asked(seat_id=id_), " 1") for id_, _ in jurors(known)[:1]]
            blank = [(Asked(), "")] if paper.slug == "phieu-trang" else []
            yield from ((paper, asked, end) for asked, end in blank + first)
        elif paper.slug in {"de-cu", "danh-sach-de-cu"}:
            for no, one in enumerate(known.letters, 1):
                goal, letter = one.nomination.to_contest.slug, one.nomination.letter_number
                yield paper, Asked(goal=goal, letter=letter), f" {no}"
        elif paper.slug == "cong-van-chuyen":
            for id_, name in localities(known):
                yield paper, Asked(unit_id=id_), f" {name}"
        else:
            yield paper, Asked(), ""


def expected(paper: Paper, docx: bytes) -> Expected:
    """What a document should become: as many papers as it has heads, pages by its rows."""
    body = Document(io.BytesIO(docx)).element.body
    heads = sum(1 for one in body.iter(f"{W}t") if one.text in {NATION, ANNEX})
    rows = sum(len(one.findall(f"{W}tr")) for one in body.iter(f"{W}tbl"))
    least, most = PAGES[paper.template]
    more = 0 if paper.template in {"score_sheet", "notice"} else rows // ROWS_ON_A_PAGE
    return Expected(heads, least, most + more)


def turn(office: str, into: Path) -> None:
    """Every .docx of a folder into .pdf, with a profile of its own so that it disturbs nobody."""
    with tempfile.TemporaryDirectory() as profile:
        files = sorted(str(one) for one in into.glob("*.docx"))
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(into),
                *files,
            ],
            check=True,
            capture_output=True,
            timeout=900,
        )


def report(files: dict[str, Expected]) -> int:
    """A line a file; then what is wrong."""
    bad = 0
    for name, wanted in files.items():
        file = INTO / f"{name}.pdf"
        if not file.exists():
            found = Measured(file, faults=["không có tệp PDF"])
        else:
            found = measure(file)
            picture(file, INTO)
        if len(found.papers) != wanted.papers:
            found.faults.append(f"{len(found.papers)} văn bản, phải là {wanted.papers}")
        for no, pages in enumerate(found.papers, 1):
            if not wanted.least <= pages <= wanted.most:
                found.faults.append(
                    f"văn bản {no}: {pages} trang, phải là {wanted.least}–{wanted.most}"
                )
        mark = "!!" if found.faults else "ok"
        print(f"{mark} {found.pages:4} trang {len(found.papers):4} văn bản  {name}")
        for fault in found.faults[:10]:
            print(f"      {fault}")
        bad += bool(found.faults)
    print(f"{len(files)} files in {INTO}, {bad} with faults")
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main())
