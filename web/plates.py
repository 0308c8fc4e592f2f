"""The drawn plates, and which of them stands for a product that has no photograph. Pure."""

import re
from enum import StrEnum
from functools import cache

from core import text


class Plate(StrEnum):
    """The drawing that stands in for a picture: `web/static/plates/<plate>.svg`."""

    FISH_SAUCE = "fish_sauce"
    TEA = "tea"
    POTTERY = "pottery"
    CONICAL_HAT = "conical_hat"
    RATTAN = "rattan"
    MAT = "mat"
    NOODLES = "noodles"
    RICE_CAKE = "rice_cake"
    COCONUT = "coconut"
    RICE = "rice"
    COFFEE = "coffee"
    HONEY = "honey"
    FRUIT = "fruit"
    NUTS = "nuts"
    SPICE = "spice"
    HERBS = "herbs"
    MUSHROOM = "mushroom"
    MEAT = "meat"
    SAUSAGE = "sausage"
    SEAFOOD = "seafood"
    DRIED_FISH = "dried_fish"
    PICKLE = "pickle"
    PASTRY = "pastry"
    WINE = "wine"
    BOTTLE = "bottle"
    ESSENTIAL_OIL = "essential_oil"
    SOAP = "soap"
    TEXTILE = "textile"
    LACQUER = "lacquer"
    STONE = "stone"
    TILE = "tile"
    WOOD = "wood"
    FURNITURE = "furniture"
    CARVING = "carving"
    BRONZE = "bronze"
    PAPER = "paper"
    FLOWER = "flower"
    TOOL = "tool"
    MACHINE = "machine"
    ELECTRIC = "electric"
    FERTILIZER = "fertilizer"
    OTHER = "other"


_MISLEADING = ("quế trà my", "bầu mây", "khay trà", "khay đựng trà", "công nghệ", "mỹ nghệ",
               "đá quý", "nghệ thuật", "nghệ nhân", "tre em", "trẻ em")  # fmt: skip
"""Words that only seem to say so: a hill, a farm, trays for tea, high technology."""

_P = Plate
_WORDS: tuple[tuple[Plate, tuple[str, ...]], ...] = (
    (_P.FISH_SAUCE, ("nước mắm", "fish sauce")),
    (_P.ESSENTIAL_OIL, ("tinh dầu", "oil essence", "essential oil")),
    (_P.TEXTILE, ("vải", "lụa tơ tằm", "thổ cẩm", "thêu", "khăn choàng", "khăn tơ", "silk")),
    (_P.TEA, ("trà", "chè", "tea")),
    (_P.POTTERY, ("gốm", "sành sứ", "sứ", "pottery", "ceramic", "ceramics")),
    (_P.CONICAL_HAT, ("nón lá", "nón")),
    (_P.RATTAN, ("mây", "tre", "song mây", "rổ", "đan", "lục bình", "rattan", "bamboo")),
    (_P.MAT, ("chiếu", "cói", "thảm")),
    (_P.COFFEE, ("cà phê", "ca cao", "sô cô la", "coffee", "cocoa")),
    (_P.NOODLES, ("bún", "miến", "phở", "mỳ", "mì", "hủ tiếu", "nui", "bánh canh", "noodle",
                  "noodles")),
    (_P.MUSHROOM, ("nấm", "mushroom", "mushrooms")),
    (_P.COCONUT, ("dừa", "coconut")),
    (_P.PASTRY, ("bánh pía", "bánh trung thu", "bánh nướng", "bánh quy", "kẹo", "waffle", "pie",
                 "cake")),
    (_P.RICE_CAKE, ("bánh", "banh khao", "rice paper")),
    (_P.SAUSAGE, ("nem", "chả", "giò", "lạp xưởng", "xúc xích", "sausage")),
    (_P.DRIED_FISH, ("khô cá", "grilled fish", "dried fish")),
    (_P.SEAFOOD, ("tôm khô", "sá sùng", "mực", "ốc", "cá kho", "chà bông cá", "sò", "hàu")),
    (_P.FISH_SAUCE, ("mắm", "mắm tôm")),
    (_P.HERBS, ("đông trùng hạ thảo", "cordyceps", "linh chi", "cà gai leo", "cao dinh lang",
                "sâm", "nghệ", "curcumin", "kim tien thao", "rau má", "swallows nest", "yến sào",
                "guilinggao", "black jelly", "thạch đen")),
    (_P.HONEY, ("mật ong", "sáp ong", "honey", "royal jelly")),
    (_P.NUTS, ("mắc ca", "macca", "hạt điều", "đậu phộng", "cashew")),
    (_P.MEAT, ("gà", "bò", "trâu", "heo", "vịt", "thịt")),
    (_P.PICKLE, ("dưa kiệu", "dưa muối", "củ kiệu", "kim chi", "chao", "tương")),
    (_P.FRUIT, ("sầu riêng", "mứt", "bưởi", "cam", "xoài", "khoai", "lychee")),
    (_P.SPICE, ("tiêu sọ", "tiêu không hạt", "tiêu tiên phước", "gừng", "sa tế", "muối", "ớt")),
    (_P.RICE, ("gạo", "ngũ cốc", "cơm sấy", "cơm cháy", "bột sữa sen")),
    (_P.WINE, ("rượu cần", "rượu nếp", "rượu đế", "rượu sim", "wine")),
    (_P.ELECTRIC, ("đèn led", "pin năng lượng mặt trời", "solar")),
    (_P.MACHINE, ("bản lề", "hinge", "mechanical", "mould", "máy")),
    (_P.FERTILIZER, ("phân npk", "phân bón", "phân hữu cơ")),
    (_P.TILE, ("ngói", "gạch")),
    (_P.FURNITURE, ("bàn ghế", "ghế", "bàn thờ", "tủ thờ", "sofa", "kệ")),
    (_P.WOOD, ("ván", "wood", "gỗ ép", "cửa gỗ")),
    (_P.SOAP, ("xà phòng", "mọc tóc", "dầu gội", "mỹ phẩm")),
    (_P.WINE, ("rượu",)),
    (_P.BOTTLE, ("oil", "dầu", "nước khoáng", "nước rửa", "nước cốt", "xịt", "siro")),
    (_P.CARVING, ("ngựa", "tháp nghinh phong", "chạm khắc", "điêu khắc", "tượng")),
    (_P.STONE, ("đá", "bia đá")),
    (_P.LACQUER, ("sơn mài",)),
    (_P.PAPER, ("giấy", "tranh dân gian", "thiệp")),
    (_P.FLOWER, ("hoa cỏ khô", "hoa khô", "hoa lụa")),
    (_P.TOOL, ("dao", "kéo", "cuốc", "liềm", "rèn")),
)  # fmt: skip
"""The first plate one of whose words stands in the name as a whole word."""

_MAKERS: tuple[tuple[Plate, tuple[str, ...]], ...] = (
    (_P.BRONZE, ("đồng mỹ nghệ", "đúc đồng")),
    (_P.CARVING, ("chạm khắc gỗ", "điêu khắc gỗ")),
    (_P.WOOD, ("mộc mỹ nghệ",)),
)
"""Where the name says nothing (“Gọi hè”), the maker's may."""


def plate_for(product: str, maker: str = "") -> Plate:
    """The plate that fits a product by the words of its name, then by its maker's.

    Marks count (“dừa” is no “dưa”), unless the name has none at all: then words are compared
    without them. OTHER when nothing says what it is.
    """
    return _find(_WORDS, product, _MISLEADING) or _find(_MAKERS, maker) or Plate.OTHER


def _find(
    table: tuple[tuple[Plate, tuple[str, ...]], ...], name: str, misleading: tuple[str, ...] = ()
) -> Plate | None:
    marks = not name.isascii()
    said = text.nfc(name).casefold() if marks else text.fold(name)
    said = " ".join(["", *re.findall(r"[^\W_]+", said), ""])
    for words in misleading:
        said = said.replace(f" {_as(words, marks=marks)} ", " ")
    for plate, said_by in table:
        if any(f" {_as(words, marks=marks)} " in said for words in said_by):
            return plate
    return None


@cache
def _as(words: str, *, marks: bool) -> str:
    return words if marks else text.fold(words)
