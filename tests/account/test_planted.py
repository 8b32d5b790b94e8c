"""The sample pages' stories: what docs/examples.md says is planted in them comes out, with evidence that holds."""

from pathlib import Path

import pytest

import copydesk
from copydesk.model import Account, DifferenceKind, Rejected, Relation, Status
from tests.tracing import accounts_of

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def accounts() -> tuple[Account, ...]:
    pages = [page for page in copydesk.read_many([EXAMPLES]) if not isinstance(page, Rejected)]
    return accounts_of([copydesk.annotate(page) for page in pages])


def holding(accounts: tuple[Account, ...], name: str) -> Account:
    return next(a for a in accounts if any(name in f.article.source for f in a.story.findings))


def names(account: Account) -> set[str]:
    return {Path(found.article.source).name[:2] for found in account.story.findings}


def test_every_page_is_in_one_story(accounts: tuple[Account, ...]) -> None:
    sources = [found.article.source for account in accounts for found in account.story.findings]
    assert len(sources) == len(set(sources)) == len(list(EXAMPLES.iterdir())) - 1


def test_the_july_fire_is_another_happening(accounts: tuple[Account, ...]) -> None:
    assert names(holding(accounts, "01-ferry")) == {"01", "02", "03", "04", "05"}
    assert names(holding(accounts, "06-fire")) == {"06"}


def test_the_accord_and_the_lease_are_two_happenings(accounts: tuple[Account, ...]) -> None:
    assert names(holding(accounts, "07-accord")) == {"07", "08", "09"}
    assert names(holding(accounts, "10-port")) == {"10", "11"}


def test_all_evidence_stands_in_its_page(accounts: tuple[Account, ...]) -> None:
    for account in accounts:
        texts = {found.article.source: found.article.page.text for found in account.story.findings}
        ids = {claim.id for claim in account.claims}
        assert set(account.telling) <= ids
        assert {entry.claim for entry in account.timeline} <= ids
        for claim in account.claims:
            assert claim.text == claim.evidence[0].text
            for evidence in claim.evidence:
                assert evidence.span.of(texts[evidence.source]) == evidence.text
            for difference in claim.differences:
                assert len(difference.values) > 1
                for value in difference.values:
                    assert value.span.of(texts[value.source]).strip()
        for event in account.events:
            for evidence in event.evidence:
                assert evidence.span.of(texts[evidence.source]) == evidence.text


def test_reprints_of_the_ferry_wire(accounts: tuple[Account, ...]) -> None:
    links = {Path(link.source).name[:2]: link for link in holding(accounts, "01-ferry").story.lineage}
    assert links["01"].relation is Relation.ORIGINAL
    assert links["02"].relation is Relation.VERBATIM
    assert links["03"].relation is Relation.ABRIDGED
    assert links["02"].reasons == ("agency_is_publisher",)  # its clock names no zone and tells nothing
    assert links["05"].of is None


def test_the_number_of_dead_is_disputed(accounts: tuple[Account, ...]) -> None:
    disputed = [c for c in holding(accounts, "01-ferry").claims if c.status is Status.DISPUTED]
    values = {
        value.value.casefold()
        for claim in disputed
        for difference in claim.differences
        if difference.on is DifferenceKind.NUMBER
        for value in difference.values
    }
    assert any("11" in value for value in values)
    assert any("fourteen" in value for value in values)


def test_the_lease_is_asserted_and_denied(accounts: tuple[Account, ...]) -> None:
    account = holding(accounts, "10-port")
    assert {"10", "11"} <= names(account)
    assert any(
        claim.status is Status.DISPUTED and any(d.on is DifferenceKind.MODALITY for d in claim.differences)
        for claim in account.claims
    )


def test_an_undated_page_is_dated_from_its_siblings(accounts: tuple[Account, ...]) -> None:
    account = holding(accounts, "01-ferry")
    assert account.when is not None
    assert account.when.value == "2024-10-12"
    inferred = [value for value in account.when.evidence if value.inferred_from]
    assert any("03-ferry" in value.source for value in inferred)


def test_unknown_origins_are_never_independent(accounts: tuple[Account, ...]) -> None:
    for account in accounts:
        kinds = {origin.id: origin.kind for origin in account.story.origins}
        for claim in account.claims:
            assert claim.independent <= sum(kinds[origin] != "unknown" for origin in claim.origins)


def test_the_order_of_pages_does_not_matter(accounts: tuple[Account, ...]) -> None:
    pages = [found for account in accounts for found in account.story.findings]
    assert accounts_of(pages[::-1]) == accounts
