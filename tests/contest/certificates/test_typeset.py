"""The printed certificate is opened, read and scanned as a stranger would."""

import io
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import segno
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import StreamObject, TextStringObject

from contest.certificates import lettering, typeset
from contest.certificates.codes import scan_address
from contest.certificates.rules import CertificateFacts
from core.errors import Conflict

ROOT = Path(__file__).parents[3]

FACTS = CertificateFacts(
    number="012/2026/GCN-CNNT",
    code="TH-C5H66-S35CW",
    level_rank=3,
    level_name="cấp tỉnh",
    product_name="Bưởi da xanh sấy dẻo Mỹ Hòa",
    is_set=False,
    group_name="Chế biến nông, lâm, thủy sản và thực phẩm",
    establishment_name="Hợp tác xã mô phỏng Mỹ Hòa",
    establishment_address="ấp Mỹ Thới, phường Bình Minh, tỉnh Vĩnh Long",
    contest_title="kỳ bình chọn sản phẩm công nghiệp nông thôn tiêu biểu tỉnh năm 2026",
    authority="Ủy ban nhân dân tỉnh Vĩnh Long",
    signer_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Người Ký Mô Phỏng",
    place_name="Vĩnh Long",
    decision_number="1234/QĐ-UBND",
    decision_date=date(2026, 2, 8),
    issued_on=date(2026, 11, 5),
    valid_until=date(2029, 12, 31),
    verify_url="https://tinhhoa.example/xac-minh/TH-C5H66-S35CW",
    simulated=False,
)
STACKED = "Ẫ Ẩ Ễ Ổ Ữ Ằ Ậ Ệ Ộ Ự Ỵ ẫ ẩ ễ ổ ữ ằ ậ ệ ộ ự ỵ Đ đ Ơ ơ Ư ư"


def read(facts: CertificateFacts) -> str:
    """All words of the one page, lines and runs joined by single spaces."""
    reader = PdfReader(io.BytesIO(typeset.typeset(facts)))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().replace("\u200b", "").split())


def test_the_page_is_one_a4_sheet_lying_made_to_be_kept() -> None:
    reader = PdfReader(io.BytesIO(typeset.typeset(FACTS)))
    [page] = reader.pages
    assert [round(float(side) / 72 * 25.4, 1) for side in page.mediabox[2:]] == [297.0, 210.0]
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Giấy chứng nhận 012/2026/GCN-CNNT: Bưởi da xanh sấy dẻo Mỹ Hòa"
    )
    assert reader.metadata.author == "Ủy ban nhân dân tỉnh Vĩnh Long"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == FACTS.issued_on
    assert reader.root_object.raw_get("/Lang") == TextStringObject("vi")
    metadata = reader.root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    xmp = metadata.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_every_typeface_travels_inside_the_file() -> None:
    reader = PdfReader(io.BytesIO(typeset.typeset(replace(FACTS, simulated=True))))
    resources: Any = reader.pages[0]["/Resources"]
    names = set()
    for font in resources["/Font"].values():
        [descendant] = font.get_object()["/DescendantFonts"]
        described = descendant.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)
        names.add(described["/FontName"].split("+")[1].split("-Identity")[0])
    assert names == {
        "NotoSerif-Regular",
        "NotoSerif-Bold",
        "NotoSerif-Italic",
        "BeVietnamPro-Regular",
        "BeVietnamPro-Bold",
    }


def test_it_says_everything_that_was_decided() -> None:
    assert read(FACTS) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG GIẤY CHỨNG NHẬN "
        "Sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh "
        "Certificate of Outstanding Rural Industrial Product "
        "Sản phẩm Bưởi da xanh sấy dẻo Mỹ Hòa "
        "Nhóm: Chế biến nông, lâm, thủy sản và thực phẩm "
        "Hợp tác xã mô phỏng Mỹ Hòa Địa chỉ: ấp Mỹ Thới, phường Bình Minh, tỉnh Vĩnh Long "
        "được công nhận tại kỳ bình chọn sản phẩm công nghiệp nông thôn tiêu biểu tỉnh năm 2026, "
        "theo Quyết định số 1234/QĐ-UBND ngày 08 tháng 02 năm 2026. "
        "Giấy chứng nhận có giá trị đến hết ngày 31 tháng 12 năm 2029. "
        "Số giấy chứng nhận 012/2026/GCN-CNNT Mã kiểm tra TH-C5H66-S35CW "
        "Quét mã, hoặc nhập tại tinhhoa.example/xac-minh "
        "Vĩnh Long, ngày 05 tháng 11 năm 2026 KT. CHỦ TỊCH PHÓ CHỦ TỊCH Người Ký Mô Phỏng"
    )


def test_what_is_not_known_is_left_out_with_its_label() -> None:
    said = read(replace(FACTS, group_name="", establishment_address="", signer_name=""))
    assert "Nhóm" not in said
    assert "Địa chỉ" not in said
    assert said.endswith("PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("name", "is_set", "said"),
    [
        ("Trà sen", False, "Product Sản phẩm Trà sen Nhóm"),
        ("Trà lá sen, trà tim sen", True, "Product Bộ sản phẩm Trà lá sen, trà tim sen Nhóm"),
        ("Bộ sản phẩm trà sen", True, "Product Bộ sản phẩm trà sen Nhóm"),
    ],
)
def test_a_set_is_announced_once(name: str, is_set: bool, said: str) -> None:
    assert said in read(replace(FACTS, product_name=name, is_set=is_set))


def test_a_demonstration_says_so_in_words_and_across_the_page() -> None:
    said = read(replace(FACTS, simulated=True))
    assert "Bản mô phỏng không có giá trị pháp lý" in said
    assert "MÔ PHỎNG" in said
    assert "mô phỏng không có" not in read(FACTS)


@pytest.mark.parametrize("rank", [1, 2, 3, 4, 5])
def test_each_level_has_its_own_seal(rank: int) -> None:
    def drawn(level_rank: int) -> bytes:
        return typeset.draw(replace(FACTS, level_rank=level_rank), ppi=50)

    assert all(drawn(rank) != drawn(other) for other in range(1, 6) if other != rank)


@pytest.mark.parametrize("rank", [0, 6])
def test_there_is_no_sixth_level(rank: int) -> None:
    with pytest.raises(ValueError, match="rank"):
        replace(FACTS, level_rank=rank)


def test_the_seal_is_the_one_of_the_pages() -> None:
    ornament = (ROOT / "contest/certificates/ornament.typ").read_text("utf-8")
    page = (ROOT / "web/templates/_parts/seals.html").read_text("utf-8")
    for name in ("BLOCK", "PETAL"):
        path = page.split(f'{name} = "')[1].split('"')[0]
        assert f'#let seal-{name.lower()} = "{path}"' in ornament


@pytest.mark.parametrize(
    "url",
    [
        FACTS.verify_url,
        scan_address(FACTS.verify_url),
        "http://127.0.0.1:8000/xac-minh/TH-C5H66-S35CW",
        "https://cong-nghiep-nong-thon.vinhlong.gov.vn/xac-minh/TH-C5H66-S35CW",
    ],
)
def test_the_printed_code_leads_to_the_page_of_verification(url: str) -> None:
    page = Image.open(io.BytesIO(typeset.draw(replace(FACTS, verify_url=url), ppi=150)))
    [found] = zxingcpp.read_barcodes(page)
    assert (found.text, found.format) == (url, zxingcpp.BarcodeFormat.QRCode)
    assert found.ec_level == "Q"
    corners = found.position
    millimetres = (corners.top_right.x - corners.top_left.x) / 150 * 25.4
    assert 22 <= millimetres <= 30


def test_the_code_has_its_quiet_ground_and_says_exactly_the_text() -> None:
    svg = typeset.qr_svg("HTTPS://TINHHOA.EXAMPLE/XAC-MINH/TH-C5H66-S35CW")
    modules = segno.make_qr("HTTPS://TINHHOA.EXAMPLE/XAC-MINH/TH-C5H66-S35CW", error="q")
    assert modules.mode == "alphanumeric"
    size = len(modules.matrix) + 8
    assert f'viewBox="0 0 {size} {size}"' in svg
    drawn = [[0] * size for _ in range(size)]
    for run in svg.split('d="')[1].split('"')[0].split("z")[:-1]:
        corner, rest = run.removeprefix("M").split("h")
        x, y = map(int, corner.split())
        for step in range(int(rest.split("v")[0])):
            drawn[y][x + step] = 1
    inner = [row[4:-4] for row in drawn[4:-4]]
    assert inner == [list(row) for row in modules.matrix]
    assert sum(map(sum, drawn)) == sum(map(sum, inner))


def _wide(words: str) -> str:
    return (f"{words} " * 200)[:200].strip()


@pytest.mark.parametrize(
    "text",
    [_wide("sợi cao đặc"), _wide(STACKED), _wide("NHƯỠNG NGHIÊNG QUỐC"), "Ẫ" * 200, "W" * 200],
)
def test_the_longest_texts_stay_on_the_page(text: str) -> None:
    facts = replace(
        FACTS,
        product_name=text,
        group_name=text[:80].strip(),
        establishment_name=text,
        establishment_address=text,
        contest_title=text,
        signer_title="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        signer_name=text[:60].strip(),
    )
    assert read(facts).replace(" ", "").count(text.replace(" ", "")) == 4
    # Nothing crosses the frame: the margins of the paper and the ground within the frame look
    # as they do on a certificate of few words.
    full, plain = (Image.open(io.BytesIO(typeset.draw(f, ppi=72))) for f in (facts, FACTS))
    for box in ((0, 0, 20, 595), (822, 0, 842, 595), (60, 80, 78, 515), (764, 80, 782, 515)):
        assert full.crop(box).tobytes() == plain.crop(box).tobytes()


def test_what_no_page_can_hold_is_refused() -> None:
    book = _wide("rất dài") * 10
    for print_it in (typeset.typeset, typeset.draw):
        with pytest.raises(Conflict) as refused:
            print_it(replace(FACTS, product_name=book, establishment_name=book))
        assert refused.value.code == "certificate_text_too_long"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('#eval("1+1") #sys.inputs', "#eval(“1+1”) #sys.inputs"),
        (r"\ $x^2$ \u{41} *đậm* _n_ `m`", r"\ $x^2$ \u{41} *đậm* _n_ `m`"),
        ("<b>&amp;</b> = a // b /* c */ @x [d]", "<b>&amp;</b> = a // b /* c */ @x [d]"),
        ('A", "simulated": true, "b": {"', 'A", “simulated”: true, “b”: {"'),
        ("nước mắm 'Hòn' 40°N ½ № 5™ 20₫", "nước mắm 'Hòn' 40°N ½ № 5™ 20₫"),
        ("Trà 😀 \u202egnas\u202c\u200f עץ", "Trà � gnas ��"),
        ("tab\there\nand\x00there\x1b[31m", "tab here andthere[31m"),
        (unicodedata.normalize("NFD", STACKED), STACKED),
    ],
)
def test_typed_text_is_printed_and_never_obeyed(typed: str, printed: str) -> None:
    said = read(replace(FACTS, product_name=typed))
    assert f"Sản phẩm {printed} Nhóm" in said
    assert "Bản mô phỏng" not in said
    everywhere = replace(
        FACTS,
        number=typed,
        code=typed,
        level_name=typed,
        group_name=typed,
        establishment_name=typed,
        establishment_address=typed,
        contest_title=typed,
        place_name=typed,
        decision_number=typed,
        signer_name=typed,
    )
    assert read(everywhere).count(printed) == 10


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('Rượu "Xuân Thạnh" (chai "nhỏ")', "Rượu “Xuân Thạnh” (chai “nhỏ”)"),
        ('Ống 5" và 7"', 'Ống 5" và 7"'),
        ("  hai   khoảng  ", "hai khoảng"),
    ],
)
def test_text_is_set_well(typed: str, shown: str) -> None:
    assert lettering.shown(typed) == shown


def test_letters_that_cannot_be_shown_are_named_before_issuing() -> None:
    assert lettering.unshowable("Trà 茶 😀 茶 sen\u200d") == ("茶", "😀")
    assert lettering.unshowable(STACKED) == ()
    typeset.refuse_unshowable(replace(FACTS, product_name=STACKED))
    with pytest.raises(Conflict) as refused:
        typeset.refuse_unshowable(replace(FACTS, product_name="Trà 茶", signer_name="😀"))
    assert refused.value.code == "certificate_letters_unshowable"
    assert refused.value.facts == {"letters": "茶 😀"}


def test_the_typefaces_hold_every_letter_that_is_promised() -> None:
    points = [point for point in range(0x20, 0x2200) if not lettering.unshowable(chr(point))]
    assert len(points) > 1300
    letters = "".join(f"{chr(point)} " for point in points)
    for start in range(0, len(letters), 160):  # PDF/A refuses a letter without a shape
        some = letters[start : start + 160].strip()
        typeset.typeset(replace(FACTS, product_name=some, place_name=some[:60], number=some[:40]))


def test_the_same_facts_give_the_same_bytes_in_any_thread_and_process() -> None:
    first = typeset.typeset(FACTS)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(typeset.typeset, [FACTS] * 12)) == {first}
    program = (
        "from hashlib import sha256; from contest.certificates.typeset import typeset;"
        "from tests.contest.certificates.test_typeset import FACTS;"
        "print(sha256(typeset(FACTS)).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert other.stdout.strip() == sha256(first).hexdigest()
    assert typeset.typeset(replace(FACTS, number="013/2026/GCN-CNNT")) != first


def test_a_certificate_takes_a_moment() -> None:
    typeset.typeset(FACTS)
    begun = time.perf_counter()
    for sequence in range(20):
        typeset.typeset(replace(FACTS, number=f"{sequence:03}/2027", code=f"TH-{sequence}"))
    # Measured 20 ms each; the limit leaves room for a machine that others use too.
    assert (time.perf_counter() - begun) / 20 < 0.25
