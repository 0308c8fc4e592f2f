"""Every list of the office and of the makers has rows for whoever it is meant for."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.web.demo.conftest import WORD
from web.app import create_app
from web.wiring import Wiring

NOW_OPEN = "/dieu-hanh/binh-chon/vinh-long-cap-tinh-2026"
LARGE = "/dieu-hanh/binh-chon/vinh-long-cap-tinh-2024"
LISTS = (
    # who, list, what its rows lead to, how many at least
    ("secretary", "/dieu-hanh/binh-chon", r"/dieu-hanh/binh-chon/[\w-]+", 10),
    ("secretary", f"{NOW_OPEN}/ho-so", r"/dieu-hanh/ho-so/\d+", 7),
    ("secretary", f"{LARGE}/ho-so", r"/dieu-hanh/ho-so/\d+", 20),
    ("secretary", f"{LARGE}/ket-qua", r"/dieu-hanh/[\w/-]+", 5),
    ("secretary", f"{LARGE}/giay-chung-nhan", r"/dieu-hanh/giay-chung-nhan/\d+", 20),
    ("secretary", "/dieu-hanh/co-so", r"/ho-so/co-so/\d+", 15),
    ("officer", "/dieu-hanh/co-so", r"/ho-so/co-so/\d+", 1),
    ("inspector", "/dieu-hanh/binh-chon", r"/dieu-hanh/binh-chon/[\w-]+", 10),
    ("inspector", "/dieu-hanh/hoi-cho", r"/dieu-hanh/hoi-cho/[\w-]+", 8),
    ("organiser", "/dieu-hanh/hoi-cho", r"/dieu-hanh/hoi-cho/[\w-]+", 8),
    ("support", "/dieu-hanh/nhan-hieu", r"/dieu-hanh/nhan-hieu/\d+", 8),
    ("manager", "/dieu-hanh/nhan-hieu", r"/dieu-hanh/nhan-hieu/\d+", 8),
    ("manager", "/dieu-hanh/chuong-trinh", r"/dieu-hanh/chuong-trinh/[\w-]+", 1),
    ("juror-1", "/cham-diem", r"/cham-diem/[\w-]+", 2),
    ("chair", "/dieu-hanh/binh-chon", r"/dieu-hanh/binh-chon/[\w-]+", 5),
    ("producer-1", "/ho-so/binh-chon", r"/[\w/-]+", 3),
    ("producer-1", "/ho-so", r"/ho-so/[\w/-]+", 5),
    ("producer-1", "/ho-so/giay-chung-nhan", r"/[\w/-]+", 2),
    ("producer-1", "/ho-so/nhan-hieu", r"/ho-so/nhan-hieu/\d+", 2),
    ("producer-1", "/ho-so/hoi-cho", r"/[\w/-]+", 1),
    ("secretary", "/dieu-hanh/ho-so", r"/dieu-hanh/ho-so/\d+", 15),
    ("secretary", "/dieu-hanh/giay-chung-nhan", r"/dieu-hanh/giay-chung-nhan/\d+", 15),
    ("secretary", "/dieu-hanh/san-pham", r"/ho-so/san-pham/\d+", 15),
    ("secretary", "/dieu-hanh/bao-cao-nam", r"/[\w/-]+", 10),
    ("secretary", "/dieu-hanh/lich-su", r"/[\w/-]+", 8),
    ("secretary", "/dieu-hanh/lich-su/cong-nhan", r"/[\w/-]+", 5),
    ("secretary", "/dieu-hanh/co-so/trung-lap", r"/dieu-hanh/co-so/trung-lap/so-sanh", 1),
    ("secretary", "/dieu-hanh/cong-tac-vien", r"/[\w/-]+", 6),
    ("secretary", "/dieu-hanh/nhap-danh-sach", r"/dieu-hanh/nhap-danh-sach/\d+", 1),
    ("secretary", "/dieu-hanh/bao-cao/dia-ban", r"/[\w/-]+", 3),
    ("secretary", "/ho-so/thong-bao", r"/[\w/-]+", 1),
    ("organiser", "/dieu-hanh/don-gian-hang", r"/dieu-hanh/hoi-cho/[\w-]+", 3),
    ("manager", "/dieu-hanh/chi-tieu-cham", r"/dieu-hanh/chuong-trinh/[\w/-]+", 1),
    ("producer-2", "/ho-so/thong-bao", r"/[\w/-]+", 1),
    ("admin", "/quan-tri/thu-di", r"/[\w/-]+", 1),
    ("admin", "/quan-tri/don-vi", r"/[\w/-]+", 0),
    ("admin", "/quan-tri", r"/quan-tri/tai-khoan/\d+", 15),
    ("admin", "/quan-tri/nhat-ky", r"/[\w/-]+", 5),
    ("admin", "/quan-tri/viec-nen", r"/[\w/-]+", 5),
    ("", "/san-pham", r"/san-pham/[\w-]+", 12),
    ("", "/binh-chon", r"/binh-chon/[\w-]+", 8),
    ("", "/binh-chon/vinh-long-cap-tinh-2024/ket-qua", r"/san-pham/[\w-]+", 30),
    ("", "/hoi-cho", r"/hoi-cho/[\w-]+", 6),
)  # fmt: skip


@pytest.fixture(scope="module")
def browsers(demo: Wiring) -> dict[str, TestClient]:
    """One for everybody in the table, signed in as anybody signs in to a demonstration."""
    app = create_app(demo)
    found = {}
    for who in {who for who, *_ in LISTS}:
        found[who] = TestClient(app, headers={"Origin": "http://testserver"})
        if who:
            contact = f"{who}@mo-phong.example"
            answer = found[who].post(
                "/dang-nhap",
                data={"contact": contact, "password": WORD},
                follow_redirects=False,
            )
            assert answer.status_code == 303, who
    return found


@pytest.mark.parametrize(("who", "path", "row", "least"), LISTS)
def test_a_list_has_rows(
    browsers: dict[str, TestClient], who: str, path: str, row: str, least: int
) -> None:
    answer = browsers[who].get(path, follow_redirects=False)
    assert answer.status_code == 200
    (main,) = re.findall(r"<main.*</main>", answer.text, re.S)
    leads = set(re.findall(rf'href="({row})(?:[?#][^"]*)?"', main)) - {path}
    assert len(leads) >= least, sorted(leads)
