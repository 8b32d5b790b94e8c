"""The picture of who did what to whom: its words can be read."""

import dataclasses
import re

from copydesk.export.network_picture import draw_network
from copydesk.export.view import view_stories
from copydesk.model import Account, AccountEntity, Modality

BOX = r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"'
LABEL = r'class="deed-label" x="(\d+)" y="(\d+)"'


def test_no_label_stands_on_a_party(barge: Account) -> None:
    parties = tuple(AccountEntity(f"p{i}", f"Harbour board of town {i}", "ORG", 1, 1) for i in range(7))
    events = tuple(
        dataclasses.replace(barge.events[0], id=f"e{i}", source=(f"p{i}",), target=(f"p{(i + 2) % 7}",))
        for i in range(7)
    )
    (view,) = view_stories([dataclasses.replace(barge, events=events, entities=parties)])
    picture = draw_network(view)
    boxes = [tuple(map(int, found)) for found in re.findall(BOX, picture)]
    labels = [tuple(map(int, found)) for found in re.findall(LABEL, picture)]
    assert (len(boxes), len(labels)) == (7, 7)
    for x, y in labels:
        for left, top, width, height in boxes:
            assert not (left - 20 < x < left + width + 20 and top < y < top + height + 8), (x, y)


def test_an_arrow_has_the_tone_of_what_was_done(barge: Account) -> None:
    parties = tuple(AccountEntity(f"p{i}", f"Board {i}", "ORG", 1, 1) for i in range(2))
    event = dataclasses.replace(barge.events[0], source=("p0",), target=("p1",))
    events = (
        dataclasses.replace(event, id="a", type="ACCUSE", quad="verbal-conflict", modality=Modality.ASSERTED),
        dataclasses.replace(
            event, id="b", type="CONSULT", quad="verbal-cooperation", modality=Modality.PLANNED
        ),
    )
    (view,) = view_stories([dataclasses.replace(barge, events=events, entities=parties)])
    assert 'class="deed conflict"' in draw_network(view)
