"""What is planted in the sample pages comes out, from the files to the account (docs/examples.md)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk.model import Account, Relation, Status

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def report() -> copydesk.Report:
    return copydesk.report([EXAMPLES])


def story_of(report: copydesk.Report, name: str) -> Account:
    (story,) = [s for s in report.stories if any(name in f.article.source for f in s.story.findings)]
    return story


def names(story: Account) -> set[str]:
    return {Path(found.article.source).name[:2] for found in story.story.findings}


def test_the_front_page_is_rejected_and_nothing_else(report: copydesk.Report) -> None:
    assert [(Path(r.source).name, str(r.reason)) for r in report.summary.rejected] == [
        ("16-front-page.html", "not_an_article")
    ]


def test_the_ferry_is_one_story_and_the_fire_in_july_another(report: copydesk.Report) -> None:
    assert names(story_of(report, "01-ferry")) == {"01", "02", "03", "04", "05"}
    assert names(story_of(report, "06-fire")) == {"06"}


def test_copies_are_found_with_their_kind(report: copydesk.Report) -> None:
    links = {Path(link.source).name[:2]: link for link in story_of(report, "01-ferry").story.lineage}
    assert links["02"].relation == Relation.VERBATIM
    assert links["03"].relation == Relation.ABRIDGED
    assert {Path(str(links[page].of)).name[:2] for page in ("02", "03", "04")} == {"01"}
    assert links["05"].of is None


def test_the_claim_that_the_page_of_fields_shows_is_in_the_document(report: copydesk.Report) -> None:
    page = (EXAMPLES.parent / "docs" / "fields.md").read_text(encoding="utf-8")
    shown = re.search(r'^    \{"text": .*?^$', page, re.M | re.S)
    assert shown

    def from_here(value: dict[str, Any]) -> dict[str, Any]:
        value["source"] = f"examples/{Path(value['source']).name}"
        return value

    wanted = json.loads(shown[0])
    claims = [c for story in json.loads(report.to_json())["stories"] for c in story["claims"]]
    (told,) = [claim for claim in claims if claim["text"] == wanted["text"]]
    told["evidence"] = [from_here(value) for value in told["evidence"]]
    assert {key: told[key] for key in wanted} == wanted


def test_an_undated_saturday_is_worked_out_from_a_sibling(report: copydesk.Report) -> None:
    ferry = story_of(report, "01-ferry")
    assert ferry.when is not None
    assert ferry.when.begin == "2024-10-12"
    assert "worked out from page" in report.to_html()


def test_the_denied_lease_is_disputed(report: copydesk.Report) -> None:
    lease = [
        c for c in story_of(report, "10-port").claims if "agreed to lease a container terminal" in c.text
    ]
    assert Status.DISPUTED in {claim.status for claim in lease}


def test_nobody_named_only_in_teasers_is_an_entity(report: copydesk.Report) -> None:
    found = {entity.name for story in report.stories for entity in story.entities}
    pages = " ".join(one.page.text for story in report.stories for one in story.story.findings)
    for name in ("Marcus Oyelaran", "Helen Trask", "Agnes Tolland"):
        assert name in pages
        assert name not in found


def test_every_statement_stands_in_its_page(report: copydesk.Report) -> None:
    for story in report.stories:
        pages = {found.article.source: found.article.page.text for found in story.story.findings}
        for claim in story.claims:
            for place in (claim.sentence, *claim.evidence):
                assert place is None or place.span.of(pages[place.source]) == place.text


def test_eleven_or_fourteen_dead_is_a_difference_in_number(report: copydesk.Report) -> None:
    claims = story_of(report, "01-ferry").claims
    numbers = [
        {Path(variant.source).name[:2]: variant.value.casefold() for variant in difference.values}
        for claim in claims
        if claim.status == Status.DISPUTED
        for difference in claim.differences
        if difference.on == "number"
    ]
    assert any(said.get("01") == "11" and "05" in said for said in numbers)
