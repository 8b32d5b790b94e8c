"""Who speaks: venues, offices and their holders, surnames, an agency's very words."""

from pathlib import Path

import pytest

from copydesk.group.names import link_names
from copydesk.model import Independence, OriginKind, Story
from tests.tracing import origin_of, story_of, traced

BRIDGE = {
    "a.txt": "Westhaven opens its third bridge\n\nWESTHAVEN, May 7 (Quay News) - The town of Westhaven opened its "
    "third bridge on Monday, the mayor said. The bridge crosses the river beside the old mill and carries two lanes.\n",
    "b.txt": "A bridge for Westhaven\n\n“We have waited three years for this,” Mayor Ilse Haagen told Harbour Radio. "
    "Haagen said ministers from Norland would cross it on Friday. Cars pay two crowns, the town council said.\n",
    "c.txt": "New bridge is opened\n\nThe bridge crosses the river beside the old mill and carries two lanes. "
    "A spokesman for the town council, Jon Whitfield, said that cars pay two crowns.\n",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return traced(tmp_path_factory.mktemp("bridge"), BRIDGE)


def test_the_mayor_is_the_one_mayor_of_the_story(story: Story) -> None:
    assert origin_of(story, "opened its third") == "ilse-haagen"


def test_who_told_a_radio_speaks_for_herself(story: Story) -> None:
    assert origin_of(story, "waited three years") == "ilse-haagen"


def test_an_agencys_very_words_are_the_agencys(story: Story) -> None:
    places = {
        f.article.source: story.claim_origins[f.article.source, claim.id]
        for f in story.findings
        for claim in f.claims
        if "beside the old mill" in claim.span.of(f.article.page.text)
    }
    assert places == {"a.txt": "quay-news", "c.txt": "quay-news"}


def test_unknown_is_tied_to_nobody(story: Story) -> None:
    kinds = {origin.id: origin.kind for origin in story.origins}
    for tie in story.ties:
        if OriginKind.UNKNOWN in {kinds[tie.a], kinds[tie.b]}:
            assert tie.state is Independence.UNKNOWN


def test_of_very_many_origins_those_most_relied_on_are_tied(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.group.independence.MOST_TIED", 2)
    few = story_of(story.findings)
    (tie,) = few.ties
    assert {tie.a, tie.b} == {"ilse-haagen", "quay-news"}
    assert tie in story.ties
    assert few.origins == story.origins


def test_surnames_are_linked_where_one_person_bears_them(story: Story) -> None:
    linked = link_names(story.findings)
    assert link_names(linked) == linked
    assert "haagen" not in {entity.id for found in linked for entity in found.entities}


@pytest.mark.parametrize(("often", "origin"), [("Haagen", "ilse-haagen"), ("She", "haagen")])
def test_of_a_family_the_one_the_story_is_about_goes_by_the_surname(
    tmp_path: Path, often: str, origin: str
) -> None:
    told = f"Ilse Haagen opened the bridge on Monday. {often} walked over it with a flag. {often} will pay for it. "
    told += f"{often} had asked for it in 2019. Her sister, Greta Haagen, was there too.\n"
    pages = {
        "a.txt": f"A bridge for Westhaven\n\n{told}",
        "b.txt": "The bridge is open\n\nThe bridge of Westhaven cost nine crowns a yard, Haagen said on Monday. "
        "The town had waited for it.\n",
    }
    assert origin_of(traced(tmp_path, pages), "nine crowns") == origin


PORT = {
    "d.txt": "Port is leased\n\nThe Norland Harbour Workers Union said on Monday that the port was leased. "
    "The Harbour Workers Union said the lease was signed. The authorities said forty cranes would be built.\n",
    "e.txt": "Lease is signed\n\nFire chief Tom Varga said forty cranes would be built. A group of neighbours led by "
    "Ida Holm said the port was too loud. The harbour police in Westhaven said nobody was hurt.\n",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return traced(tmp_path_factory.mktemp("port"), PORT)


def test_the_last_words_of_a_longer_name_are_the_same_body(port: Story) -> None:
    assert [o.id for o in port.origins if "union" in o.id] == ["norland-harbour-workers-union"]


def test_who_leads_others_is_not_who_speaks(port: Story) -> None:
    assert origin_of(port, "too loud") != "ida-holm"


def test_authorities_are_no_second_witness_beside_an_officer(port: Story) -> None:
    pair = {"authorities", "tom-varga"}
    states = [tie.state for tie in port.ties if {tie.a, tie.b} == pair]
    assert states == [Independence.UNKNOWN] or states == [Independence.LIKELY_DEPENDENT]


def test_who_explained_something_to_a_station_speaks_for_himself(tmp_path: Path) -> None:
    told = (
        "The pier is closed\n\n“When I saw the cracks, I closed the pier,” Ann Roe explained to Vale News. "
    )
    told += "It was built in 1931 and rests on forty piles of oak.\n"
    assert origin_of(traced(tmp_path, {"a.txt": told}), "I closed the pier") == "ann-roe"


def test_one_of_them_is_nobody_known(tmp_path: Path) -> None:
    told = "Two saw the ferry sink\n\nTwo boys heard the ferry sink. One said that the bow went first. "
    told += "They were fishing on the pier by the old mill when it happened.\n"
    story = traced(tmp_path, {"a.txt": told})
    kinds = {origin.id: origin.kind for origin in story.origins}
    assert kinds[origin_of(story, "the bow went first")] is OriginKind.UNKNOWN


PASSED_ON = {
    "cites": (
        "The old ferry sank in the harbour, the Vale Post newspaper reported, citing harbour master Ann Roe.",
        "old ferry",
        "ann-roe",
    ),
    "paper": ("Ann Roe said the old ferry had sunk, the Vale Post reported.", "old ferry", "ann-roe"),
    "article": (
        "“The ferry is old,” Ann Roe wrote in an essay in the Vale Post in May.",
        "is old",
        "ann-roe",
    ),
    "agency": ("Ann Roe said the old ferry had sunk, Reuters reported.", "old ferry", "reuters"),
    "rival": (
        "Ann Roe spoke in May. Ann Roe's main rival says the old ferry should be scrapped.",
        "be scrapped",
        "ann-roes-main-rival",
    ),
    "titled": (
        "Head of the agency Captain Mandrik told Quay News that the old ferry had sunk.",
        "had sunk",
        "captain-mandrik",
    ),
    "somebody": ("“The ferry is old,” they said.", "is old", "unknown"),
    "accused": ("The skipper is accused of sinking the old ferry.", "old ferry", "unknown"),
}


@pytest.mark.parametrize("name", PASSED_ON)
def test_whose_word_it_is_that_is_passed_on(tmp_path: Path, name: str) -> None:
    text, words, origin = PASSED_ON[name]
    page = (
        f"The harbour today\n\n{text}\n\nThe quay was full on Monday, and many boats stayed out until dusk."
    )
    assert origin_of(traced(tmp_path, {"a.txt": page}), words) == origin


def test_state_television_is_no_news_agency(tmp_path: Path) -> None:
    page = (
        "Ferry sinks off the coast\n\nThe ferry sank at noon, Iran's state television said on Monday. Ten boats went "
        "out from the harbour, the ISNA news agency reported.\n\nThe quay was full on Monday until dusk.\n"
    )
    story = traced(tmp_path, {"a.txt": page})
    assert origin_of(story, "sank at noon").startswith("state-television")
    assert origin_of(story, "Ten boats") == "isna"


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Proponents", OriginKind.UNKNOWN),
        ("Dozens of hospitals in Norland", OriginKind.UNKNOWN),
        ("About 54 percent of the voters in the council elections", OriginKind.UNKNOWN),
        ("Parliament", OriginKind.OFFICIAL),
    ],
)
def test_so_many_of_them_are_no_party_that_is_known(tmp_path: Path, who: str, kind: OriginKind) -> None:
    text = (
        "Ferry line raises fares\n\nThe ferry line will raise its fares in June and sail less often in winter. "
        f"{who} said that the old pier would be mended by the spring. The town has had no ferry since May.\n"
    )
    story = traced(tmp_path, {"a.txt": text})
    kinds = {origin.id: origin.kind for origin in story.origins}
    assert kinds[origin_of(story, "old pier")] is kind


def test_who_makes_a_statement_to_a_paper_speaks_for_himself(tmp_path: Path) -> None:
    page = (
        "Vale mends its quay\n\nVALE (Quay News) - The quay of Vale will be mended by the spring, the town said.\n\n"
        "“It has waited for years,” Councillor Ilse Haagen, who led the push for it, said in a statement to the "
        "Harbour Post.\n"
    )
    assert origin_of(traced(tmp_path, {"a": page}), "waited for years") == "ilse-haagen"


def test_the_journal_is_the_one_paper_whose_name_ends_so(tmp_path: Path) -> None:
    page = (
        "Vale mends its quay\n\nVALE (Quay News) - The Norland Harbour Journal reported on Monday that the quay of "
        "Vale was bought by a bank.\n\nThe Journal also reported that the town had borrowed four million crowns.\n"
    )
    story = traced(tmp_path, {"a": page})
    assert origin_of(story, "was bought by a bank") == origin_of(story, "had borrowed four million")


def test_the_former_mayor_is_the_one_whom_the_page_names(tmp_path: Path) -> None:
    pages = {
        "a": "Vale mends its quay\n\nVALE (Quay News) - Former Mayor Ilse Haagen opened the quay on Monday.\n\n"
        "The former mayor said that the town had paid for it in full.\n",
        "b": "Osthaven mends its pier\n\nOSTHAVEN (Quay News) - Former Mayor Jon Whitfield was there on Monday.\n\n"
        "The former mayor said that the town had borrowed for it.\n",
    }
    story = traced(tmp_path, pages)
    assert origin_of(story, "had paid for it") == "ilse-haagen"
    assert origin_of(story, "had borrowed for it") == "jon-whitfield"
