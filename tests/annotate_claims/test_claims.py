"""Claims: spans, chains, modality and background in invented sentences; nesting; mangled text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.background import is_background
from copydesk.annotate.claims import find_claims
from copydesk.annotate.entities import find_entities
from copydesk.annotate.modality import modality_of
from copydesk.annotate.parse import parse
from copydesk.annotate.parser import load_parser
from copydesk.annotate.quotations import find_quotations
from copydesk.model import Article, Block, BlockKind, Claim, Page, Snippet, Span


def claims(text: str, agency: str | None = None) -> tuple[str, tuple[Claim, ...]]:
    block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
    wire = Snippet(agency) if agency else None
    page = Article("a", Page("a.txt", text), (block,) if text else (), "en", agency=wire)
    parsed = parse(page)
    entities = find_entities(parsed)
    return text, find_claims(parsed, entities, quotations=find_quotations(parsed, entities), events=())


def told(text: str, agency: str | None = None) -> dict[str, list[str]]:
    """What each claim says, and by whom, the speaker first."""
    page, found = claims(text, agency)
    return {claim.span.of(page): [link.name for link in claim.attribution] for claim in found}


def test_what_is_said_is_the_claim_and_who_says_it_is_not() -> None:
    assert told("The harbour police said the ferry had sunk.") == {
        "the ferry had sunk": ["The harbour police"]
    }


def test_the_writers_word_rests_on_the_agency() -> None:
    assert told("The ferry sank on Monday.", "Reuters") == {"The ferry sank on Monday": ["Reuters"]}


def test_said_according_to_is_one_through_the_other() -> None:
    found = told("The minister said the ferry had sunk, according to state television.")
    assert [chain for chain in found.values() if len(chain) == 2] == [["The minister", "state television"]]


def test_a_source_told_the_agency() -> None:
    found = told("A diplomatic source told Reuters that the talks had failed.")
    assert found == {"the talks had failed": ["A diplomatic source", "Reuters"]}


def test_hearsay_is_nobodys_word() -> None:
    assert list(told("The general reportedly left the capital.").values()) == [["reportedly"]]


def test_a_quoted_sentence_goes_on_with_its_speaker() -> None:
    found = told("“The ferry was old,” Ada Lund said. “It should have been scrapped years ago.”")
    assert {tuple(chain) for chain in found.values()} == {("Ada Lund",)}


def test_questions_and_commands_are_no_claims() -> None:
    assert told("Did the ferry sink? Read more stories here.") == {}


def test_what_somebody_is_quoted_as_asking_he_holds_for_possible() -> None:
    page, found = claims(
        "“The owner knew all about it,” Ida Holm told the court. “Did the owner lie? What can we do?”"
    )
    assert [(c.span.of(page), c.modality) for c in found if "lie" in c.span.of(page)] == [
        ("Did the owner lie?", "possible")
    ]
    assert not any("can we do" in claim.span.of(page) for claim in found)


def test_what_follows_an_if_is_said_and_no_indirect_question() -> None:
    found = told("The agency says if the wind rises, the crew should swim to the pier.")
    assert found == {"if the wind rises, the crew should swim to the pier": ["The agency"]}


def test_when_somebody_spoke_is_not_what_he_said() -> None:
    found = told("Mayor Ida Holm has defended her deputy after he offered to leave his post.")
    assert len(found) == 1
    assert next(iter(found)).startswith("Mayor")


def test_who_is_cited_within_a_quotation_is_inside_its_chain() -> None:
    found = told("“The ferry must be sold, per the Harbour Act, or burnt,” Ida Holm wrote.")
    assert {chain[-1] for chain in found.values()} == {"Ida Holm"}


def test_what_begins_with_according_to_keeps_its_subject() -> None:
    found = told(
        "According to data from the Harbour Bank, the net worth of Danish sailors reached 855 billion euros in 2023."
    )
    assert found == {
        "the net worth of Danish sailors reached 855 billion euros in 2023": ["data from the Harbour Bank"]
    }


@pytest.mark.parametrize(
    ("sentence", "word", "modality", "polarity"),
    [
        ("The general is expected to travel to Rome.", "travel", "expected", "positive"),
        ("The army will shell the port.", "shell", "planned", "positive"),
        ("The board said a closure would be very unusual.", "be", "expected", "positive"),
        ("The board said more boats would have helped.", "helped", "possible", "positive"),
        ("The sides have been unable to reach a deal.", "reach", "asserted", "negative"),
        ("The mayor cancelled Lund's visit to Lima.", "visit", "asserted", "negative"),
        ("The raid was an answer to the blockade, without giving a reason.", "was", "asserted", "positive"),
        ("The boats left without paying the fee.", "paying", "asserted", "negative"),
        ("The guilds agree that the dock is old.", "is", "asserted", "positive"),
        ("The rebels plan to leave the town.", "leave", "planned", "positive"),
        ("The rebels may leave the town.", "leave", "possible", "positive"),
        ("He denied that the army shelled the port.", "shelled", "denied", "positive"),
        ("She urged the rebels to leave the town.", "leave", "called_for", "positive"),
        ("The union called for talks.", "talks", "called_for", "positive"),
        ("The army did not shell the port.", "shell", "asserted", "negative"),
        ("The army refused to leave the port.", "leave", "asserted", "negative"),
        ("The army failed to take the port.", "take", "asserted", "negative"),
        ("The army shelled the port.", "shelled", "asserted", "positive"),
        ("It is nothing less than a disaster.", "is", "asserted", "positive"),
        ("It is nothing.", "is", "asserted", "negative"),
    ],
)
def test_modality(sentence: str, word: str, modality: str, polarity: str) -> None:
    token = next(t for t in load_parser()(sentence) if t.text == word)
    assert tuple(value.value for value in modality_of(token)) == (modality, polarity)


@pytest.mark.parametrize(
    ("sentence", "word", "background"),
    [
        ("The general condemned its invasion of the island.", "invasion", True),
        ("The envoy, who had arrived a week before, met the general.", "arrived", True),
        ("The envoy met the general.", "met", False),
        ("The army supplements its ranks with volunteers.", "supplements", True),
        ("He said that the army had shelled the port.", "shelled", False),
        ("The two sides held talks.", "talks", False),
    ],
)
def test_background(sentence: str, word: str, background: bool) -> None:
    token = next(t for t in load_parser()(sentence) if t.text == word)
    assert is_background(token) is background


PIECES = [
    "The mayor said", "“", "”", "the ferry sank", ", ", ". ", "according to", "KCNA", "reportedly", "that", "and",
    "he denied", "will", "not", "?", ":", "\n", "🙂", "\x00", "told Reuters", "Ada Lund",
]  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_claims_nest_or_stand_apart(pieces: list[str]) -> None:
    text, found = claims(" ".join(pieces))
    for number, claim in enumerate(found):
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        for other in found[number + 1 :]:
            inside = claim.span.contains(other.span) or other.span.contains(claim.span)
            assert inside or not claim.span.overlaps(other.span)
    assert len({claim.id for claim in found}) == len(found)
    assert claims(text)[1] == found


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("The army will leave the island on Monday.", "leave", "planned"),
        ("Talks will be held in Port Vale.", "held", "planned"),
        ("Prices will rise in the spring.", "rise", "expected"),
        ("There will be rain on the coast.", "be", "expected"),
        ("The party will lose the vote.", "lose", "expected"),
    ],
)
def test_what_will_be_is_planned_only_if_somebody_does_it(sentence: str, word: str, modality: str) -> None:
    token = next(t for t in load_parser()(sentence) if t.text == word)
    assert modality_of(token)[0] == modality


@pytest.mark.parametrize(
    ("text", "claim", "chain"),
    [
        ("Prosecutors allege he sold the painting to a dealer.", "he sold the painting to a dealer", "Prosecutors"),
        ("A man has denied arson after a fire.", "A man has denied arson after a fire", "A man"),
        ("The coast guard put the toll at 14.", "The coast guard put the toll at 14", "The coast guard"),
        ("The army blamed rebels for the attack.", "The army blamed rebels for the attack", "The army"),
        ("Pell is accused of stealing two cars.", "Pell is accused of stealing two cars", "accused"),
        ("Holm bought the mill, and has denied any fraud.", "has denied any fraud", "Holm"),
        ("The court denied the motion.", "The court denied the motion", None),
        ("The mayor did not deny the report.", "The mayor did not deny the report", None),
        ("“The talks have failed,” the envoy was quoted as saying by Xinhua.", "The talks have failed",
         "the envoy < Xinhua"),
        ("The pact was signed, the ministry announced in a statement carried by KCNA.", "The pact was signed",
         "the ministry < KCNA"),
        ("Nobody was hurt, Ida Holm, the harbour master, told this newspaper.", "Nobody was hurt", "Ida Holm"),
        ("The defendant had a knife, the court was told.", "The defendant had a knife", "the court"),
        ("The prosecutor said the mill was old. He added that it had burnt.", "it had burnt", "The prosecutor"),
        ("Residents said the dam leaked. They said nobody came.", "nobody came", "Residents"),
    ],
)  # fmt: skip
def test_whose_word_a_claim_is(text: str, claim: str, chain: str | None) -> None:
    assert told(text)[claim] == (chain.split(" < ") if chain else [])


def paragraphs(*texts: str) -> dict[str, list[str]]:
    """What each claim of several paragraphs says, and by whom."""
    text, blocks = "", []
    for paragraph in texts:
        blocks.append(Block(BlockKind.BODY, Span(len(text), len(text) + len(paragraph) + 2), 1.0))
        text += paragraph + "\n\n"
    parsed = parse(Article("a", Page("a.txt", text), tuple(blocks), "en"))
    entities = find_entities(parsed)
    found = find_claims(parsed, entities, quotations=find_quotations(parsed, entities), events=())
    return {claim.span.of(text): [link.name for link in claim.attribution] for claim in found}


@pytest.mark.parametrize(
    ("before", "chain"),
    [
        ("Ida Holm said:", ["Ida Holm"]),
        ("It leaks, says Ida Holm:", ["Ida Holm"]),
        ("Ida Holm told the Vale Post:", ["Ida Holm"]),
        ("The latest survey showed:", ["The latest survey"]),
        ("Ida Holm saw two reasons:", []),
        ("Ida Holm said the dam leaks for two reasons:", []),
    ],
)
def test_a_block_without_marks_is_the_word_of_whom_the_line_before_names(
    before: str, chain: list[str]
) -> None:
    found = paragraphs(
        before, "The town knew it for years. The mill is older than the dam and leaks as well."
    )
    assert found["The town knew it for years"] == chain
    assert before.removesuffix(":") not in found or not chain


def test_a_paragraph_that_tells_of_the_speaker_is_not_what_he_said() -> None:
    found = paragraphs("Ida Holm said:", "The dam leaks in every storm, and Ida Holm knew it for many years.")
    assert not any(found.values())


def test_a_quotation_that_goes_on_is_his_who_began_it() -> None:
    found = paragraphs(
        "Tom Varga said: “The mill is old.”",
        "Ida Holm said: “The dam leaks in every storm",
        "“The town knew it for years, and nobody cared.”",
    )
    assert found["The town knew it for years"] == ["Ida Holm"]


def test_a_quotation_left_open_is_his_who_is_named_where_it_goes_on() -> None:
    found = paragraphs("“The dam leaks in every storm.", "“The town knew it for years,” Ida Holm said.")
    assert found["The dam leaks in every storm"] == ["Ida Holm"]


def test_a_quotation_in_broken_paragraphs_is_open_up_to_the_mark_that_closes_it() -> None:
    found = paragraphs(
        '"The pump was never tested.',
        "The valve is new.",
        'It will be mended by Friday, " Ida Holm said.',
        "Nobody was hurt.",
    )
    assert list(found.values()) == [["Ida Holm"]] * 3 + [[]]


def test_a_posts_paragraph_is_the_word_of_whoever_signs_it() -> None:
    found = paragraphs("The pier has been closed. It will open in May. — Ida Holm (@idaholm) June 4, 2031")
    assert set(map(tuple, found.values())) == {("Ida Holm",)}


def test_a_quotation_far_from_any_speaker_is_nobodys() -> None:
    between = [f"The harbour has {number} cranes." for number in ("two", "four", "six")]
    found = paragraphs("“The mill is old,” Tom Varga said.", *between, "“This stone was laid by the guild.”")
    assert ["unknown"] in [chain for claim, chain in found.items() if "This stone" in claim]


def speakers(text: str, words: str) -> list[str]:
    """Who says the shortest claim that holds the words."""
    found = {claim: chain for claim, chain in told(text).items() if words in claim}
    return found[min(found, key=len)]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("In 1999, she made sure that the ferries sailed on Sundays.", "ferries sailed", []),
        ("The police have not revealed how the captain died.", "have not revealed", []),
        ("The board introduced a plan on Monday that would close the quay.", "introduced a plan", []),
        ("Police put the march, to mark a strike, at roughly 30,000 people.", "at roughly", ["Police"]),
        (
            "Boats may cross on Sundays again — a practice critics say is unsafe — after the mayor signed a bill.",
            "may cross",
            [],
        ),
        (
            "The quay was closed on Friday, according to Vale County Deputy Prosecuting Attorney Jacob Reed.",
            "was closed",
            ["Jacob Reed"],
        ),
        ("Police advised local residents to shut all windows.", "shut all", ["Police"]),
        ("The mayor stopped by and told the crews that she regrets the delay.", "she regrets", ["The mayor"]),
        ("The captain was blamed for saying that the quay was closed.", "quay was closed", ["The captain"]),
    ],
)
def test_whose_word_it_is(text: str, words: str, chain: list[str]) -> None:
    assert speakers(text, words) == chain


def test_what_somebody_calls_a_thing_in_quotation_marks_is_his_word() -> None:
    found = told("Mayor Ida Holm left the hall, calling the plan a “disgrace” to the town.")
    assert found == {
        "Mayor Ida Holm left the hall": [],
        "calling the plan a “disgrace” to the town": ["Ida Holm"],
    }
    assert list(told("Mayor Ida Holm called the plan a “disgrace” to the town.").values()) == [["Ida Holm"]]
    assert list(told("Mayor Ida Holm called the inspectors to the harbour.").values()) == [[]]


def test_what_a_letter_says_is_a_claim_of_its_own() -> None:
    found = told(
        "On Monday Roe ended weeks of speculation about the ferry with an open letter saying that it has "
        "a crack in the hull."
    )
    assert found["it has a crack in the hull"] == ["an open letter"]


@pytest.mark.parametrize(
    "judgement",
    [
        "criticizing his rival’s “blackened moral record” and his friends",
        "describing the builders as a “menace” with no shame",
        "dismissing the charges as “pure fiction”",
    ],
)
def test_what_somebody_judges_in_quotation_marks_is_his_word(judgement: str) -> None:
    found = told(f"Mayor Ida Holm spoke in the old hall, {judgement}.")
    assert found == {"Mayor Ida Holm spoke in the old hall": [], judgement: ["Ida Holm"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ida Holm left the hall, describing the leaders’ third visit to the harbour.",
        "Tom Varga lost his post for describing a budget as “small”.",
    ],
)
def test_what_nobody_is_quoted_as_judging_is_no_claim_of_its_own(sentence: str) -> None:
    assert list(told(sentence)) == [sentence.rstrip(".")]


def test_he_is_the_subject_of_the_main_clause_before() -> None:
    found = told(
        "Tom Varga defended the ferry while Karl Lund prepared his report. He said that the hull was sound."
    )
    assert found["the hull was sound"] == ["Tom Varga"]


def test_who_says_what_opens_a_paragraph_stands_before_it() -> None:
    found = paragraphs(
        "Tom Varga defended the new pier on Monday.",
        "“Karl Lund drew it well. The town will be proud of it,” he said.",
    )
    assert list(found.values())[-1] == ["Tom Varga"]


def test_what_a_statement_says_is_the_word_of_whoever_made_it() -> None:
    found = told("Varga added in a statement that the town had paid for the pier.")
    assert list(found.values()) == [["Varga"]]


def test_who_added_something_is_who_spoke_last() -> None:
    found = paragraphs(
        "“I have an agreement with Karl Lund on the new pier,” Tom Varga said in a statement.",
        "ADVERTISEMENT",
        "“The money will come from the town,” he continued.",
    )
    assert found["“The money will come from the town,”"] == ["Tom Varga"]


def test_a_straight_mark_may_be_closed_by_a_curled_one() -> None:
    found = told('Ida Holm said: "The ferry was old. It sank for that reason.” It was built in 1931.')
    assert found["It sank for that reason"] == ["Ida Holm"]
    assert found["It was built in 1931"] == []


def test_a_quoted_word_behind_said_belongs_to_what_is_said() -> None:
    found = told("Mayor Ida Holm has said she was “disturbed” by the ferry owner’s plan.")
    assert found == {"she was “disturbed” by the ferry owner’s plan": ["Ida Holm"]}


def test_what_somebody_is_quoted_as_asking_does_not_make_the_sentence_a_question() -> None:
    found = told("He also backed a rival for mayor and told a paper, “What does this quay bring us?”")
    assert any("backed a rival" in claim for claim in found)


def test_a_line_break_parts_two_claims() -> None:
    found = told(
        "The sea rose past the wall;\nSmall group of rich owners pushes the council beyond its plans."
    )
    assert {"The sea rose past the wall"} <= set(found)


def test_who_has_the_turn_says_it() -> None:
    found = paragraphs(
        "ANN ROE, HOST: The ferry sank on Monday.",
        "LUND: It was old. The board had sold it.",
        "ROE: Also, in the bay, there is another one.",
        "LUND: That one is new.",
        "Its crew is from Vale.",
        "ROE: We thank you for the talk.",
        "LUND: It was a pleasure for me.",
    )
    assert found["The ferry sank on Monday"] == ["Ann Roe"]
    assert found["The board had sold it"] == ["Lund"]
    assert found["Also, in the bay, there is another one"] == ["Ann Roe"]
    assert found["Its crew is from Vale"] == ["Lund"]


def test_headings_in_capitals_are_no_turns() -> None:
    found = paragraphs(*[f"UPDATE: The ferry sank on day {day} of the year." for day in range(1, 7)])
    assert found
    assert all(chain == [] for chain in found.values())


def test_who_speaks_between_brackets_says_what_stands_there() -> None:
    found = told(
        "There was one fire, the police said, with no harm to shops (the Post says six shops were burnt)."
    )
    assert found["There was one fire"] == ["the police"]
    assert found["six shops were burnt"][0] == "Post"


def test_a_quotation_after_what_somebody_wants_is_his_and_not_of_who_spoke_before() -> None:
    found = paragraphs(
        "Tor Lind, who runs the depot, said the lamps were new.",
        "Mira Quorrel, a member of the harbour council, wants to see the line go as far as Oslo.",
        "“Bringing in the islands is important for the ports.”",
    )
    assert [chain for claim, chain in found.items() if "islands" in claim] == [["Mira Quorrel"]]


def test_the_last_of_several_things_told_alike_is_not_all_that_is_according_to_somebody() -> None:
    text = (
        "The order bars boats from the quay, bans sales of fish, restricts exports of nets, "
        "and also places tough limits on crews, according to the Vale Department."
    )
    assert any(claim.startswith("The order bars") and chain for claim, chain in told(text).items())
