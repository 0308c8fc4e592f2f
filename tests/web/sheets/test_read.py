"""Files that people and strangers send, read or refused in another process."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from core.errors import Refusal
from tests.web.imports import books
from web.sheets import delimited, read
from web.sheets.delimited import TCVN3

TEXT = (
    "Tên cơ sở;Địa chỉ;Số lao động\r\n"
    "Cơ sở nước mắm Đức Thọ;Xã Long Hồ, huyện Vũng Liêm;12\r\n"
    "Hộ kinh doanh Nguyễn Thị Ánh Tuyết;ấp Phú Thạnh;3\r\n"
)
ROWS = [line.split(";") for line in TEXT.split("\r\n")[:-1]]
_CODES = {letter: code for code, letter in TCVN3.items()}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def table(data: bytes, **asked: object) -> read.Table:
    return read.read(data, words={"ten co so"}, most_rows=1_000, **asked)  # type: ignore[arg-type]  # passed on


def tcvn3(text: str) -> bytes:
    """As a program with an ABC font wrote it; capitals with tones have no code of their own."""
    return bytes(_CODES.get(c, ord(c) if ord(c) < 128 else ord("A")) for c in text)


def windows_1258(text: str) -> bytes:
    """As Windows wrote Vietnamese: marked letters, then the tone for itself."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            import unicodedata  # noqa: PLC0415 (this one place)

            parts = unicodedata.normalize("NFD", char)
            letter = "".join(c for c in parts if c not in _TONES)
            tone = "".join(c for c in parts if c in _TONES)
            out += unicodedata.normalize("NFC", letter).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(TEXT), "windows-1258"),
        (tcvn3(TEXT.replace("Á", "á")), "tcvn3"),
    ],
)
def test_text_in_the_letters_of_its_time(data: bytes, encoding: str) -> None:
    found = table(data)
    rows = [[cell.replace("ánh", "Ánh") for cell in map(str, row)] for row in found.rows]
    assert (rows, found.encoding, found.delimiter) == (ROWS, encoding, ";")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separators_are_found_out(delimiter: str) -> None:
    data = TEXT.replace(",", " ").replace(";", delimiter).encode()
    assert table(data).delimiter == delimiter


VNI = b"Te\xe2n c\xf4 s\xf4\xfb sa\xfbn xua\xe1t n\xf6\xf4\xf9c ma\xe9m, Ho\xe4 kinh doanh\r\n" * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"\r\n \r\n", "sheet_empty"),
        (b"<html><body><table><tr><td>a</td></tr></table></body></html>", "sheet_is_web_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "sheet_is_xml"),
        (b"%PDF-1.7 ...", "sheet_is_pdf"),
        (VNI, "sheet_encoding_unknown"),
        (b"PK\x03\x04" + bytes(200), "not_a_sheet"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(3000), "not_a_sheet"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1")
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(3000),
            "sheet_locked",
        ),
        (bytes(range(256)) * 20, "not_a_sheet"),
        (b"a,b\n" * 3_000, "sheet_too_many_rows"),
        (books.book([[n] for n in range(2_500)], ["a"]), "sheet_too_many_rows"),
        (books.bomb(), "sheet_too_heavy"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        table(data)
    assert refused.value.code == code


def test_a_bomb_that_lies_about_its_size_harms_nobody() -> None:
    with pytest.raises(Refusal) as refused:
        table(books.lying_bomb())
    assert refused.value.code in {"sheet_too_heavy", "not_a_sheet", "sheet_empty"}


def test_a_file_above_the_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 100)
    with pytest.raises(Refusal, match="sheet_too_large"):
        table(TEXT.encode())


def test_a_document_of_another_program_is_no_sheet() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(Refusal, match="not_a_sheet"):
        table(data.getvalue())


def test_a_workbook_as_it_is() -> None:
    rows: list[list[Any]] = [
        ["Tên cơ sở", "Ngày", "Tính", "Hỏng", "Chưa tính"],
        ["A", date(2026, 11, 22), ("=1+1", 2), ("=1/0", "#DIV/0!"), ("=B2", "")],
    ]
    data = books.sheets({"Bìa": [["Danh mục"]], "Danh sách": rows, "Trống": []})
    found = table(data)
    assert found.rows == [rows[0], ["A", date(2026, 11, 22), 2, "", ""]]
    assert (found.sheet, found.sheets) == ("Danh sách", ("Bìa", "Danh sách"))
    assert (found.formulas, found.bad_formulas) == (3, {(1, 3): "#DIV/0!", (1, 4): ""})
    assert table(data, sheet="Bìa").rows == [["Danh mục"]]
    with pytest.raises(Refusal, match="sheet_not_there"):
        table(data, sheet="Không có")


def test_macros_are_not_run_and_values_are_read() -> None:
    data = io.BytesIO(books.book([["A"]], ["Tên cơ sở"]))
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 anything")
    assert table(data.getvalue()).rows == [["Tên cơ sở"], ["A"]]


def test_merged_ranges_and_old_fonts_are_told() -> None:
    merged = [(1, 0, 2, 0, "C¬ së n­íc m¾m §øc Thä")]
    data = books.sheets({"A": [["Tªn c¬ së", "X·"], [None, "Long Hå"], [None, "B"]]}, merged)
    found = table(data)
    assert found.merged == (((1, 0), (2, 0)),)
    assert found.rows == [
        ["Tên cơ sở", "Xã"],
        ["Cơ sở nước mắm Đức Thọ", "Long Hồ"],
        ["", "B"],
    ]
    assert found.encoding == "tcvn3"


def test_good_vietnamese_is_left_as_it_is() -> None:
    assert delimited.strangeness("Cơ sở nước mắm Đức Thọ – “gia truyền”") == 0.0
