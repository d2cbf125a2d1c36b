"""Figures that a scan misread, mended."""

from __future__ import annotations

import re

_MISREAD = re.compile(r"(?<![A-Za-z\d])(?=[\dOlI.,]*\d)(?:\d|[OlI](?=[\d,.]))[\dOlI.,]*(?![A-Za-z\d])")
_FIGURES = str.maketrans("OlI", "011")


def mend_figures(text: str) -> str:
    """A text in which letters that a scan put for figures are figures again; no character is added or lost.

    >>> mend_figures("1,86O employees, of whom 4l2 are women; in 2O15")
    '1,860 employees, of whom 412 are women; in 2015'
    """
    return _MISREAD.sub(lambda found: found[0].translate(_FIGURES), text)
