"""What is packed or laid out: pouches, jars, trays, cloth, frames, a machine. Shapes only.

Each draws one still life on a picture of 1500 × 1125; web/demo/pictures.py chooses and colours.
"""

import math
import random

from PIL import ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
INK = (38, 30, 24)
CREAM = (250, 244, 230)


def outline(brush: ImageDraw.ImageDraw, points: list[Point], fill: Colour, width: int = 9) -> None:
    """A polygon with a soot edge."""
    brush.polygon(points, fill=fill)
    brush.line([*points, *points[:2]], fill=INK, width=width, joint="curve")


def _label(
    brush: ImageDraw.ImageDraw, box: tuple[float, float, float, float], mark: Colour,
    dice: random.Random,
) -> None:  # fmt: skip
    """A paper label with a flower, a sun or a boat of its own."""
    left, top, right, bottom = box
    brush.rectangle(box, fill=CREAM, outline=INK, width=7)
    x, y, r = (left + right) / 2, (top + bottom) / 2, min(right - left, bottom - top) * 0.3
    sign = dice.randrange(3)
    if sign == 0:
        for petal in range(6):
            turn = math.tau * petal / 6
            px, py = x + math.cos(turn) * r * 0.6, y + math.sin(turn) * r * 0.6
            brush.ellipse((px - r * 0.36, py - r * 0.36, px + r * 0.36, py + r * 0.36), fill=mark)
        brush.ellipse((x - r * 0.3, y - r * 0.3, x + r * 0.3, y + r * 0.3), fill=INK)
    elif sign == 1:
        brush.ellipse((x - r * 0.6, y - r * 0.6, x + r * 0.6, y + r * 0.6), fill=mark)
        for ray in range(10):
            turn = math.tau * ray / 10
            brush.line(
                (x + math.cos(turn) * r * 0.75, y + math.sin(turn) * r * 0.75,
                 x + math.cos(turn) * r, y + math.sin(turn) * r), fill=mark, width=9,
            )  # fmt: skip
    else:
        brush.chord((x - r, y - r * 0.5, x + r, y + r * 0.7), 0, 180, fill=mark)
        brush.polygon([(x, y - r), (x + r * 0.7, y + r * 0.05), (x, y + r * 0.05)], fill=mark)
    for row in range(2):
        brush.line((x - r, bottom - 34 + row * 16, x + r, bottom - 34 + row * 16), INK, 4)


def pouch(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """A bag that stands, with grains or slices before it."""
    half = 270 * squeeze
    points: list[Point] = [
        (750 - half, 250), (750 + half, 250), (750 + half * 1.04, 560), (750 + half * 1.1, 950),
        (750, 985), (750 - half * 1.1, 950), (750 - half * 1.04, 560),
    ]  # fmt: skip
    outline(brush, points, main, 11)
    brush.rectangle((750 - half, 250, 750 + half, 310), fill=second, outline=INK, width=9)
    brush.line((750 - half + 20, 330, 750 + half - 20, 330), fill=INK, width=4)
    _label(brush, (750 - half * 0.66, 430, 750 + half * 0.66, 800), main, dice)
    for _ in range(26):
        x, y = dice.randint(250, 1250), dice.randint(960, 1050)
        r = dice.randint(12, 22)
        brush.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill=second, outline=INK, width=4)


def jar(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Two glass jars with lids."""
    for shift, size in ((-230, 0.86), (170, 1.0)):
        half = 220 * squeeze * size
        top, base = 960 - 560 * size, 960
        body = (750 + shift - half, top, 750 + shift + half, base)
        brush.rounded_rectangle(body, 60, fill=main, outline=INK, width=11)
        brush.rounded_rectangle(
            (body[0] + 26, top + 40, body[0] + 54, base - 120), 14, fill=_paler(main)
        )
        lid = (body[0] + 24, top - 86 * size, body[2] - 24, top + 10)
        brush.rounded_rectangle(lid, 20, fill=second, outline=INK, width=10)
        wide = half * 0.66
        _label(
            brush,
            (750 + shift - wide, top + 150 * size, 750 + shift + wide, base - 90 * size),
            second,
            dice,
        )


def tray(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Pieces heaped on a plate."""
    brush.ellipse((200, 660, 1300, 1010), fill=CREAM, outline=INK, width=11)
    brush.ellipse((290, 700, 1210, 950), outline=second, width=9)
    places = []
    for _ in range(34):
        turn, far = dice.uniform(0, math.tau), math.sqrt(dice.random())
        heap = 150 * (1 - far)  # higher in the middle
        places.append((750 + math.cos(turn) * far * 340, 800 + math.sin(turn) * far * 90 - heap))
    for x, y in sorted(places, key=lambda one: one[1]):
        long_, high = dice.randint(70, 120) * squeeze, dice.randint(38, 58)
        brush.rounded_rectangle(
            (x - long_, y - high, x + long_, y + high), 36,
            fill=dice.choice((main, second, _paler(main))), outline=INK, width=8,
        )  # fmt: skip
        brush.arc((x - long_ * 0.5, y - high * 0.5, x + long_ * 0.5, y + high * 0.6), 190, 330,
                  INK, 4)  # fmt: skip


def cloth(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Folded cloth with a woven border."""
    for fold, (colour, other) in enumerate(((main, second), (second, main), (main, second))):
        top = 700 - fold * 170
        half = (460 - fold * 26) * squeeze
        box = (750 - half, top, 750 + half, top + 190)
        brush.rounded_rectangle(box, 44, fill=colour, outline=INK, width=11)
        for knot in range(int(half * 2 // 96) - 1):
            x, y = 750 - half + 96 * (knot + 1), top + 96
            brush.polygon([(x - 34, y), (x, y - 40), (x + 34, y), (x, y + 40)], fill=other)
            if dice.random() < 0.8:
                brush.ellipse((x - 9, y - 9, x + 9, y + 9), fill=CREAM)


def frame(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """A carved or painted panel: sun, water, boats."""
    half = 480 * squeeze
    brush.rectangle((750 - half, 250, 750 + half, 950), fill=main, outline=INK, width=13)
    brush.rectangle(
        (750 - half + 60, 310, 750 + half - 60, 890), fill=second, outline=INK, width=8
    )
    x = 750 + dice.randint(-200, 200) * squeeze
    brush.ellipse((x - 70, 370, x + 70, 510), fill=main, outline=INK, width=8)
    for row in range(4):
        y = 660 + row * 58
        for wave in range(int((half * 2 - 160) // 90)):
            left = 750 - half + 80 + wave * 90 + (row % 2) * 40
            if left + 80 < 750 + half - 64:
                brush.arc((left, y - 26, left + 84, y + 40), 190, 350, main, 9)
    for _ in range(2):
        bx, by = 750 + dice.randint(-280, 220) * squeeze, dice.randint(600, 760)
        brush.chord((bx - 90, by - 40, bx + 90, by + 60), 0, 180, fill=main, outline=INK, width=7)
        brush.polygon([(bx, by - 110), (bx + 60, by), (bx, by)], fill=CREAM, outline=INK)


def flask(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Small bottles with droppers."""
    for shift, size in ((-280, 0.8), (0, 1.0), (270, 0.72)):
        half = 118 * squeeze * size
        top, base, x = 960 - 440 * size, 960, 750 + shift
        brush.rounded_rectangle((x - half, top, x + half, base), 40, fill=main, outline=INK,
                                width=10)  # fmt: skip
        brush.rectangle((x - half * 0.5, top - 60 * size, x + half * 0.5, top + 4), fill=second,
                        outline=INK, width=8)  # fmt: skip
        bulb = (x - half * 0.34, top - 190 * size, x + half * 0.34, top - 56 * size)
        brush.rounded_rectangle(bulb, 24, fill=INK)
        _label(brush, (x - half * 0.74, top + 110 * size, x + half * 0.74, base - 60 * size),
               main, dice)  # fmt: skip


def bars(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Wrapped bars or boxes, one upon two."""
    for x, y, colour in ((500, 940, main), (980, 940, second), (740, 700, main)):
        half = 220 * squeeze
        box = (x - half, y - 230, x + half, y)
        brush.rounded_rectangle(box, 26, fill=colour, outline=INK, width=11)
        _label(brush, (x - half * 0.4, y - 205, x + half * 0.4, y - 20), main, dice)


def engine(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """A small machine for the field: motor, handle, blades."""
    brush.line([(760, 640), (1120, 380), (1240, 360)], fill=INK, width=26, joint="curve")
    brush.rounded_rectangle((750 - 250 * squeeze, 500, 750 + 170, 760), 34, fill=main, outline=INK,
                            width=11)  # fmt: skip
    for fin in range(5):
        x = 750 - 200 * squeeze + fin * 62
        brush.rectangle((x, 540, x + 26, 700), fill=second, outline=INK, width=5)
    brush.rectangle((700, 420, 800, 504), fill=second, outline=INK, width=9)
    for x, r in ((560, 150), (900, 120)):
        brush.ellipse((x - r, 960 - 2 * r, x + r, 960), fill=second, outline=INK, width=12)
        for blade in range(dice.choice((6, 8))):
            turn = math.tau * blade / 8
            brush.line((x, 960 - r, x + math.cos(turn) * r, 960 - r + math.sin(turn) * r), INK, 11)
        brush.ellipse((x - 30, 930 - r, x + 30, 990 - r), fill=main, outline=INK, width=9)


def caps(
    brush: ImageDraw.ImageDraw, main: Colour, second: Colour, dice: random.Random, squeeze: float
) -> None:
    """Mushrooms in a basket."""
    for x, size in ((520, 0.9), (960, 1.0), (740, 1.25), (620, 0.6), (880, 0.66)):
        y, half = 700 + dice.randint(-30, 60), 190 * size * squeeze
        brush.rounded_rectangle((x - 60 * size, y, x + 60 * size, y + 230 * size), 36, fill=CREAM,
                                outline=INK, width=9)  # fmt: skip
        brush.chord((x - half, y - 170 * size, x + half, y + 150 * size), 180, 360, fill=main,
                    outline=INK, width=10)  # fmt: skip
        brush.line((x - half, y - 10, x + half, y - 10), fill=INK, width=9)
    brush.chord((240, 620, 1260, 1080), 0, 180, fill=second, outline=INK, width=12)
    for strand in range(12):
        brush.line((290 + strand * 80, 870, 330 + strand * 74, 980), fill=INK, width=5)


def _paler(colour: Colour) -> Colour:
    red, green, blue = colour
    return (red + 255) // 2, (green + 255) // 2, (blue + 240) // 2
