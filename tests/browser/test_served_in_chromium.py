"""A served desk in a real browser: a passage found is lit on its page, and every page fits on a phone."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

import copydesk
from copydesk.web.app import app_over
from tests.browser.chromium import dump, needs_chromium

pytestmark = needs_chromium

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("1[2-5]*"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk of four sample pages."""
    path = tmp_path_factory.mktemp("desk") / "news.desk"
    with copydesk.open(path) as desk:
        desk.add(EXAMPLES)
    config = uvicorn.Config(app_over(path, host="127.0.0.1"), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_passage_found_is_lit_on_its_page(site: str, tmp_path: Path) -> None:
    found = httpx.get(f"{site}/search", params={"words": '"grain workers"'}).text
    place = re.findall(r'href="(/place\?[^"]+)"', found)[0].replace("&amp;", "&")
    dumped = dump(site + place, tmp_path / "profile")
    lit = "".join(re.findall(r'<span class="[^"]*\blit\b[^"]*"[^>]*>(.*?)</span>', dumped, re.S))
    assert "rain workers" in re.sub("<[^>]+>", "", lit)
    assert re.search('<aside class="reader" id="reader"[^>]*>', dumped)
    assert not re.search('<aside class="reader" id="reader"[^>]*hidden', dumped)


@pytest.mark.parametrize("address", ["/", "/search?words=grain", "/changes", "/stories/nobody"])
def test_phone_has_no_sideways_scrolling(address: str, site: str, run: Callable[..., object]) -> None:
    result = run(
        httpx.get(site + address).text,
        """
        const wide = [...document.querySelectorAll('body *')].filter(e =>
          e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0);
        return [innerWidth, getComputedStyle(document.querySelector('h2')).fontWeight,
                ...wide.map(e => e.tagName + '.' + e.className).slice(0, 5)];
        """,
        width=360,
    )
    assert result == [360, "600"]
