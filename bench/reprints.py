"""What it costs to tell who copied whom among the pages of one story: `python -m bench.reprints [PAGES ...]`.

All pages are made of one invented article of some 700 words: whole, cut from the end, under a new lead, without some
paragraphs, going on in words of their own, or with one word in thirty changed. CPU time of one thread.
"""

import argparse
import random
import time

from copydesk.group.reprints import group_reprints
from copydesk.model import Article, Block, BlockKind, Page, Span, Stamp

SIZES = (50, 100, 300)
PARAGRAPHS, SENTENCES = 10, 3
NOUNS = (
    "harbour crane ship captain minister union council bridge engineer worker owner village storm cargo river mayor "
    "school hospital market farmer teacher driver budget report inquiry station airport railway factory company judge"
).split()
VERBS = (
    "closed opened inspected visited repaired blocked delayed approved rejected announced examined".split()
)
MANNERS = "northern southern heavy recent empty crowded narrow local former wooden modern ancient".split()
PLACES = "Lemsal Brano Velik Dorna Amer Hulia Sarka Modran Ilvar Petrin".split()


def sentence(dice: random.Random) -> str:
    one, two = (f"{dice.choice(MANNERS)} {dice.choice(NOUNS)} of {dice.choice(PLACES)}" for _ in range(2))
    told = f"The {one} {dice.choice(VERBS)} the {two} after the {dice.choice(NOUNS)} near the {dice.choice(NOUNS)}"
    return f"{told} had {dice.choice(VERBS)} {dice.randint(2, 90)} others."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(SENTENCES))


def edited(article: list[str], number: int) -> str:
    """The article's paragraphs as page `number` has them."""
    dice = random.Random(number)
    edits = (
        lambda: article,
        lambda: article[: dice.randint(3, 7)],
        lambda: [sentence(dice), *article[1:]],
        lambda: [each for each in article if dice.random() > 0.2],
        lambda: [*article[:5], *(paragraph(dice) for _ in range(4))],
        lambda: [_misspelt(each, dice) for each in article],
    )
    return "\n\n".join(edits[number % len(edits)]())


def _misspelt(text: str, dice: random.Random) -> str:
    return " ".join(dice.choice(NOUNS) if dice.random() < 1 / 30 else word for word in text.split())


def pages(count: int) -> list[Article]:
    """So many pages, seven in ten of them dated."""
    article = [paragraph(random.Random(i)) for i in range(PARAGRAPHS)]
    made = []
    for number in range(count):
        text, name = edited(article, number), f"page-{number:05}"
        day = f"2024-05-{1 + number % 6:02}" if number % 10 < 7 else None
        block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
        stamp = Stamp(day, "day", None, "timestamp") if day else None
        made.append(Article(name, Page(name, text), (block,), published=stamp))
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=SIZES, help="how many pages, a run each")
    for count in parser.parse_args().pages:
        made = pages(count)
        begun = time.process_time()
        found = group_reprints(made)
        spent = time.process_time() - begun
        print(
            f"{count:,} pages, {sum(each.of is not None for each in found):,} derived: {spent:.1f} s",
            flush=True,
        )
