"""From an address to the subject its right is measured against."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from contest.certificates.queries import subject_of_certificate
from contest.complaints.queries import subject_of_complaint, subject_of_own_complaint
from contest.contests.queries import subject_of_contest
from contest.entries.queries import subject_of_dossier, subject_of_entry
from contest.history.queries import subject_of_recognition, subject_of_round
from contest.papers.queries import subject_of_unit
from contest.reviews.queries import subject_of_review
from core.errors import NotFound
from core.imports.queries import subject_of_batch
from core.registry.queries import subject_of_establishment, subject_of_product
from core.rights import Subject
from fairs.fairs.queries import subject_of_fair
from fairs.programmes.queries import subject_of_programme
from fairs.support.queries import subject_of_case

Finder = Callable[[Session, Any], Subject | None]

FINDERS: dict[str, tuple[str, Finder]] = {
    "contest": ("contest", subject_of_contest),
    "entry": ("entry_id", subject_of_entry),
    "dossier": ("entry_id", subject_of_dossier),
    "certificate": ("certificate_id", subject_of_certificate),
    "review": ("review_id", subject_of_review),
    "complaint": ("complaint_id", subject_of_complaint),
    "own_complaint": ("complaint_id", subject_of_own_complaint),
    "past_round": ("past_round_id", subject_of_round),
    "past_recognition": ("past_recognition_id", subject_of_recognition),
    "establishment": ("establishment_id", subject_of_establishment),
    "product": ("product_id", subject_of_product),
    "fair": ("fair", subject_of_fair),
    "case": ("case_id", subject_of_case),
    "batch": ("batch_id", subject_of_batch),
    "programme": ("programme", subject_of_programme),
    "unit": ("unit_id", subject_of_unit),
}
"""What a door may be about → the path parameter that names it, and who finds it."""


def subject(session: Session, about: str, path: Mapping[str, str]) -> Subject:
    """The subject of this address. Raises NotFound when nothing is there."""
    parameter, find = FINDERS[about]
    key = path[parameter]
    if parameter.endswith("_id"):
        if not key.isdecimal() or len(key) > 12:
            raise NotFound("not_found")
        found = find(session, int(key))
    else:
        found = find(session, key)
    if found is None:
        raise NotFound("not_found")
    return found
