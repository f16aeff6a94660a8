"""The bytes inside a compressed file, as a stream that knows whether the file is whole."""

import io
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any, Final, cast

from cnlint.corpus.storage import extra

_BLOCK: Final = 1 << 20  # bytes read at a time


def unpacked(raw: IO[bytes], path: str) -> IO[bytes]:
    """What is in a file, by the end of its name: `.gz`, `.zst` or plain.

    Reading it raises EOFError where a compressed file ends too soon, and what the library raises where it is damaged.

    Raises:
        InputError: the file needs a library that is not installed.
    """
    if path.endswith(".gz"):
        import gzip  # 5 ms that only such files cost

        return cast(IO[bytes], gzip.GzipFile(fileobj=_begun(raw)))
    if path.endswith(".zst"):
        return io.BufferedReader(_zstd(raw, path), _BLOCK)
    return raw


def _zstd(raw: IO[bytes], path: str) -> Any:
    try:
        return import_module("compression.zstd").ZstdFile(_begun(raw))  # Python 3.14 has it
    except ModuleNotFoundError:
        return _Frames(_begun(raw), extra("zstandard", "zstd", path).ZstdDecompressor())


def _begun(raw: IO[bytes]) -> IO[bytes]:
    """The same stream; both libraries take a file of no bytes, which is none of theirs, for an empty one."""
    if not raw.read(1):
        raise EOFError("Compressed file has no bytes")
    raw.seek(0)
    return raw


class _Frames(io.RawIOBase):
    """The bytes in the frames of a zstd file (RFC 8878, 3.1); the library's own reader is silent on a cut frame."""

    def __init__(self, raw: IO[bytes], decompressor: Any) -> None:
        self._blocks = _blocks(raw, decompressor)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The number of bytes put into the buffer, 0 at the end."""
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _blocks(raw: IO[bytes], decompressor: Any) -> Iterator[bytes]:
    frame = None
    while block := raw.read(_BLOCK):
        while block:
            frame = frame or decompressor.decompressobj()
            yield frame.decompress(block)
            block = frame.unused_data if frame.eof else b""
            frame = None if frame.eof else frame
    if frame:
        raise EOFError("Compressed file ended before the end of its last frame")
