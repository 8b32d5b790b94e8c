"""What tells who was first: credits, times, what was cut; and when nothing does."""

from dataclasses import replace

from copydesk.group.direction import Evidence
from copydesk.group.reprints import compare
from copydesk.model import Article, Block, BlockKind, Page, Snippet, Span, Stamp

WIRE = (
    "The harbour at Lemsal was closed on Monday after a crane fell across both quays and blocked them.\n\n"
    "Nobody was hurt, but eleven ships were waiting outside the breakwater in the evening with their cargo.\n\n"
    "Engineers expect to lift the wreck within a week if the weather holds and the second crane arrives.\n\n"
    "The port handles a third of the country's grain and nearly all of its timber during the winter months.\n\n"
    "Shippers said they would send what they could through the smaller harbour further along the coast."
)


def article(source: str, text: str, *, publisher: str | None = None, agency: str | None = None) -> Article:
    block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
    named = Snippet(agency) if agency else None
    return Article(source, Page(source, text), (block,), publisher=publisher, agency=named)


def dated(page: Article, value: str, *, zone: str | None = None) -> Article:
    return replace(page, published=Stamp(value, "minute" if "T" in value else "day", zone, "timestamp"))


def evidence(a: Article, b: Article) -> Evidence:
    link = compare(a, b)
    back = compare(b, a)
    assert link is not None
    assert back is not None
    assert link.evidence.known == back.evidence.known
    if link.evidence.known:
        assert {link.evidence.first, back.evidence.first} == {"a", "b"}
    return link.evidence


def test_a_page_that_names_the_other_as_its_source_was_second() -> None:
    one = article("one", WIRE, publisher="Lemsal Courier")
    two = article("two", WIRE + "\n\nThe Lemsal Courier first reported the fall.", publisher="Inland News")
    assert evidence(one, two) == Evidence("a", True, ("credits_publisher",))


def test_a_page_that_prints_the_others_copyright_was_second() -> None:
    one = article("one", WIRE, publisher="Lemsal Courier")
    two = article("two", WIRE + "\n\nCopyright © 2031 The Lemsal Courier, LLC.", publisher="Inland News")
    assert evidence(one, two) == Evidence("a", True, ("bears_copyright",))


def test_a_publisher_named_like_a_word_is_not_credited_by_that_word() -> None:
    one = article("one", WIRE, publisher="Time")
    two = article(
        "two", WIRE + "\n\nTime will tell. The time it takes is not known.", publisher="Inland News"
    )
    assert not evidence(one, two).known


def test_the_agency_whose_copy_it_is_was_first() -> None:
    one = article("one", WIRE, publisher="Reuters")
    assert evidence(one, article("two", WIRE, agency="Reuters")).reasons == ("agency_is_publisher",)
    one = article("one", WIRE, publisher="Lemsal News Service")
    assert evidence(one, article("two", WIRE, agency="LNS")).reasons == ("agency_is_publisher",)
    assert not evidence(one, article("two", WIRE, agency="LNA")).known


def test_a_page_to_which_an_agency_contributed_was_second_to_the_agencys_page() -> None:
    wire = article("wire", WIRE, agency="Associated Press")
    other = article(
        "other", "Ships wait.\n\n" + WIRE + "\n\nThe Associated Press contributed to this report."
    )
    assert evidence(wire, other) == Evidence("a", True, ("credits_agency",))


def test_pages_that_name_each_other_settle_nothing_by_it() -> None:
    one = article("one", WIRE + "\n\nAccording to Inland News.", publisher="Lemsal Courier")
    two = article("two", WIRE + "\n\nAccording to Lemsal Courier.", publisher="Inland News")
    assert not evidence(one, two).known


def test_the_earlier_page_was_first() -> None:
    one = dated(article("one", WIRE), "2024-05-02T10:00")
    two = dated(article("two", WIRE), "2024-05-02T09:59")
    assert evidence(one, two) == Evidence("b", True, ("published_earlier",))


def test_a_day_does_not_order_two_pages_of_that_day() -> None:
    assert not evidence(
        dated(article("one", WIRE), "2024-05-02"), dated(article("two", WIRE), "2024-05-02T09:59")
    ).known


def test_times_of_different_zones_order_pages_that_are_two_days_apart() -> None:
    one = dated(article("one", WIRE), "2024-05-02T10:00", zone="+09:00")
    assert not evidence(one, dated(article("two", WIRE), "2024-05-03T01:00", zone="-05:00")).known
    assert evidence(one, dated(article("two", WIRE), "2024-05-04T10:00", zone="-05:00")).first == "a"


def test_a_page_that_is_the_others_beginning_was_cut_from_it() -> None:
    cut = article("a cut", "\n\n".join(WIRE.split("\n\n")[:3]))
    assert evidence(cut, article("whole", WIRE)) == Evidence("b", True, ("cut_from_end",))


def test_a_page_that_stands_at_the_others_end_says_nothing_of_who_was_first() -> None:
    end = article("end", "\n\n".join(WIRE.split("\n\n")[2:]))
    found = evidence(end, article("whole", WIRE))
    assert not found.known
    assert found.reasons == ("fuller_text",)


def test_two_equal_pages_without_a_word_on_it_have_no_known_direction() -> None:
    assert evidence(article("one", WIRE), article("two", WIRE)) == Evidence("a", False, ())
