"""Write the README's sample output and its picture anew: `python docs/picture.py`. The picture needs Chromium."""

import io
import os
import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from rich.console import Console

import copydesk
from copydesk.export.brief import print_brief

ROOT = Path(__file__).parents[1]
SIZE = (1360, 860)


def main() -> None:
    os.chdir(ROOT)  # so that no machine's path is written down
    report = copydesk.report(["examples"])
    brief = io.StringIO()
    print_brief(report.stories, report.summary, console=Console(file=brief, width=100))
    first = brief.getvalue().split("─" * 40)[1].strip("\n")
    _put("brief", "\n".join(f"    {line}".rstrip() for line in first.splitlines()) + "\n    ...")
    _take_picture(report.stories[0].story.findings[0].article.source)


def _put(name: str, text: str) -> None:
    """Put `text` between the README's marks of that name."""
    readme = ROOT / "README.md"
    before = readme.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    assert marks.search(before), f"README.md has no marks for {name}"
    readme.write_text(marks.sub(lambda m: f"{m[1]}\n{text}\n\n{m[2]}", before), encoding="utf-8")


def _take_picture(source: str) -> None:
    """The first story with one of its pages open beside it, as a reader would have it on a screen."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no Chromium here: the picture stays as it is")
        return
    folder = Path(source).parent
    html = copydesk.report(sorted(folder.glob("0[1-5]*"))).to_html()
    cited = re.search(r'class="told".*?href="(#p2-[\d-]+)"', html, re.S)
    assert cited, "the account's first sentence does not stand on page 2"
    with tempfile.TemporaryDirectory() as place:
        page = Path(place, "report.html")
        page.write_text(html, encoding="utf-8")
        frame = Path(place, "frame.html")
        address = escape(page.as_uri() + cited[1])
        frame.write_text(
            f'<body style="margin:0"><iframe style="border:0" width="{SIZE[0]}" height="{SIZE[1]}" src="{address}">',
            encoding="utf-8",
        )
        quiet = (
            "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
            "--disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=3000"
        )
        picture = ROOT / "docs" / "img" / "report.png"
        picture.parent.mkdir(exist_ok=True)
        where = [
            f"--user-data-dir={place}/profile",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={picture}",
        ]
        subprocess.run([chromium, *quiet.split(), *where, frame.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
