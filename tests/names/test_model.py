"""The model of names: laws of its interface, the same answers on every machine, and what it must know."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bidinorm
from bidinorm.chars import ARABIC_LETTER, TASHKEEL
from bidinorm.errors import NotTextError, OptionError
from bidinorm.names import habits, model, origin
from bidinorm.names.attested import Attested
from bidinorm.names.memory import NOTHING, Memory
from bidinorm.names.transducer import TOGETHER

CASES = Path(__file__).parents[1] / "cases" / "names_model.json"
GOLDEN = json.loads(CASES.read_text(encoding="utf-8"))
MODELS = Path(bidinorm.__file__).parent / "models"

letters = st.sampled_from([chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B), 0x67E, 0x6A4, 0x6AF)])
marks = st.sampled_from(["", "", "\u064e", "\u064f", "\u0650", "\u0651", "\u0651\u064e", "\u0652", "\u0640"])
arabic = st.lists(st.tuples(letters, marks), min_size=1, max_size=10).map(lambda pairs: "".join(map("".join, pairs)))


@given(st.one_of(st.text(), arabic, st.text(alphabet="ابتسميث\ud800\u200f\u064e A")), st.integers(-2, 9))
def test_text_never_raises_and_the_best_comes_first(word: str, n: int) -> None:
    calls = (model.candidates, model.spellings, model.printed, model.vocalisations)
    for found in (call(word, n) for call in calls):
        assert len(found) <= max(n, 0)
        scores = [one.score for one in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert sum(scores) <= 1 + 1e-5
        assert len({(one.vocalised, one.latin) for one in found}) == len(found)
    assert 0 <= model.foreign_chance(word) <= 1


@given(arabic)
def test_a_proposal_is_one_of_two_things(word: str) -> None:
    bare = re.sub(f"[{TASHKEEL}\u0640]", "", word)
    for one in model.candidates(word, 20):
        assert (one.vocalised is None) == one.foreign == (one.latin is not None)
        if one.vocalised is not None:
            assert re.sub(f"[{TASHKEEL}]", "", one.vocalised) == bare
            assert normalize("NFC", one.vocalised) == one.vocalised
        if one.latin is not None:
            assert re.fullmatch("[A-Z][a-z]*", one.latin)


@given(arabic)
def test_marks_that_are_there_are_kept(word: str) -> None:
    found = [one.vocalised for one in model.vocalisations(word, 20) if one.vocalised is not None]
    wanted = normalize("NFC", word.replace("\u0640", ""))
    for text in found:
        parts = re.findall(f"([{ARABIC_LETTER}])([{TASHKEEL}]*)", text)
        for (letter, mark), (own, given_mark) in zip(
            parts, re.findall(f"([{ARABIC_LETTER}])([{TASHKEEL}]*)", wanted), strict=True
        ):
            assert letter == own
            if given_mark:
                assert set(given_mark) <= set(mark)
                assert set(mark) == set(given_mark) or given_mark == "\u0651"


@given(arabic, st.integers(1, 5))
def test_fewer_are_the_first_of_more(word: str, n: int) -> None:
    assert model.candidates(word, n) == model.candidates(word, 20)[:n]


@pytest.mark.parametrize(
    "word", ["", " ", "John", "جون سميث", "م" * 25, "١٢٣", "\ud800", "a\u064e", "\u0640", "\u064e"]
)
def test_what_is_no_single_word_gets_none(word: str) -> None:
    assert model.candidates(word) == []
    assert model.spellings(word) == model.printed(word) == model.vocalisations(word) == []
    assert model.foreign_chance(word) == 0


@pytest.mark.parametrize(
    "call", [model.candidates, model.spellings, model.printed, model.vocalisations, model.foreign_chance]
)
def test_bytes_are_refused_with_advice(call: object) -> None:
    with pytest.raises(NotTextError, match="decode"):
        call(b"abc")  # type: ignore[operator]


def test_every_country_has_habits() -> None:
    """Those of the Arab League but for the few with too few people in the tables, each with spellings of its own."""
    known = habits.countries()
    assert {"DZ", "EG", "IQ", "LB", "MA", "SA"} <= set(known)
    assert all(model.spellings("الشطري", 1, country=country) for country in known)
    assert len({model.spellings("شرقوطي", 1, country=country)[0].latin for country in known}) > 1


def test_an_unknown_country_lists_the_known() -> None:
    with pytest.raises(OptionError, match=r"unknown country 'XX'\. Known: AE, .*DZ"):
        model.spellings("حميد", country="XX")
    with pytest.raises(OptionError, match="unknown country"):
        bidinorm.romanizations("حميد", country="Algeria")


def test_the_country_ranks_other_ways_and_leaves_the_first() -> None:
    found = [bidinorm.romanizations("حميد شرقوطي", country=country) for country in ("DZ", "IQ")]
    assert found[0][0].latin == found[1][0].latin == bidinorm.romanize("حميد شرقوطي")
    assert "Hamid Chergouti" in [one.latin for one in found[0]]
    assert "Hamid Chergouti" not in [one.latin for one in found[1][:3]]


def told() -> str:
    """Everything that the model says of the golden words, as one text."""
    lines = []
    for word in GOLDEN["words"]:
        found = [*model.candidates(word, 5), *model.spellings(word, 5), *model.vocalisations(word, 5)]
        found += model.printed(word, 5)
        found += model.spellings(word, 5, country="DZ")
        lines.append(f"{word} {model.foreign_chance(word)} {found}")
    return "\n".join(lines)


def test_answers_are_the_same_everywhere() -> None:
    """The hash was taken on one machine; every other one must come to it, to the last digit of a score."""
    assert hashlib.sha256(told().encode()).hexdigest() == GOLDEN["sha256"], (
        "changed on purpose? Then write the new hash"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
        # Older processors, whose products and curves are computed by other programs; what one has not is no error.
        {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": "AVX512_ICL X86_V4"},
        {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX512_ICL X86_V4 X86_V3"},
    ],
    ids=" ".join,
)
def test_answers_do_not_depend_on_the_process(other: dict[str, str]) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import test_model as t; print(t.told().encode().hex())"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | other,
    )
    assert done.returncode == 0, done.stderr
    assert bytes.fromhex(done.stdout.strip()).decode() == told()


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["word"])
def test_golden(case: dict[str, object]) -> None:
    first = model.candidates(str(case["word"]), 1)[0]
    found = first.latin if first.foreign else first.vocalised
    assert found == case["first"]


def test_many_words_at_once_are_written_as_one_by_one() -> None:
    """Whatever stands beside a word, in whatever order, and whether there are few words or many."""
    network = model._model().network
    words = [*GOLDEN["words"], "", "ب", "ب" * model.LONGEST, "Z"]
    assert len(words) > 2 * TOGETHER
    for table in (*filter(str.isalpha, network.tables), "anr.DZ"):  # one country stands for all
        alone = {word: network.write([word], table)[0] for word in words}
        for order in (words, words[::-1], sorted(words), words[:3], words[1::5]):
            assert network.write(order, table) == [alone[word] for word in order]


@given(st.lists(arabic, max_size=40))
def test_words_that_were_written_ahead_are_what_they_are_alone(words: list[str]) -> None:
    forget()
    model.ahead(words)
    calls = (model.leading, model.candidates, model.printed, model.spellings)
    ahead = [[call(word) for call in calls] for word in words]
    forget()
    alone = [[call(word) for call in calls] for word in words[::-1]]
    assert alone[::-1] == ahead


def forget() -> None:
    """Let the model answer as at the first time."""
    model._model().drafts.forget()
    for name in ("chance", "leading", "candidates", "printed", "spellings", "vocalisations"):
        held = getattr(model, f"_{name}")
        held.cache_clear()


@given(arabic)
def test_what_leads_is_the_beginning_of_all(word: str) -> None:
    leading, everything = model.leading(word), model.candidates(word)
    assert leading == everything[: len(leading)]
    assert bool(leading) == bool(everything)


def test_a_table_writes_no_piece_that_its_rows_do_not_have() -> None:
    network = model._model().network
    vowels, *latin = ({network.pieces[n] for n in network._writable(table)[0]} for table in ("voc", "news", "anr.DZ"))
    assert all(0 < len(one) < len(network.pieces) - len(vowels) for one in latin)
    assert not vowels.intersection(*latin)
    assert all(piece.isascii() for one in latin for piece in one)


def test_an_attested_spelling_is_looked_up_without_its_article() -> None:
    known = Attested([crc32(b"shatri")], bytes([3]), {"anr": (1.0, 0.0, 0.0, 0.0, 2.0, *[0.0] * 5)})
    found = [("alshatry", -1.0), ("alshatri", -1.5)]
    assert [text for text, _ in known.weigh(found, "anr")] == ["alshatry", "alshatri"]
    assert [text for text, _ in known.weigh(found, "anr", article=True)] == ["alshatri", "alshatry"]


def test_sums_are_exact() -> None:
    """No sum of products may reach 2**24: beyond it, the order of adding would show."""
    layers = [layer for network in model._model().network.networks for layer in network.layers()]
    assert len(layers) >= 5
    for layer in layers:
        assert abs(layer.tiles).sum(axis=1).max() * 512 < 1 << 24
        assert (layer.tiles == layer.tiles.round()).all()


def test_model_is_small_and_says_what_it_is() -> None:
    sizes = [path.stat().st_size for path in MODELS.iterdir() if path.suffix == ".npz"]
    assert sizes
    assert sum(sizes) < 6_000_000
    notes = (MODELS / "names.md").read_text(encoding="utf-8")
    for wanted in ("Licence", "training/names", "CC0", "BSD-3-Clause", "CC BY 4.0", "Apache-2.0"):
        assert wanted in notes


def test_weights_of_the_origin_fill_their_table() -> None:
    assert len(model._model().origin.weights) == origin.SIZE


def test_every_word_of_the_memory_is_found() -> None:
    memory = model._model().memory
    words = [line.decode("utf-8").split("\t")[0] for line in memory.lines]
    assert words == sorted(set(words), key=str.encode)
    chosen = [*words[:3], *words[:: len(words) // 200], *words[-3:]]
    for word in chosen:
        seen = memory.recall(word)
        assert seen.latin or seen.vocalised or seen.borne, word
        assert memory.recall(f"{word}ا") is NOTHING or f"{word}ا" in words


@pytest.mark.parametrize("lines", [[], ["ب\tb=1\t\t".encode()]])
def test_a_small_memory_finds_what_it_holds_and_nothing_else(lines: list[bytes]) -> None:
    memory = Memory(lines)
    assert memory.recall("ب").latin == ((("b", 1),) if lines else ())
    for word in ("ا", "ت", "", "بب", "\ud800"):
        assert memory.recall(word) is NOTHING


@pytest.mark.parametrize("origin_of", ["arabic", "foreign"])
def test_the_model_knows_arabic_from_foreign(origin_of: str) -> None:
    """By far most of the names written down for it; the benchmark says how many."""
    path = Path(__file__).parents[2] / "benchmarks" / "names_origin.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    words = [word for word, kind in rows if kind == origin_of]
    assert len(words) == 120
    right = sum((model.foreign_chance(word) > 0.5) == (origin_of == "foreign") for word in words)
    assert right >= 0.9 * len(words)
