"""The model of direction: right where it must be, quick to load, and honest about words that it has not seen."""

from __future__ import annotations

import importlib.util
import os
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import direction, lexicons, vocabulary

DATA = Path(os.environ.get("BIDINORM_DATA", Path(__file__).parents[2] / "shared" / "data")) / "clean"
FILES = ("ntrex_ar.txt", "opensource_guide_ar.txt", "react_docs_ar.txt", "ar_mo.txt")
WORD = re.compile(f"[{direction.LETTERS}]{{2,}}")
LOGICAL = ("المكتبة", "مفتوحة", "وصلت الشحنة إلى الميناء", "مُحَمَّد رَسُول", "ﻋﻠﻴﻜﻢ السلام", "الاقتصادية")


@pytest.mark.parametrize("text", LOGICAL)
def test_what_is_logical_has_positive_odds_and_its_mirror_image_negative_ones(text: str) -> None:
    assert direction.logical_odds(text) > 3
    assert direction.logical_odds(text[::-1]) < -3


@given(text=st.text())
def test_any_text_has_odds(text: str) -> None:
    assert isinstance(direction.logical_odds(text), float | int)
    assert isinstance(direction.plausibility(text), float)
    assert vocabulary.frequency(text) >= 0


@given(word=st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", max_size=direction.LONGEST))
def test_odds_of_the_mirror_image_are_the_opposite(word: str) -> None:
    assert direction.word_odds(word) == -direction.word_odds(word[::-1])


def test_words_are_more_plausible_than_letters_in_disorder() -> None:
    for word in ("الأخبار", "شبكة", "مدينة", "العراق", "يستخدم"):
        assert direction.plausibility(word) > 0.5 > 0 > direction.plausibility("ذثظغخ")
        assert vocabulary.frequency(word) > vocabulary.frequency(f"{word}ظظ") == 0


def test_common_words_are_known() -> None:
    assert all(map(vocabulary.frequency, lexicons.read("words/common.tsv").column("word")))


@pytest.fixture(scope="module")
def unseen() -> list[str]:
    """The words of clean text that the model was not trained on, in their order."""
    if not DATA.is_dir():
        pytest.skip("the clean texts of the measuring data are not here")
    common = set(lexicons.read("words/common.tsv").column("word"))
    words = [word for name in FILES for word in WORD.findall((DATA / name).read_text("utf-8"))]
    return [word for word in words if direction.held_out(word) and word not in common and word != word[::-1]]


def right(groups: Iterable[list[str]], odds: Callable[[str], float]) -> float:
    judged = [odds(" ".join(words)) > 0 for words in groups]
    assert len(judged) > 50
    return sum(judged) / len(judged)


def by(words: list[str], size: int) -> list[list[str]]:
    return [words[place : place + size] for place in range(0, len(words) - size + 1, size)]


def test_the_models_are_what_their_program_makes() -> None:
    if not DATA.is_dir():
        pytest.skip("the word lists of the measuring data are not here")
    root = Path(__file__).resolve().parents[1]
    spec = importlib.util.spec_from_file_location("train_direction", root / "training" / "direction.py")
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    for name, content in (
        ("vocabulary", program.vocabulary().encode()),
        ("direction", program.train(program.weights())),
    ):
        stored = (root / "src" / "bidinorm" / "models" / f"{name}.bin").read_bytes()
        assert zlib.decompress(stored) == content, f"{name}.bin is not what training/direction.py makes; run it"


def test_single_unseen_words(unseen: list[str]) -> None:
    words = sorted(set(unseen), key=lambda word: -abs(direction.word_odds(word)))
    assert right(by(words[: len(words) * 8 // 10], 1), direction.logical_odds) >= 0.95


def test_three_unseen_words(unseen: list[str]) -> None:
    assert right(by(list(dict.fromkeys(unseen)), 3), direction.logical_odds) >= 0.99


def test_ten_unseen_words(unseen: list[str]) -> None:
    assert right(by(unseen, 10), direction.logical_odds) == 1.0
