"""The report in a real browser: a click on a statement lands on its characters, and nothing else runs."""

import re
from collections.abc import Callable

import pytest

from copydesk.export.report import report_html
from copydesk.model import RunSummary
from tests.browser.chromium import needs_chromium
from tests.export.handmade import DEAD, barge_account, one_page_account

pytestmark = needs_chromium


@pytest.fixture
def report() -> str:
    quiet = one_page_account("d.txt", "A quiet day", "Nothing happened.")
    return report_html([barge_account(), quiet], RunSummary(4, 4))


def test_every_citation_lands_on_its_characters(run: Callable[..., object], report: str) -> None:
    result = run(
        report,
        """
        const told = [...document.querySelectorAll('.told .cite')].map(link => {
          link.click();
          const lit = [...document.querySelectorAll('.lit')].map(e => e.textContent).join('');
          const box = document.querySelector('.lit').getBoundingClientRect();
          const frame = document.getElementById('reader-body').getBoundingClientRect();
          return {lit, page: document.getElementById('reader-title').textContent, hash: location.hash,
                  seen: box.top >= frame.top && box.bottom <= frame.bottom && box.height > 0,
                  focused: document.activeElement.classList.contains('lit')};
        });
        return told;
        """,
    )
    assert isinstance(result, list)
    assert [step["lit"] for step in result[:2]] == [DEAD, DEAD]
    assert [step["page"] for step in result[:3]] == [
        "1 · Nordwire",
        "2 · news.example",
        "3 · The Skerry Post",
    ]
    assert "Twelve people died" in result[2]["lit"]
    assert all(step["seen"] and step["focused"] for step in result)
    assert re.fullmatch(r"#p1-\d+-\d+", result[0]["hash"])


def test_escape_puts_the_page_back_and_the_focus_too(run: Callable[..., object], report: str) -> None:
    result = run(
        report,
        """
        const link = document.querySelector('.told .cite');
        link.click();
        const away = document.querySelectorAll('#p1 .page-body').length;
        document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
        return [away, document.querySelectorAll('#p1 .page-body').length, document.activeElement === link,
                document.getElementById('reader').hidden, document.querySelectorAll('.lit').length];
        """,
    )
    assert result == [0, 1, True, True, 0]


def test_toggles_and_theme(run: Callable[..., object], report: str) -> None:
    result = run(
        report,
        """
        const root = document.documentElement;
        const before = [root.classList.contains('show-e'), getComputedStyle(document.body).color];
        document.querySelector('.tools input[data-kind=e]').click();
        document.querySelector('.tools input[data-kind=furniture]').click();
        document.getElementById('theme').click();
        return [...before, root.classList.contains('show-e'), getComputedStyle(document.body).color,
                getComputedStyle(document.querySelector('.furniture')).display];
        """,
    )
    assert isinstance(result, list)
    assert result[0] is True
    assert result[2] is False
    assert result[1] != result[3]
    assert result[4] == "none"


def test_nothing_of_a_page_runs_and_no_message_is_logged(run: Callable[..., object]) -> None:
    hostile = "</script><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"
    account = one_page_account(hostile, f"Title {hostile}", f"Body {hostile}.", publisher=hostile)
    result = run(
        report_html([account], RunSummary(1, 1)),
        """
        const late = document.createElement('script');
        late.textContent = 'window.owned = 2';
        document.body.append(late);
        return [window.owned ?? 0, document.images.length, document.querySelectorAll('[style]').length];
        """,
    )
    assert result == [0, 0, 0]


def test_phone_has_no_sideways_scrolling(run: Callable[..., object], report: str) -> None:
    result = run(
        report,
        """
        document.querySelectorAll('details').forEach(fold => { fold.open = true; });
        const wide = [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg')
          && e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0);
        return [innerWidth, ...wide.map(e => e.tagName + '.' + e.className).slice(0, 5)];
        """,
        width=390,
    )
    assert isinstance(result, list)
    assert result[0] == 390
    assert result[1:] == []
