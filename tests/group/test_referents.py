"""Parties named at a distance: a company, a statement, an official told of before."""

from pathlib import Path

import pytest

from copydesk.model import Story
from tests.tracing import origin_of, traced

PAGE = (
    "Quayside cuts ties with ferry captain\n\n"
    "QuayTech Ferries announced on Tuesday that it had dismissed a captain. “We do not tolerate drink on the bridge,” "
    "the company said in a statement. “The captain was told on Monday,” the statement continued.\n\n"
    "A senior harbour official said the ferry had drifted for an hour. The tugs came too late, the official said.\n\n"
    "The Harbour Board published a report on the ferry last week. Two tugs were broken then, the report said.\n\n"
    "A study found that ferries are old. Half of them are past thirty, the study said.\n\n"
    "On Friday Bo Lund was named in an indictment. Lund had taken money, the indictment said.\n\n"
    "Nine ferries are sold each year, according to data released by the Harbour Board.\n\n"
    "QuayTech Ferries sold a dock. The Oslo-based company (NYSE: QTEC) said docks were dear. "
    "Tugs were dearer, the ferry operator said.\n\n"
    "“Twelve Norwegians surrendered on boarding,” the coast guard said. The search would go on, it said.\n\n"
    "The coast guard said in a dispatch that two were brothers. The owner is Norland Fish Company, the dispatch said. "
    "The dispatch said they were found.\n"
)
TOLD = {
    "tolerate drink": "quaytech-ferries",
    "was told on Monday": "quaytech-ferries",
    "tugs came too late": "unnamed-senior-harbour-official",
    "Two tugs were broken": "harbour-board",
    "Lund had taken money": "indictment",
    "Nine ferries are sold": "harbour-board",
    "search would go on": "coast-guard",
    "they were found": "coast-guard",
    "docks were dear": "quaytech-ferries",
    "Tugs were dearer": "quaytech-ferries",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return traced(tmp_path_factory.mktemp("ferry"), {"a": PAGE}, publishers={"a": "Bay Courier"})


@pytest.mark.parametrize(("words", "origin"), TOLD.items())
def test_who_is_meant(story: Story, words: str, origin: str) -> None:
    assert origin_of(story, words) == origin


def test_a_study_of_nobody_stays_a_document(story: Story) -> None:
    assert "board" not in origin_of(story, "past thirty")


PARTIES = {
    "Reports from Lisbon said the ferry had sunk.": "unknown",
    "Neither Harbour Weekly nor its owners said the ferry had sunk.": "harbour-weekly",
    "Quayside, the town’s largest builder, said the ferry had sunk.": "quayside",
    "The ferry allegedly sank at noon, the coast guard said.": "coast-guard",
    "The harbour master, Ann Roe, has reportedly declared that the ferry had sunk.": "ann-roe",
    "The ferry has reportedly sunk, according to the Vale Post, and lies in the bay.": "vale-post",
}


@pytest.mark.parametrize(("sentence", "origin"), PARTIES.items())
def test_who_a_phrase_names(tmp_path: Path, sentence: str, origin: str) -> None:
    rest = "Divers went down twice before noon and found the hull whole. Two red buoys mark the place now."
    story = traced(tmp_path, {"a": f"Old ferry sinks\n\n{sentence} {rest}\n\n{rest}\n"})
    text = story.findings[0].article.page.text
    said = [c for c in story.findings[0].claims if "ferry" in c.span.of(text) and c.attribution]
    assert story.claim_origins["a", said[0].id] == origin


COURT = (
    "Ferry owner is fined\n\n"
    "Judge Ann Roe fined the owner of the ferry on Monday. Judge Tom Hale had opened the trial in May.\n\n"
    "“The hull was rotten,” Roe said in court, and looked at the owner for a while. Sen. Ida Lund, D-Maine, was there, "
    "as was Sen. Carl Berg (R-Ohio), who owns a ferry himself and who has asked for years that the rules for old boats "
    "be changed so that nobody has to sink. Neither of them sat near the owner, and both left before the end.\n\n"
    "The owner, who is sixty, came in by the side door with two sons and a dog. He did not look up when the figures "
    "were read, nor when the clerk asked him whether he had them before him, and his sons answered in his place.\n\n"
    "The judge said that nobody had looked at the pumps. The Ohio Republican said that the fine was too high. The "
    "Maine senator said that ferries need pumps. The former judge said that times had changed.\n"
)
HELD = {
    "looked at the pumps": "ann-roe",
    "fine was too high": "carl-berg",
    "ferries need pumps": "ida-lund",
    "times had changed": "former-judge",
}


@pytest.mark.parametrize(("words", "origin"), HELD.items())
def test_who_is_told_by_an_office(tmp_path: Path, words: str, origin: str) -> None:
    assert origin_of(traced(tmp_path, {"a": COURT}, publishers={"a": "Bay Courier"}), words) == origin


def test_whom_a_president_names_is_not_the_president(tmp_path: Path) -> None:
    page = (
        "President Ann Lund attacked a judge on Tuesday. President Bo Holm had named him.\n\n"
        "Lund spoke at the harbour, where President Lund had come to open a bridge. Lund was to leave by ship.\n\n"
        "“That is one of President Holm’s judges, and it will not go on like this,” the president said of him.\n"
    )
    assert (
        origin_of(traced(tmp_path, {"a": f"Lund attacks a judge\n\n{page}"}), "will not go on") == "ann-lund"
    )


def test_the_station_is_the_one_cited_last(tmp_path: Path) -> None:
    page = (
        "A ferry captain goes home\n\nThe captain has left the clinic, Vale Bay Radio reported on Monday. "
        "She is learning to sail again, according to the news station.\n"
    )
    told = traced(tmp_path, {"a": page}, publishers={"a": "Bay Courier"})
    assert origin_of(told, "learning to sail") == "vale-bay-radio"
