"""What is done with certificates: issued and typeset. Taken back: revoking.py."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from contest.certificates import codes, numbering, queries, rules, typeset
from contest.certificates.codes import CODE_BYTES
from contest.certificates.lettering import unshowable
from contest.certificates.model import Certificate
from contest.certificates.printing import (
    group_words,
    level_rank,
    level_words,
    round_words,
    to_json,
    too_long,
)
from contest.certificates.regimes import validity_regimes
from contest.certificates.rules import CertificateFacts
from contest.contests.kinds import Stage, reached
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.contests.ruleset import RuleSet
from contest.entries.model import Entry
from contest.results.model import Standing
from contest.versions import queries as versions
from core import audit, jobs
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.installation import is_demonstration
from core.registry.kinds import Origin
from core.text import slug
from media.rules import document_key
from media.storage import Storage

TYPESET = "certificate.typeset"
"""The job that prints one certificate."""
DAYS_AHEAD = 90
"""A certificate may be dated for the ceremony; a day further away is a slip of the pen."""


# ---------------------------------------------------------------------------------------- issuing


def issue_all(
    session: Session,
    who: Identity,
    contest_id: int,
    issued_on: date,
    now: datetime,
    *,
    public_url: str,
) -> list[Certificate]:
    """A certificate dated `issued_on` for each certified product without one; answers the new.

    A second press finds nothing left and answers with an empty list. A number that was held for a
    product is its own (numbering.reserve); others go by group, rank and code, without gaps, in the
    series of the issuing unit, level and year. The paper leads to
    `public_url` for verification; it is typeset by a job.

    Raises Conflict `certificates_before_recognition` (the authority has not decided),
    `certificate_below_mark` (TT 26/2014 Đ17.1: whatever was decided), `validity_rule_unknown`,
    `number_pattern_unknown`, `entry_letters_unshowable`,
    `certificate_text_too_long`, and Invalid for a day before the decision or far ahead.
    """
    contest = numbering.hold_contest(session, contest_id)
    decision = versions.recognised(session, contest_id)
    if decision is None or not reached(contest.stage, Stage.RECOGNISED):
        raise Conflict("certificates_before_recognition")
    if issued_on < decision.signed_on:
        raise Invalid({"issued_on": ("issued_before_decision", {"signed_on": decision.signed_on})})
    if issued_on > day_in_vietnam(now) + timedelta(days=DAYS_AHEAD):
        raise Invalid({"issued_on": ("issued_too_far_ahead", {"days": DAYS_AHEAD})})
    certified = numbering.without_certificate(session, contest_id)
    if not certified:
        return []
    ruled = rules_of(contest)
    _refuse_below_mark(certified, ruled)
    valid_until = rules.valid_until(issued_on, validity_regimes(), years=ruled.validity_years)
    pattern = numbering.pattern_of(session, contest, issued_on)
    simulated = contest.origin is Origin.SIMULATED or is_demonstration(session)
    key = numbering.series_key(contest, issued_on.year)
    series = numbering.hold_series(session, key)
    held = _taken_up(session, contest_id, key, {row.entry_id for row in certified}, now)
    made = []
    for row in certified:
        sequence = held.get(row.entry_id) or numbering.take(session, series)
        code = codes.new_code(secrets.token_bytes(CODE_BYTES))
        facts = CertificateFacts(
            number=rules.format_number(pattern, sequence, issued_on.year),
            code=code,
            level_rank=level_rank(contest.level),
            level_name=level_words(contest.level),
            product_name=row.recognised_name,
            is_set=row.leads_set or row.entry.product.is_set,
            group_name=_group(contest, row.entry),
            establishment_name=row.entry.establishment_name,
            establishment_address=row.entry.establishment_address,
            contest_title=round_words(contest.title),
            authority=decision.authority,
            signer_title=decision.signer_title,
            signer_name=decision.signer_name,
            place_name=decision.place,
            decision_number=decision.number,
            decision_date=decision.signed_on,
            issued_on=issued_on,
            valid_until=valid_until,
            verify_url=codes.scan_address(f"{public_url.rstrip('/')}/xac-minh/{code}"),
            simulated=simulated,
        )
        _refuse_unprintable(facts, row.entry)
        made.append(
            Certificate(
                code=code,
                number=facts.number,
                series=key,
                sequence=sequence,
                contest_id=contest_id,
                entry_id=row.entry_id,
                product_id=row.entry.product_id,
                establishment_id=row.entry.establishment_id,
                level=contest.level,
                printed=to_json(facts),
                issued_on=issued_on,
                valid_until=valid_until,
                issued_at=now,
                issued_by=who.account_id,
                contest=contest,
                product=row.entry.product,
            )
        )
    session.add_all(made)
    session.flush()
    for one in made:
        audit.record(
            session,
            who,
            now,
            "certificate.issued",
            f"certificate:{one.id}",
            number=one.number,
            code=one.code,
            contest_id=contest_id,  # not the product: the record is read before the announcement
            issued_on=issued_on.isoformat(),
            valid_until=valid_until.isoformat(),
        )
        jobs.enqueue(session, TYPESET, now, certificate_id=one.id)
    session.flush()
    return made


def _taken_up(
    session: Session, contest_id: int, key: str, wanted: set[int], now: datetime
) -> dict[int, int]:
    """Entry → the number that was held for it in this series; others are given back. Nothing is
    held afterwards: the certificates have the numbers."""
    found: dict[int, int] = {}
    for one in numbering.held(session, contest_id):
        if one.series == key and one.entry_id in wanted:
            found[one.entry_id] = one.sequence
            session.delete(one)
        else:
            numbering.give_back(session, one, now)
    session.flush()
    return found


def _refuse_below_mark(certified: list[Standing], ruled: RuleSet) -> None:
    """A product below the pass mark has no certificate, whoever wrote that it is certified."""
    for row in certified:
        if row.total_points < ruled.pass_mark * row.divisor or not row.divisor:
            raise Conflict(
                "certificate_below_mark",
                entry=row.entry.code or row.entry.receipt,
                average_points=row.total_points // row.divisor if row.divisor else 0,
                mark_points=ruled.pass_mark,
                clause=ruled.sources.get("pass_mark", ""),
            )


def _group(contest: Contest, entry: Entry) -> str:
    names = contest.rules.get("groups", {})
    return group_words(names.get(entry.group, "")) if entry.group else ""


def _refuse_unprintable(facts: CertificateFacts, entry: Entry) -> None:
    """Before a number is taken: a paper with holes in its words must not be signed."""
    named = " ".join((facts.product_name, facts.establishment_name, facts.establishment_address))
    if letters := unshowable(named):
        raise Conflict(
            "entry_letters_unshowable",
            entry=entry.code or entry.receipt,
            letters=" ".join(letters),
        )
    typeset.refuse_unshowable(facts)
    if too_long(facts):
        raise Conflict("certificate_text_too_long")


# --------------------------------------------------------------------------------------- printing


def print_again(session: Session, who: Identity, certificate_id: int, now: datetime) -> None:
    """Have one certificate typeset anew from what it says, by a job. Raises NotFound."""
    found = queries.get_certificate(session, certificate_id)
    jobs.enqueue(session, TYPESET, now, certificate_id=found.id)
    audit.record(
        session, who, now, "certificate.reprinted", f"certificate:{found.id}", number=found.number
    )


def prepare_document(
    reads: sessionmaker[Session], storage: Storage, certificate_id: int
) -> Callable[[Session], None]:
    """Typeset and store the paper with no write transaction open; what is returned records it.

    May run twice and side by side: the same facts give the same bytes under the same key.
    """
    with unit_of_work(reads) as session:
        found = queries.find_certificate(session, certificate_id)
        facts = queries.facts(found) if found else None
    if facts is None:
        return lambda session: None
    document = typeset.typeset(facts)
    key = document_key(hashlib.sha256(document).hexdigest(), "pdf")
    storage.put(key, document)
    return lambda session: attach_document(session, certificate_id, key)


def attach_document(session: Session, certificate_id: int, key: str) -> None:
    """Note where the typeset paper lies. Nothing to do for a certificate that is not there."""
    if found := session.get(Certificate, certificate_id):
        found.document_key = key


def document(storage: Storage, certificate: Certificate) -> bytes:
    """The paper as PDF: the stored one, or, when the job has not run, typeset at once."""
    if certificate.document_key:
        try:
            return storage.get(certificate.document_key)
        except NotFound:
            pass  # the bytes are gone, the facts are not: they give the same paper again
    return typeset.typeset(queries.facts(certificate))


def file_name(certificate: Certificate) -> str:
    """What a saved paper is called: "gcn-012-2026-gcn-cnnt-binh-gom-do.pdf"."""
    name = certificate.printed.get("product_name", "")
    return f"gcn-{slug(certificate.number)}-{slug(name, 40)}.pdf"
