"""Composition root: the one place where the parts meet."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from web import errors
from web.deps import gate
from web.doors import door_of
from web.pages import (
    about,
    account,
    account_lists,
    advice,
    amounts,
    bodies,
    cases,
    catalogue,
    certificate_register,
    certificates,
    changes,
    collaborators,
    complaint_desk,
    complaints,
    contest_calendar,
    contest_lists,
    contests,
    corrections,
    council,
    decisions,
    dossiers,
    duplicates,
    entry_lists,
    entry_statistics,
    explained,
    fairs,
    frames,
    health,
    history,
    home,
    imports,
    judging,
    keeping,
    late_points,
    logo,
    market_lists,
    milestone_lists,
    nominations,
    notices,
    opendata,
    outgoing,
    own_samples,
    paper_dossiers,
    paper_templates,
    papers,
    past_recognitions,
    people,
    photos,
    place_report,
    places,
    plans,
    product_sets,
    products,
    programme_forms,
    programmes,
    queue,
    recognition,
    records,
    recover,
    recusals,
    register,
    register_lists,
    report_lists,
    result_versions,
    results,
    reviews,
    room_lists,
    rounds,
    rules,
    samples,
    score_operations,
    screening,
    senders,
    several,
    signin,
    stands,
    start_dossier,
    targets,
    units,
    verify,
    watch,
    workdays,
    workspace,
    yearly_reports,
)
from web.security import BodyLimit, Headers, SameOrigin
from web.wiring import HERE, Wiring
from web.worker import Worker

THREADS = 8
"""Pages run in this many threads; more only queue for the database (docs/adr/0003)."""

PAGES = (
    about,
    account,
    account_lists,
    advice,
    amounts,
    bodies,
    cases,
    catalogue,
    certificate_register,
    certificates,
    contest_lists,
    changes,
    collaborators,
    complaint_desk,
    complaints,
    contest_calendar,
    contests,
    corrections,
    council,
    decisions,
    explained,  # before the dossiers, whose sections take any name
    dossiers,
    entry_lists,
    entry_statistics,
    duplicates,
    fairs,
    frames,
    health,
    history,
    home,
    imports,
    judging,
    keeping,
    logo,
    late_points,
    market_lists,
    milestone_lists,
    nominations,
    notices,
    opendata,
    past_recognitions,
    outgoing,
    own_samples,
    paper_dossiers,
    paper_templates,
    papers,
    people,
    photos,
    place_report,
    places,
    plans,
    product_sets,
    products,
    programme_forms,
    programmes,
    queue,
    recognition,
    records,
    recover,
    recusals,
    register,
    register_lists,
    report_lists,
    result_versions,
    results,
    reviews,
    room_lists,
    rounds,
    rules,
    score_operations,
    samples,
    screening,
    senders,
    several,
    signin,
    stands,
    start_dossier,
    targets,
    units,
    verify,
    watch,
    workdays,
    workspace,
    yearly_reports,
)


def create_app(wiring: Wiring) -> FastAPI:
    """The application on what it was given. Raises LookupError for a route without a door."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        worker = Worker(wiring) if wiring.settings.inline_worker else None
        if worker:
            worker.start()
        yield
        if worker:
            worker.stop()

    app = FastAPI(
        title="Tinh Hoa",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        dependencies=[Depends(gate)],
        middleware=[
            Middleware(Headers, https=wiring.settings.https, files_from=wiring.storage.origin),
            Middleware(SameOrigin, public_url=wiring.settings.public_url),
            Middleware(BodyLimit, limit=wiring.settings.body_limit),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
    )
    app.state.wiring = wiring
    for page in PAGES:
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    errors.install(app)
    for route in app.routes:
        if isinstance(route, APIRoute):
            for method in route.methods or ():
                door_of(method, route.path)
    return app
