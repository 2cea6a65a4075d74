"""Files of text: read in parts of bounded size, written as they came, replaced in one step."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.encodings import UTF8, Coding, begin, detect, is_damaged_utf8
from bidinorm.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from bidinorm.formats.rows import Rows

BLOCK = 1 << 20
"""Bytes read at a time; a part is about as long, or one line, where a line is longer."""
DOCUMENT = 32 << 20
"""Code points up to which a file is given to document rules as one text."""

TROUBLE = {
    errno.ENOENT: "no such file; check the name",
    errno.EACCES: "no permission; ask its owner, or change its mode",
    errno.EPERM: "not permitted; ask its owner, or change its mode",
    errno.EISDIR: "a folder; a file is needed here",
    errno.EROFS: "the disk is read-only; write to another one",
    errno.ENOSPC: "no space left on the disk; free some and run again",
    errno.EDQUOT: "the disk quota is used up; free some space and run again",
    errno.EFBIG: "the file would be larger than is allowed here; raise the limit and run again",
}
"""What an error of the system means, and what to do."""


def trouble(error: OSError) -> str:
    """Say what went wrong and what to do.

    >>> trouble(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'no such file; check the name'
    """
    return TROUBLE.get(error.errno or 0, error.strerror or str(error))


def line_ends(text: str) -> int:
    r"""Count line ends: LF, CR LF, and CR alone.

    >>> line_ends("a\nb\r\nc\rd")
    3
    """
    return text.count("\n") + text.count("\r") - text.count("\r\n")


class TextFile:
    """One file being read: its text in parts, its encoding, the place that is reached."""

    def __init__(
        self,
        name: str,
        stream: BinaryIO,
        asked: Coding | None = None,
        tell: Callable[[str], object] = str,
        progress: Callable[[int], object] = int,
        rows: Rows | None = None,
    ) -> None:
        self.name = name
        self.stream = stream
        self.asked = asked
        self.tell = tell
        """Is told which encoding was assumed, where one was."""
        self.progress = progress
        """Is told how many bytes were read, block by block."""
        self.rows = rows
        """What reads the rows of the file; None for text."""
        self.coding: Coding = asked or UTF8
        """The encoding of the file; right from the first part on."""
        self.bytes_read = 0
        self._line, self._column, self._last = 1, 1, ""

    @property
    def lines(self) -> int:
        """The lines that were read so far."""
        return self._line - 1 + (self._last not in ("", "\n", "\r"))

    def parts(self, *, whole: bool = False) -> Iterator[str]:
        """Yield the text in parts that end where a line ends; `whole` asks for one, where memory allows.

        Raises `InputError` at the first byte that is not in the encoding of the file.
        """
        if whole and self.rows is None:
            return _held_together(_cut(self._blocks(), _after_blank_line))
        return self.rows.parts(self._blocks()) if self.rows is not None else cut_at_lines(self._blocks())

    def _blocks(self) -> Iterator[str]:
        block = self._read()
        self.coding, certain = begin(self.name, block, self.asked)
        if self.coding != UTF8 and not certain:
            self._assume(self.coding)
        decoder = codecs.getincrementaldecoder(self.coding.codec)("strict")
        block = block[len(self.coding.bom) :]
        ended = not block
        plain = not certain
        while True:
            try:
                text = decoder.decode(block, final=ended)
            except UnicodeDecodeError as error:
                if not plain or self.coding != UTF8 or is_damaged_utf8(error.object):
                    raise InputError(self._undecodable(error)) from None
                block = error.object
                self._assume(detect(self.name, block))
                decoder = codecs.getincrementaldecoder(self.coding.codec)("strict")
                plain = False
                continue
            plain = plain and text.isascii()
            self._advance(text)
            yield text
            if ended:
                return
            block = self._read()
            ended = not block

    def _read(self) -> bytes:
        block = self.stream.read(BLOCK)
        self.bytes_read += len(block)
        self.progress(len(block))
        return block

    def _assume(self, coding: Coding) -> None:
        self.coding = coding
        self.tell(f"{self.name}: not UTF-8; read as {coding.label} (detected); --encoding NAME overrides it")

    def _advance(self, text: str) -> None:
        self._line += line_ends(text) - (self._last == "\r" and text.startswith("\n"))
        last = max(text.rfind("\n"), text.rfind("\r"))
        self._column = len(text) - last if last >= 0 else self._column + len(text)
        self._last = text[-1:] or self._last

    def _undecodable(self, error: UnicodeDecodeError) -> str:
        data = error.object
        self._advance(data[: error.start].decode(self.coding.codec, "replace"))
        offset = self.bytes_read - (len(data) - error.start)
        found = data[error.start : error.end].hex(" ").upper()
        place = f"{self.name}:{self._line}:{self._column}"
        advice = "repair that place, or name the right encoding with --encoding"
        return f"{place}: found the bytes {found} at byte {offset}, which are not {self.coding.label}; {advice}"


def cut_at_lines(blocks: Iterable[str]) -> Iterator[str]:
    r"""Yield the text of blocks in parts that end where a line ends.

    >>> list(cut_at_lines(["a\nb", "c\nd"]))
    ['a\n', 'bc\n', 'd']
    """
    return _cut(blocks, _after_line)


def _after_line(text: str) -> int:
    """Return the offset behind the last line end; a CR at the very end may be half of one."""
    return text.rfind("\n") + 1 or text.rfind("\r", 0, len(text) - 1) + 1


def _after_blank_line(text: str) -> int:
    blank = max(text.rfind("\n\n") + 2, text.rfind("\n\r\n") + 3)
    return blank if blank > 2 else _after_line(text)


def _cut(blocks: Iterable[str], after: Callable[[str], int]) -> Iterator[str]:
    held: list[str] = []
    for block in blocks:
        end = after(block)
        if end:
            yield "".join((*held, block[:end]))
            held = [block[end:]] if end < len(block) else []
        else:
            held.append(block)
    rest = "".join(held)
    if rest:
        yield rest


def _held_together(parts: Iterable[str]) -> Iterator[str]:
    """Yield one text, or the parts as they are where they are too long for that."""
    remaining = iter(parts)
    held: list[str] = []
    size = 0
    for part in remaining:
        held.append(part)
        size += len(part)
        if size > DOCUMENT:
            yield from held
            yield from remaining
            return
    if held:
        yield "".join(held)


def encoded(text: str, coding: Coding, name: str, line: int) -> bytes:
    """Return text in an encoding; raise `InputError` for a character that it does not have.

    `line` is the number of the text's first line in the file `name`.
    """
    try:
        return text.encode(coding.codec)
    except UnicodeEncodeError as error:
        import unicodedata

        char = text[error.start]
        last = max(text.rfind("\n", 0, error.start), text.rfind("\r", 0, error.start))
        place = f"{name}:{line + line_ends(text[: error.start])}:{error.start - last}"
        what = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
        advice = "use --output-encoding utf-8"
        raise InputError(f"{place}: the clean text has {what}, which {coding.label} cannot hold; {advice}") from None


@contextmanager
def replacing(path: Path, backup: str = "", since: os.stat_result | None = None) -> Iterator[BinaryIO]:
    """Give a file to write; when all is written it takes the place of `path`, in one step.

    Mode, owner and extended attributes stay, a symbolic link stays a link. Where anything fails, also in the
    body, the file is as it was. `backup` is a suffix under which the old file is kept; `since` is the state
    in which the file was read: one that was changed by someone else meanwhile is not replaced.
    """
    from tempfile import mkstemp  # costs as much as all else here, and only writing needs it

    real = path.resolve()
    temporary = ""
    try:
        before = since or real.stat()
        handle, temporary = mkstemp(prefix=".bidinorm-", dir=real.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            _dress(file.fileno(), real, before)
            os.fsync(file.fileno())
        now = real.stat()
        if (now.st_mtime_ns, now.st_size, now.st_ino) != (before.st_mtime_ns, before.st_size, before.st_ino):
            raise InputError(
                f"{path}: changed by someone else while it was read; the file is as they left it; run again"
            )
        if backup:
            _keep(real, real.with_name(real.name + backup))
        Path(temporary).replace(real)
        temporary = ""
        _sync_folder(real.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be replaced: {trouble(error)}; the file is as it was") from error
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _dress(descriptor: int, real: Path, before: os.stat_result) -> None:
    """Give the new file the owner, mode and attributes of the old one; owner first, since it clears mode bits."""
    if hasattr(os, "fchown"):
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            os.fchown(descriptor, before.st_uid, before.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # not every file system has them
            for attribute in os.listxattr(real):
                os.setxattr(descriptor, attribute, os.getxattr(real, attribute))


def _keep(real: Path, backup: Path) -> None:
    """Keep the old file under another name, which it takes in one step."""
    passing = backup.with_name(f".bidinorm-{os.getpid()}")
    with suppress(FileNotFoundError):
        passing.unlink()
    try:
        os.link(real, passing)
    except OSError:  # a file system without hard links
        import shutil

        shutil.copy2(real, passing)
    passing.replace(backup)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
