"""Our character classes beside those of camel-tools: equal, or different for a reason that stands here.

Never skipped: camel-tools is part of the test environment. Only its light modules are imported; `morphology`,
`disambig`, `ner` and `data` reach for the network.
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata
import warnings

import pytest

from bidinorm import chars, rules
from bidinorm.pipeline import Pipeline

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, not ours
    from camel_tools.tokenizers.word import simple_word_tokenize
    from camel_tools.utils.charmap import CharMapper
    from camel_tools.utils.charsets import AR_DIAC_CHARSET, AR_LETTERS_CHARSET
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import normalize_unicode
    from camel_tools.utils.transliterate import Transliterator

HEAVY = ("torch", "transformers", "pandas", "scipy", "sklearn")

ONLY_THEIRS = {chars.TATWEEL: "a stroke that stretches, not a letter: it is never kept for its own sake"}
OTHER_LANGUAGES = "letters of other languages in the script, of the blocks Arabic, Supplement, Extended-A and -B"
LETTERS_BY_CATEGORY = {
    "ARABIC BASELINE ROUND DOT",
    "ARABIC SMALL FARSI YEH",
    "ARABIC TATWEEL WITH OVERSTRUCK HAMZA",
    "ARABIC TATWEEL WITH OVERSTRUCK WAW",
    "ARABIC TATWEEL WITH TWO DOTS BELOW",
    "ARABIC VERTICAL TAIL",
}
"""Signs of Qur'anic and Ajami spelling that join like letters and are of category Lo."""
MODERN = [chr(code) for code in range(0x621, 0x64B) if code <= 0x63A or code >= 0x641]


def described(characters: frozenset[str] | set[str]) -> list[str]:
    return [f"U+{ord(character):04X} {unicodedata.name(character, '?')}" for character in sorted(characters)]


def test_tashkeel_is_their_diacritics() -> None:
    ours = chars.members(chars.TASHKEEL)
    assert ours == AR_DIAC_CHARSET, described(ours ^ AR_DIAC_CHARSET)


def test_their_letters_are_ours_but_for_tatweel() -> None:
    missing = AR_LETTERS_CHARSET - chars.members(chars.ARABIC_LETTER)
    assert missing == ONLY_THEIRS.keys(), described(missing)


def test_our_other_letters_are_of_other_languages() -> None:
    extra = chars.members(chars.ARABIC_LETTER) - AR_LETTERS_CHARSET
    assert not extra.intersection(MODERN), f"not {OTHER_LANGUAGES}: {described(extra.intersection(MODERN))}"
    for letter in sorted(extra):
        assert unicodedata.category(letter) in {"Lo", "Lm"}, described({letter})
        name = unicodedata.name(letter)
        assert name.startswith("ARABIC LETTER") or name in LETTERS_BY_CATEGORY, described({letter})


@pytest.mark.parametrize(
    "word", ["\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\u0647\u0670\u0630\u0627", "VLC"]
)
def test_removing_tashkeel_agrees(word: str) -> None:
    ours = "".join(character for character in word if character not in chars.members(chars.TASHKEEL))
    assert ours == dediac_ar(word)


KEPT_FORMS = {
    "\ufdf0": "salla, a sign for reciters",
    "\ufdf1": "qala, a sign for reciters",
    "\ufdf3": "akbar, whose mapping leaves out the hamza",
    "\ufdf5": "salam, an honorific sign",
    "\ufdfa": "the long blessing, one sign typed on purpose",
    "\ufdfb": "the short blessing, one sign typed on purpose",
    "\ufe73": "the tail of a letter, not a letter",
}
"""Forms that we leave as they are and they open."""
OF_OTHER_LANGUAGES = chars.members("\ufb50-\ufbb1\ufbd3-\ufbe9\ufbfc-\ufbff")
"""Shapes of letters that Arabic does not write: the line is of another language, and passes through."""
MARK_ON_A_SEAT = chars.members("\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74-\ufe7f")
"""Marks shown on a blank or a tatweel: they keep the seat, which parts the word; we put the mark alone."""


def opened(form: str) -> tuple[str, str]:
    """What we and they make of a form that stands in an Arabic word."""
    opening = Pipeline("opening", (rules.get("presentation-forms"),))
    word = f"\u0643{form}\u0643" * 3
    return opening.clean(word), normalize_unicode(word)


def test_opening_forms_agrees_but_for_what_is_meant() -> None:
    """Both follow the compatibility mapping of a form that stands in a word; each difference is of a named kind."""
    named = KEPT_FORMS.keys() | OF_OTHER_LANGUAGES | MARK_ON_A_SEAT
    found = {form: opened(form) for form in sorted(chars.members(chars.PRESENTATION_FORM) - named)}
    different = {form: pair for form, pair in found.items() if pair[0] != pair[1]}
    assert len(found) > 600
    assert not different, "\n".join(f"{described({form})} {pair!a}" for form, pair in different.items())


@pytest.mark.parametrize("form", KEPT_FORMS, ids=ascii)
def test_sign_of_its_own_is_kept(form: str) -> None:
    ours, _ = opened(form)
    assert form in ours, KEPT_FORMS[form]


def test_forms_of_other_languages_pass_through() -> None:
    changed = {form for form in OF_OTHER_LANGUAGES if opened(form)[0].count(form) != 3}
    assert not changed, described(changed)


def test_marks_lose_their_seat() -> None:
    """Ours is theirs without the blanks and tatweels that they keep."""
    for form in sorted(MARK_ON_A_SEAT):
        ours, theirs = opened(form)
        assert ours == theirs.replace(" ", "").replace(chars.TATWEEL, ""), described({form})


def test_their_words_do_not_cross_our_runs() -> None:
    line = "VLC \u064a\u0639\u0645\u0644 \u0641\u064a Windows 11"
    assert simple_word_tokenize(line) == line.split()


def test_their_buckwalter_is_there_to_compare_with() -> None:
    buckwalter = Transliterator(CharMapper.builtin_mapper("ar2bw"))
    assert buckwalter.transliterate("\u0645\u0643\u062a\u0628\u0629") == "mktbp"


def test_nothing_heavy_came_along() -> None:
    """Told of a process of its own: other tests of this one import what they like."""
    script = (
        "import sys, camel_tools.tokenizers.word, camel_tools.utils.charmap, camel_tools.utils.charsets\n"
        "import camel_tools.utils.dediac, camel_tools.utils.normalize, camel_tools.utils.transliterate\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert ran.stdout == "[]\n"
