"""Which currency a sign means that several countries use: "$" in a Canadian report is Canadian."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon, one_of


class CurrencyFinder:
    """Tells the currencies of a document's shared signs; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table: Mapping[str, Mapping[str, Sequence[str]]] = lexicon.table("numbers")["shared"]
        self._places = {
            sign: [(code, re.compile(one_of(places))) for code, places in row.items()] for sign, row in table.items()
        }

    def find(self, scenes: Sequence[Scene]) -> dict[str, str]:
        """The currency of each shared sign: of the country where the document is set, else the first."""
        where = scenes[0].where if scenes else ""
        return {
            sign: next((code for code, places in rows if places.search(where)), rows[0][0])
            for sign, rows in self._places.items()
        }
