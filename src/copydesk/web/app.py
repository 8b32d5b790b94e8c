"""The addresses, and what is answered under each."""

import logging
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from copydesk.desk import Desk
from copydesk.desk.listing import latest_first, pick
from copydesk.errors import CopydeskError, UsageError
from copydesk.export.document import report_json
from copydesk.export.safe import as_bytes
from copydesk.export.view import view_stories
from copydesk.model import Account, RunSummary, Span
from copydesk.web import links, pages
from copydesk.web.asked import MOST, Ledger, Listing, Place, Search, Telling
from copydesk.web.guard import guarded
from copydesk.web.kept import Kept

_GET = ["GET", "HEAD"]
_SILENT = TelemetryConfig(
    tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False
)
"""Nothing is measured, and nothing sent anywhere, whatever the environment says."""
_routes = APIRouter()
_log = logging.getLogger(__name__)


def app_over(desk: Path, *, host: str) -> ASGIApp:
    """What answers requests with pages over this desk, served at `host`."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, telemetry=_SILENT)
    app.state.desk, app.state.kept = desk, Kept()
    app.include_router(_routes)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(CopydeskError, _failed)
    return guarded(app, host=host, policy=pages.site_policy())


def _open(request: Request) -> Desk:
    """The desk, opened for this request: it sees what was added before it."""
    return Desk(request.app.state.desk)


def _kept(request: Request) -> Kept:
    kept: Kept = request.app.state.kept
    return kept


@_routes.api_route(links.STORIES, methods=_GET)
def stories(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """The list of stories."""
    with _open(request) as desk:
        entries = _kept(request).stories(desk)
    begin, until = (day.isoformat() if day else None for day in (asked.begin, asked.until))
    found = pick(entries, words=asked.words, begin=begin, until=until)
    if asked.order == "latest":
        found = latest_first(found)
    sheet = pages.sheet_of(
        found[asked.skip : asked.skip + MOST],
        asked.skip,
        total=len(found),
        address=lambda skip: links.listing_address(asked, skip=skip),
    )
    return _html(pages.stories_html(sheet, asked))


@_routes.api_route("/stories/{story}", methods=_GET)
def story(request: Request, story: str, *, asked: Annotated[Telling, Query()]) -> Response:
    """The report on a story."""
    told = _told(request, story)
    if isinstance(told, str):
        return RedirectResponse(links.story_address(told))
    return _html(pages.story_html(told, marked=_marked(told, asked)))


@_routes.api_route("/stories/{story}/report.json", methods=_GET)
def document(request: Request, story: str) -> Response:
    """The same as JSON."""
    told = _told(request, story)
    if isinstance(told, str):
        return RedirectResponse(links.document_address(told))
    read = len(told.story.findings)
    written = as_bytes(report_json([told], RunSummary(read, read)))
    return Response(written, media_type="application/json")


@_routes.api_route(links.SEARCH, methods=_GET)
def search(request: Request, asked: Annotated[Search, Query()]) -> Response:
    """The passages with these words."""
    with _open(request) as desk, desk.snapshot():
        try:
            hits = desk.search(asked.words, most=MOST)
        except UsageError:  # there is no word in it
            hits = None
        titles = {entry.id: entry.title for entry in _kept(request).stories(desk)}
    return _html(pages.search_html(asked.words, hits, titles=titles))


@_routes.api_route(links.CHANGES, methods=_GET)
def changes(request: Request, asked: Annotated[Ledger, Query()]) -> Response:
    """What happened to the stories, the latest first."""
    with _open(request) as desk, desk.snapshot():
        total = desk.count_changes()
        end = max(0, total - asked.skip)
        latest = desk.changes(first=max(0, end - MOST), most=min(MOST, end))[::-1]
        titles = {entry.id: entry.title for entry in _kept(request).stories(desk)}
    sheet = pages.sheet_of(latest, asked.skip, total=total, address=links.changes_address)
    return _html(pages.changes_html(sheet, titles=titles))


@_routes.api_route("/place", methods=_GET)
def place(request: Request, asked: Annotated[Place, Query()]) -> Response:
    """Leads to a page beside the account of the story it tells."""
    with _open(request) as desk, desk.snapshot():
        story = desk.story_of(asked.source)
        if story is None:
            raise HTTPException(404, "The desk has no page of this id, or it has no story yet.")
        account = _kept(request).account(desk, story)
    (view,) = view_stories([account])
    page = view.page(asked.source)
    span = _within(page.found.page.text, asked.start, end=asked.end)
    return RedirectResponse(links.told_address(story, page.number, span=span))


def _told(request: Request, story: str) -> Account | str:
    """The account of the story of this id, or the id of the one that it went into."""
    with _open(request) as desk, desk.snapshot():
        living = desk.living(story)
        if living is None:
            raise HTTPException(404, "The desk has no story of this id.")
        return _kept(request).account(desk, story) if living == story else living


def _marked(account: Account, asked: Telling) -> tuple[str, Span] | None:
    """The source and the characters that were asked for, if there are such."""
    if not asked.mark:
        return None
    number, start, end = map(int, asked.mark.split("-"))
    (view,) = view_stories([account])
    page = next((page for page in view.pages if page.number == number), None)
    span = _within(page.found.page.text, start, end=end) if page else None
    return (page.source, span) if page and span else None


def _within(text: str, start: int | None, *, end: int | None) -> Span | None:
    """These characters, if the text has them."""
    if start is None or end is None or not start < end <= len(text):
        return None
    return Span(start, end)


def _html(page: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(page, status_code=status)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        sentence = error.detail if error.detail != "Not Found" else "Nothing is served at this address."
        return _html(pages.problem_html("Not found", sentence), 404)
    return _html(pages.problem_html(f"Error {error.status_code}", error.detail), error.status_code)


def _misasked(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [f"{wrong['loc'][-1]}: {wrong['msg']}" for wrong in error.errors()]
    return _html(pages.problem_html("This cannot be asked", "; ".join(found)), 400)


def _failed(_: Request, error: Exception) -> Response:
    # What went wrong names files of this machine: that is for whoever serves, not for whoever reads.
    _log.error("%s", error)
    return _html(pages.problem_html("The desk cannot be read", "Whoever serves it is told why."), 503)
