"""Relations that people added: the file of decisions is read like a document, its lines are their sentences."""

from __future__ import annotations

from hashlib import sha256

from innograph.decisions.files import SOURCE, DecisionFile
from innograph.decisions.workspace import Workspace
from innograph.errors import OntologyError
from innograph.model import Claim, Document, Entity, Quote, Reading

RULE = "added by a person"


def add_relations(work: Workspace, file: DecisionFile) -> None:
    """Put a reading of the file of decisions behind the others, if relations were added."""
    ends: list[str] = []
    quotes: list[Quote] = []
    claims: list[Claim] = []
    for ruling in work.rulings.values():
        decision = ruling.decision
        if decision.kind != "add":
            continue
        subject, object_ = (work.find(decision.text(end)) for end in ("subject", "object"))
        if subject is None or object_ is None:
            work.lost(decision, "the entities" if subject is object_ else "one of the entities")
            continue
        predicate = decision.text("relation")
        try:
            allowed = work.ontology.allows(subject.type, predicate, object_.type)
        except OntologyError:
            work.lost(decision, f"the relation inno:{predicate} in the ontology")
            continue
        if not allowed:
            work.report(
                f"Decision {decision} adds what the classes {subject.type} and {object_.type} do not allow.", decision
            )
            continue
        for end in (subject.iri, object_.iri):
            if end not in ends:
                ends.append(end)
        places = (ends.index(subject.iri), predicate, ends.index(object_.iri))
        assert decision.span is not None
        claims.append(Claim(*places, (len(quotes),), RULE, 1.0))
        quotes.append(Quote(decision.span, -1))
    if not claims:
        return
    at = len(work.readings)
    work.of |= {(at, number): iri for number, iri in enumerate(ends)}
    entities = tuple(Entity(work.things[iri].type, work.things[iri].label, (), ()) for iri in ends)
    document = _document(file.text, work.base)
    work.readings.append(Reading(document, tuple(quotes), (), entities, claims=tuple(claims)))


def _document(text: str, base: str) -> Document:
    digest = sha256(text.encode("utf-8")).hexdigest()
    return Document(
        iri=f"{base}document/{digest[:16]}",
        source=SOURCE,
        sha256=digest,
        text=text,
        title="Decisions",
        place="",
        date="",
        sections=(),
        blocks=(),
        comments=(),
    )
