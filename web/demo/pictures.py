"""Pictures that this project draws itself: simulated products have no photograph of another's.

Each is a still life in the manner of a woodblock print: a thing on paper, seen from the front,
from the side or from above. The same product, angle and seed give the same bytes.
"""

import io
import itertools
import math
import random

from PIL import Image, ImageDraw

from web.demo import wares
from web.demo.wares import INK as _INK
from web.demo.wares import Colour, Point
from web.demo.wares import outline as _outline

SIZE = (1500, 1125)
KEPT = (1024, 768)
"""Drawn larger than kept, so that edges are smooth."""
_PAPER = [(247, 239, 222), (243, 233, 212), (238, 236, 224), (246, 232, 214)]
_COLOURS = {
    "pottery": [(164, 74, 47), (196, 120, 82)],
    "fish_sauce": [(122, 58, 28), (206, 144, 62)],
    "mat": [(176, 62, 52), (232, 206, 150)],
    "coconut": [(112, 78, 48), (238, 226, 200)],
    "rice_cake": [(222, 184, 112), (188, 104, 58)],
    "noodles": [(232, 214, 170), (178, 138, 78)],
    "rattan": [(186, 142, 84), (122, 88, 50)],
    "tea": [(86, 112, 66), (206, 178, 112)],
    "conical_hat": [(226, 204, 156), (140, 104, 62)],
    "rice": [(226, 206, 150), (250, 246, 232)],
    "coffee": [(86, 56, 38), (192, 140, 84)],
    "honey": [(214, 150, 44), (164, 62, 44)],
    "fruit": [(226, 142, 52), (132, 150, 78)],
    "nuts": [(196, 150, 92), (120, 84, 50)],
    "spice": [(178, 58, 40), (226, 176, 76)],
    "herbs": [(96, 128, 74), (214, 188, 112)],
    "mushroom": [(150, 112, 76), (206, 174, 112)],
    "meat": [(160, 66, 48), (214, 150, 98)],
    "sausage": [(166, 56, 44), (206, 116, 82)],
    "seafood": [(206, 106, 72), (94, 130, 142)],
    "dried_fish": [(132, 122, 104), (206, 170, 112)],
    "pickle": [(196, 206, 150), (176, 62, 46)],
    "pastry": [(214, 164, 88), (176, 104, 56)],
    "wine": [(84, 44, 52), (200, 160, 92)],
    "bottle": [(206, 142, 58), (92, 124, 82)],
    "essential_oil": [(122, 78, 44), (226, 198, 120)],
    "soap": [(150, 172, 126), (226, 190, 168)],
    "textile": [(62, 88, 122), (206, 160, 96)],
    "carving": [(136, 88, 52), (206, 166, 112)],
    "machine": [(176, 62, 44), (156, 170, 172)],
    "other": [(206, 178, 122), (96, 120, 92)],
}
ANGLES = ("front", "side", "top")


def draw(plate: str, angle: str, seed: int, look: str = "") -> bytes:
    """A JPEG of 1024 × 768 pixels, without metadata; `look` decides its paper and colours."""
    tint = random.Random(f"{plate}/{look}")  # noqa: S311 (a drawing, not a secret)
    dice = random.Random(f"{plate}/{look}/{seed}")  # noqa: S311 (the same)
    paper = tint.choice(_PAPER)
    main, second = _COLOURS.get(plate, _COLOURS["other"])
    main, second = (_shifted(colour, tint) for colour in (main, second))
    picture = Image.new("RGB", SIZE, paper)
    brush = ImageDraw.Draw(picture)
    _ground(brush, paper, dice)
    shape = _SHAPES.get(plate, wares.bars)
    if angle == "top" and shape in _ROUND:
        _from_above(brush, main, second, dice)
    else:
        shape(brush, main, second, dice, {"front": 1.0, "side": 0.78}.get(angle, 0.9))
    kept = io.BytesIO()
    picture.resize(KEPT, Image.Resampling.BOX).save(kept, "JPEG", quality=86)
    return kept.getvalue()


def _shifted(colour: Colour, dice: random.Random) -> Colour:
    return tuple(max(0, min(255, part + dice.randint(-16, 16))) for part in colour)  # type: ignore[return-value]  # three parts


def _ground(brush: ImageDraw.ImageDraw, paper: Colour, dice: random.Random) -> None:
    dark = tuple(part - 22 for part in paper)
    brush.rectangle((0, 820, *SIZE), fill=dark)
    for _ in range(260):  # the shell dust of giấy điệp
        x, y = dice.randrange(SIZE[0]), dice.randrange(SIZE[1])
        r = dice.randint(1, 3)
        brush.ellipse((x - r, y - r, x + r, y + r), fill=tuple(min(255, p + 8) for p in paper))


def _turned(profile: list[Point], squeeze: float) -> list[Point]:
    """A profile (height 0–1, half width) turned into an outline around the middle."""
    left = [(750 - half * 420 * squeeze, 960 - height * 780) for height, half in profile]
    right = [
        (750 + half * 420 * squeeze, 960 - height * 780) for height, half in reversed(profile)
    ]
    return left + right


def _smooth(knots: list[Point]) -> list[Point]:
    """A soft line through knots (height, half width)."""
    made = []
    for (h0, w0), (h1, w1) in itertools.pairwise(knots):
        for step in range(12):
            t = step / 12
            ease = (1 - math.cos(math.pi * t)) / 2
            made.append((h0 + (h1 - h0) * t, w0 + (w1 - w0) * ease))
    return [*made, knots[-1]]


def _vessel(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    belly = dice.uniform(0.62, 0.98)
    neck = dice.uniform(0.18, 0.34)
    profile = _smooth(
        [(0, 0.34), (0.12, 0.42), (0.46, belly), (0.8, neck), (0.94, neck), (1, 0.4)]
    )
    _outline(brush, _turned(profile, squeeze), main, 11)
    for height in (0.34, 0.4, 0.58):
        half = belly * 0.86 * squeeze
        y = 960 - height * 780
        brush.arc((750 - half * 420, y - 40, 750 + half * 420, y + 40), 12, 168, second, 14)
    for turn in range(7):
        x = 750 + (turn - 3) * 74 * belly * squeeze
        brush.ellipse((x - 22, 540, x + 22, 596), outline=second, width=9)


def _bottle(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    for shift in (-250, 0, 250):
        profile = _smooth([(0, 0.24), (0.05, 0.26), (0.62, 0.26), (0.76, 0.08), (0.96, 0.08)])
        points = [(x + shift, y) for x, y in _turned(profile, squeeze)]
        _outline(brush, points, main if shift else second)
        brush.rectangle(
            (750 + shift - 92 * squeeze, 600, 750 + shift + 92 * squeeze, 800),
            fill=(250, 244, 230),
        )
        brush.rectangle(
            (750 + shift - 92 * squeeze, 600, 750 + shift + 92 * squeeze, 800),
            outline=_INK,
            width=6,
        )
        brush.ellipse((750 + shift - 40, 650, 750 + shift + 40, 740), outline=main, width=10)


def _mat(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    lean = 180 * squeeze
    points: list[Point] = [(230 + lean, 300), (1300, 300), (1300 - lean, 900), (200, 900)]
    _outline(brush, points, second)
    for row in range(14):
        y = 322 + row * 41
        shift = lean * (1 - (y - 300) / 600)
        for column in range(13):
            x = 262 + shift + column * 76
            if x < 1250 - lean + shift and (row + column) % 2 == dice.randrange(2):
                brush.polygon([(x, y), (x + 38, y + 18), (x, y + 36), (x - 38, y + 18)], fill=main)
    brush.line([*points, points[0]], fill=_INK, width=11, joint="curve")


def _round(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    for x, y, r in ((560, 700, 230 * squeeze), (930, 730, 200), (760, 520, 180)):
        brush.ellipse((x - r, y - r, x + r, y + r), fill=main, outline=_INK, width=11)
        for _ in range(26):
            turn = dice.uniform(0, math.tau)
            far = r * dice.uniform(0.3, 0.92)
            px, py = x + math.cos(turn) * far, y + math.sin(turn) * far
            brush.line((px, py, px + 26, py + 12), fill=second, width=4)
    brush.ellipse((830, 640, 1030, 840), fill=second, outline=_INK, width=11)
    brush.ellipse((870, 680, 990, 800), fill=(252, 248, 238), outline=_INK, width=5)


def _cakes(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    brush.ellipse((250, 700, 1250, 1000), fill=(250, 246, 234), outline=_INK, width=10)
    for row, count in ((0, 5), (1, 4), (2, 3)):
        for index in range(count):
            x = 750 + (index - (count - 1) / 2) * 190 * squeeze
            y = 800 - row * 105
            brush.rounded_rectangle(
                (x - 88, y - 60, x + 88, y + 50), 34, fill=main, outline=_INK, width=8
            )
            for _ in range(5):
                sx, sy = x + dice.randint(-60, 60), y + dice.randint(-40, 24)
                brush.ellipse((sx - 6, sy - 4, sx + 6, sy + 4), fill=second)


def _bundle(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    for strand in range(64):
        x = 430 + strand * 10 * squeeze
        bend = dice.uniform(-40, 40)
        points = [(x, 260), (x + bend, 480), (x - bend * 0.6, 720), (x + bend, 960)]
        brush.line(points, fill=main if strand % 3 else second, width=8, joint="curve")
    brush.rounded_rectangle(
        (400, 560, 470 + 640 * squeeze, 660), 20, fill=(176, 62, 52), outline=_INK, width=9
    )


def _basket(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    profile = _smooth([(0, 0.62), (0.3, 0.86), (0.66, 0.96), (0.7, 1.0)])
    points = _turned(profile, squeeze)
    _outline(brush, points, main)
    for row in range(9):
        y = 930 - row * 58
        half = (0.66 + row * 0.035) * 420 * squeeze
        for column in range(-7, 8):
            x = 750 + column * half / 8 + (row % 2) * half / 16
            brush.line((x - 24, y, x + 24, y - 34), fill=second, width=9)
    brush.arc((460, 180, 1040, 700), 190, 350, _INK, 16)


def _hat(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    width = 520 * squeeze
    _outline(brush, [(750, 260), (750 + width, 830), (750 - width, 830)], main)
    for ring in range(1, 11):
        half = width * ring / 11
        y = 260 + 570 * ring / 11
        brush.arc((750 - half, y - half * 0.12, 750 + half, y + half * 0.12), 0, 180, second, 6)
    brush.ellipse((750 - width, 790, 750 + width, 870), outline=_INK, width=10)


def _caddy(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    half = 260 * squeeze
    brush.rounded_rectangle((750 - half, 360, 750 + half, 960), 36, fill=main)
    brush.rounded_rectangle((750 - half, 360, 750 + half, 960), 36, outline=_INK, width=11)
    brush.rounded_rectangle(
        (750 - half - 20, 290, 750 + half + 20, 400), 28, fill=second, outline=_INK, width=11
    )
    for leaf in range(5):
        turn = math.pi * (0.15 + leaf * 0.175)
        x, y = 750 + math.cos(turn) * 130 * squeeze, 720 - math.sin(turn) * 150
        brush.line((750, 800, x, y), fill=second, width=10)
        brush.ellipse((x - 30, y - 52, x + 30, y + 12), fill=second, outline=_INK, width=5)


_SHAPES = {
    "pottery": _vessel,
    "mat": _mat,
    "coconut": _round,
    "rice_cake": _cakes,
    "noodles": _bundle,
    "rattan": _basket,
    "conical_hat": _hat,
    "fish_sauce": _bottle,
    "wine": _bottle,
    "bottle": _bottle,
    "tea": _caddy,
    "rice": wares.pouch,
    "coffee": wares.pouch,
    "herbs": wares.pouch,
    "nuts": wares.pouch,
    "honey": wares.jar,
    "spice": wares.jar,
    "pickle": wares.jar,
    "seafood": wares.jar,
    "fruit": wares.tray,
    "meat": wares.tray,
    "sausage": wares.tray,
    "dried_fish": wares.tray,
    "pastry": _cakes,
    "mushroom": wares.caps,
    "essential_oil": wares.flask,
    "soap": wares.bars,
    "textile": wares.cloth,
    "carving": wares.frame,
    "machine": wares.engine,
}
_ROUND = (_vessel, _bottle, _round, _basket, _hat, _caddy, wares.jar)
"""What shows rings when seen from above; flat things only lie differently."""


def _from_above(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random
) -> None:
    rings = dice.randint(4, 6)
    for ring in range(rings):
        r = 400 - ring * 400 / rings
        fill = main if ring % 2 == 0 else second
        brush.ellipse((750 - r, 560 - r, 750 + r, 560 + r), fill=fill, outline=_INK, width=9)
    petals = dice.choice((8, 10, 12))
    for petal in range(petals):
        turn = math.tau * petal / petals
        x, y = 750 + math.cos(turn) * 300, 560 + math.sin(turn) * 300
        brush.ellipse((x - 26, y - 26, x + 26, y + 26), outline=_INK, width=6)
