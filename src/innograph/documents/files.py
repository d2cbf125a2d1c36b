"""Bytes to text: what a file must be before a reader looks at it."""

from __future__ import annotations

from pathlib import Path

from innograph.errors import DocumentError

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_file(path: Path) -> str:
    """The text of a file, decoded as UTF-8 (or UTF-16 with a byte order mark), every line ended by a line feed.

    Raises:
        DocumentError: the file is missing, unreadable, empty, binary or not decodable.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{str(path)!r} cannot be read: {error.strerror}. Check the path.") from error
    encoding = _MARKS.get(data[:2], "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise DocumentError(f"{str(path)!r} is binary, not text. Save it as UTF-8 text or Markdown.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{str(path)!r} is not {encoding.upper()}: byte {error.start} cannot be decoded. Save it as UTF-8."
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError(f"{str(path)!r} is empty. Give a file with text, or leave it out.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
