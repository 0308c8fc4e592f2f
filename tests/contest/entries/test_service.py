"""Dossiers from the first press to the code; what is refused on the way."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.entries import queries, returns, service
from contest.entries.kinds import Angle, EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.entries.service import ChosenPhoto
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import consents
from core.registry.kinds import ConsentHow, ProductGroup
from core.rights import Grant, Role
from tests.build import contests, dossiers, people, places, register
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


def code_of(call: pytest.ExceptionInfo[Conflict]) -> tuple[str, dict[str, object]]:
    return call.value.code, call.value.facts


def test_a_dossier_goes_from_the_first_press_to_its_code(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    assert (entry.status, entry.group, entry.statement, entry.on_behalf) == (
        EntryStatus.DRAFT,
        ProductGroup.HANDICRAFT,
        {},
        False,
    )
    entry = dossiers.filed(session, lan, contest)
    assert (entry.status, entry.filed_at, entry.path) == (
        EntryStatus.FILED,
        NOW,
        EntryPath.LOWEST_LEVEL,
    )
    assert entry.receipt.startswith("HS-")
    assert len(entry.receipt) == 11
    assert entry.establishment_address == "Xã Long Hồ, tỉnh vĩnh long"
    later = NOW + timedelta(hours=1)
    service.accept(session, DESK, entry.id, ProductGroup.PROCESSED_FOOD, later)
    assert (entry.status, entry.code, entry.group, entry.screened_at) == (
        EntryStatus.VALID,
        "TP01",
        ProductGroup.PROCESSED_FOOD,
        later,
    )
    steps = [(one.action, one.note) for one in queries.events(session, entry.id)]
    assert steps == [("accepted", "TP01"), ("filed", ""), ("started", "")]
    told = [one.action for one in audit.entries_about(session, f"entry:{entry.id}")]
    assert told[0] == "entry.accepted"
    assert told[-1] == "entry.started"


def test_pressing_twice_does_it_once(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    first = dossiers.filed(session, lan, contest)
    assert service.start(session, lan.who, contest.id, lan.product.id, NOW) is first
    again = service.file(
        session,
        lan.who,
        first.id,
        group=ProductGroup.OTHER,
        lower=None,
        declared=False,
        now=NOW + timedelta(days=30),
    )
    assert (again.filed_at, again.group) == (NOW, ProductGroup.HANDICRAFT)
    for _ in range(2):
        service.accept(session, DESK, first.id, ProductGroup.HANDICRAFT, NOW)
    assert first.code == "TC01"
    assert len(queries.events(session, first.id)) == 3


def test_edge_17_edge_18_a_product_enters_every_round_and_a_maker_with_every_product(
    session: Session,
) -> None:
    lan = dossiers.maker(session)
    one, other = (contests.contest(session, unit_id=lan.places.commune) for _ in range(2))
    entries = [dossiers.filed(session, lan, contest) for contest in (one, other)]
    second = register.product(session, lan.establishment, "Chậu gốm")
    entries.append(dossiers.filed(session, lan, one, product=second))
    assert len({entry.id for entry in entries}) == 3


@pytest.mark.parametrize(
    ("stage", "opens", "closes", "code"),
    [
        (Stage.OPEN, -2, -1, "entries_closed"),
        (Stage.JUDGING, -2, 2, "entries_closed"),
        (Stage.OPEN, 1, 2, "entries_not_open"),
        (Stage.DRAFT, -1, 2, "entries_not_open"),
        (Stage.CANCELLED, -1, 2, "contest_cancelled"),
    ],
)
def test_nothing_starts_outside_the_window(
    session: Session, stage: Stage, opens: int, closes: int, code: str
) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(
        session,
        unit_id=lan.places.commune,
        stage=stage,
        entries_open_at=NOW + timedelta(days=opens),
        entries_close_at=NOW + timedelta(days=closes),
    )
    with pytest.raises(Conflict) as caught:
        service.start(session, lan.who, contest.id, lan.product.id, NOW)
    assert caught.value.code == code


def test_a_closed_deadline_says_when_and_changes_nothing(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.written(session, lan, contest)
    late = contest.entries_close_at + timedelta(minutes=1)
    said = ("entries_closed", {"closed": contest.entries_close_at})
    with pytest.raises(Conflict) as caught:
        service.save_statement(session, lan.who, entry.id, "market", "muộn", 99, late)
    assert code_of(caught) == said
    with pytest.raises(Conflict) as caught:
        file(session, lan.who, entry.id, late)
    assert code_of(caught) == said
    assert (entry.status, entry.statement["market"]) == (EntryStatus.DRAFT, "Thị trường: có.")
    assert file(session, lan.who, entry.id, contest.entries_close_at).status is EntryStatus.FILED


def file(
    session: Session,
    who: Identity,
    entry_id: int,
    now: datetime,
    *,
    lower: LowerCertificate | None = None,
    letter: str = "",
) -> Entry:
    return service.file(
        session,
        who,
        entry_id,
        group=ProductGroup.HANDICRAFT,
        lower=lower,
        forwarding_letter=letter,
        declared=True,
        now=now,
    )


def test_everything_that_is_missing_is_said_at_once(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    service.save_statement(session, lan.who, entry.id, "market", "Chợ huyện.", entry.version, NOW)
    service.set_photos(session, lan.who, entry.id, [ChosenPhoto(lan.photos[0])], NOW)
    with pytest.raises(Invalid) as caught:
        service.file(session, lan.who, entry.id, group=None, lower=None, declared=False, now=NOW)
    assert caught.value.fields == {
        "description": ("section_missing", {"title": "Mô tả sản phẩm"}),
        "production": ("section_missing", {"title": "Năng lực sản xuất"}),
        "economics": ("section_missing", {"title": "Hiệu quả kinh tế"}),
        "technical": ("section_missing", {"title": "Kỹ thuật và chất lượng"}),
        "social": ("section_missing", {"title": "Việc làm và xã hội"}),
        "environment": ("section_missing", {"title": "Môi trường"}),
        "photos": ("photos_too_few", {"least": 3, "there": 1}),
        "group": "group_missing",
        "declared": "declaration_missing",
    }


def test_the_establishment_must_lie_in_the_contests_place(session: Session) -> None:
    lan = dossiers.maker(session)
    elsewhere = contests.contest(session, unit_id=lan.places.stranger)
    with pytest.raises(Conflict, match="outside_contest_place"):
        service.start(session, lan.who, elsewhere.id, lan.product.id, NOW)
    province = contests.contest(session, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    assert service.start(session, lan.who, province.id, lan.product.id, NOW).id
    lan.establishment.unit_id = None
    other = register.product(session, lan.establishment, "Chậu")
    with pytest.raises(Conflict, match="establishment_place_missing"):
        service.start(session, lan.who, province.id, other.id, NOW)


def test_a_product_without_a_maker_here_cannot_enter(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    published = register.product(session, None, "Nước mắm")
    for contest_id, product_id in ((contest.id, published.id), (contest.id, 0), (0, 1)):
        with pytest.raises(NotFound):
            service.start(session, lan.who, contest_id, product_id, NOW)


def lower(
    level: ContestLevel = ContestLevel.DISTRICT, *, in_force: bool = True
) -> LowerCertificate:
    return LowerCertificate(7, "07/2024", level, in_force, date(2027, 12, 31))


def test_the_way_to_the_province_asks_for_the_lower_certificate_on_that_day(
    session: Session,
) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    entry = dossiers.written(session, lan, contest)
    for given, said in (
        (None, ("lower_certificate_or_letter_missing", {})),
        (
            lower(in_force=False),
            (
                "lower_certificate_expired",
                {
                    "number": "07/2024",
                    "until": date(2027, 12, 31),
                    "source": "TT 26/2014/TT-BCT Đ12",
                },
            ),
        ),
        (lower(ContestLevel.PROVINCE), ("lower_certificate_wrong_level", {"number": "07/2024"})),
    ):
        with pytest.raises(Conflict) as caught:
            file(session, lan.who, entry.id, NOW, lower=given)
        assert code_of(caught) == said
    file(session, lan.who, entry.id, NOW, lower=lower())
    assert (
        entry.path,
        entry.lower_certificate_id,
        entry.lower_certificate_number,
        entry.lower_certificate_until,
    ) == (EntryPath.LOWER_CERTIFICATE, 7, "07/2024", date(2027, 12, 31))


def test_a_forwarding_letter_stands_for_the_certificate_where_no_contest_was_held(
    session: Session,
) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    entry = dossiers.written(session, lan, contest)
    file(session, lan.who, entry.id, NOW, letter="15/UBND-KT ngày 02/11/2026")
    assert (entry.path, entry.forwarding_letter, entry.lower_certificate_id) == (
        EntryPath.FORWARDING_LETTER,
        "15/UBND-KT ngày 02/11/2026",
        None,
    )


def test_what_was_true_on_filing_day_is_copied(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.written(session, lan, contest)
    lan.product.name, lan.establishment.name = "Bình gốm mới", "Công ty Gốm (mô phỏng)"
    lan.establishment.address = "Ấp 1"
    file(session, lan.who, entry.id, NOW)
    lan.product.name = "Tên sau này"
    session.flush()
    session.expire_all()
    kept = queries.get_entry(session, entry.id)
    assert (kept.product_name, kept.establishment_name, kept.establishment_address) == (
        "Bình gốm mới",
        "Công ty Gốm (mô phỏng)",
        "Ấp 1, Xã Long Hồ, tỉnh vĩnh long",
    )


def test_filing_on_behalf_needs_a_consent_that_stands(session: Session) -> None:
    where = places.places(session)
    account = people.account(session, "Cộng tác viên (mô phỏng)")
    helper = people.identity(account, Grant(Role.COLLABORATOR, unit_id=where.commune))
    maker = register.establishment(session, unit_id=where.commune)
    product = register.product(session, maker)
    dossiers.album(session, product)
    contest = contests.contest(session, unit_id=where.commune)
    with pytest.raises(Invalid) as caught:
        service.start(session, helper, contest.id, product.id, NOW, on_behalf=True)
    assert caught.value.fields == {"consent": "consent_missing"}
    given = consents.record(
        session,
        helper,
        maker.id,
        given_by="Bà Lan",
        how=ConsentHow.BY_PHONE,
        given_on=date(2026, 11, 20),
        note="gọi lúc sáng",
        now=NOW,
    )
    entry = service.start(session, helper, contest.id, product.id, NOW, on_behalf=True)
    assert (entry.on_behalf, entry.consent_note, entry.created_by) == (
        True,
        "Bà Lan. gọi lúc sáng",
        account.id,
    )
    consents.end(session, helper, given.id, NOW)
    with pytest.raises(Conflict, match="consent_ended"):
        service.file(
            session, helper, entry.id, group=product.group, lower=None, declared=True, now=NOW
        )
    again = service.start(session, helper, contest.id, product.id, NOW, on_behalf=True)
    assert (again.id, again.consent_note) == (entry.id, "Bà Lan. gọi lúc sáng")


def test_two_tabs_never_overwrite_each_other_silently(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    drawn = entry.version
    service.save_statement(session, lan.who, entry.id, "market", "tab một", drawn, NOW)
    service.save_statement(session, lan.who, entry.id, "social", "mục khác", drawn, NOW)
    with pytest.raises(Conflict, match="section_changed_elsewhere"):
        service.save_statement(session, lan.who, entry.id, "market", "tab hai", drawn, NOW)
    same = service.save_statement(session, lan.who, entry.id, "market", "tab một", drawn, NOW)
    service.save_statement(session, lan.who, entry.id, "market", "cả hai", same.version, NOW)
    assert entry.statement == {"market": "cả hai", "social": "mục khác"}
    with pytest.raises(NotFound):
        service.save_statement(session, lan.who, entry.id, "lạ", "x", entry.version, NOW)
    with pytest.raises(Invalid):
        service.save_statement(
            session, lan.who, entry.id, "market", "x" * 6001, entry.version, NOW
        )


def test_several_sections_are_kept_together_or_not_at_all(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    drawn = entry.version
    told = {"market": "Chợ huyện.", "social": "Mười người thợ."}
    service.save_statements(session, lan.who, entry.id, told, drawn, NOW)
    assert (entry.statement, entry.version) == (told, drawn + 1)
    written = [
        (one.detail["section"], one.detail["length"])
        for one in audit.entries_about(session, f"entry:{entry.id}")
        if one.action == "entry.written"
    ]
    assert sorted(written) == [("market", 10), ("social", 15)]
    service.save_statements(session, lan.who, entry.id, told, drawn, NOW)  # the same again
    assert entry.version == drawn + 1
    later = {"market": "khác", "environment": "Tráng nước giếng."}
    for texts, refusal in (
        (later, Conflict),
        ({"social": "x", "lạ": "x"}, NotFound),
        ({"environment": "x" * 6001}, Invalid),
    ):
        with pytest.raises(refusal):
            service.save_statements(session, lan.who, entry.id, texts, drawn, NOW)
    assert entry.statement == told


def test_only_the_products_own_photos_stand_in_its_dossier(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    one, two, three = lan.photos
    strange = dossiers.photo(session).id
    for ids in ([one, strange], [one, one]):
        with pytest.raises(Invalid) as caught:
            service.set_photos(session, lan.who, entry.id, [ChosenPhoto(i) for i in ids], NOW)
        assert caught.value.fields == {"photos": "photo_not_of_product"}
    service.set_photos(session, lan.who, entry.id, [ChosenPhoto(i) for i in lan.photos], NOW)
    chosen = [ChosenPhoto(three, Angle.TOP, "Nhìn từ trên"), ChosenPhoto(one, Angle.FRONT)]
    service.set_photos(session, lan.who, entry.id, chosen, NOW)
    session.expire_all()
    kept = queries.get_entry(session, entry.id).photos
    assert [(p.photo_id, p.angle, p.caption, p.position) for p in kept] == [
        (three, Angle.TOP, "Nhìn từ trên", 1),
        (one, Angle.FRONT, "", 2),
    ]
    with pytest.raises(Invalid, match="invalid"):
        service.set_photos(session, lan.who, entry.id, [ChosenPhoto(i) for i in range(1, 14)], NOW)
    assert two


def test_a_supplement_is_answered_even_after_the_deadline_for_new_ones(
    session: Session,
) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.filed(session, lan, contest)
    with pytest.raises(Conflict, match="entry_not_editable"):
        service.save_statement(session, lan.who, entry.id, "market", "sửa", 99, NOW)
    answer_by = contest.entries_close_at + timedelta(hours=12)
    returns.send_back(session, DESK, entry.id, {"market": "Viết rõ hơn"}, answer_by, NOW)
    assert (entry.status, entry.reason, entry.answer_by) == (
        EntryStatus.SUPPLEMENT,
        "Viết rõ hơn.",
        answer_by,
    )
    meanwhile = contest.entries_close_at + timedelta(hours=1)
    service.save_statement(session, lan.who, entry.id, "market", "sửa", 99, meanwhile)
    with pytest.raises(Conflict) as caught:
        file(session, lan.who, entry.id, answer_by + timedelta(minutes=1))
    assert code_of(caught) == ("supplement_closed", {"closed": answer_by})
    file(session, lan.who, entry.id, meanwhile)
    assert (entry.status, entry.filed_at, entry.answer_by) == (
        EntryStatus.FILED,
        NOW,
        None,
    )
    assert queries.events(session, entry.id)[0].action == "supplemented"


def test_screening_refuses_what_it_must(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.filed(session, lan, contest)
    judging = contest.judging_from
    for answer_by, said in (
        (None, "missing"),
        (NOW, ("answer_by_past", {})),
        (judging, ("answer_by_after_judging", {"judging": judging})),
    ):
        with pytest.raises(Invalid) as caught:
            returns.send_back(session, DESK, entry.id, {}, answer_by, NOW)
        assert caught.value.fields == {
            "parts": "no_part_chosen",
            "answer_by": said if isinstance(said, tuple) else (said, {}),
        }
    with pytest.raises(Invalid) as caught:
        service.refuse(session, DESK, entry.id, "", NOW)
    assert caught.value.fields == {"reason": "reason_missing"}
    service.refuse(session, DESK, entry.id, "Sản phẩm độc bản", NOW)
    assert (entry.status, entry.reason) == (EntryStatus.REFUSED, "Sản phẩm độc bản")
    with pytest.raises(Conflict, match="entry_not_in_that_state"):
        service.accept(session, DESK, entry.id, ProductGroup.OTHER, NOW)
    with pytest.raises(Conflict, match="entry_not_in_that_state"):
        service.withdraw(session, lan.who, entry.id, NOW)
    with pytest.raises(NotFound):
        service.refuse(session, DESK, 0, "x", NOW)
    contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="screening_over"):
        service.refuse(session, DESK, entry.id, "x", NOW)


def test_a_withdrawn_dossier_may_be_taken_up_again(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.filed(session, lan, contest)
    for _ in range(2):
        service.withdraw(session, lan.who, entry.id, NOW)
    assert entry.status is EntryStatus.WITHDRAWN
    back = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    assert (back.id, back.status) == (entry.id, EntryStatus.DRAFT)
    file(session, lan.who, entry.id, NOW)
    service.accept(session, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)
    service.withdraw(session, lan.who, entry.id, NOW)
    kept = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    assert (kept.status, kept.code) == (EntryStatus.WITHDRAWN, "TC01")


def test_a_dossier_stays_once_judging_has_begun(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.filed(session, lan, contest)
    contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="withdraw_over"):
        service.withdraw(session, lan.who, entry.id, NOW)


def test_codes_run_on_within_a_group_even_past_one_that_was_withdrawn(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    given = []
    for number, group in enumerate(
        (ProductGroup.HANDICRAFT, ProductGroup.OTHER, ProductGroup.HANDICRAFT) * 2
    ):
        product = register.product(session, lan.establishment, f"Sản phẩm {number}")
        entry = dossiers.filed(session, lan, contest, product=product)
        service.accept(session, DESK, entry.id, group, NOW)
        if number == 0:
            service.withdraw(session, lan.who, entry.id, NOW)
        given.append(entry.code)
    assert given == ["TC01", "KH01", "TC02", "TC03", "KH02", "TC04"]
