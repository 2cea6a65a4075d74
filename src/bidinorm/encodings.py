"""Which encoding a file of text has: its byte order mark, UTF-8, or what is detected and said.

Nothing is assumed silently. A file that is UTF-8 but for a few bytes is a damaged UTF-8 file, and not one
in another encoding.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bidinorm.errors import InputError, OptionError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

LIKELY = ("cp1256", "iso8859_6", "cp1252", "cp720")
"""Encodings of one byte that bilingual text comes in; others must be named."""
SAMPLE = 1 << 16
"""Bytes that detection looks at."""
MARGIN = 0.1
"""Two readings that are this close in mess and in language cannot be told apart."""
CONTROLS = 20
"""One control character among so many makes a file binary."""

BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-8", codecs.BOM_UTF8),
)
KINDS = {
    b"%PDF-": "a PDF; extract its text first",
    b"PK\x03\x04": "a ZIP container such as DOCX, ODT or EPUB; extract its text first",
    b"\x1f\x8b": "compressed with gzip; decompress it first, or give a file named .gz",
    b"\x28\xb5\x2f\xfd": "compressed with zstd; decompress it first, or give a file named .zst",
    b"PAR1": "Parquet; give a file named .parquet to clean",
}
"""How files begin that people take for text."""

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD = re.compile(r"[^\t-\r\u0020-\u007e\u00a0-\u024f\u0590-\u08ff\u200b-\u206f\ufb1d-\ufdff\ufe70-\ufeff]")
_ORDINARY = re.compile(r"[\n\u0020]")


class BinaryError(InputError):
    """A file is no text."""


@dataclass(frozen=True, slots=True)
class Coding:
    """An encoding as a file has it: the codec, and the byte order mark before the text.

    >>> Coding("utf-8", codecs.BOM_UTF8).label
    'UTF-8 with a byte order mark'
    """

    codec: str
    bom: bytes = b""

    @property
    def label(self) -> str:
        """The name for people."""
        name = self.codec.upper() if self.codec.startswith("utf") else self.codec
        return f"{name} with a byte order mark" if self.bom else name


UTF8 = Coding("utf-8")


def named(name: str) -> Coding:
    """Return the encoding that a user names; raise `OptionError` where Python has none of that name.

    `utf-8-sig`, `utf-16` and `utf-32` have a byte order mark, the others have none.

    >>> named("windows-1256").codec, named("utf-16").label
    ('cp1256', 'UTF-16-LE with a byte order mark')
    """
    try:
        "".encode(name)  # refuses codecs that are not for text, such as base64
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        near = "utf-8, utf-8-sig, utf-16, windows-1256, iso-8859-6, windows-1252"
        raise OptionError(f"unknown encoding {name!r}; allowed is any that Python knows, such as {near}") from None
    for family, mark in (("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")):
        if codec == family:
            return Coding(mark, dict(BOMS)[mark])
    return Coding(codec)


def begin(name: str, head: bytes, asked: Coding | None) -> tuple[Coding, bool]:
    """Return the encoding of a file by its first bytes, and whether that is certain.

    UTF-8 without a byte order mark is not, until all of it is read. Raises `BinaryError` where it is no text.
    """
    for codec, bom in BOMS:
        family = asked.codec.removesuffix("-le").removesuffix("-be") if asked else codec
        if head.startswith(bom) and codec.startswith(family):
            return Coding(codec, bom), True
    if asked is not None:
        return Coding(asked.codec), True
    controls = len(_CONTROL.findall(head, 0, SAMPLE))
    if b"\0" not in head and controls * CONTROLS <= min(len(head), SAMPLE):
        _refuse(name, head)
        return UTF8, False
    for codec in ("utf-16-le", "utf-16-be"):
        if _reads_well(head[:SAMPLE], codec):
            return Coding(codec), False
    _refuse(name, head)
    what = "NUL bytes" if b"\0" in head else "control characters"
    raise BinaryError(f"{name}: found {what}: a binary file; only text is read; leave it out, or name its --encoding")


def _refuse(name: str, head: bytes) -> None:
    for magic, kind in KINDS.items():
        if head.startswith(magic):
            raise BinaryError(f"{name}: found {kind}; only plain text is read")


def _reads_well(sample: bytes, codec: str) -> bool:
    """Tell whether bytes are UTF-16 text without a byte order mark."""
    try:
        text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    return bool(text) and len(_ODD.findall(text)) * CONTROLS <= len(text) <= 200 * len(_ORDINARY.findall(text))


def is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with some that are wrong, and not another encoding.

    >>> is_damaged_utf8("كتاب".encode() + bytes([0xFF])), is_damaged_utf8("كتاب".encode("cp1256"))
    (True, False)
    """
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - wrong >= wrong


def detect(name: str, data: bytes) -> Coding:
    """Return the encoding of bytes that are not UTF-8; raise `InputError` where it is not sure."""
    from charset_normalizer import from_bytes

    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)[:SAMPLE]
    found = list(from_bytes(sample, cp_isolation=list(LIKELY), threshold=0.5))
    if found and not any(_rivals(found[0], other) for other in found[1:]):
        return Coding(found[0].encoding)
    if found:
        likely = " or ".join(match.encoding for match in found)
        raise InputError(f"{name}: found text that is not UTF-8 and may be {likely}; name it with --encoding")
    raise InputError(f"{name}: found an encoding that is neither UTF-8 nor likely ({', '.join(LIKELY)}, utf-16); "
                     "name it with --encoding")  # fmt: skip


def _rivals(best: CharsetMatch, other: CharsetMatch) -> bool:
    close = other.chaos - best.chaos < MARGIN and best.coherence - other.coherence < MARGIN
    return close and str(best) != str(other)
