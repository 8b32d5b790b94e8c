"""Only GET and HEAD, only by the name that is served, and what the browser is told with every answer."""

import base64
import hashlib
import platform
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from copydesk.web.app import app_over
from copydesk.web.guard import is_served
from tests.web.desks import Client

ADDRESSES = ["/", "/search?words=ferry", "/changes", "/stories/nobody", "/?skip=x", "/docs"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_keeps_the_page_shut_in(address: str, examples: Path, client: Client) -> None:
    headers = client(examples).get(address).headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in headers["content-security-policy"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert all(
        part.startswith("'sha256-") for part in (rules["style-src"] + " " + rules["script-src"]).split()
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


def test_the_policy_lets_in_the_styles_and_the_script_of_the_pages(examples: Path, client: Client) -> None:
    asking = client(examples)
    story = re.findall(r"/stories/\w+", asking.get("/").text)[0]
    for address in ("/", "/search", "/changes", story):
        answer = asking.get(address)
        contents = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", answer.text, re.S)
        assert contents
        for content in contents:
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_but_get_and_head(method: str, address: str, examples: Path, client: Client) -> None:
    answer = client(examples).request(method, address)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_the_page(address: str, examples: Path, client: Client) -> None:
    asking = client(examples)
    got, headed = asking.get(address), asking.head(address)
    assert got.status_code == headed.status_code
    assert got.headers == headed.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "", "127.0.0.1@evil.example"]
)
def test_under_another_name_nothing_is_served(host: str, examples: Path, client: Client) -> None:
    answer = client(examples).get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "stor" not in answer.text


@pytest.mark.parametrize(
    ("header", "host", "served"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:9000", "127.0.0.1", True),
        ("LOCALHOST.", "localhost", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("[::1]", "::1", True),
        ("10.0.0.7:8000", "127.0.0.1", False),
        ("10.0.0.7:8000", "10.0.0.7", True),
        ("localhost", "10.0.0.7", False),
        ("10.0.0.7", "0.0.0.0", True),
        ("[fd00::7]:80", "::", True),
        (platform.node(), "0.0.0.0", True),
        ("evil.example", "0.0.0.0", False),
        ("desk.example:8000", "desk.example", True),
        ("Desk.Example", "desk.example", True),
        ("evil.example", "desk.example", False),
        ("localhost evil.example", "127.0.0.1", False),
        ("localhost, evil.example", "127.0.0.1", False),
        ("localhost:8000:80", "127.0.0.1", False),
        ("localhost\n", "127.0.0.1", False),
        (":8000", "127.0.0.1", False),
    ],
)
def test_names_of_what_is_served(header: str, host: str, served: bool) -> None:
    assert is_served(header, host) is served


def test_what_is_unforeseen_is_shut_in_too(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError("a thing of this machine")

    monkeypatch.setattr("copydesk.web.pages.stories_html", fail)
    app = app_over(examples, host="127.0.0.1")
    answer = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "machine" not in answer.text


def test_nothing_is_sent_anywhere_whatever_the_environment_says(
    examples: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://192.0.2.1:4318")
    with TestClient(app_over(examples, host="127.0.0.1"), base_url="http://127.0.0.1") as asking:
        assert asking.get("/").status_code == 200
    assert "telemetry" not in caplog.text
