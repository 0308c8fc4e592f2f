"""The paper of a certificate: what it says stays, and is kept under its digest."""

import io
from collections.abc import Callable

import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.orm import Session

from contest.certificates import queries, service
from core.db import sessions, unit_of_work
from core.registry.model import Product
from media.rules import digest_in
from media.storage import Memory
from tests.build.issued import entry_maker, issue, recognised
from tests.build.places import places


def test_edge_25_a_later_renaming_changes_nothing_on_paper(session: Session) -> None:
    contest, [entry] = recognised(session, places(session).province)
    [one] = issue(session, contest)
    before = service.document(Memory(), one)
    product, maker = (
        session.get_one(Product, entry.product_id),
        entry_maker(session, entry),
    )
    product.name, maker.name = "Tên mới", "Công ty mới (mô phỏng)"
    entry.product_name, contest.title = "Tên mới", "Kỳ khác"
    session.flush()
    assert queries.facts(one).product_name == "Bình gốm đỏ"
    assert service.document(Memory(), one) == before


def test_the_paper_is_typeset_once_and_kept_under_its_digest(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine, storage = own_database(), Memory()
    reads, writes = sessions(engine, writes=False), sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        contest, _ = recognised(session, places(session).province)
        [one] = issue(session, contest)
    for _time in range(2):
        record = service.prepare_document(reads, storage, one.id)
        with unit_of_work(writes) as session:
            record(session)
    [key] = storage.keys()
    with unit_of_work(reads) as session:
        kept = queries.get_certificate(session, one.id)
        assert kept.document_key == key
        assert queries.counts(session, contest.id).typeset == 1
        assert service.document(storage, kept) == storage.get(key)
        assert service.document(Memory(), kept) == storage.get(key), "bytes lost: made again"
    assert key.startswith("documents/")
    assert key.endswith(".pdf")
    assert len(digest_in(key)) == 64
    said = PdfReader(io.BytesIO(storage.get(key))).pages[0].extract_text()
    assert one.code in said
    with unit_of_work(writes) as session:
        service.prepare_document(reads, storage, one.id + 1)(session)
        service.attach_document(session, one.id + 1, key)
    assert list(storage.keys()) == [key]
