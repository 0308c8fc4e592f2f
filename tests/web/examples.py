"""For each door with a path parameter: an address of it in the world, for test_doors.

A function of `here` (tests/build/world.Half). Doors whose only parameters are the customary ones
are filled by `CUSTOMARY`; list here what else an address needs.
"""

from collections.abc import Callable

from core.rights import Role
from tests.build.world import Half

CUSTOMARY: dict[str, Callable[[Half], object]] = {
    "contest": lambda here: here.contest.slug,
    "entry_id": lambda here: here.entry.id,
    "certificate_id": lambda here: here.certificate.id,
    "establishment_id": lambda here: here.establishment.id,
    "product_id": lambda here: here.product.id,
    "fair": lambda here: here.fair.slug,
    "sample_id": lambda here: here.sample.id,
    "case_id": lambda here: here.case.id,
    "programme": lambda here: here.programme.code,
    "past_round_id": lambda here: here.past_round.id,
    "past_recognition_id": lambda here: here.past_recognition.id,
    "year": lambda here: 2026,
    "target_id": lambda here: here.programme.targets[0].id,
    "task_id": lambda here: 1,
    "hand_entry_id": lambda here: here.hand_entry.id,
    "published_code": lambda here: "vinh-long-2021-2025",
    "album_id": lambda here: 1,
    "member_id": lambda here: 1,
    "account_id": lambda here: here.people[Role.PRODUCER].id,
    "grant_id": lambda here: 1,
    "batch_id": lambda here: here.batch.id,
    "run_id": lambda here: 1,
    "complaint_id": lambda here: here.complaint.id,
    "review_id": lambda here: here.review.id,
    "version_number": lambda here: 1,
    "held_id": lambda here: here.held.id,
    "state_id": lambda here: here.state.id,
    "merger_id": lambda here: here.merger.id,
    "consent_id": lambda here: here.consent.id,
    "job_id": lambda here: 1,
    "letter_id": lambda here: 1,
    "unit_id": lambda here: here.commune_id,
    "load_id": lambda here: 1,
    "version": lambda here: 1,
}


def _room(end: str) -> Callable[[Half], str]:
    """A page of the contest's room; {seat}, {frame} and {milestone} are filled."""

    def path(here: Half) -> str:
        filled = end.format(
            seat=here.seats[Role.JUROR].id, frame=here.frame.id, milestone=here.milestone.id
        )
        return f"/dieu-hanh/binh-chon/{here.contest.slug}{filled}"

    return path


def _set(end: str) -> Callable[[Half], str]:
    """A page of a product set; {member} is filled."""

    def path(here: Half) -> str:
        member = here.product_set.set_members[0].id
        return f"/ho-so/san-pham/{here.product_set.id}/bo{end.format(member=member)}"

    return path


def _template(end: str) -> Callable[[Half], str]:
    """A page of an office's own template of the plan."""
    return lambda here: f"/dieu-hanh/mau-van-ban/{here.unit_id}/plan{end}"


_SET = "/ho-so/san-pham/{product_id}/bo"
_ROOM = "/dieu-hanh/binh-chon/{contest}"

EXAMPLES: dict[str, Callable[[Half], str]] = {
    "GET /dieu-hanh/nhap-danh-sach/mau/{kind}": lambda here: (
        "/dieu-hanh/nhap-danh-sach/mau/roster"
    ),
    "GET /dieu-hanh/co-so/trung-lap/so-sanh": (
        lambda here: (
            "/dieu-hanh/co-so/trung-lap/so-sanh"
            f"?giu={here.establishment.id}&bo={here.merger.gone_id}"
        )
    ),
    f"GET {_ROOM}/van-ban/{{paper}}": _room("/van-ban/ke-hoach"),
    f"POST {_ROOM}/van-ban/{{paper}}": _room("/van-ban/ke-hoach"),
    **{
        f"{method} /dieu-hanh/mau-van-ban/{{unit_id}}/{{kind}}{end}": _template(end)
        for method, end in (
            ("GET", ""),
            ("POST", ""),
            ("GET", "/mau.docx"),
            ("POST", "/dung-lai"),
        )
    },
    f"GET {_SET}": _set(""),
    f"POST {_SET}": _set(""),
    f"GET {_SET}/{{set_member_id}}": _set("/{member}"),
    f"POST {_SET}/{{set_member_id}}": _set("/{member}"),
    f"POST {_SET}/{{set_member_id}}/anh": _set("/{member}/anh"),
    f"POST {_SET}/{{set_member_id}}/anh/{{photo_id}}": _set("/{member}/anh/1"),
    f"POST {_ROOM}/hoi-dong/{{body}}/quyet-dinh": _room("/hoi-dong/ban-giam-khao/quyet-dinh"),
    f"POST {_ROOM}/hoi-dong/{{body}}/cu": _room("/hoi-dong/ban-giam-khao/cu"),
    f"POST {_ROOM}/hoi-dong/{{body}}/khep": _room("/hoi-dong/ban-giam-khao/khep"),
    f"POST {_ROOM}/thanh-vien/{{seat_id}}/khai": _room("/thanh-vien/{seat}/khai"),
    f"GET {_ROOM}/lich/{{milestone_id}}": _room("/lich/{milestone}"),
    f"POST {_ROOM}/lich/{{milestone_id}}": _room("/lich/{milestone}"),
    f"POST {_ROOM}/lich/{{milestone_id}}/xong": _room("/lich/{milestone}/xong"),
    f"POST {_ROOM}/lich/{{milestone_id}}/bo": _room("/lich/{milestone}/bo"),
    f"GET {_ROOM}/thanh-vien/{{seat_id}}": _room("/thanh-vien/{seat}"),
    f"POST {_ROOM}/thanh-vien/{{seat_id}}/thay": _room("/thanh-vien/{seat}/thay"),
    f"POST {_ROOM}/thanh-vien/{{seat_id}}/thoi": _room("/thanh-vien/{seat}/thoi"),
    f"POST {_ROOM}/khung-diem/{{frame_id}}/duyet": _room("/khung-diem/{frame}/duyet"),
    **{
        f"{method} /ho-so/du-thi/{{entry_id}}/{{section}}": (
            lambda here: f"/ho-so/du-thi/{here.entry.id}/market"
        )
        for method in ("GET", "POST")
    },
}
"""`METHOD path` → the path of an example, where CUSTOMARY is not enough."""


def address(door: str, here: Half) -> str:
    """The example address of a door. Raises KeyError when EXAMPLES has to say it."""
    path = door.split(" ", 1)[1]
    if door in EXAMPLES:
        return EXAMPLES[door](here)
    return path.format(**{name: fill(here) for name, fill in CUSTOMARY.items()})
