"""Names in one consistent Latin form: the contract, the parts, the options, bad input, and the law of consistency."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bidinorm as bn
from bidinorm import chars
from bidinorm.adapters import camel
from bidinorm.errors import LexiconError, NotTextError, OptionError
from bidinorm.names import Romanizer, Style, house, readings, schemes
from bidinorm.names.engine import AHEAD, _assembled, romanizer
from bidinorm.names.lexicon import shipped
from bidinorm.names.parts import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = json.loads((Path(__file__).parents[1] / "cases" / "names.json").read_text("utf-8"))
WORDS = sorted(
    {row[0] for row in json.loads((Path(__file__).parents[1] / "cases" / "name_words.json").read_text("utf-8"))}
)
ROMANIZE = [name for name in schemes.names() if not schemes.get(name).transliterates]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_golden(case: dict[str, str]) -> None:
    options = {key: value for key, value in case.items() if key not in ("arabic", "latin", "why")}
    assert bn.romanize(case["arabic"], **options) == case["latin"]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "Hamid", "حميد Hamid", "123", "  ", "\ud800", "Иван", "حميد Иван", "！"])
def test_what_is_no_arabic_name_comes_back_and_is_marked(text: str) -> None:
    assert bn.romanize(text) is text
    assert bn.romanizations(text) == [(text, 0.0, "unchanged", "")]
    assert bn.parse_name(text) == []


def test_bytes_are_refused_with_advice() -> None:
    with pytest.raises(NotTextError, match="decode it first"):
        bn.romanize("حميد".encode())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("option", "value"), [("article", "Ul-"), ("honorifics", "yes"), ("mention", "third"), ("compounds", "+")]
)
def test_a_wrong_option_says_what_is_allowed(option: str, value: str) -> None:
    with pytest.raises(OptionError, match=f"unknown {option} '.*Known: "):
        bn.romanize("حميد", **{option: value})  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_never_raises_and_is_idempotent(text: str) -> None:
    for scheme in ROMANIZE:
        latin = bn.romanize(text, scheme=scheme)
        assert bn.romanize(latin, scheme=scheme) == latin


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20))
def test_arabic_block_never_raises(text: str) -> None:
    for scheme in ROMANIZE:
        latin = bn.romanize(text, scheme=scheme)
        assert latin == text or not re.search(f"[{chars.ARABIC_LETTER}]", latin), "half of it in Latin letters"


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ "), max_size=20))
def test_ascii_is_ascii(text: str) -> None:
    for scheme in ROMANIZE:
        assert bn.romanize(text, scheme=scheme, ascii=True).isascii()


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4), st.sampled_from(ROMANIZE))
def test_one_word_one_spelling(words: list[str], scheme: str) -> None:
    """A part of a name is spelled as it is spelled alone; letter case and the standards' construct state apart."""
    name = " ".join(words)
    for one in bn.names.explain(name, scheme):
        if one.part.kind not in ("title", "prefix") and one.latin:
            alone = bn.romanize(one.part.text, scheme=scheme, figures=one.part.kind in WHOLE)
            feminine = "ة" in one.part.text
            assert one.latin.casefold() == alone.casefold() or feminine, (name, one.part)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(ROMANIZE))
def test_word_by_word_is_what_the_parts_give(words: list[str], scheme: str) -> None:
    """Two speeds, one truth."""
    name = " ".join(words)
    engine = romanizer(Style(scheme))
    slow = _assembled(name, engine.spelled(name), whole=True)
    assert engine.quick is not None
    assert engine.quick.romanize(name) in ("", slow)
    assert engine.romanize(name) == slow


def test_other_processes_spell_alike() -> None:
    code = "import json, sys, bidinorm as bn; print(json.dumps([bn.romanize(w) for w in json.loads(sys.argv[1])]))"
    expected = [bn.romanize(word) for word in WORDS[:60]]
    for seed in ("0", "1"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", code, json.dumps(WORDS[:60])]
        done = subprocess.run(run, capture_output=True, text=True, check=True, env=env)
        assert json.loads(done.stdout) == expected


def test_many_is_lazy_and_equal() -> None:
    rows = iter(["حميد الشطري", "Hamid", ""])
    found = bn.romanize_many(rows)
    assert next(found) == "Hamid Al-Shatri"
    assert list(found) == ["Hamid", ""]


@settings(max_examples=50)
@given(st.lists(st.text(st.sampled_from("ابتسعقكلمنهويىةء "), max_size=12), max_size=30), st.sampled_from(ROMANIZE))
def test_a_column_is_spelled_as_its_names_are(names: list[str], scheme: str) -> None:
    """In any order, a few together or many, most of them words that nothing holds."""
    style = Style(scheme)
    alone = {name: Romanizer(style).romanize(name) for name in names[:5]}
    column = dict(zip(names, Romanizer(style).many(names), strict=True))
    assert dict(zip(names[::-1], Romanizer(style).many(names[::-1]), strict=True)) == column
    assert {name: column[name] for name in alone} == alone


def test_a_column_reads_ahead_no_more_than_it_says() -> None:
    taken = 0

    def rows() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "حميد"

    found = Romanizer(Style()).many(rows())
    for done in range(1, 10_000):
        assert next(found) == "Hamid"
        assert taken <= min(2 * done, done + AHEAD)


@pytest.mark.parametrize("blank", [" (?=الدين|الله)", "(?<=عبد) (?=ال)", "(?<=أبو) "])
def test_who_is_known_is_known_without_the_blanks_that_many_leave_out(blank: str) -> None:
    known = [row for row in shipped().of_kind("figure") if row.arabic.count(" ") > 1 and re.search(blank, row.arabic)]
    assert len(known) > 10
    for row in known:
        assert bn.romanize(re.sub(blank, "", row.arabic)) == bn.romanize(row.arabic)


@pytest.mark.parametrize(
    ("name", "scheme", "second"),
    [
        ("عبد الفتاح السيسي", "news", "Sisi"),
        ("جمال عبدالناصر", "news", "Abdel Nasser"),
        ("جمال عبد الناصر", "ala-lc", "ʻAbd al-Nāṣir"),
        ("محمد عبد الرحمن", "ala-lc", "ʻAbd al-Raḥmān"),
        ("حميد الشطري", "ala-lc", "Shaṭrī"),
        ("فينسنت فان غوخ", "news", "van Gogh"),
        ("محمد أبو تريكة", "news", "Aboutrika"),
        ("محمد بن سلمان", "news", "Mohammed bin Salman"),
        ("محمد السادس", "news", "Mohammed VI"),
        ("شي جين بينغ", "news", "Xi Jinping"),
        ("الدكتور حميد الشطري", "news", "Shatri"),
    ],
)
def test_the_second_mention_is_the_family_name(name: str, scheme: str, second: str) -> None:
    assert bn.romanize(name, scheme=scheme, mention="second") == second


@pytest.mark.parametrize("joint", ["-", ""])
def test_servants_are_joined_alike_in_every_name(joint: str) -> None:
    last = "Abdel-Nasser" if joint else "Abdelnasser"
    assert bn.romanize("جمال عبد الناصر", compounds=joint) == f"Gamal {last}"
    assert bn.romanize("عبد الفتاح السيسي", compounds=joint).endswith(" Al-Sisi")


def test_the_number_of_a_ruler_is_no_honour() -> None:
    assert bn.romanize("الملك محمد الثاني", honorifics="drop") == "Mohammed II"


@pytest.mark.parametrize("option", ["sun", "figures", "ascii", "camel"])
def test_a_choice_is_true_or_false(option: str) -> None:
    with pytest.raises(OptionError, match=f"{option}.*'no'.*True or False"):
        bn.romanize("حميد", **{option: "no"})  # type: ignore[arg-type]


def test_many_names_are_texts_and_more_than_one() -> None:
    with pytest.raises(NotTextError, match="found one str: use romanize"):
        bn.romanize_many("حميد")
    with pytest.raises(NotTextError, match="NoneType"):
        list(bn.romanize_many(["حميد", None, "علي"]))  # type: ignore[list-item]


def test_many_prefixes_are_no_depth() -> None:
    assert bn.romanize(" ".join(["وأحمد"] * 3000)).count("and Ahmed") == 3000
    assert bn.romanize(" ".join(["و أحمد"] * 3000)).count("and Ahmed") == 3000


def test_ranked_candidates() -> None:
    for wrong in (0, -1, "4"):
        with pytest.raises(OptionError, match="give the number of ways"):
            bn.romanizations("باسم الشطري", n=wrong)  # type: ignore[arg-type]
    found = bn.romanizations("باسم الشطري", n=4)
    assert 2 <= len(found) <= 4
    assert found[0].latin == bn.romanize("باسم الشطري")
    assert len({one.latin for one in found}) == len(found)
    assert [one.score for one in found[1:]] == sorted((one.score for one in found[1:]), reverse=True)
    assert {one.source for one in found} <= {"marks", "house", "lexicon", "rule", "model", "camel"}


@pytest.mark.parametrize("scheme", ROMANIZE)
def test_the_best_candidate_is_what_romanize_gives(scheme: str) -> None:
    for word in WORDS[:40]:
        assert bn.romanizations(word, scheme=scheme)[0].latin == bn.romanize(word, scheme=scheme)


def test_candidates_of_joined_words() -> None:
    found = bn.romanizations("حسن ومحمد", n=3)
    assert found[0].latin == "Hassan and Mohammed"
    assert all(" and " in one.latin and "  " not in one.latin for one in found)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_candidates_never_raise(words: list[str]) -> None:
    assert bn.romanizations(" ".join(words))[0].latin == bn.romanize(" ".join(words))


def test_parts_tell_where_they_stand() -> None:
    name = "الدكتور أبو بكر عبدالرحمن بن خالد آل ثاني"
    parts = bn.parse_name(name)
    assert [part.kind for part in parts] == ["title", "kunya", "theophoric", "nasab", "given", "house"]
    for part in parts:
        assert name[part.start : part.end] == part.text
    assert parts[2].vocalised.replace("\u0652", "") == "عَبد الرَحمٰن"


def test_every_row_romanizes_to_what_it_says() -> None:
    """The settled spelling of a word is what the word alone becomes, and that of a figure the whole name."""
    wrong = []
    for key in shipped().rows:
        row = shipped().find(key)
        single = row and " " not in row.arabic and set(row.kinds) <= {"given", "family", "nisba"}
        if row and row.news and row.source.startswith("names/") and (single or row.kinds == ("figure",)):
            latin = bn.romanize(row.arabic)
            styled = re.sub(r"\b[Ee]l-", "Al-", row.news)  # one article in one style
            wrong += [(row.arabic, row.news, latin)] if latin not in (row.news, styled) else []
    assert not wrong, wrong[:20]


def test_a_word_is_spelled_alike_in_every_compound() -> None:
    """Rows of several words say how the words belong together; each word keeps its own spelling."""
    assert bn.romanize("عبد الفتاح") == "Abdul Fattah"
    assert bn.romanize("جمال عبد الناصر") == "Gamal Abdel Nasser"
    assert bn.romanize("جمال عبد الناصر", figures=False) == "Jamal Abdul Nasser"


def test_an_unknown_option_lists_the_known() -> None:
    with pytest.raises(OptionError, match=r"unknown option 'artikel'; did you mean 'article'\?.*Known: article, ascii"):
        bn.romanize("حميد", artikel="Al-")


def test_house_lexicon_by_a_path_as_text(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text("باسم\tBasim\n", "utf-8")
    assert bn.romanize("باسم", house=str(path)) == "Basim"


def test_house_lexicon_overrides_all(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text("# columns: arabic news ala-lc\nباسم\tBasim\tBāsem\nحميد الشطري\tHameed Shatry\t\n", "utf-8")
    assert bn.romanize("باسم حميد", house=path) == "Basim Hamid"
    assert bn.romanize("باسم", scheme="ala-lc", house=path) == "Bāsem"
    assert bn.romanize("حميد الشطري", house=path) == "Hameed Shatry"
    assert bn.romanizations("باسم", house=path)[0].source == "house"
    assert bn.romanize("باسم حميد") == "Bassem Hamid"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("باسم\tBasim\nHamid\tHamid\n", r"house.tsv:2:1: arabic: 'Hamid' is not"),
        ("# columns: arabic vocalised\nباسم\tبَسِيم\n", r"house.tsv:2:6: vocalised: "),
        ("# columns: arabic nows\n", r"house.tsv:1:19: unknown column 'nows'. Known: arabic, news"),
        ("# columns: news\n", r"house.tsv:1:1: the columns lack 'arabic'"),
        ("# columns: arabic news arabic\n", r"house.tsv:1:24: the column 'arabic' stands twice"),
        ("# columns: news kind arabic\nBasim\tgiven\n", r"house.tsv:2:12: found 2 cells, expected 3 columns"),
        ("باسم\n", r"house.tsv:1:5: found 1 cells"),
        ("باسم\tBasim\nباسم\tBassem\n", r"house.tsv:2:1: 'باسم' stands twice"),
        ("باسم\tباسم\n", r"house.tsv:1:6: news: 'باسم' is in Arabic letters"),
        ("# columns: arabic ala-lc\nباسم\tباسم\n", r"house.tsv:2:6: ala-lc: 'باسم' is in Arabic letters"),
        ("باسم\t\n", r"house.tsv:1:1: 'باسم' has no spelling"),
    ],
)
def test_a_wrong_row_names_file_line_and_column(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        house.parse(text, "house.tsv")


def test_a_missing_house_lexicon_is_said(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        bn.romanize("باسم", house=tmp_path / "none.tsv")


def test_camel_says_how_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "catalogue.json").write_text('{"packages": {}, "components": {}, "version": "1"}', "utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(OptionError, match="camel_data -i"):
        bn.romanize("زمخشكل", camel=True)


def test_style_is_hashable_and_frozen() -> None:
    assert len({Style(), Style("news"), Style("ala-lc")}) == 2


MARKED = dict(zip("تجدرزسمنحطفق", "tjdrzsmnḥṭfq", strict=True))
SOUNDS = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
UNITS = st.tuples(st.sampled_from(sorted(MARKED)), st.sampled_from(sorted(SOUNDS)), st.booleans())


@given(st.lists(UNITS, min_size=2, max_size=5), st.sampled_from(sorted(MARKED)))
def test_marks_are_obeyed(units: list[tuple[str, str, bool]], last: str) -> None:
    """Whatever a lexicon knows of the letters, a word that is marked throughout is read as it is marked."""
    word = said = ""
    for letter, vowel, double in units:
        twice = double and bool(word)
        word += letter + "\u0651" * twice + vowel
        said += MARKED[letter] * (1 + twice) + SOUNDS[vowel]
    assert bn.romanize(word + last, scheme="ala-lc").casefold() == said + MARKED[last]


class Found:
    def __init__(self, vocalised: str | None, latin: str | None, score: float, foreign: bool) -> None:
        self.vocalised, self.latin, self.score, self.foreign = vocalised, latin, score, foreign


def test_the_model_is_asked_for_what_no_lexicon_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "candidates": {"غقلشت": [Found("غُقلُشت", None, 0.7, False)], "زخلمبر": [Found(None, "zachlumber", 0.8, True)]},
        "printed": {"غقلشت": [Found(None, "Ghogloucht", 0.7, False)]},
    }
    answers["leading"] = answers["candidates"]
    monkeypatch.setattr(readings, "_model", lambda name="candidates": lambda word, *_: answers[name].get(word, []))
    engine = Romanizer(Style())
    assert engine.romanize("غقلشت") == "Ghogloucht"
    assert Romanizer(Style("ala-lc")).romanize("غقلشت") == "Ghuqlusht"
    assert Romanizer(Style()).romanize("غُقلُشت") == "Ghuqlusht"  # who writes vowels is believed
    assert engine.romanize("زخلمبر") == "Zachlumber"
    assert [one.part.source for one in engine.spelled("غقلشت زخلمبر محمد")] == ["model", "model", "lexicon"]


def test_camel_vocalises_what_no_lexicon_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    analyses = [{"pos": "verb", "diac": "غَقلَشَتْ"}, {"pos": "noun_prop", "diac": "غُقْلُشْت\u064f"}]
    monkeypatch.setattr(camel, "_analyzer", lambda: lambda word: analyses if word == "غقلشت" else [])
    assert camel.vocalisations("غقلشت") == ["غُقْلُشْت"]
    engine = Romanizer(Style(camel=True))
    assert engine.romanize("غقلشت محمد") == "Ghuqlusht Mohammed"
    assert engine.spelled("غقلشت")[0].part.source == "camel"
