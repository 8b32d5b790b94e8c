"""A browser that opens a page, does something there, and says what it saw."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pytest

from tests.browser.chromium import dump


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., object]:
    """Opens `html`, runs `steps` after the report's own script, and gives back what they return."""

    def run_steps(html: str, steps: str, width: int | None = None) -> object:
        # The policy is part of what is tested: the steps are let in by their hash, as the report's script is.
        script = (
            "window.addEventListener('load', () => { const result = (() => {" + steps + "})();"
            "top.document.documentElement.setAttribute('data-result', JSON.stringify(result ?? null)); });"
        )
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        html = html.replace("script-src &#39;", f"script-src &#39;sha256-{digest}&#39; &#39;", 1)
        html = html.replace("</body>", f"<script>{script}</script></body>")
        if width:  # a window has a least width, a frame has none
            html = f'<html><body><iframe width="{width}" height="800" srcdoc="{escape(html)}"></iframe></body></html>'
        page = tmp_path / "report.html"
        page.write_text(html, encoding="utf-8")
        dumped = dump(page.as_uri(), tmp_path / "profile")
        found = re.search(r'<html[^>]* data-result="([^"]*)"', dumped)
        assert found, dumped[:500]
        return json.loads(unescape(found.group(1)))

    return run_steps
