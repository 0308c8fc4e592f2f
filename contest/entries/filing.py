"""What handing in a dossier does, however it came: the way is asked, the day's facts kept."""

from sqlalchemy.orm import Session

from contest.entries import queries, rules
from contest.entries.kinds import EntryPath
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.entries.steps import refuse_if
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment
from core.territory import queries as territory


def seal(
    session: Session,
    entry: Entry,
    *,
    group: ProductGroup | None,
    lower: LowerCertificate | None,
    forwarding_letter: str,
) -> EntryPath:
    """Refuse a maker of another place or a closed ladder; then copy names, address and the paper
    that opens the way into the entry. Answers the way it takes. Raises Conflict."""
    refuse_if(
        rules.place_refusal(
            queries.reach_towards(session, entry.establishment.unit_id, entry.contest),
            entry.contest.unit_id,
        )
    )
    way = queries.way_of(entry.contest)
    refuse_if(rules.ladder_refusal(way, lower, forwarding_letter))
    path = rules.path_of(way, lower, forwarding_letter)
    by_certificate = lower if path is EntryPath.LOWER_CERTIFICATE else None
    past = by_certificate is not None and by_certificate.past
    entry.path = path
    entry.lower_certificate_id = by_certificate.id if by_certificate and not past else None
    entry.lower_recognition_id = by_certificate.id if by_certificate and past else None
    entry.lower_certificate_number = by_certificate.number if by_certificate else ""
    entry.lower_certificate_until = by_certificate.valid_until if by_certificate else None
    entry.forwarding_letter = forwarding_letter
    entry.group = group
    entry.product_name = entry.product.name
    entry.establishment_name = entry.establishment.name
    entry.establishment_address = address(session, entry.establishment)
    return path


def address(session: Session, establishment: Establishment) -> str:
    """An establishment's address with its place, as papers print it."""
    line = territory.line(session, establishment.unit_id) if establishment.unit_id else ""
    return ", ".join(part for part in (establishment.address, line) if part)
