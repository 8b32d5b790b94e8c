"""What all HTML pages have in common: how templates are filled in, style and script, and the policy that lets in
nothing else."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.export.dates import in_words
from copydesk.export.safe import neutral

HOME = "copydesk.export"
"""The package whose `templates` all pages are made from."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the address they lead to, in what is served; `here` if that is where the reader is."""

    words: str
    address: str
    here: bool = False


def environment(*packages: str) -> Environment:
    """What fills in the templates of these packages and the common ones: every value is escaped, text without
    steering characters, and a name that is not given is an error."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, HOME)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["in_words"] = in_words
    return made


def _shown(value: object) -> object:
    """What an expression in a template becomes: text of pages without steering characters."""
    return neutral(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str, package: str = HOME) -> str:
    """The style or script of this name."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def policy(*, styles: Iterable[str], scripts: Iterable[str], forms: str = "'none'") -> str:
    """The content security policy that lets in these styles and scripts, by their hashes, forms that lead to `forms`,
    and nothing else."""
    return (
        f"default-src 'none'; style-src {_hashes(styles)}; script-src {_hashes(scripts)}; "
        f"img-src data:; base-uri 'none'; form-action {forms}"
    )


def _hashes(contents: Iterable[str]) -> str:
    return " ".join(f"'{_hash(content)}'" for content in contents)


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
