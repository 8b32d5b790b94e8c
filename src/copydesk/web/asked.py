"""What may be asked for in an address, each value bounded."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MOST = 50
"""Stories or changes on a page, and passages of a search."""
LONGEST_SOURCE = 2000
"""Characters of a page's id that goes into an address."""
_FURTHEST = 10**8

Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]
"""A day as ISO 8601; a field of a form that was left empty is none."""
Number = Annotated[int, Field(ge=0, le=_FURTHEST)]
Skip = Annotated[Number, BeforeValidator(lambda value: value or 0)]


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Listing(_Asked):
    """Which stories: with these words in the title, with pages published between these days, in this order."""

    words: str = Field("", max_length=200)
    begin: Day = None
    until: Day = None
    order: Literal["pages", "latest"] = "pages"
    skip: Skip = 0


class Search(_Asked):
    """Which passages: those with these words."""

    words: str = Field("", max_length=500)


class Ledger(_Asked):
    """Which changes: those before the latest `skip`."""

    skip: Skip = 0


class Place(_Asked):
    """Which page, and which of its characters."""

    source: str = Field(max_length=LONGEST_SOURCE)
    start: Number | None = None
    end: Number | None = None


class Telling(_Asked):
    """Which characters of a story's pages have an address besides those cited: page, start, end."""

    mark: str = Field("", pattern=r"^([0-9]{1,9}-[0-9]{1,9}-[0-9]{1,9})?$")
