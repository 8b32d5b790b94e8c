"""Which story of a report comes first."""

import json
from pathlib import Path

import copydesk

PAGES = (
    (
        "Old quay sold",
        "2019-05-02",
        "WESTHAVEN - The harbour board sold the old quay to a builder of yachts on Wednesday. The price was four "
        "million crowns, Mayor Ilse Haagen said, and the slip beside it stays with the town.",
    ),
    (
        "Snow closes a pass",
        None,
        "VALE - Snow has closed the road over the high pass. Forty lorries wait in the village below, where drivers "
        "were given soup and beds in the school, a police officer said.",
    ),
    (
        "Choir wins a prize",
        "2019-05-07",
        "LEMSAL - A choir of nine singers won the first prize of the summer festival. The jury praised the low voices, "
        "and the conductor, Bo Lund, said that he would never have dreamed of it.",
    ),
)


def test_of_stories_told_by_one_page_the_last_published_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    rows = [{"id": t, "title": t, "text": f"{t}\n\n{text}", "date": day} for t, day, text in PAGES]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    stories = json.loads(copydesk.report([path]).to_json())["stories"]
    told = [story["title"]["text"] for story in stories]
    assert told == ["Choir wins a prize", "Old quay sold", "Snow closes a pass"]
