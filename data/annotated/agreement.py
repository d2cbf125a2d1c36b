#!/usr/bin/env python3
"""How far two annotations of the same passages, made apart, agree.

    python data/annotated/agreement.py            a Markdown table over all passages annotated twice
    python data/annotated/agreement.py 007 024    over these
    python data/annotated/agreement.py --show     also what stands in one annotation only

The measure is F1: twice the pairs over the items of both annotations. Each item of the one is paired with at most one
of the other: pairs that are equal word for word first, then greedily in the order of the files. The rules of pairing
are those by which built graphs are scored:

    entities      the same type, and a name of the one (label or alias) like a name of the other
    relations     the same predicate, and both ends like each other; cooperatesWith in either direction
    observations  value (within 0.5 %), unit and kind the same, what they are about alike, the same year of start
                  where the first annotation tells one, and at least half the indicator's words in the other's
    statements    the same type, and at least half the words in the other's text or in the characters it quotes

Some rules ask more of the second annotation than of the first; so each is taken once as the first, and the two F1 are
averaged. Names are alike where, without case and punctuation, their characters or their sorted words agree to 0.86
(Ratcliff and Obershelp's measure, as in difflib).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from anchor import HERE
from passages import Item, annotation_files, read_annotation, read_texts

STOP = """a an the of in on to for and or by with from at as is are be been was were has have had its it their our this
    that these those not no more than which will should we"""
Rule = Callable[[Item, Item], bool]


@cache
def plain(text: str) -> str:
    """A text in small letters, without punctuation and a leading article."""
    words = re.sub(r"\s+", " ", re.sub(r"[^\w\s\[\]]", " ", text.casefold())).strip()
    return re.sub(r"^(the|a|an) ", "", words)


@cache
def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for a few characters or the order of the words."""
    a, b = plain(one), plain(other)
    sorted_words = [" ".join(sorted(name.split())) for name in (a, b)]
    pairs = ((a, b), sorted_words)
    return a == b or bool(a and b and max(SequenceMatcher(None, *pair).ratio() for pair in pairs) >= 0.86)


def meet(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a name of some is like a name of others."""
    return any(alike(a, b) for a in some for b in others)


@cache
def content(text: str) -> frozenset[str]:
    """The words of a text that say something, without the s of the plural."""
    return frozenset(w.rstrip("s") for w in plain(text).split() if w not in STOP.split() and len(w) > 1)


def half_in(text: str, other: str) -> bool:
    """Whether at least half the words of a text stand in another."""
    return 2 * len(content(text) & content(other)) >= len(content(text))


def same_entity(a: Item, b: Item) -> bool:
    """Whether two annotators saw the same entity, of the same type."""
    return a["type"] == b["type"] and meet(a["names"], b["names"])


def same_ends(a: Item, b: Item) -> bool:
    """Whether two relations hold between the same, whatever they say of them."""
    straight = meet(a["subject"], b["subject"]) and meet(a["object"], b["object"])
    return straight or (
        a["predicate"] == "cooperatesWith" and meet(a["subject"], b["object"]) and meet(a["object"], b["subject"])
    )


def same_relation(a: Item, b: Item) -> bool:
    """Whether two relations say the same of the same."""
    return a["predicate"] == b["predicate"] and same_ends(a, b)


def same_figure(a: Item, b: Item) -> bool:
    """Whether two observations read the same number."""
    bar = 0.005 * max(abs(a["value"]), abs(b["value"]), 1e-12)
    return abs(a["value"] - b["value"]) <= bar and plain(a["unit"]) == plain(b["unit"])


def same_observation(a: Item, b: Item) -> bool:
    """Whether two observations say the same of the same at the same time."""
    return (
        same_figure(a, b)
        and a["kind"] == b["kind"]
        and meet(a["about"], b["about"])
        and (not a["start"] or a["start"][:4] == (b["start"] or "")[:4])
        and half_in(a["indicator"], b["indicator"])
    )


def same_statement(a: Item, b: Item) -> bool:
    """Whether two statements hold the same idea."""
    return a["type"] == b["type"] and half_in(a["text"], f"{b['text']} {b['quote']}")


# What is measured: a name, the list it is of, and when two of its items are the same.
MEASURES: dict[str, tuple[str, Rule]] = {
    "entities": ("entities", same_entity),
    "entities, any type": ("entities", lambda a, b: meet(a["names"], b["names"])),
    "mentions, same characters": ("mentions", lambda a, b: a == b),
    "relations": ("relations", same_relation),
    "relations, any predicate": ("relations", same_ends),
    "observations": ("observations", same_observation),
    "observations, value and unit": ("observations", same_figure),
    "statements": ("statements", same_statement),
}


def unfold(annotation: Item) -> dict[str, list[Item]]:
    """The lists of an annotation, in which names stand for ids and labels, and quotes for offsets."""
    text = read_texts()[annotation["document"]][0]
    names = {e["id"]: [e["label"], *e["aliases"]] for e in annotation["entities"]}
    by_label = {forms[0]: forms for forms in names.values()}
    return {
        "entities": [{**e, "names": names[e["id"]]} for e in annotation["entities"]],
        "mentions": [{"span": span} for e in annotation["entities"] for span in e["mentions"]],
        "relations": [
            {**r, "subject": names[r["subject"]], "object": names[r["object"]]} for r in annotation["relations"]
        ],
        "observations": [{**o, "about": by_label[o["about"]]} for o in annotation["observations"]],
        "statements": [{**s, "quote": text[slice(*s["evidence"])]} for s in annotation["statements"]],
    }


def pair(first: list[Item], second: list[Item], rule: Rule) -> tuple[int, list[Item], list[Item]]:
    """How many items two lists share, and what only the first and only the second hold."""
    left, free, shared = list(first), list(second), 0
    for same in (lambda a, b: rule(a, b) and key(a) == key(b), rule):
        for item in list(left):
            partner = next((other for other in free if same(item, other)), None)
            if partner is not None:
                left.remove(item)
                free.remove(partner)
                shared += 1
    return shared, left, free


def key(item: Item) -> object:
    """What items have in common that say the same in the same words."""
    return [item.get(field) for field in ("label", "predicate", "about", "indicator", "text", "subject", "object")]


def twice() -> list[str]:
    """The ids of the passages that are annotated twice."""
    return [path.stem for path in annotation_files("second")]


def compare(ids: Sequence[str]) -> dict[str, dict[str, float]]:
    """Of each measure the F1 and the numbers of items of both annotations, over some passages."""
    counts = {name: Counter[str]() for name in MEASURES}
    for number in ids:
        one, other = (unfold(read_annotation(HERE / folder / f"{number}.json")) for folder in ("first", "second"))
        for name, (kind, rule) in MEASURES.items():
            there, back = pair(one[kind], other[kind], rule)[0], pair(other[kind], one[kind], rule)[0]
            counts[name].update(first=len(one[kind]), second=len(other[kind]), shared=there + back)
    return {
        name: {"first": n["first"], "second": n["second"], "f1": n["shared"] / ((n["first"] + n["second"]) or 1)}
        for name, n in counts.items()
    }


def table(ids: Sequence[str]) -> str:
    """The comparison as a Markdown table."""
    rows = ["|  | first | second | F1 |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {n} | {m['first']:,} | {m['second']:,} | {m['f1']:.3f} |" for n, m in compare(ids).items()]
    return "\n".join(rows)


def differences(number: str) -> Iterator[str]:
    """What stands in one annotation of a passage only, one a line."""
    one, other = (unfold(read_annotation(HERE / folder / f"{number}.json")) for folder in ("first", "second"))
    for kind, rule in MEASURES.values():
        if kind != "mentions" and rule.__name__ != "<lambda>" and rule not in (same_ends, same_figure):
            _, left, right = pair(one[kind], other[kind], rule)
            yield from (f"{number} first only: {show(item)}" for item in left)
            yield from (f"{number} second only: {show(item)}" for item in right)


def show(item: Item) -> str:
    """An item on one line."""
    if "names" in item:
        return f"{item['type']}: {item['label']}"
    if "predicate" in item:
        return f"{item['subject'][0]} {item['predicate']} {item['object'][0]}"
    if "indicator" in item:
        value = f"{item['kind']} {item.get('bound', '')} {item['value']} {item['unit']}"
        return f"{item['about'][0]} | {item['indicator']} | {value} | {item['start']} to {item['end']}"
    return f"{item['type']} {item.get('status', '')}: {item['text']}"


def main() -> None:
    """Print the table, and what differs where that is asked for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("passages", nargs="*", help="ids of passages; all that are annotated twice where none are given")
    cli.add_argument("--show", action="store_true", help="list what stands in one annotation only")
    args = cli.parse_args()
    ids = args.passages or twice()
    print(f"{len(ids)} passages annotated twice\n\n{table(ids)}")
    if args.show:
        print("", *(line for number in ids for line in differences(number)), sep="\n")


if __name__ == "__main__":
    main()
