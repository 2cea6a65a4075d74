"""Index terms: what they are called, where they stand, and that both scripts share some."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter

import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

from bidinorm.errors import NotTextError
from bidinorm.index import Analyzer, Columns, Term, index_terms
from bidinorm.index import analyzer as analyzers
from bidinorm.index.analysis import stem


def shown(text: str, kind: str) -> list[tuple[str, str]]:
    return [(term.text, text[term.start : term.end]) for term in index_terms(text) if term.kind == kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("يا وPython", [("يا", "يا"), ("python", "Python")]),
        ("الـbrexit", [("brexit", "brexit")]),
        ("964mediaصورة", [("964media", "964media"), ("صوره", "صورة")]),
        ("COVID-19", [("covid", "COVID")]),
        ("H2O و mp3", [("h2o", "H2O"), ("و", "و"), ("mp3", "mp3")]),
        ("the U.S. army", [("the", "the"), ("us", "U.S."), ("army", "army")]),
        ("C++ and C#", [("c++", "C++"), ("and", "and"), ("c#", "C#")]),
        ("Obama's don't", [("obama", "Obama's"), ("dont", "don't")]),
        ("مُحَمَّد", [("محمد", "مُحَمَّد")]),
        ("منصة\u200fنا", [("منصهنا", "منصة\u200fنا")]),
        ("می\u200cشود", [("مي", "می"), ("شود", "شود")]),
        ("ﺍﻟﺴﻼﻡ", [("السلام", "ﺍﻟﺴﻼﻡ")]),
        ("日本", [("日", "日"), ("本", "本")]),
        ("שָׁלוֹם мир", [("שָׁלוֹם", "שָׁלוֹם"), ("мир", "мир")]),
    ],
)
def test_words_and_where_they_stand(text: str, words: list[tuple[str, str]]) -> None:
    assert shown(text, "word") == words


def test_numbers_addresses_and_compounds() -> None:
    text = "1,905 ٣٫٧٥ https://example.org/A-b. user@example.org COVID-19"
    assert shown(text, "number") == [("1905", "1,905"), ("3.75", "٣٫٧٥"), ("19", "19")]
    assert shown(text, "url") == [("https://example.org/a-b", "https://example.org/A-b")]
    assert shown(text, "email") == [("user@example.org", "user@example.org")]
    assert ("covid19", "COVID-19") in shown(text, "key")


def test_a_broken_text_is_found_where_it_stands() -> None:
    text = "قال: Ø§Ù„Ø¹Ø±Ø§Ù‚ VLCيظهر"
    found = {term.text: text[term.start : term.end] for term in index_terms(text) if term.kind == "word"}
    assert found["vlc"] == "VLC"
    assert found["يظهر"] == "يظهر"
    assert found["العراق"] == "Ø§Ù„Ø¹Ø±Ø§Ù‚"


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("والكتاب", "كتاب"),
        ("للمدرسه", "مدرس"),
        ("كتابها", "كتاب"),
        ("مسلمون", "مسلم"),
        ("مسلمات", "مسلم"),
        ("سليمان", "سليمان"),
        ("والسودان", "سودان"),
        ("بغداد", "بغداد"),
        ("running", "run"),
        ("c++", "c++"),
        ("мир", "мир"),
    ],
)
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("one", "other", "keys"),
    [
        ("Bassem Al-Awadi", "باسم العوادي", {"bsm", "wd"}),
        ("Hamid al-Shatri", "حميد الشطري", {"hmd", "ctr"}),
        ("Kazemi", "الكاظمي", {"kzm"}),
        ("Abdulrahman", "عبد الرحمن", {"bd", "rhmn"}),
    ],
)
def test_names_share_keys_in_both_scripts(one: str, other: str, keys: set[str]) -> None:
    first, second = ({term.text for term in index_terms(text) if term.kind == "key"} for text in (one, other))
    assert keys <= first & second


def test_stop_words_leave_their_position() -> None:
    text = "the capital of العراق في the north"
    terms = Analyzer(stop=("english", "arabic"), stems=False, keys=False).terms(text)
    assert [(term.text, term.position) for term in terms] == [("capital", 1), ("العراق", 3), ("north", 6)]


def test_terms_are_of_text() -> None:
    with pytest.raises(NotTextError):
        index_terms(b"a")  # type: ignore[arg-type]


@given(text=some.documents)
def test_terms_stand_in_order_inside_the_text(text: str) -> None:
    terms = index_terms(text)
    assert all(isinstance(term, Term) and term.text for term in terms)
    assert all(0 <= term.start <= term.end <= len(text) for term in terms)
    assert all(one.position <= two.position for one, two in pairwise(terms))


def plainly(analyzer: Analyzer, text: str) -> list[Term]:
    """Return the terms of a text, token by token."""
    explained = analyzer.repairs.explain(text)
    found = []
    position = 0
    for analysis, start, _ in analyzer.walk(explained.current):
        for term, kind, place, low, high in analysis.pieces:
            found.append(Term(term, *explained.original_span(start + low, start + high), position + place, kind))
        position += analysis.width
    return found


ANALYZERS = (Analyzer(), Analyzer(stop=("arabic", "english", "c++"), stems=False), Analyzer(keys=False))


@given(text=some.documents, analyzer=st.sampled_from(ANALYZERS), size=st.integers(1, 40))
def test_a_text_is_the_sum_of_its_stretches(text: str, analyzer: Analyzer, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyzers, "BLOCK", size)
        assert analyzer.terms(text) == plainly(analyzer, text)
        assert list(analyzer.stream(text)) == plainly(analyzer, text)
        stored = [analysis for analysis, _, _ in analyzer.walk(analyzer.repairs.clean(text))]
        assert analyzer.columns(text) == Columns(
            *([term for analysis in stored for term in column(analysis)] for column in map(attrgetter, Columns._fields))
        )


@given(text=some.documents)
def test_columns_of_many_are_those_of_each(text: str) -> None:
    analyzer = Analyzer()
    texts = [*text.split("\n"), text, ""]
    assert list(analyzer.columns_of(iter(texts))) == [analyzer.columns(one) for one in texts]


@given(text=some.documents)
def test_columns_hold_the_terms(text: str) -> None:
    analyzer = Analyzer()
    terms, columns = analyzer.terms(text), analyzer.columns(text)
    assert list(columns.words) == [term.text for term in terms if term.kind in ("word", "number")]
    assert len(columns.stems) == len(columns.words)
    assert sorted(key.removesuffix("~") for key in columns.keys) == sorted(
        term.text for term in terms if term.kind in ("key", "url", "email")
    )
    assert not any(" " in word for column in columns for word in column)


def test_a_list_of_stop_words_needs_no_list_around_its_name() -> None:
    assert (
        index_terms("the ferry", stop="english")
        == index_terms("the ferry", stop=["english"])
        != index_terms("the ferry")
    )
