"""What this is, for people and for search engines."""

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from contest.contests import queries as contests
from core.clock import day_in_vietnam
from web import catalogue
from web.deps import Now, Read, Show

router = APIRouter()


@router.get("/gioi-thieu")
def about(page: Show) -> Response:
    """What Tinh Hoa is, how it treats people's data, how accessible it is."""
    return page.show("home/about.html")


@router.get("/robots.txt")
def robots(request: Request) -> PlainTextResponse:
    """What crawlers may read: the public pages."""
    base = request.app.state.wiring.settings.public_url
    closed = ("/ho-so", "/cham-diem", "/dieu-hanh", "/quan-tri", "/dang-nhap", "/anh")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {base}/sitemap.xml")
    return PlainTextResponse("\n".join(lines) + "\n")


@router.get("/sitemap.xml")
def sitemap(request: Request, session: Read, now: Now) -> Response:
    """Every public product, maker and contest."""
    base = request.app.state.wiring.settings.public_url
    items = catalogue.everything(session, day_in_vietnam(now))
    paths = ["/", "/san-pham", "/binh-chon", "/hoi-cho", "/ho-tro", "/du-lieu"]
    paths += [item.address for item in items]
    paths += sorted({item.maker_address for item in items if item.maker_code})
    paths += [f"/binh-chon/{one.slug}" for one in contests.contests(session, public_only=True)]
    listed = "".join(f"<url><loc>{escape(base + path)}</loc></url>" for path in paths)
    return Response(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>',
        media_type="application/xml",
    )
