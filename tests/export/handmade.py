"""Accounts made by hand: invented pages, and what the stages would find in them."""

from collections.abc import Sequence

from copydesk.model import (
    Account,
    AccountClaim,
    AccountEntity,
    AccountEvent,
    AccountQuotation,
    Anchor,
    Annotations,
    Article,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Counts,
    DatedValue,
    Difference,
    DifferenceKind,
    Entity,
    Event,
    Evidence,
    Independence,
    Mention,
    Modality,
    Origin,
    OriginKind,
    Page,
    Polarity,
    Quotation,
    Relation,
    Reprint,
    Row,
    Snippet,
    Span,
    Stamp,
    Status,
    Story,
    Tie,
    TimelineEntry,
    Timex,
    Variant,
    When,
)

Blocks = Sequence[tuple[BlockKind, str]]

DEAD = "Nine people died when the barge Linnea sank on Saturday, the harbour police said."
DEAD_LOCAL = "Twelve people died when the barge Linnea sank on Saturday, Dr Aino Salmi told this newspaper."
SEARCH = "Minister Olof Brandt ordered a search of the whole channel."
QUOTE = "“We will look until we find them,” Brandt said."


def article(source: str, blocks: Blocks, **fields: object) -> Article:
    text, made = "", []
    for kind, words in blocks:
        span = Span(len(text), len(text) + len(words) + 2)
        text += words + "\n\n"
        rows = (Row("Copper", "HG", 4.1, -0.5, span),) if kind == BlockKind.TICKER else ()
        made.append(Block(kind, span, 0.9, rows=rows))
    title = next((w for k, w in blocks if k == BlockKind.TITLE), None)
    page = Page(source, text, url=f"https://news.example/{source}")
    snippet = Snippet(title, at(text, title)) if title else None
    return Article(f"id-{source}", page, tuple(made), title=snippet, **fields)  # type: ignore[arg-type]


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def evidence(page: Article, words: str, relation: str = "same") -> Evidence:
    return Evidence(page.source, at(page.page.text, words), words, relation)


def wire_page(source: str, publisher: str | None, stamp: str | None) -> Article:
    return article(
        source,
        [
            (BlockKind.NAVIGATION, "Home\nWorld\nSport"),
            (BlockKind.TITLE, "Barge sinks in Aland channel"),
            (BlockKind.CAPTION, "The barge Linnea in 2023, before it sank on October 4, 2024."),
            (BlockKind.BODY, DEAD),
            (BlockKind.BODY, SEARCH),
            (BlockKind.BODY, QUOTE),
            (BlockKind.TICKER, "Copper (HG) 4.10 -0.50%"),
            (BlockKind.RELATED, "A baker in Turku opens a second shop"),
        ],
        publisher=publisher,
        agency=Snippet("Nordwire") if publisher else None,
        published=Stamp(stamp, "minute", None, "timestamp") if stamp else None,
    )


def wire_findings(page: Article) -> Annotations:
    text = page.page.text
    mention = Mention(at(text, "Olof Brandt"), "PERSON")
    person = Entity("olof-brandt", "Olof Brandt", "PERSON", (mention,), roles=("Minister",))
    police = Entity("harbour-police", "harbour police", "ORG", (Mention(at(text, "harbour police"), "ORG"),))
    caption = Timex(
        at(text, "October 4, 2024"), "DATE", "2024-10-04", "2024-10-04", "2024-10-05", Anchor.TEXT
    )
    saturday = Timex(at(text, "Saturday"), "DATE", "2024-10-05", "2024-10-05", "2024-10-06", Anchor.PUBLISHED)
    chain = (Attribution("origin", "the harbour police", "harbour-police", at(text, "the harbour police")),)
    return Annotations(
        page,
        sentences=(at(text, DEAD), at(text, SEARCH), at(text, QUOTE)),
        entities=(police, person),
        times=(caption, saturday),
        quotations=(
            Quotation((at(text, QUOTE.split(" Brandt")[0]),), at(text, "said."), (), "olof-brandt", "direct"),
        ),
        claims=(
            Claim("c1", at(text, DEAD), Modality.ASSERTED, Polarity.POSITIVE, chain),
            Claim("c2", at(text, SEARCH), Modality.ASSERTED, Polarity.POSITIVE),
        ),
        events=(
            Event("e1", "REQUEST", None, "verbal-cooperation", at(text, "ordered"), ("olof-brandt",), ()),
        ),
    )


def local_findings() -> Annotations:
    page = article(
        "c.txt",
        [(BlockKind.TITLE, "Twelve lost with the Linnea"), (BlockKind.BODY, DEAD_LOCAL)],
        publisher="The Skerry Post",
        published=Stamp("2024-10-06", "day", None, "metadata"),
    )
    text = page.page.text
    claim = Claim("c1", at(text, DEAD_LOCAL), Modality.ASSERTED, Polarity.POSITIVE)
    return Annotations(page, sentences=(at(text, DEAD_LOCAL),), claims=(claim,))


def barge_account() -> Account:
    a, b = wire_page("a.txt", "Nordwire", "2024-10-05T18:00"), wire_page("b.txt", None, None)
    c = local_findings()
    findings = (wire_findings(a), wire_findings(b), c)
    body = Span(at(a.page.text, DEAD).start, at(a.page.text, QUOTE).end)
    origins = (
        Origin("harbour-police", "the harbour police", OriginKind.OFFICIAL),
        Origin("nordwire", "Nordwire", OriginKind.AGENCY),
        Origin("the-skerry-post", "The Skerry Post", OriginKind.PUBLISHER),
        Origin("unknown", "unknown", OriginKind.UNKNOWN),
    )
    story = Story(
        "story-barge",
        findings,
        (
            Reprint("a.txt", None, Relation.ORIGINAL, False, 0.0),
            Reprint("b.txt", "a.txt", Relation.VERBATIM, True, 1.0, ((body, body),), ("published_earlier",)),
            Reprint("c.txt", None, Relation.UNKNOWN, False, 0.0),
        ),
        origins,
        {
            ("a.txt", "c1"): "harbour-police",
            ("b.txt", "c1"): "harbour-police",
            ("a.txt", "c2"): "nordwire",
            ("b.txt", "c2"): "nordwire",
            ("c.txt", "c1"): "the-skerry-post",
        },
        (
            Tie("harbour-police", "nordwire", Independence.LIKELY_DEPENDENT, ("cites_the_other",)),
            Tie("harbour-police", "the-skerry-post", Independence.KNOWN_INDEPENDENT, ("own_reporting",)),
            Tie("nordwire", "the-skerry-post", Independence.UNKNOWN, ()),
        ),
    )
    return _account(story, a, b, c.article)


def _account(story: Story, a: Article, b: Article, c: Article) -> Account:
    saturday = DatedValue(
        "2024-10-05", "2024-10-05", "2024-10-06", "b.txt", at(b.page.text, "Saturday"), inferred_from="a.txt"
    )
    dead = AccountClaim(
        "k1",
        DEAD,
        Status.DISPUTED,
        2,
        ("harbour-police", "the-skerry-post"),
        Modality.ASSERTED,
        Polarity.POSITIVE,
        False,
        (evidence(a, DEAD), evidence(b, DEAD), evidence(c, DEAD_LOCAL, "differs")),
        time=saturday,
        differences=(
            Difference(
                DifferenceKind.NUMBER,
                (
                    Variant("9 people", "a.txt", at(a.page.text, "Nine people")),
                    Variant("9 people", "b.txt", at(b.page.text, "Nine people")),
                    Variant("12 people", "c.txt", at(c.page.text, "Twelve people")),
                ),
            ),
        ),
    )
    search = AccountClaim(
        "k2",
        SEARCH,
        Status.SINGLE_ORIGIN,
        1,
        ("nordwire",),
        Modality.ASSERTED,
        Polarity.POSITIVE,
        False,
        (evidence(a, SEARCH), evidence(b, SEARCH)),
    )
    brandt = AccountEntity("olof-brandt", "Olof Brandt", "PERSON", 2, 2, ("Minister",))
    police = AccountEntity("harbour-police", "harbour police", "ORG", 2, 2)
    ordered = AccountEvent(
        "e1",
        "REQUEST",
        None,
        "verbal-cooperation",
        ("olof-brandt",),
        ("harbour-police",),
        None,
        saturday,
        Modality.ASSERTED,
        Polarity.POSITIVE,
        False,
        (evidence(a, "ordered"), evidence(b, "ordered")),
    )
    words = QUOTE.split(" Brandt")[0]
    return Account(
        story=story,
        title=evidence(a, "Barge sinks in Aland channel"),
        when=When("2024-10-05", "2024-10-05", "2024-10-06", (saturday,)),
        where=(),
        who=(brandt,),
        counts=Counts(3, 2, 1, 3, 2, 0),
        sourcing="3 pages, 1 agency named; 2 known-independent origins",
        claims=(dead, search),
        events=(ordered,),
        quotations=(AccountQuotation(words, "olof-brandt", (evidence(a, words), evidence(b, words))),),
        timeline=(TimelineEntry(saturday, "k1"),),
        telling=("k1", "k2"),
        entities=(brandt, police),
    )


def one_page_account(source: str, title: str, body: str, **fields: object) -> Account:
    """The account of a single page with one claim, its whole body."""
    page = article(source, [(BlockKind.TITLE, title), (BlockKind.BODY, body)], **fields)
    text = page.page.text
    claim = Claim("c1", at(text, body), Modality.ASSERTED, Polarity.POSITIVE)
    story = Story(
        f"story-{source}",
        (Annotations(page, sentences=(at(text, body),), claims=(claim,)),),
        (Reprint(source, None, Relation.UNKNOWN, False, 0.0),),
        (Origin("unknown", "unknown", OriginKind.UNKNOWN),),
        {(source, "c1"): "unknown"},
        (),
    )
    told = AccountClaim(
        "k1",
        body,
        Status.UNATTRIBUTED,
        0,
        (),
        Modality.ASSERTED,
        Polarity.POSITIVE,
        False,
        (evidence(page, body),),
    )
    return Account(
        story=story,
        title=evidence(page, title),
        when=None,
        where=(),
        who=(),
        counts=Counts(1, 0, 0, 0, 0, 1),
        sourcing="1 page, no origin found",
        claims=(told,),
        events=(),
        quotations=(),
        timeline=(),
        telling=("k1",),
        entities=(),
    )
