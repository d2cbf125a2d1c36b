"""A name of an entity becomes an entity of its own: its mentions, and what the sentences that use it say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from innograph.decisions.workspace import Workspace
from innograph.entities.names import normal
from innograph.model import Claim, Entity, Reading


def split_mentions(work: Workspace, iri: str, name: str, new: str, kind: str) -> bool:
    """Move the mentions of a thing that bear a name, and the facts of their sentences, to another thing.

    What a sentence says of the thing goes with the name if the sentence calls it by that name and by no other.

    Returns:
        Whether there is any such mention.
    """
    found = False
    for (at, number), of in list(work.of.items()):
        reading = work.readings[at]
        entity = reading.entities[number]
        bearing = tuple(m for m in entity.mentions if normal(reading.mentions[m].text) == normal(name))
        if of != iri or not bearing:
            continue
        found = True
        if len(bearing) == len(entity.mentions):
            work.of[at, number] = new
            continue
        parted = Entity(kind, name, (), bearing)
        left = replace(
            entity,
            mentions=tuple(m for m in entity.mentions if m not in bearing),
            aliases=tuple(alias for alias in entity.aliases if normal(alias) != normal(name)),
        )
        work.of[at, len(reading.entities)] = new
        entities = (*reading.entities[:number], left, *reading.entities[number + 1 :], parted)
        work.readings[at] = _moved(replace(reading, entities=entities), number, len(reading.entities))
    return found


def _moved(reading: Reading, old: int, new: int) -> Reading:
    """A reading whose facts about an entity are about the new one where their sentences name only that."""
    mentions = reading.mentions
    kept = {mentions[m].sentence for m in reading.entities[old].mentions if mentions[m].kind == "name"}
    moved = {mentions[m].sentence for m in reading.entities[new].mentions} - kept - {-1}
    return replace(
        reading,
        claims=tuple(_moved_claims(reading.claims, moved, old, new)),
        observations=tuple(
            replace(o, about=new) if o.about == old and o.sentence in moved else o for o in reading.observations
        ),
        statements=tuple(
            replace(s, about=new) if s.about == old and s.sentence in moved else s for s in reading.statements
        ),
    )


def _moved_claims(claims: Sequence[Claim], moved: set[int], old: int, new: int) -> Iterator[Claim]:
    """The claims; one that several sentences state may be parted."""
    for claim in claims:
        if old not in (claim.subject, claim.object):
            yield claim
            continue
        staying = tuple(s for s in claim.sentences if s not in moved)
        going = tuple(s for s in claim.sentences if s in moved)
        if staying:
            yield replace(claim, sentences=staying)
        if going:
            ends = {old: new}
            subject, object_ = (ends.get(end, end) for end in (claim.subject, claim.object))
            yield replace(claim, subject=subject, object=object_, sentences=going)
