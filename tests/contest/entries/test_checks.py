"""The automatic checks, one by one, with data that is not in order."""

from dataclasses import replace

import pytest

from contest.contests.ruleset import PaperAsked
from contest.entries.checks import Finding, Papers, Seen, Settled, Ticked, checks
from contest.entries.eligibility import Judged, Verdict
from contest.entries.kinds import Angle
from contest.entries.statement import sections

ASKED = (
    PaperAsked("registration_form", "Phiếu đăng ký", True),
    PaperAsked("business_registration", "Đăng ký kinh doanh", True),
    PaperAsked("merit_papers", "Bằng khen (nếu có)", False),
)
THERE = Ticked(present=True, certified=True, sets=2)
PAPERS = Papers(ASKED, {"business_registration": THERE}, by_form=("registration_form",))
FINE = Seen(
    missing=(),
    papers=PAPERS,
    photos=[(1800, 1300, Angle.FRONT), (1772, 1181, Angle.SIDE), (1200, 1900, Angle.TOP)],
    min_photos=3,
    angles_asked=("front", "side", "top"),
    print_sides=(1181, 1772),
    way_fault=None,
    place_fault=None,
    place=Judged(Verdict.ELIGIBLE, "place_listed", "NĐ 45/2012/NĐ-CP"),
    settled=None,
    same_name=0,
    same_photo=0,
    other_photo=0,
    ties=0,
)


def not_good(seen: Seen) -> dict[str, tuple[Finding, dict[str, object]]]:
    return {
        one.code: (one.finding, dict(one.facts))
        for one in checks(seen)
        if one.finding is not Finding.GOOD
    }


def test_a_dossier_in_order_has_nothing_to_look_at() -> None:
    assert not_good(FINE) == {}
    assert [one.code for one in checks(FINE)] == [
        "statement",
        "papers",
        "photo_count",
        "photo_size",
        "photo_angles",
        "way",
        "place",
        "place_rule",
        "same_name",
        "same_photo",
        "other_photo",
        "juror_tie",
    ]


def test_what_is_not_in_order_is_said() -> None:
    found = not_good(
        replace(
            FINE,
            missing=sections()[:2],
            photos=[(1772, 1180, Angle.FRONT), (1000, 3000, Angle.OTHER)],
            way_fault=("lower_certificate_expired", {"number": "12"}),
            place_fault=("outside_contest_place", {}),
            same_name=1,
            same_photo=2,
            other_photo=3,
            ties=1,
        )
    )
    assert found == {
        "statement": (Finding.LACKING, {"missing": 2}),
        "photo_count": (Finding.LACKING, {"there": 2, "least": 3}),
        "photo_size": (Finding.ADVICE, {"small": 2}),
        "photo_angles": (Finding.ADVICE, {"unseen": ("side", "top")}),
        "way": (Finding.LACKING, {"fault": ("lower_certificate_expired", {"number": "12"})}),
        "place": (Finding.LACKING, {"fault": ("outside_contest_place", {})}),
        "same_name": (Finding.ADVICE, {"count": 1}),
        "same_photo": (Finding.ADVICE, {"count": 2}),
        "other_photo": (Finding.ADVICE, {"count": 3}),
        "juror_tie": (Finding.ADVICE, {"count": 1}),
    }


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        (
            replace(PAPERS, ticks={}),
            {
                "papers": (
                    Finding.UNSURE,
                    {"absent": (), "unlooked": ("business_registration",)},
                )
            },
        ),
        (
            replace(PAPERS, ticks={"business_registration": Ticked(False, False, 0)}),
            {
                "papers": (
                    Finding.LACKING,
                    {"absent": ("business_registration",), "unlooked": ()},
                )
            },
        ),
        (
            replace(PAPERS, ticks={"business_registration": Ticked(True, False, 2)}),
            {"papers_certified": (Finding.ADVICE, {"plain": ("business_registration",)})},
        ),
        # a paper "if any" that is not there lacks nothing
        (replace(PAPERS, ticks={**PAPERS.ticks, "merit_papers": Ticked(False, False, 0)}), {}),
        # what is filed here is its own form, unless the desk says it is not there
        (
            replace(PAPERS, ticks={**PAPERS.ticks, "registration_form": Ticked(False, False, 0)}),
            {"papers": (Finding.LACKING, {"absent": ("registration_form",), "unlooked": ()})},
        ),
    ],
)
def test_papers_of_the_checklist(papers: Papers, found: dict[str, object]) -> None:
    assert not_good(replace(FINE, papers=papers)) == found


@pytest.mark.parametrize(
    ("asked", "sets", "copy", "found"),
    [
        (1, 1, False, {}),
        (2, 2, True, {}),
        (2, 1, True, {"sets": (Finding.LACKING, {"there": 1, "asked": 2})}),
        (2, 3, False, {"electronic_copy": (Finding.ADVICE, {})}),
    ],
)
def test_edge_21_sets_and_copy_of_a_paper_dossier_by_its_rules(
    asked: int, sets: int, copy: bool, found: dict[str, object]
) -> None:
    ticks = {"registration_form": THERE, "business_registration": THERE}
    papers = Papers(ASKED, ticks, (), asked, sets, copy)
    assert not_good(replace(FINE, papers=papers)) == found


def test_edge_28_a_person_settles_what_the_place_is() -> None:
    unsure = Judged(Verdict.UNSURE, "place_by_city_class", "NĐ 45/2012/NĐ-CP")
    barred = Judged(Verdict.NOT_ELIGIBLE, "place_not_listed", "NĐ 45/2012/NĐ-CP")
    yes, no = Settled(True, "Thành phố loại II", "Thư"), Settled(False, "Nội thành", "Thư")
    for place, settled, finding in (
        (unsure, None, Finding.UNSURE),
        (barred, None, Finding.LACKING),
        (unsure, yes, Finding.GOOD),
        (barred, yes, Finding.GOOD),
        (FINE.place, no, Finding.LACKING),
    ):
        (line,) = [
            one
            for one in checks(replace(FINE, place=place, settled=settled))
            if one.code == "place_rule"
        ]
        assert (line.finding, line.facts) == (finding, {"settled": settled, "place": place})
