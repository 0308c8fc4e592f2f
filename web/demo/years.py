"""The rounds that are over: the districts' until 2024, the old province's every second year."""

from contest.contests.kinds import ContestLevel, Stage
from web.demo.rounds import Round
from web.demo.scene import Places, at

LARGE = 2024
"""The year of the large provincial round. Its counts follow Thái Nguyên's of 2023 (press): 43
products in groups of 5, 36 and 2, all at 70 points or more, 30 certified by the council."""

LARGE_PRODUCTS = (
    # five of handicraft
    "gom-phu-dieu", "ghe-luc-binh", "den-tre", "tranh-go", "khan-theu",
    # thirty-six of food
    "banh-trang-cu-lao", "banh-trang-ngot", "tau-hu-ky", "tau-hu-chien", "mut-buoi", "buoi-say",
    "bot-khoai", "khoai-deo", "mut-cam", "nuoc-cam", "nem-chua", "mam-ca-loc", "ruou-nep",
    "bun-cu-lao", "hu-tieu-mem", "nam-meo", "cha-bong-nam", "mat-nhan", "bot-ca-cao", "so-co-la",
    "lap-xuong", "kho-heo", "ga-u-muoi", "cha-ca", "kho-ca", "tra-mang-cau", "bot-rau-ma",
    "tinh-bot-nghe", "muoi-sa", "sa-te", "keo-dau", "gao-thom", "com-chay", "dau-dua", "dua-say",
    "banh-pia",
    # two others
    "tinh-dau-hoa-buoi", "tinh-dau-sa",
)  # fmt: skip


def rounds(places: Places) -> list[Round]:
    """Every round that is over, in the order of their days."""
    made = [
        *(_district(places, *one) for one in DISTRICTS),
        *(_province(places, *one) for one in PROVINCES),
        _large(places),
    ]
    return sorted(made, key=lambda one: one.begins)


LONG_HO, MANG_THIT = ("857", "huyện Long Hồ"), ("858", "huyện Mang Thít")
VUNG_LIEM, TAM_BINH = ("859", "huyện Vũng Liêm"), ("860", "huyện Tam Bình")
BINH_MINH = ("861", "thị xã Bình Minh")

DISTRICTS = (
    (VUNG_LIEM, 2017, 3, ("nem-chua", "ghe-luc-binh", "com-chay"), 3, 0),
    (LONG_HO, 2019, 3, ("non-la", "banh-in", "chieu-hoa"), 3, 0),
    (MANG_THIT, 2021, 4, ("tranh-gao", "gom-phu-dieu", "muoi-sa", "lap-xuong"), 3, 0),
    (TAM_BINH, 2023, 3, ("den-tre", "mut-cam", "nam-meo", "mam-chung"), 3, 0),
    (LONG_HO, 2024, 3,
     ("binh-gom", "den-gom", "non-la", "banh-trang", "chieu-hoa", "mam-linh", "may-xoi"), 5, 1),
    (BINH_MINH, 2024, 2, ("tau-hu-ky", "mut-buoi", "tinh-dau-hoa-buoi"), 3, 0),
)  # fmt: skip
"""District, year, month of the plan, products, jurors, how many the council leaves out."""

PROVINCES = (
    (2016, 4, ("mam-ca-loc", "ruou-nep", "chieu-hoa", "tau-hu-ky")),
    (2018, 3, ("banh-trang-cu-lao", "tranh-gao", "nem-chua", "mat-nhan", "kho-ca")),
    (2020, 6, ("tra-mang-cau", "bot-ca-cao", "dau-dua", "binh-gom", "bun-cu-lao", "xa-bong-la")),
    (2022, 5, ("tranh-gao", "buoi-say", "cha-ca", "keo-ong", "ghe-luc-binh", "lap-xuong",
               "ca-kho", "mam-linh")),
)  # fmt: skip
"""Year, month of the plan, products."""


def _district(
    places: Places,
    where: tuple[str, str],
    year: int,
    month: int,
    products: tuple[str, ...],
    jurors: int,
    leave_out: int,
) -> Round:
    code, name = where
    return Round(
        title=f"Bình chọn sản phẩm CNNT tiêu biểu {name} năm {year} (mô phỏng)",
        level=ContestLevel.DISTRICT,
        unit_id=places.districts[code],
        year=year,
        begins=at(year, month, 4),
        until=Stage.ANNOUNCED,
        products=products,
        authority=f"Ủy ban nhân dân {name}",
        jurors=jurors,
        leave_out=leave_out,
    )


def _province(places: Places, year: int, month: int, products: tuple[str, ...]) -> Round:
    return Round(
        title=f"Bình chọn sản phẩm CNNT tiêu biểu tỉnh Vĩnh Long năm {year} (mô phỏng)",
        level=ContestLevel.PROVINCE,
        unit_id=places.old_province,
        year=year,
        begins=at(year, month, 10),
        until=Stage.ANNOUNCED,
        products=products,
        authority="Ủy ban nhân dân tỉnh Vĩnh Long",
    )


def _large(places: Places) -> Round:
    return Round(
        title=f"Bình chọn sản phẩm CNNT tiêu biểu tỉnh Vĩnh Long năm {LARGE} (mô phỏng)",
        level=ContestLevel.PROVINCE,
        unit_id=places.old_province,
        year=LARGE,
        begins=at(LARGE, 6, 10),
        until=Stage.ANNOUNCED,
        products=LARGE_PRODUCTS,
        authority="Ủy ban nhân dân tỉnh Vĩnh Long",
        jurors=5,
        leave_out=13,
        prizes=(("Giải nhất", 5_000_000), ("Giải nhì", 3_000_000), ("Giải ba", 2_000_000)),
        intro="Kỳ bình chọn mô phỏng. Số lượng đi theo kết quả đã đăng báo của tỉnh Thái Nguyên "
        "năm 2023: 43 sản phẩm, đều từ 70 điểm, Hội đồng chọn 30. Cơ sở, người và điểm đều do dự "
        "án này đặt ra.",
    )
