"""Mojibake: what was misread comes back, and nothing else is taken for it."""

from __future__ import annotations

import json
import random
from importlib import import_module
from pathlib import Path

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


ROOT = Path(__file__).resolve().parents[1]
SENTENCES = json.loads((ROOT / "tests/cases/european.json").read_text("utf-8"))
DECODING = Pipeline.load("repair").only("escapes", "mojibake", "code-pages")
PROSE = 1000
"""Lines of each language."""


@pytest.mark.parametrize("language", SENTENCES)
def test_european_sentences_stay(language: str) -> None:
    for sentence in SENTENCES[language]:
        assert DECODING.check(sentence) == [], sentence
        assert Pipeline.load("repair").clean(sentence) is sentence


def test_european_catalogues_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand lines of each language from the message catalogues of this machine, all letters beyond ASCII."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    mojibake = import_module("mojibake")
    lines: list[str] = []
    for code, language in mojibake.LANGUAGES.items():
        found = mojibake.catalogues(code)
        if len(found) < PROSE:
            pytest.skip(
                f"{len(found)} lines of {language} in the message catalogues installed here; {PROSE} are needed"
            )
        lines += random.Random(len(found)).sample(found, PROSE)
    changed = [line for line in lines if DECODING.clean(line) is not line]
    assert not changed, changed[:5]


@pytest.mark.parametrize(("meant", "shown"), [("cp1256", "cp1252"), ("iso8859-6", "cp1252"), ("cp1256", "mac_roman")])
@given(
    words=st.lists(
        st.sampled_from(["العراق", "المدينة", "وصلت", "شبكة", "الأخبار", "من", "في", "على", "كتاب", "محمد"]), min_size=1
    )
)
def test_one_byte_for_a_letter_comes_back(meant: str, shown: str, words: list[str]) -> None:
    text = " ".join(["المدينة", *words])
    misshown = "".join(bytes([byte]).decode(shown, "ignore") or chr(byte) for byte in text.encode(meant))
    assert DECODING.clean(misshown) == text
