"""Each scheme spells what its standard says; the reversible ones come back, byte for byte as camel-tools has it."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bidinorm as bn
from bidinorm.errors import OptionError
from bidinorm.names import schemes

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, not ours
    from camel_tools.utils.charmap import CharMapper

NAMES = schemes.names()
ROMANIZE = [name for name in NAMES if not schemes.get(name).transliterates]
REVERSIBLE = [name for name in NAMES if schemes.get(name).reversible]
EXAMPLES = [(name, arabic, latin) for name in NAMES for arabic, latin in schemes.get(name).examples]
CAMEL = {"buckwalter": "bw", "safe-buckwalter": "safebw", "xml-buckwalter": "xmlbw", "hsb": "hsb"}
BLOCK = "".join(map(chr, range(0x0600, 0x0700)))
CONSONANTS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


@pytest.mark.parametrize(("name", "arabic", "latin"), EXAMPLES)
def test_example_of_the_standard(name: str, arabic: str, latin: str) -> None:
    assert bn.romanize(arabic, scheme=name) == latin


@pytest.mark.parametrize("name", NAMES)
def test_scheme_says_what_it_is(name: str) -> None:
    scheme = schemes.get(name)
    assert len(scheme.examples) >= (3 if name == "ap" else 5)
    assert {"kind", "authority", "year"} <= scheme.meta.keys()
    assert scheme.meta["kind"] in ("romanization", "transliteration")


@pytest.mark.parametrize("name", ROMANIZE)
def test_every_consonant_has_a_sign(name: str) -> None:
    signs = schemes.get(name).signs
    assert not [letter for letter in CONSONANTS if (letter, "") not in signs]


@pytest.mark.parametrize("name", sorted(CAMEL))
def test_equal_to_camel_tools_on_the_whole_block(name: str) -> None:
    theirs = CharMapper.builtin_mapper(f"ar2{CAMEL[name]}")
    assert bn.transliterate(BLOCK, scheme=name) == theirs.map_string(BLOCK)
    signs = "".join(latin for (_, context), latin in schemes.get(name).signs.items() if not context)
    back = CharMapper.builtin_mapper(f"{CAMEL[name]}2ar")
    assert bn.transliterate(signs, scheme=name, reverse=True) == back.map_string(signs)


def letters(name: str) -> st.SearchStrategy[str]:
    signs = schemes.get(name).signs
    return st.text(st.sampled_from(sorted({sign for sign, _ in signs} | set(" ،\n"))), max_size=30)


@pytest.mark.parametrize("name", sorted(CAMEL))
def test_round_trip(name: str) -> None:
    @given(letters(name))
    def holds(text: str) -> None:
        assert bn.transliterate(bn.transliterate(text, scheme=name), scheme=name, reverse=True) == text

    holds()


def test_satts_comes_back_but_for_what_it_says_it_loses() -> None:
    @given(st.text(st.sampled_from(CONSONANTS + "اءأؤئ "), max_size=30))
    def holds(text: str) -> None:
        latin = bn.transliterate(text, scheme="satts")
        assert bn.transliterate(bn.transliterate(latin, scheme="satts", reverse=True), scheme="satts") == latin

    holds()


def test_only_reversible_schemes_are_read_back() -> None:
    assert sorted([*CAMEL, "satts"]) == REVERSIBLE
    for name in set(NAMES) - set(REVERSIBLE):
        with pytest.raises(OptionError, match=r"cannot be read back|use romanize"):
            bn.transliterate("a", scheme=name, reverse=True)


def test_an_unknown_scheme_lists_the_known() -> None:
    with pytest.raises(
        OptionError, match=r"unknown scheme 'alalc'; did you mean 'ala-lc'.*Known: ala-lc, ap, bgn-pcgn"
    ):
        bn.romanize("حميد", scheme="alalc")
    with pytest.raises(OptionError, match="Known: ala-lc"):
        bn.transliterate("حميد", scheme="nothing")


@given(st.text())
def test_transliteration_never_raises(text: str) -> None:
    for name in ("buckwalter", "icao-9303", "satts"):
        assert isinstance(bn.transliterate(text, scheme=name), str)
