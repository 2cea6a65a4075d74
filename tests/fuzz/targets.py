"""What is fuzzed: each target takes any bytes, makes an input of them, and holds the laws of one part against it.

An input that breaks a law raises `AssertionError`; whatever else a part raises is a finding as well, but for
`BidinormError` where files, tables, profiles and options are read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from itertools import pairwise

import strategies

import bidinorm as bn
from bidinorm import lexicons, profiles
from bidinorm.bidi import display_text, level_runs
from bidinorm.encodings import named
from bidinorm.errors import BidinormError
from bidinorm.files import TextFile
from bidinorm.formats import reader
from bidinorm.index.analyzer import Analyzer
from bidinorm.index.query import parse as parse_query
from bidinorm.names import house, schemes
from bidinorm.pipeline import Pipeline
from bidinorm.text import Text, replay, restore

PIECES = [piece for group in strategies._PIECE_LISTS + strategies._RARE for piece in group]
PIECES += [*strategies.BREAKS, " ", " ", "```", "\t", '"', "al-", "Dr. ", "بن", "عبد", "أبو ", "الشيخ "]
SPELLED = [name for name in schemes.names() if schemes.get(name).transliterates]


def text_of(data: bytes) -> str:
    """Make a text of bytes: pieces of the strategies where the first byte is odd, UTF-8 where it is even.

    What is not UTF-8 becomes lone surrogates, which may stand in any `str`.
    """
    if not data or data[0] % 2 == 0:
        return data[1:].decode("utf-8", "surrogateescape")
    units = data[1:]
    return "".join(
        PIECES[number % len(PIECES)] if (number := high << 8 | low) < 0xF000 else chr(number & 0xFFF)
        for high, low in zip(units[::2], units[1::2], strict=False)
    )


def bytes_of(text: str) -> bytes:
    """Return the bytes that `text_of` reads as this text."""
    return b"\0" + text.encode("utf-8", "surrogatepass")


def held(text: str, pipeline: Pipeline) -> None:
    """Hold the laws: `clean` is what `explain` says, its changes lead there and back, and twice is once."""
    cleaned = pipeline.clean(text)
    told = pipeline.explain(text)
    assert str(told) == cleaned, f"explain gives {str(told)!a}, clean {cleaned!a}"
    assert replay(text, told.changes) == cleaned, "the changes do not lead to the result"
    assert restore(cleaned, told.changes) == text, "the changes do not lead back"
    assert cleaned is text or cleaned != text, "the text is equal and not the same object"
    assert pipeline.clean(cleaned) is cleaned, f"not at rest: {cleaned!a} becomes {pipeline.clean(cleaned)!a}"
    for change in pipeline.check(text):
        assert change.before == text[change.start : change.end], "check names a wrong place"


def alone(*names: str) -> Pipeline:
    """A pipeline of some rules with their defaults."""
    from bidinorm import rules

    return Pipeline("+".join(names), tuple(rules.get(name) for name in rules.ORDER if name in names))


DECODING = alone("mojibake", "escapes", "code-pages", "keyboard-layout")
ORDERING = alone("visual-order", "lam-alef", "reversed-words", "run-order", "swapped-brackets", "embedded-order")


def decode(data: bytes) -> None:
    """Mojibake, escapes, code pages, keyboards."""
    held(text_of(data), DECODING)


def order(data: bytes) -> None:
    """Visual order and its kin."""
    held(text_of(data), ORDERING)


def repair(data: bytes) -> None:
    """The default profile."""
    held(text_of(data), Pipeline.load("repair"))


def newsroom(data: bytes) -> None:
    """The profile with names and repeated lines."""
    held(text_of(data), Pipeline.load("newsroom"))


def folding(data: bytes) -> None:
    """The profiles that fold."""
    for profile in ("search", "match"):
        held(text_of(data), Pipeline.load(profile))


def display(data: bytes) -> None:
    """Isolates for display."""
    held(text_of(data), Pipeline.load("display"))


def bidi(data: bytes) -> None:
    """Levels, order and runs: one level for each code point, an order without loss, runs that tile the text."""
    text = text_of(data)
    for base in (None, "ltr", "rtl"):
        levels = bn.levels(text, base=base)
        assert len(levels) == len(text)
        assert max(levels, default=0) <= 126
        ordered = bn.display_order(text, base=base)
        assert sorted(ordered) == list(range(len(text))), "an offset is lost or stands twice"
        assert len(display_text(text, base)) == len(text)
        assert "".join(text[run.start : run.end] for run in level_runs(text, base)) == text
    bn.base_direction(text)
    runs = bn.runs(text)
    assert "".join(text[run.start : run.end] for run in runs) == text, "runs do not tile the text"


def names(data: bytes) -> None:
    """Parts, vowels and spellings of what is taken for a name."""
    text = text_of(data)
    for part in bn.parse_name(text):
        assert isinstance(part.text, str)
    for scheme in ("news", "ala-lc"):
        written = bn.romanize(text, scheme=scheme)
        assert written == bn.romanize(text, scheme=scheme)
        assert isinstance(written, str)
    assert 1 <= len(bn.romanizations(text[:40], n=3)) <= 3
    for scheme in SPELLED:
        assert isinstance(bn.transliterate(text, scheme=scheme), str)
    bn.name_key(text)


def pairs(data: bytes) -> None:
    """Two names compared, in both orders."""
    one, _, other = text_of(data).partition("\n")
    match = bn.same_name(one, other)
    assert 0 <= match.score <= 1, match
    assert match.same == bn.same_name(other, one).same, "the order of two names counts"


def documents(data: bytes) -> None:
    """Names found and made alike in running text."""
    text = text_of(data)
    found = bn.find_names(text)
    for name in found:
        assert text[name.start : name.end] == name.text, name
    assert all(one.end <= two.start for one, two in pairwise(found)), "names overlap"
    made = bn.harmonize(text)
    assert replay(text, made.changes) == str(made)
    again = str(bn.harmonize(str(made)))
    assert again == str(made), f"not at rest: {str(made)!a} becomes {again!a}"


def terms(data: bytes) -> None:
    """Index terms with their places, and the reading of a query."""
    text = text_of(data)
    for term in bn.index_terms(text):
        assert 0 <= term.start <= term.end <= len(text), term
        assert term.text, "an empty term"
    parse_query(text, Analyzer())


def formats(data: bytes) -> None:
    """JSON lines and tables: only the values change, and each as `clean` says."""
    form = ("jsonl", "csv", "tsv")[data[0] % 3] if data else "csv"
    text = text_of(data[1:])
    rows = reader(form, header=bool(data and data[0] & 4))
    assert rows is not None
    half = len(text) // 2
    parts = list(rows.parts([text[:half], text[half:]]))
    assert "".join(parts) == text, "parts do not make up the file"
    pipeline = Pipeline.load("repair")
    for part in parts:
        made, bad = rows.clean(part, 1, pipeline)
        assert replay(part, made.changes) == str(made)
        if made.changes and not bad:
            _same_shape(form, part, made, pipeline)


def _same_shape(form: str, part: str, made: Text, pipeline: Pipeline) -> None:
    if form == "jsonl":
        for before, after in zip(part.split("\n"), str(made).split("\n"), strict=True):
            if before.strip():
                assert _cleaned(json.loads(before), pipeline) == json.loads(after), f"{before!a} became {after!a}"
    else:
        delimiter = "," if form == "csv" else "\t"
        before, after = (
            list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) for text in (part, str(made))
        )
        assert [len(row) for row in before] == [len(row) for row in after], "a row has another number of cells"


def _cleaned(value: object, pipeline: Pipeline) -> object:
    if isinstance(value, dict):
        return {key: _cleaned(each, pipeline) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, pipeline) for each in value]
    return pipeline.clean(value) if isinstance(value, str) else value


def encodings(data: bytes) -> None:
    """Bytes of a file: text, or one typed error; nothing is lost on the way back."""
    file = TextFile("fuzzed", io.BytesIO(data))
    try:
        text = "".join(file.parts())
    except BidinormError:
        return
    assert file.coding.bom + text.encode(file.coding.codec) == data, "the bytes do not come back"
    try:
        named(data[:12].decode("latin-1"))
    except BidinormError:
        return


def typed(read: Callable[[str], object]) -> Callable[[bytes], None]:
    """Make a target of a reader of tables or options, which may raise `BidinormError` and nothing else."""

    def target(data: bytes) -> None:
        try:
            read(text_of(data))
        except BidinormError as error:
            assert str(error), "an error without a message"

    return target


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decode": decode,
    "order": order,
    "repair": repair,
    "newsroom": newsroom,
    "folding": folding,
    "display": display,
    "bidi": bidi,
    "names": names,
    "pairs": pairs,
    "documents": documents,
    "terms": terms,
    "formats": formats,
    "encodings": encodings,
    "profile": typed(lambda text: profiles.parse("fuzzed.toml", text)),
    "lexicon": typed(lambda text: lexicons.parse("fuzzed.tsv", text)),
    "house": typed(lambda text: house.parse(text, "fuzzed.tsv")),
}
