"""Folding for search: what finds what, and that the bulk way says what the rules say."""

from __future__ import annotations

import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

import bidinorm as bn
from bidinorm import Pipeline, foldings, rules, search, tables
from bidinorm.foldings import TableRule
from bidinorm.rule import Stage, View
from bidinorm.text import edited, ordered_edits

SEARCH = Pipeline.load("search")
FOLDING = [rule for rule in rules.everything() if rule.stage is Stage.FOLD]
ONLY_FOLDING = SEARCH.only(*(rule.name for rule in FOLDING if rule in SEARCH.rules))
TABLES = [rule for rule in FOLDING if isinstance(rule, TableRule)]
each_table = pytest.mark.parametrize("rule", TABLES, ids=lambda rule: rule.name)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("أَحْمَدُ", "احمد"),
        ("الإسلام إلى آخره", "الاسلام الي اخره"),
        ("مدرسة", "مدرسه"),
        ("مصطفى", "مصطفي"),
        ("العـــراق", "العراق"),
        ("ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ", "السلام عليكم"),
        ("هٰذا الرحمٰن", "هذا الرحمن"),
        ("شيء", "شي"),
        ("کتابی", "كتابي"),
        ("ڤيديو پاكستان", "فيديو باكستان"),
        ("٢٠١٩ ۱۴۰۲", "2019 1402"),
        ("«نعم»؟", '"نعم"?'),
        ("جميييييل", "جميل"),
        ("Ḥamīd al-Shaṭrī", "hamid al-shatri"),
        ("Bash\u02bf\u0101r", "bashar"),
        ("RÉSUMÉ", "re\u0301sume\u0301"),
        ("ＡＢＣ ﬁn", "abc fin"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("منصة\u200f", "منصة"),
        ("VLCيظهر", "vlc يظهر"),
        ("Ø§Ù„Ø¹Ø±Ø§Ù‚", "العراق"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    assert bn.fold(written) == bn.fold(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("تتتابع", "تابع"), ("www", "w"), ("كتاب", "كاتب"), ("C++", "C#"), ("علم", "عمل")]
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert bn.fold(one) != bn.fold(other)


long_documents = st.tuples(some.documents, st.integers(1, 40)).map(lambda pair: "\n".join([pair[0]] * pair[1]))


@given(text=long_documents)
def test_bulk_says_what_the_rules_say(text: str) -> None:
    (phase,) = ONLY_FOLDING.phases
    assert phase.clean(text) == str(ONLY_FOLDING.explain(text))


@given(text=some.documents, data=st.data())
def test_every_way_of_bulk_is_one(text: str, data: st.DataObject) -> None:
    (phase,) = ONLY_FOLDING.phases
    assert isinstance(phase, search.FoldPhase)
    folder = phase.folder
    assert folder is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "BLOCK", data.draw(st.integers(1, 9)))
        patch.setattr(tables, "SHORT", 0)
        assert "".join(tables.blocks(text)) == text
        assert folder.fold(text) == folder._short(text)


@pytest.mark.parametrize(
    "part",
    ["\ufffe\uffffB", "\ufdd0\0\u0640", "\U0001f600\u00c0", "\u0642", "\ufdfa\u0651", "\ud83d", "\u0640"],
    ids=ascii,
)
def test_a_long_text_is_folded_as_a_short_one(part: str) -> None:
    (phase,) = ONLY_FOLDING.phases
    assert isinstance(phase, search.FoldPhase)
    folder = phase.folder
    assert folder is not None
    for between in ("", " "):
        text = between.join([part] * (2 * tables.SHORT))
        assert folder.fold(text) == folder._short(text)


@each_table
def test_a_rule_maps_what_its_trigger_names_and_comes_to_rest(rule: TableRule) -> None:
    for switched in ({}, *({name: not value} for name, value in rule.options.items())):
        table = rule.table({**rule.options, **switched})
        assert table
        assert all(len(char) == 1 for char in table)
        assert set(table) <= foldings.chars.members(foldings.FOLDABLE)
        assert not set("".join(table.values())) & set(table)


@each_table
@given(text=some.documents)
def test_table_and_edits_of_a_rule_agree(rule: TableRule, text: str) -> None:
    view = View(text, rule.options)
    codes = {ord(char): target for char, target in rule.table(rule.options).items()}
    assert edited(text, ordered_edits(rule.find(view), len(text))) == text.translate(codes)


@pytest.mark.parametrize("rule", [rule for rule in TABLES if rule in SEARCH.rules], ids=lambda rule: rule.name)
def test_each_rule_can_be_switched_off(rule: TableRule) -> None:
    char = next(iter(rule.table(rule.options)))
    left = f"ص{char}ص"
    assert ONLY_FOLDING.only(rule.name).clean(left) != left
    without = ONLY_FOLDING.without(rule.name)
    if not any(char in other.table(other.options) for other in without.rules if isinstance(other, TableRule)):
        assert without.clean(left) == left


odd_rows = st.sampled_from(
    [
        "",
        "a\ufdd0B",
        "a\0B",
        "\0",
        "\ud83d",
        "\ude00",
        "ABC",
        "\u0633" * 3,
        "```",
        "~~~ JS",
        "> ``` VLCيظهر",
        "VLCيظهر `````",
        "B\n```\nVLCيظهر",
    ]
)


@given(rows=st.lists(st.one_of(some.documents, odd_rows), max_size=6))
def test_rows_are_folded_one_by_one(rows: list[str]) -> None:
    for pipeline in (SEARCH, ONLY_FOLDING):
        assert list(pipeline.map(rows)) == list(map(pipeline.clean, rows))


@given(rows=st.lists(st.one_of(some.lines, odd_rows), max_size=9), times=st.integers(1, 60), data=st.data())
def test_rows_are_folded_one_by_one_however_many(rows: list[str], times: int, data: st.DataObject) -> None:
    many = rows * times
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "TOGETHER", data.draw(st.integers(1, 40)))
        assert list(ONLY_FOLDING.map(iter(many), data.draw(st.integers(1, 100)))) == list(map(ONLY_FOLDING.clean, many))


@given(lines=st.lists(st.one_of(some.lines, odd_rows, st.just("س" * 3 + "VLCﻳ\u0640\u0640ظهر")), max_size=8))
def test_what_did_not_change_need_not_be_shown_again(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert SEARCH.clean(text) == Pipeline.clean(SEARCH, text)


def test_classes_of_tashkeel_are_options() -> None:
    pipeline = SEARCH.set("all-tashkeel", shadda=False)
    assert pipeline.clean("مُحَمَّدٌ") == "محم\u0651د"


def test_contract_of_without() -> None:
    assert list(SEARCH.without("digits").map(["عام ٢٠١٩ م", "Text"])) == ["عام ٢٠١٩ م", "text"]
