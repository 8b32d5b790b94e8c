"""Desks that are served, and what asks them."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import copydesk
from copydesk.web.app import app_over
from tests.web.desks import BODY, EXAMPLES, HOSTILE, Client


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the sample pages."""
    path = tmp_path_factory.mktemp("examples") / "news.desk"
    with copydesk.open(path) as desk:
        desk.add(EXAMPLES)
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of pages whose ids, titles and publishers would be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = [
        {"id": words, "text": f"Crane falls {words}\n\n{BODY} {words}", "title": words, "publisher": words}
        for words in HOSTILE
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages))
    with copydesk.open(folder / "news.desk") as desk:
        desk.add([folder / "pages.jsonl"])
    return folder / "news.desk"


@pytest.fixture
def client() -> Client:
    """Asks a desk as a browser does that was given the printed address."""

    def asking(desk: Path) -> TestClient:
        app = app_over(desk, host="127.0.0.1")
        return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)

    return asking
