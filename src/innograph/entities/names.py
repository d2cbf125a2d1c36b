"""When two ways of writing a name are the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MARKS = re.compile(r"[^\w\s]")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
PLURALS = frozenset({"Industry", "StakeholderGroup", "Technology"})


@cache
def normal(name: str) -> str:
    """A name without capitals, marks and article, so that two ways of writing it compare equal.

    >>> normal("The Ministry of Science & Technology")
    'ministry of science and technology'
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = " ".join(_MARKS.sub(" ", text).split())
    return _ARTICLE.sub("", text)


@cache
def singular(name: str) -> str:
    """A normal name with its last word in the singular: "new industries" is "new industry".

    >>> singular("college students")
    'college student'
    """
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def initials(name: str, small: frozenset[str], joiners: frozenset[str]) -> frozenset[str]:
    """The acronyms that a name may be shortened to: of all its words, without the small ones, without the joiners.

    >>> sorted(initials("Ministry of Science and Technology", frozenset({"of", "and"}), frozenset({"and"})))
    ['MOSAT', 'MOST', 'MST']
    """
    words = [word for part in name.split() for word in part.split("-") if word and word[0].isalnum()]
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word.lower() not in small)
    no_and = "".join(word[0] for word in words if word.lower() not in joiners)
    return frozenset(text.upper() for text in (every, main, no_and) if len(text) > 1)


def slug(name: str) -> str:
    """A name as the readable end of an IRI.

    >>> slug("Several Measures to Promote Makers (Trial)")
    'several-measures-to-promote-makers-trial'
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", text).strip("-")[:80].strip("-") or "unnamed"
