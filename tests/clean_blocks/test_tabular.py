"""Tables written as plain text are no articles."""

from copydesk.clean import clean_page
from copydesk.clean.tabular import are_rows
from copydesk.model import Page, Reason, Rejected

EVENT = '2031-09-0{},Port Lindry,"A ferry ran aground off the coast, and all passengers were rescued",{},ANS'


def test_rows_of_a_spreadsheet_are_no_article() -> None:
    rows = ["date,place,event,killed,source", *(EVENT.format(i, i) for i in range(1, 9))]
    found = clean_page(Page("events.csv", "\n".join(rows)))
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NOT_AN_ARTICLE


def test_running_text_is_no_table() -> None:
    prose = [
        f"On Tuesday, the {i} boats came home, and the harbour was full of them again." for i in range(9)
    ]
    assert not are_rows(prose)
    assert not are_rows(["a;b;c"] * 4)
