"""Arabic in every encoding that is read as another, and European prose that must stay: two tables for `repair.py`.

The Arabic sentences come from the documents of `retrieval/arcd` in the measuring data, on which nothing was tuned. A
sentence is exact when the tool makes of the damaged one what it makes of the sound one. The prose is what translators
wrote into the message catalogues (gettext) that are installed on the machine, in the system and in Python packages.
"""

from __future__ import annotations

import csv
import gettext
import gzip
import io
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import corpora
from tools import Tool

SENTENCES = 200
LINES = 1000
"""Lines of each European language that every tool is given; ours gets all."""
LANGUAGES = {"de": "German", "fr": "French", "tr": "Turkish", "cs": "Czech", "vi": "Vietnamese"}
ONE_BYTE = ("cp1256", "iso8859-6", "mac-arabic")
SHOWN = ("cp1252", "latin-1", "cp1250", "cp1254", "cp1256", "mac-roman", "cp1251", "cp437", "cp850")
DAMAGED_IN_TRANSIT = {
    "U+FFFD for the bytes that cp1252 lacks": ("cp1252", "\ufffd"),
    "? for the bytes that cp1252 lacks": ("cp1252", "?"),
    "nothing for the bytes that cp1252 lacks": ("cp1252", ""),
}
"""UTF-8 read as cp1252 by programs that put something else for the five bytes that it has no sign for."""
PROSE = re.compile(r"(?=.*[^\x00-\x7f])(?!.*\ufeff)(?:[^\W\d_]{2,}\W+){2}")


def shown(content: bytes, encoding: str, instead: str | None = None) -> str:
    """Return bytes as a reader of an encoding shows them; a byte that it lacks is the control of its number."""
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or (chr(byte) if instead is None else instead) for byte in content
    )


def misreadings() -> Iterator[tuple[str, str, Callable[[str], str]]]:
    """Yield what the text was, how it was read, and a function that damages a sentence so."""
    for encoding in SHOWN:
        yield "UTF-8", encoding, lambda text, encoding=encoding: shown(text.encode(), encoding)
    for encoding in ("cp1252", "latin-1", "cp1256"):
        yield (
            "UTF-8", f"{encoding}, twice",
            lambda text, encoding=encoding: shown(shown(text.encode(), encoding).encode(), encoding),
        )  # fmt: skip
    for meant in ONE_BYTE:
        for encoding in ("cp1252", "latin-1", "cp1254", "mac-roman", *ONE_BYTE):
            if meant != encoding:
                yield meant, encoding, lambda text, pair=(meant, encoding): shown(text.encode(pair[0]), pair[1])
    for name, (encoding, instead) in DAMAGED_IN_TRANSIT.items():
        yield "UTF-8", name, lambda text, pair=(encoding, instead): shown(text.encode(), *pair)


def sentences() -> list[str]:
    """Return sentences of 5 to 40 words that every encoding can hold, drawn with a fixed seed."""
    content = gzip.decompress((corpora.DATA / "retrieval/arcd/docs.tsv.gz").read_bytes()).decode("utf-8")
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = {
        part.strip() for row in rows for part in re.split(r"(?<=[.!؟])\s", row[-1]) if 5 <= len(part.split()) <= 40
    }
    fit = sorted(text for text in found if re.search("[\u0621-\u064a]{3}", text) and all(map(_holds(text), ONE_BYTE)))
    random.Random(corpora.SEED).shuffle(fit)
    return fit[:SENTENCES]


def _holds(text: str) -> Callable[[str], bool]:
    def holds(encoding: str) -> bool:
        try:
            return bool(text.encode(encoding))
        except UnicodeEncodeError:
            return False

    return holds


def catalogues(language: str) -> list[str]:
    """Return the lines of prose in all message catalogues of a language that are installed, sorted, each once."""
    roots = [Path("/usr/share/locale"), *(Path(entry) for entry in sys.path if entry.endswith("-packages"))]
    found = set()
    for root in roots:
        for path in root.glob(f"**/{language}/LC_MESSAGES/*.mo"):
            try:
                with path.open("rb") as file:
                    messages = gettext.GNUTranslations(file)._catalog.values()  # type: ignore[attr-defined]
            except (OSError, ValueError, LookupError):
                continue
            found |= {line for message in messages for line in str(message).split("\n") if PROSE.match(line)}
    return sorted(found)


def pairs_table(tools: Sequence[Tool]) -> str:
    """Return for each misreading how many sentences every tool brings back exactly, in per cent."""
    texts = sentences()
    sound = {tool.name: [attempt(tool, text) for text in texts] for tool in tools}
    rows = []
    for meant, encoding, damage in misreadings():
        damaged = [damage(text) for text in texts]
        row: list[object] = [meant, encoding]
        for tool in tools:
            right = sum(
                attempt(tool, broken) in (text, kept)
                for broken, text, kept in zip(damaged, texts, sound[tool.name], strict=True)
            )
            row.append(f"{100 * right / len(texts):.1f}")
        rows.append(row)
    return corpora.table(["was", "was read as", *(tool.name for tool in tools)], rows)


def attempt(tool: Tool, text: str) -> str | None:
    """Return what a tool makes of a text, None where it raises."""
    try:
        return tool.call(text)
    except Exception:  # counted as not brought back
        return None


def prose_table(tools: Sequence[Tool]) -> str:
    """Return for each European language how many lines every tool changes, and ours of all that are there."""
    rows = []
    for code, language in LANGUAGES.items():
        every = catalogues(code)
        some = random.Random(corpora.SEED).sample(every, min(LINES, len(every)))
        changed = [sum(attempt(tool, line) != line for line in some) for tool in tools]
        of_all = sum(attempt(tools[0], line) != line for line in every)
        rows.append([language, len(some), *changed, len(every), of_all])
    head = ["language", "lines", *(tool.name for tool in tools), "all lines", f"{tools[0].name}, of all"]
    return corpora.table(head, rows)


def section(tools: Sequence[Tool]) -> str:
    """Return both tables with what a reader must know of them."""
    return "\n\n".join(
        [
            "## Arabic read in the wrong encoding",
            f"{SENTENCES} sentences of encyclopedic prose on which nothing was tuned, drawn with a fixed seed; per "
            "cent that come back exactly. A byte that the reader lacks is shown as the control of its number, as "
            "browsers do, but in the last rows. ISO 8859-6 and Mac Arabic have the same letters: only digits, signs "
            "and blanks can be misread between them.",
            pairs_table(tools),
            "## European prose that must stay",
            f"Lines with a letter beyond ASCII from the message catalogues that are installed here, up to {LINES} of "
            "each language for every tool, all of them for bidinorm; lines with a byte order mark inside are left out.",
            prose_table(tools),
        ]
    )
