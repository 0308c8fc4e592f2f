"""`python -m web territory`: a file of changes from the shell."""

from pathlib import Path

import pytest

from core.db import unit_of_work
from core.territory import queries
from web import __main__ as commands
from web.settings import from_environment
from web.wiring import wire

HEAD = "ngày,việc,mã cũ,mã mới,tên đầy đủ,trực thuộc,nguồn\n"
GOOD = HEAD + "2026-06-01,nhập,29584,29602,,,thí dụ\n"
BAD = HEAD + "2026-06-01,nhập,29584,99999,,,thí dụ\n2026-06-01,bỏ,1,2,,,thí dụ\n"


def test_a_file_is_tried_loaded_once_and_refused_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VAR", str(tmp_path))
    for name in ("DATABASE_URL", "MEDIA_URL", "SECRET"):
        monkeypatch.delenv(name, raising=False)
    good, bad = tmp_path / "thi-du.csv", tmp_path / "sai.csv"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(BAD, encoding="utf-8")
    assert commands.main(["territory", str(bad)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "dòng 2: Chưa có đơn vị mang mã 99999. Nếu là đơn vị mới, hãy ghi tên đầy đủ và nơi trực "
        "thuộc.",
        "dòng 3: Không hiểu việc “bỏ”. Dùng: đổi tên, nhập, tách, đổi mã, vùng.",
    ]
    assert commands.main(["territory", "--dry-run", str(good)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "01/06/2026 Xã An Bình → Xã Long Hồ",
        "mới: 1; đã có: 0 (thử)",
    ]
    for said in ("mới: 1; đã có: 0", "mới: 0; đã có: 1"):
        assert commands.main(["territory", str(good)]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == said
    assert commands.main(["territory", str(tmp_path / "none.csv")]) == 2
    wiring = wire(from_environment())
    with unit_of_work(wiring.reads) as session:
        assert [one.place.full_name for one in queries.successors(session, 2_429_584)] == [
            "Xã Long Hồ"
        ]
    wiring.engine.dispose()
