"""Compressed files: gzip, xz and Zstandard, read and written as streams."""

from __future__ import annotations

import gzip
import lzma
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from bidinorm.errors import InputError
from bidinorm.formats import PACKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

ADVICE = "the rest of the file cannot be read; fetch it again"


def is_packed(name: str) -> bool:
    """Tell whether the ending of a name is that of a compressed file."""
    return PurePath(name).suffix.lower() in PACKED


@contextmanager
def unpacked(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give what is inside of a compressed stream; the stream itself where its name does not end as one.

    Raises `InputError` where the stream ends too early or is none of its kind.
    """
    try:
        with _opener(PurePath(name).suffix.lower())(stream, "rb") as opened:
            yield opened
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError) as error:
        raise InputError(f"{name}: {str(error).rstrip('.')}; {ADVICE}") from None
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise InputError(f"{name}: {error}; {ADVICE}") from None


@contextmanager
def packing(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give a stream that compresses what is written into another, as the ending of its name asks."""
    with _opener(PurePath(name).suffix.lower())(stream, "wb") as opened:
        yield opened


def _opener(ending: str) -> Callable[..., AbstractContextManager[BinaryIO]]:
    if ending == ".gz":
        return cast("Callable[..., AbstractContextManager[BinaryIO]]", _gzip)
    if ending == ".xz":
        return cast("Callable[..., AbstractContextManager[BinaryIO]]", lzma.open)
    return _zstandard() if ending == ".zst" else _plain


def _gzip(stream: BinaryIO, mode: str) -> gzip.GzipFile:
    """Open gzip; written without name and time, so that the same text gives the same bytes."""
    return gzip.GzipFile("", mode, fileobj=stream, mtime=0)


def _plain(stream: BinaryIO, mode: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(stream)


def _zstandard() -> Callable[..., AbstractContextManager[BinaryIO]]:
    for module in ("compression.zstd", "backports.zstd"):
        try:
            return cast("Callable[..., AbstractContextManager[BinaryIO]]", import_module(module).open)
        except ImportError:
            continue
    raise InputError('Zstandard files need a library before Python 3.14: pip install "bidinorm[zstd]"')
