"""The language of a text, and when the page's own word for it counts."""

from copydesk.clean.languages import find_language

NORWEGIAN = "Det er en god dag for alle som har ventet på at den gamle havnen skal åpne igjen, og det er de glade for."


def test_what_the_page_says_decides_between_close_languages() -> None:
    assert find_language(NORWEGIAN, said="nb-NO") == find_language(NORWEGIAN, said="no") == "nb"
    assert find_language(NORWEGIAN, said="da") == "da"


def test_what_the_page_says_counts_for_nothing_where_its_words_speak_another_language() -> None:
    text = "The ferries left the harbour at dawn and the boats that had waited for them were on the quay with it."
    assert find_language(text, said="de") == "en"
    assert find_language(NORWEGIAN, said="ja") != "ja"
