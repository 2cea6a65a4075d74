"""What single rules and the article-like document are expected to say, beyond the golden cases."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

import bidinorm as bn
from bidinorm import Pipeline, rules
from bidinorm.errors import LexiconError
from bidinorm.lexicons import parse, read
from bidinorm.rules.controls import structure
from bidinorm.rules.repeated_fragment import fragment

CREDIT = "964mediaصورة من منصة (شبكة):"


@pytest.mark.parametrize(
    ("rule", "text", "start", "after"),
    [
        ("glued-runs", "حصل علىGithub أمس", 7, " "),
        ("tatweel", "تقصـر", 3, ""),
        ("wrong-punctuation", "نحو 50٪ منهم", 6, "%"),
        ("wrong-punctuation", "على سبيل المثال, الفصل", 15, "\N{ARABIC COMMA}"),
        ("bracket-spacing", "المستهلك(CEA)، وهي", 8, " "),
        ("controls", "http://example.org \u202bمسار HTTP.", 19, ""),
        ("visual-order", "درولا", 0, "الورد"),
    ],
)
def test_what_is_not_certain_is_mentioned(rule: str, text: str, start: int, after: str) -> None:
    assert bn.clean(text) is text
    (mentioned,) = bn.check(text)
    assert (mentioned.rule, mentioned.start, mentioned.after, mentioned.certain) == (rule, start, after, False)
    assert mentioned.before == text[mentioned.start : mentioned.end]


def test_check_gives_what_clean_does_in_order() -> None:
    text = f"تقصـر\n{CREDIT}\nمـحـمـد"
    assert [(change.rule, change.certain) for change in bn.check(text)] == [
        ("tatweel", False),
        ("glued-runs", True),
        *[("tatweel", True)] * 3,
    ]


def test_structure_of_hostile_controls() -> None:
    text = "\u2067\u202b\u2067a\u2069\u202c\u2069\u202c\u2069"
    found = structure(text)
    assert found.pairs == {0: 6, 1: 5, 2: 4}
    assert sorted(found.lone) == [7, 8]


@pytest.mark.parametrize("char", ["\u2067", "\u202e", "\u2069", "\u202c", "\u200f", "(", "\u0640", "\ufefb", "\u064e"])
def test_hostile_lines_come_to_an_end(char: str) -> None:
    text = "ص" + char * 100_000 + "a"
    assert isinstance(bn.clean(text, profile="newsroom"), str)


def test_fragments() -> None:
    assert fragment("one two three. one two three.") == len("one two three.")
    assert fragment("one two three one two") == 0
    assert fragment("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") == 0


def test_parts_of_a_document_share_what_was_kept() -> None:
    credit = "تصوير: رويترز من بغداد\n"
    parts = [f"{credit}خبر أول هنا\n", f"{credit}خبر ثان هنا\n"]
    cleaned = [str(text) for text in Pipeline.load("newsroom").parts(parts)]
    assert cleaned == [parts[0], "خبر ثان هنا\n"]
    assert "".join(cleaned) == bn.clean("".join(parts), profile="newsroom")


class TestArticle:
    """The page that started the project."""

    @pytest.fixture
    def article(self, shared: Any) -> str:
        return (shared / "seed" / "article.txt").read_text("utf-8")

    def test_repair_parts_all_four_credits(self, article: str) -> None:
        cleaned = bn.clean(article)
        assert cleaned.count("964media صورة من منصة (شبكة):") == article.count(CREDIT) == 4
        assert cleaned.replace("964media صورة", "964mediaصورة") == article

    def test_newsroom_leaves_one_credit_and_one_headline(self, article: str) -> None:
        head, _, _ = article.partition(CREDIT)
        headline = "Iraqi Delegation’s Visit to Syria Sparks Mixed Reactions Among Political Figures"
        cleaned = f"{head}صورة من منصة (شبكة): 964media\n{headline}\n"
        newsroom = Pipeline.load("newsroom")
        assert newsroom.without("names").clean(article) == cleaned
        settled = cleaned.replace("al-Assad", "Al-Assad").replace("Bassem Al-Awadi", "Basim Al-Awadi")
        assert newsroom.clean(article) == settled

    def test_changes_stand_where_an_editor_marks_them(self, article: str, shared: Any) -> None:
        import json

        changes = bn.explain(article, profile="newsroom").changes
        marked = json.loads((shared / "seed" / "defects.json").read_text("utf-8"))["defects"]
        for defect in marked:
            if defect["kind"] in ("duplicate_line", "bidi_order"):
                assert any((c.start, c.end) == (defect["start"], defect["end"]) for c in changes), defect
            if defect["kind"] == "glued_scripts":
                repaired = bn.explain(article).changes
                assert any(defect["start"] < c.start == c.end < defect["end"] for c in repaired), defect
        breaks = [change for change in changes if change.before.strip()]
        assert all(any(d["start"] <= c.start and c.end <= d["end"] for d in marked) for c in breaks)


HEADER = "# title: t\n# columns: a b\n# source: s\n# licence: l\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# title: t\n", "x.tsv:1:1: the header lacks columns, source, licence"),
        (HEADER + "1\t2\n3\n", "x.tsv:6:2: found 1 cells, the header names 2 columns"),
        (HEADER + "1\t2\t3\n", "x.tsv:5:5: found 3 cells, the header names 2 columns"),
        (HEADER + "1\t\\u20\n", "x.tsv:5:3: .* has a broken escape"),
    ],
)
def test_broken_lexicons_name_file_and_line(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        parse("x.tsv", text)


def test_lexicons_hold_escapes_and_columns() -> None:
    lexicon = parse("x.tsv", HEADER + "1\ta\\u200fb\n")
    assert lexicon.column("b") == ("a\u200fb",)
    with pytest.raises(LexiconError, match=r"no column .c.\. Known: a, b"):
        lexicon.column("c")


def test_missing_lexicons_list_the_known() -> None:
    with pytest.raises(LexiconError, match=r"no lexicon 'none\.tsv'\. Known: .*labels\.tsv"):
        read("none.tsv")


@pytest.mark.parametrize("name", rules.ORDER)
def test_a_rule_is_the_same_in_another_process(name: str) -> None:
    rule = rules.get(name)
    assert copy.copy(rule) is rule


def test_a_rule_of_ones_own_travels_whole() -> None:
    own = replace(rules.get("tatweel"), page="My own.")
    assert copy.copy(own).page == "My own."
