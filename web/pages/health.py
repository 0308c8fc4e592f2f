"""Whether the process lives, and whether it can serve."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from web.deps import Read, Wired
from web.doctor import database_answers, storage_answers

router = APIRouter()


@router.get("/healthz")
def alive() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("ok")


@router.get("/readyz")
def ready(session: Read, wiring: Wired) -> PlainTextResponse:
    """Database and storage answer; 503 names what does not."""
    faults = [*database_answers(session), *storage_answers(wiring.storage)]
    return PlainTextResponse("\n".join(faults) or "ok", 503 if faults else 200)
