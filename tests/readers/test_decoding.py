"""Bytes -> characters: the right encoding, and a note of whatever was done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Reason
from copydesk.readers.decode import decode
from copydesk.readers.refusal import Refusal

SENTENCE = "The mayor said “we are ready” – and the café on the quay opened at noon, as planned for weeks."
JAPANESE = "東京で会議が開かれた。関係者が集まり、橋の建設について話し合った。"
CHINESE = "星期六，首都新建的一座跨河大桥正式通车，市政府发言人说，这座桥将方便两岸居民的出行。"
RUSSIAN = "В субботу в столице открыли новый мост через реку, сообщили городские власти."


def test_utf8_needs_no_note() -> None:
    assert decode(SENTENCE.encode()).text == SENTENCE
    assert decode(SENTENCE.encode()).notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_encodings(encoding: str) -> None:
    decoded = decode(SENTENCE.encode(encoding))
    assert decoded.text == SENTENCE
    assert decoded.notes == (f"decoded as {encoding}",)


def test_typographic_quotes_of_windows() -> None:
    decoded = decode(SENTENCE.encode("cp1252"))
    assert decoded.text == SENTENCE
    assert decoded.notes == ("decoded as windows-1252",)


@pytest.mark.parametrize(
    ("encoding", "text"), [("koi8_r", RUSSIAN), ("cp1251", RUSSIAN), ("gb18030", CHINESE)]
)
def test_other_scripts_are_detected(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notes[0].startswith("decoded as ")


@pytest.mark.parametrize(
    ("label", "encoding"), [("Shift_JIS", "cp932"), ("euc-jp", "euc_jp"), ("utf-8", "utf-8")]
)
def test_a_declared_charset_is_believed(label: str, encoding: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body>{JAPANESE}</body></html>'
    assert decode(html.encode(encoding), is_html=True).text == html


def test_a_stateful_charset_looks_like_ascii_until_declared() -> None:
    html = f'<meta charset="iso-2022-jp"><p>{JAPANESE}</p>'
    assert decode(html.encode("iso-2022-jp"), is_html=True).text == html


@pytest.mark.parametrize(
    "label",
    [
        "utf-8",
        "no-such-charset",
        "utf-7",
        "base64",
        "shift_jis",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
    ],
)
def test_a_wrongly_declared_charset_is_not(label: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body>{SENTENCE}</body></html>'
    assert decode(html.encode("cp1252"), is_html=True).text == html


def test_undecodable_bytes_are_replaced_and_said_so() -> None:
    decoded = decode(("€" * 20).encode() + b"\xff and more")
    assert decoded.text == "€" * 20 + "\ufffd and more"
    assert decoded.notes == ("1 undecodable byte replaced",)


def test_a_replacement_character_that_was_received_is_not_counted() -> None:
    assert decode("A \ufffd was received.".encode()).notes == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", Reason.EMPTY), (b" \n\t ", Reason.EMPTY), (b"a\0b", Reason.BINARY)],
)
def test_what_is_no_text(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        decode(data)
    assert refused.value.reason is reason


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_become_unicode_text_or_are_refused(data: bytes, is_html: bool) -> None:
    outcomes = [_outcome(data, is_html) for _ in range(2)]
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].encode("utf-8")


def _outcome(data: bytes, is_html: bool) -> str:
    try:
        return decode(data, is_html=is_html).text
    except Refusal as refusal:
        return refusal.detail


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if text.strip() and b"\0" not in data:
        assert decode(data).text == text
