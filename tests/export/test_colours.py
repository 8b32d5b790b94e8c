"""Text can be read against its ground, in the light and in the dark (WCAG 2.2, success criterion 1.4.3)."""

import re
from importlib.resources import files

import pytest

CSS = files("copydesk.export").joinpath("templates", "report.css").read_text(encoding="utf-8")
BLOCKS = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root[^{]*\{[^}]*\}", CSS)
]
LIGHT, DARK = BLOCKS[0], BLOCKS[1]

PAIRS = [
    (text, ground)
    for text in ("ink", "soft", "accent", "agreed", "single", "disputed", "loose")
    for ground in ("paper", "raised", "sunk")
] + [("accent", "accent-wash"), ("ink", "lit"), ("paper", "accent"), ("e", "raised"), ("v", "raised")]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_button_and_the_system_choose_the_same_dark() -> None:
    assert BLOCKS[2] == DARK
