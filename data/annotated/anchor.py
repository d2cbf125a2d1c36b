#!/usr/bin/env python3
"""Turn an annotator's draft into a gold file: find where the quoted characters stand.

    python data/annotated/anchor.py DRAFT.json [DRAFT.json ...] -o data/annotated/gold

A draft is a gold file by the annotation guide in which an entity may carry `"surfaces"` (further forms as the text
writes them) and each relation, observation and statement carries `"evidence"`: the words of the text that say so,
copied. Here the copied words become offsets (code points, half open), line breaks and words torn at a line's end
allowed for. The judgement is the annotator's; this only counts characters, and refuses what the text does not hold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
TYPES = frozenset(
    """GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution IntermediaryOrganisation Person
    Place Platform Policy Programme Project Event Award Industry Technology Publication StakeholderGroup""".split()
)
PREDICATES = frozenset(
    """locatedIn partOf cooperatesWith establishes operates participatesIn organises issues implements targets funds
    investsIn receives listedIn activeIn develops affiliatedWith leads""".split()
)
KINDS = frozenset("level share growth rank ratio target".split())
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
STATEMENTS = frozenset("Challenge Strength Measure".split())


def pattern(words: str) -> re.Pattern[str]:
    """What matches the words in a text whose lines are broken, and words torn, anywhere."""
    torn = [r"(?:-?[ \t]*\n[ \t]*)?".join(re.escape(c) for c in word) for word in words.split()]
    return re.compile(r"(?<!\w)" * words[0].isalnum() + r"\s+".join(torn) + r"(?!\w)" * words[-1].isalnum())


def find(words: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern(words).finditer(text)]


def anchor_mentions(entities: list[dict], text: str) -> list[str]:
    """Give each entity its mentions, longer names first, no character to two entities; say whose name is not there."""
    taken: list[tuple[int, int]] = []
    forms = [(f, e) for e in entities for f in {e["label"], *e.get("aliases", []), *e.pop("surfaces", [])} if f.strip()]
    for entity in entities:
        entity["mentions"] = []
    for form, entity in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])):
        for begin, end in find(form, text):
            if all(end <= b or begin >= e for b, e in taken):
                taken.append((begin, end))
                entity["mentions"].append([begin, end])
    for entity in entities:
        entity["mentions"].sort()
    return [f"no mention of {e['label']!r} stands in the text" for e in entities if not e["mentions"]]


def anchor_evidence(items: list[dict], text: str) -> list[str]:
    faults = []
    for item in items:
        spans = find(item.get("evidence") or "\0", text)
        if spans:
            item["evidence"] = list(spans[0])
        else:
            faults.append(f"evidence {item.get('evidence')!r} does not stand in the text")
    return faults


def check(gold: dict) -> list[str]:
    """What is wrong with the names a draft uses."""
    ids = [e["id"] for e in gold["entities"]]
    labels = {e["label"] for e in gold["entities"]}
    faults = [f"id {i} is used twice" for i in set(ids) if ids.count(i) > 1]
    faults += [f"type {e['type']} is none of the guide's" for e in gold["entities"] if e["type"] not in TYPES]
    for r in gold["relations"]:
        faults += [f"relation end {r[k]} is no entity" for k in ("subject", "object") if r[k] not in ids]
        faults += [f"predicate {r['predicate']} is none of the guide's"] * (r["predicate"] not in PREDICATES)
    for o in gold["observations"]:
        faults += [f"kind {o['kind']} is none of the guide's"] * (o["kind"] not in KINDS)
        faults += [f"value {o['value']!r} is no number"] * (not isinstance(o["value"], int | float))
        faults += [f"an observation of {o['indicator']!r} has no {k}" for k in ("start", "end", "unit") if k not in o]
    for s in gold["statements"]:
        faults += [f"statement type {s['type']} is none of the guide's"] * (s["type"] not in STATEMENTS)
        faults += [f"measure {s['text']!r} has no status"] * (s["type"] == "Measure" and "status" not in s)
    for item in gold["observations"] + gold["statements"]:
        faults += [f"about {item['about']!r} is the label of no entity"] * (item["about"] not in labels)
    return faults


def anchor(draft: dict) -> tuple[dict, list[str]]:
    text = (HERE / "texts" / draft["document"]).read_text(encoding="utf-8")
    text = FRONT_MATTER.sub(lambda block: " " * len(block[0]), text)
    draft["lines"] = None
    faults = check(draft)
    faults += anchor_mentions(draft["entities"], text)
    for kind in ("relations", "observations", "statements"):
        faults += anchor_evidence(draft[kind], text)
    return draft, faults


def write(gold: dict, path: Path) -> None:
    """One line an item, as one reads and compares them."""
    parts = [f'{{"document": {json.dumps(gold["document"])}, "lines": null']
    for kind in ("entities", "relations", "observations", "statements"):
        items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in gold[kind])
        parts.append(f' "{kind}": [\n  {items}\n ]' if items else f' "{kind}": []')
    path.write_text(",\n".join(parts) + "}\n", encoding="utf-8")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("drafts", type=Path, nargs="+")
    cli.add_argument("-o", "--out", type=Path, default=HERE / "gold")
    args = cli.parse_args()
    failed = False
    for path in args.drafts:
        try:
            gold, faults = anchor(json.loads(path.read_text(encoding="utf-8")))
        except (json.JSONDecodeError, KeyError, OSError) as error:
            gold, faults = {}, [f"{type(error).__name__}: {error}"]
        for fault in faults:
            print(f"{path.name}: {fault}")
        failed |= bool(faults)
        if not faults:
            args.out.mkdir(parents=True, exist_ok=True)
            write(gold, args.out / path.name)
    sys.exit(failed)


if __name__ == "__main__":
    main()
