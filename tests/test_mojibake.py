"""Mojibake: what was misread comes back, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import rules
from bidinorm.pipeline import Pipeline

MOJIBAKE = Pipeline("mojibake", (rules.get("mojibake"),), {"mojibake": {}})
WORDS = st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ", min_size=3, max_size=9), min_size=1, max_size=6)
ENCODINGS = ("cp1252", "latin-1", "cp1250", "cp1254", "mac_roman")


def misread(text: str, encoding: str) -> str:
    """Return UTF-8 as a reader of an encoding shows it: a byte that the encoding lacks becomes a control."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(words=WORDS)
def test_misread_arabic_comes_back(encoding: str, words: list[str]) -> None:
    text = f"Photo: {' '.join(words)} (2020)"
    assert MOJIBAKE.clean(misread(text, encoding)) == text


@given(words=WORDS)
def test_arabic_misread_twice_comes_back(words: list[str]) -> None:
    text = " ".join(words)
    for encoding in ("cp1252", "latin-1"):
        assert MOJIBAKE.clean(misread(misread(text, encoding), encoding)) == text


@given(words=st.lists(st.sampled_from(["العراق", "الأخبار", "شبكة", "مال"]), min_size=1))
def test_arabic_misread_as_windows_1256_comes_back(words: list[str]) -> None:
    text = " ".join(["السلام", *words])
    assert MOJIBAKE.clean(misread(text, "cp1256")) == text


FRENCH = ["OÙ", "Où", "L'HAŸ-LES-ROSES", "cœur", "ÊTRE", "naïveté"]
GERMANIC = ["Größe", "ÄÖÜ", "Øystein", "ØRE", "Ø", "Ålesund"]
EASTERN = ["Şişli’de", "İğne", "ığdır", "Řeřicha", "KŮŇ", "Ů", "Ř", "žluťoučký", "Đường", "Nguyễn", "Ưu"]
IBERIAN = ["São", "AÇÕES", "Ângela", "¿Qué?", "ÑANDÚ", "§", "½", "12°", "©2020", "–", "…", "€"]
EUROPEAN = FRENCH + GERMANIC + EASTERN + IBERIAN


@given(
    words=st.lists(st.tuples(st.sampled_from(EUROPEAN), st.sampled_from(["%s", "«%s»", "„%s“", "“%s”", "%s…", "%s®"])))
)
def test_european_prose_stays(words: list[tuple[str, str]]) -> None:
    text = " ".join(quotes % word for word, quotes in words)
    assert MOJIBAKE.clean(text) is text


@given(text=st.text("ابتطظعلمكپچژگڈڑںھ،؛؟«»“”‘’…–— \u00a0\u200c\u200d"))
def test_arabic_letters_and_signs_stay(text: str) -> None:
    assert MOJIBAKE.clean(text) is text
