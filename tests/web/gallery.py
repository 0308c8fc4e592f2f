"""The page of all parts, rendered without a server: for tests and for looking at it.

`python -m tests.web.gallery out.html` writes it with addresses relative to web/static.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment

from core.listing import Listed
from web.forms import Typed
from web.lists import Act, Cell, Column, Days, Facet, Spec, View, read
from web.wiring import templates

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "web" / "static"
TEMPLATES = ROOT / "web" / "templates"


def environment(static_base: str | None = None) -> Environment:
    """The application's own templates in Vietnamese; static files from elsewhere if asked."""
    env = templates("vi")
    if static_base is not None:
        env.globals["static"] = lambda path: static_base + path
    return env


def page(**facts: object) -> SimpleNamespace:
    """A page context: signed in, Vietnamese, in demonstration, unless said otherwise."""
    standing: dict[str, object] = {
        "identity": SimpleNamespace(name="Nguyễn Thị Mẫu (mô phỏng)", account_id=1),
        "path": "/binh-chon",
        "locale": "vi",
        "demonstration": True,
        "version": "0.1.0",
        "may": lambda act: True,
        "unread": 3,
        "stalled": None,
    }
    return SimpleNamespace(**(standing | facts))


PHOTO = SimpleNamespace(
    id=7,
    width=1280,
    height=960,
    alt="Bánh tráng phơi trên giàn tre",
    placeholder="data:image/gif;base64,R0lGODlhAQABAIAAANWzdgAAACwAAAAAAQABAAACAkQBADs=",
    sources=[("image/avif", "/anh/7-360.avif 360w, /anh/7-720.avif 720w")],
    src="/anh/7-720.jpg",
)


def _list() -> View[tuple[str, int]]:
    """A list of an office with one of everything."""
    spec: Spec[tuple[str, int]] = Spec(
        address="/dieu-hanh/co-so",
        caption="Cơ sở",
        search="Tên cơ sở",
        columns=(
            Column(
                "name", "Tên", lambda row: Cell(row[0], "/ho-so/co-so/1"), lead=True, sort=True
            ),
            Column("state", "Tình trạng", lambda row: Cell("Còn giá trị", mark="in_force")),
            Column("products", "Sản phẩm", lambda row: row[1], kind="whole", sort=True),
        ),
        facets=(Facet("loai", "Loại", [("cooperative", "Hợp tác xã")]),),
        days=(Days("ghi", "Ghi ngày"),),
        workbook="/dieu-hanh/co-so.xlsx",
        acts=(Act("moi", "Mời dự hội chợ"),),
        act_address="/dieu-hanh/co-so/hang-loat",
        key=lambda row: row[1],
    )
    asked = read(Typed([("loai", "cooperative"), ("xep", "-name")]), spec)
    rows = [("HTX Gốm đỏ (mô phỏng)", 3), ("HTX Dừa nước (mô phỏng)", 12)]
    return View(spec, asked, Listed(rows, 120, 1, 3))


def gallery(static_base: str | None = None, **facts: object) -> str:
    """The HTML of every part of the house."""
    template = environment(static_base).get_template("_gallery.html")
    return template.render(page=page(**facts), photo=PHOTO, view=_list())


def paper(static_base: str | None = None, **facts: object) -> str:
    """The HTML of an administrative paper."""
    return environment(static_base).get_template("_gallery_paper.html").render(page=page(**facts))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(gallery(sys.argv[2] if len(sys.argv) > 2 else "static/"), "utf-8")
