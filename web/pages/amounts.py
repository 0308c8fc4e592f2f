"""An amount of money read back while it is typed: for the line below a field of money."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from markupsafe import escape

from core import money
from web import shown, wording
from web.deps import Query, Show

router = APIRouter()


@router.get("/doc-tien")
def read_back(page: Show, query: Query) -> Response:
    """The amount of the field named by `o`, in figures and words; or why it cannot be read."""
    typed = query.text(query.text("o") or "so")
    said = ""
    if typed:
        try:
            dong = money.read(typed)
            said = f"{shown.dong(dong)}: {money.in_words(dong)}"
        except money.Ambiguous as fault:
            one, other = fault.readings
            facts = {"one_dong": one, "other_dong": other}
            said = wording.sentence(str(fault), facts, page._)
        except money.NotMoney as fault:
            said = wording.sentence(str(fault), {}, page._)
    return HTMLResponse(str(escape(said)))
