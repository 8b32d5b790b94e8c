"""An account's sentences show each claim in them with its own sign, and whose word each is."""

import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console

import copydesk
from copydesk.export.brief import print_brief
from copydesk.export.document import report_document
from copydesk.export.report import report_html
from copydesk.export.told import tell_sentences
from copydesk.export.view import view_stories
from copydesk.model import Account, RunSummary, Status

SENTENCE = (
    "Norland sent a ship, with its embassy in Selby saying on Monday that it would carry forty engineers."
)


def told_account(folder: Path) -> Account:
    path = folder / "a.txt"
    path.write_text(f"A ship for Selby\n\n{SENTENCE} It left at noon.\n", encoding="utf-8")
    (account,) = copydesk.report([path]).stories
    return account


def test_a_claim_inside_a_sentence_does_not_lend_its_sign_to_the_rest(tmp_path: Path) -> None:
    account = told_account(tmp_path)
    (view,) = view_stories([account])
    (told,) = [told for told in tell_sentences(view) if told.sentence.text == SENTENCE]
    assert "".join(piece.text for piece in told.pieces) == SENTENCE
    begun = [(piece.begins, piece.text.split(" ")[0]) for piece in told.pieces if piece.begins]
    assert begun == [(Status.UNATTRIBUTED, "Norland"), (Status.SINGLE_ORIGIN, "it")]
    assert [(word.status, word.whose) for word in told.words] == [
        (Status.UNATTRIBUTED, "nobody who is named"),
        (Status.SINGLE_ORIGIN, "embassy in Selby"),
    ]


def test_brief_report_and_document_say_the_same(tmp_path: Path) -> None:
    account = told_account(tmp_path)
    out = io.StringIO()
    print_brief([account], RunSummary(1, 1), console=Console(file=out, width=200))
    shown = " ".join(out.getvalue().split())
    assert SENTENCE.replace("Norland", "○ Norland").replace("it would", "◐ it would") in shown
    assert "○ nobody who is named [1]; ◐ embassy in Selby [1]" in shown
    assert "embassy in Selby <span" in report_html([account], RunSummary(1, 1))
    (story,) = report_document([account], RunSummary(1, 1))["stories"]
    told = next(one for one in story["told"] if one["text"] == SENTENCE)
    texts = {claim["id"]: claim["text"] for claim in story["claims"]}
    assert [texts[id].split(" ")[0] for id in told["claims"]] == ["Norland", "it"]


def test_claims_that_rest_on_the_same_have_one_sign(barge: Account) -> None:
    dead, search = barge.claims
    alike = replace(
        search, evidence=(dead.evidence[0], *search.evidence), origins=dead.origins, status=dead.status
    )
    (view,) = view_stories([replace(barge, claims=(dead, alike), telling=(dead.id,))])
    (told,) = tell_sentences(view)
    assert len([piece for piece in told.pieces if piece.begins]) == 1


def test_a_sign_stands_before_the_mark_that_opens_a_quotation(tmp_path: Path) -> None:
    said = "“We heard a scraping noise and then the lights went out,” said Bo Lund, a teacher from Selby."
    path = tmp_path / "a.txt"
    path.write_text(f"A ship for Selby\n\nA ship ran aground off Selby on Monday. {said}\n", encoding="utf-8")
    (view,) = view_stories(copydesk.report([path]).stories)
    (told,) = [told for told in tell_sentences(view) if told.sentence.text == said]
    assert "".join(piece.text for piece in told.pieces) == said
    assert next(piece.text for piece in told.pieces if piece.begins).startswith("“We heard")
