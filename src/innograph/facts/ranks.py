"""How ranks are written: "third in the country", "the highest of the region"."""

from __future__ import annotations

import re

from innograph.lexicon import Lexicon, one_of


def rank_patterns(lexicon: Lexicon) -> list[re.Pattern[str]]:
    """The patterns of the lexicon, each with one of the groups `ordinal`, `number`, `top` and `best`."""
    rank = lexicon.table("observations")["rank"]
    ordinal = one_of(lexicon.table("numbers")["ordinals"], bound=False)
    words = {
        "ORDINAL": rf"(?P<ordinal>{ordinal}|\d{{1,3}}(?:st|nd|rd|th))",
        "SUPERLATIVE": one_of(rank["superlatives"], bound=False),
        "AREA": one_of(rank["areas"], bound=False),
    }
    names = re.compile("|".join(words))
    return [re.compile(names.sub(lambda name: words[name[0]], pattern), re.IGNORECASE) for pattern in rank["patterns"]]
