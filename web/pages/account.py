"""One's own account: name, language, password, and the browsers that are signed in."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.accounts import queries, service
from core.errors import Invalid
from core.notices import queries as notice_queries
from core.notices import service as notices
from core.notices.kinds import Topic
from web.deps import LOCALE_COOKIE, Form, Now, Read, Show, Who, Write
from web.wording.notices import TOPICS

router = APIRouter()


@router.get("/ho-so/tai-khoan")
def account(session: Read, who: Who, page: Show, now: Now) -> Response:
    """What the account holds, and where it is signed in."""
    return page.show("account/account.html", **_known(session, who, now))


@router.post("/ho-so/tai-khoan")
def change(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Name and language."""
    try:
        service.rename(session, who, form.text("name")[:120], form.text("locale"), now)
    except Invalid as refusal:
        raise page.again(
            refusal, "account/account.html", **{**_known(reads, who, now), "typed": form}
        ) from None
    response = page.go("/ho-so/tai-khoan")
    response.delete_cookie(LOCALE_COOKIE, path="/")  # the account's own language counts now
    return response


@router.post("/ho-so/tai-khoan/mat-khau")
def change_password(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now
) -> Response:
    """A new password; the other browsers are signed out."""
    try:
        found = queries.get_account(reads, who.account_id)
        service.check_password(found, form.text("old"))
        service.change_password(
            session, who, form.text("old"), form.text("password"), now, recognised=True
        )
    except Invalid as refusal:
        raise page.again(refusal, "account/account.html", **_known(reads, who, now)) from None
    return page.go("/ho-so/tai-khoan")


@router.post("/ho-so/tai-khoan/thu")
def choose_mail(session: Write, who: Who, page: Show, form: Form) -> Response:
    """Which notices come by mail too."""
    chosen = set(form.many("topics"))
    notices.choose(session, who, {topic for topic in Topic if topic.value in chosen})
    return page.go("/ho-so/tai-khoan#thu")


@router.post("/ho-so/tai-khoan/phien/ket-thuc")
def end_others(session: Write, who: Who, page: Show, now: Now) -> Response:
    """Sign out everywhere else."""
    service.end_other_sessions(session, who, now)
    return page.go("/ho-so/tai-khoan")


@router.post("/ho-so/tai-khoan/phien/{session_id}/ket-thuc")
def end_one(session: Write, who: Who, page: Show, now: Now, session_id: int) -> Response:
    """Sign out one browser of one's own."""
    service.end_session(session, who, now, session_id)
    return page.go("/ho-so/tai-khoan")


def _known(session: Read, who: Who, now: Now) -> dict[str, Any]:
    found = queries.get_account(session, who.account_id)
    choices = notice_queries.choices(session, who.account_id)
    return {
        "account": found,
        "typed": {"name": found.name, "locale": found.locale},
        "sessions": queries.sessions_of(session, who.account_id, now),
        "this": who.session_id,
        "topics": [(topic.value, words) for topic, words in TOPICS.items()],
        "by_mail": [topic.value for topic, yes in choices.items() if yes],
    }
