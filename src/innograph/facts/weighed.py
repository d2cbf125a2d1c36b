"""Relations weighed: of all that the classes of a document's entities allow, those that enough speaks for.

What speaks for a relation are traits of the places where its two ends stand, the rules that find it, and how it
compares with its rivals; how much each counts is fitted on the training passages of data/annotated by
benchmarks/extraction/relations.py, in two steps as in stacking (Wolpert 1992): weights of traits, then a forest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from innograph.encoder import Context, Triple, Witness
from innograph.facts.circumstances import CircumstanceFinder
from innograph.facts.forests import read_forest, read_weights
from innograph.facts.options import Option, OptionFinder
from innograph.facts.relations import RelationFinder
from innograph.facts.rivals import Candidate, RivalReader, gather
from innograph.facts.scenes import Scene
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Claim, Entity
from innograph.ontology import Ontology
from innograph.resources import ontology_folder


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What rules find in a document, the options there, and the relations that may hold with the forest's chances."""

    ruled: Sequence[Claim]
    options: Sequence[Option]
    candidates: Sequence[tuple[Candidate, float]]


def log_odds(chance: float) -> float:
    """The logarithm of the odds of a chance, neither end of which is ever certain."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return log(chance / (1 - chance))


class WeighedRelationFinder:
    """Finds relations by weighing what rules and traits say; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        folder = ontology_folder() / "lexicon" / lexicon.language
        self._ontology = ontology
        self._rules = RelationFinder(lexicon, ontology, gazetteer)
        self._options = OptionFinder(lexicon, ontology, gazetteer)
        self._circumstances = CircumstanceFinder(lexicon)
        self._weights = read_weights(folder / "relation-weights.tsv")
        self._column = {name: number for number, name in enumerate(self._weights.classes)}
        self._forest, settings = read_forest(folder / "relation-forest.json")
        self._bar: float = settings["bar"]
        self._witness: tuple[float, float] = (settings["witness"]["confidence"], settings["witness"]["bar"])
        joint = lexicon.table("blend")["relations"]
        self._weights_joint: Mapping[str, float] = joint
        self._joint_bar: float = joint["bar"]
        self._floor: float = joint["floor"]
        self._unseen: float = joint["unseen"]
        self._near: tuple[float, float] = (settings["near"]["of_best"], settings["near"]["enough"])

    def find(self, scenes: Sequence[Scene], entities: Sequence[Entity], context: Context | None = None) -> list[Claim]:
        """The claims of a document, in order of their first sentences.

        A claim that a rule made keeps the rule's name, status and time, and has the chance weighed as its confidence.
        A relation that nothing was fitted for is left as the rules found it.
        """
        weighed = self._weigh(scenes, entities)
        said: dict[Triple, list[Claim]] = {}
        for claim in weighed.ruled:
            said.setdefault((claim.subject, claim.predicate, claim.object), []).append(claim)
        found = [claim for claim in weighed.ruled if claim.predicate not in self._column]
        sensed = self._sensed(context, entities) if context else {}
        for candidate, forest in weighed.candidates:
            chance, bar = forest, self._bar
            if context:
                seen, _ = sensed.pop(candidate.triple, (self._floor, candidate.triple))
                chance, bar = self._joint(forest, seen), self._joint_bar
            if chance >= self._bar_of(candidate, weighed.options, bar):
                found += self._claims(candidate, round(chance, 2), weighed.options, scenes, said)
        for triple, (seen, said_as) in sensed.items():
            chance = self._joint(self._unseen, seen)
            if context and chance >= self._joint_bar:
                found.append(self._read(triple, context.witness(said_as), round(chance, 2), scenes))
        return sorted(self._one_way(found), key=lambda claim: claim.sentences[0])

    def chances(
        self, scenes: Sequence[Scene], entities: Sequence[Entity], context: Context
    ) -> dict[Triple, tuple[float, float]]:
        """How likely forest and encoder take each relation that either does not leave out."""
        forest = {candidate.triple: chance for candidate, chance in self._weigh(scenes, entities).candidates}
        sensed = self._sensed(context, entities)
        return {
            triple: (forest.get(triple, self._unseen), sensed[triple][0] if triple in sensed else self._floor)
            for triple in sorted({*forest, *sensed})
        }

    def _weigh(self, scenes: Sequence[Scene], entities: Sequence[Entity]) -> _Weighed:
        """What the rules find, and how likely the forest takes what may hold."""
        ruled = self._rules.find(scenes, entities)
        options = [self._fitted(option) for option in self._options.find(scenes, entities, ruled)]
        cores = [self._ontology.core(entity.type) for entity in entities]
        candidates = gather(options, self._chances(options))
        reader = RivalReader(candidates, options, scenes, entities, cores, self._weights.classes)
        # The last number tells that the entities were found, not annotated.
        table = np.array([[*reader.read(candidate), 1.0] for candidate in candidates])
        chances = self._forest.chances(table).tolist() if candidates else []
        return _Weighed(ruled, options, list(zip(candidates, chances, strict=True)))

    def _one_way(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims without those whose contrary direction is likelier: who funds is not funded by the same.

        Of two as likely, that cannot both hold, the one stays whose subject is named first.
        """
        sure: dict[Triple, float] = {}
        for claim in claims:
            triple = claim.subject, claim.predicate, claim.object
            sure[triple] = max(claim.confidence, sure.get(triple, 0.0))
        for claim in claims:
            contrary = sure.get((claim.object, claim.predicate, claim.subject), 0.0)
            first = claim.subject < claim.object or not self._ontology.relations[claim.predicate].one_way
            if contrary < claim.confidence or (contrary == claim.confidence and first):
                yield claim

    def _sensed(self, context: Context, entities: Sequence[Entity]) -> dict[Triple, tuple[float, Triple]]:
        """The relations that the encoder takes for likely and the classes of the entities allow, each once.

        Each has its chance and how the encoder puts it: a symmetric one may be turned.
        """
        found: dict[Triple, tuple[float, Triple]] = {}
        for said_as, chance in sorted(context.relations.items()):
            subject, predicate, object_ = said_as
            one, other = entities[subject], entities[object_]
            allowed = self._ontology.allows(one.type, predicate, other.type)
            if not allowed or not self._options.possible(predicate, one, other):
                continue
            turned = self._ontology.relations[predicate].symmetric and subject > object_
            triple = (object_, predicate, subject) if turned else said_as
            if triple not in found or found[triple][0] < chance:
                found[triple] = chance, said_as
        return found

    def _joint(self, forest: float, encoder: float) -> float:
        """The chance of a relation by that of the forest and that of the encoder: a logistic regression on both."""
        weights = self._weights_joint
        odds = weights["base"] + weights["forest"] * log_odds(forest) + weights["encoder"] * log_odds(encoder)
        return 1 / (1 + exp(-odds))

    def _read(self, triple: Triple, witness: Witness, chance: float, scenes: Sequence[Scene]) -> Claim:
        """The claim of a relation that the encoder alone finds."""
        scene = scenes[witness.sentences[-1]]
        status, start, end = self._circumstances.find(scene, witness.begin)
        return Claim(*triple, witness.sentences, "read in context", chance, status, start, end)

    def _bar_of(self, candidate: Candidate, options: Sequence[Option], bar: float) -> float:
        """The chance that a relation must have: a low one where a rule is sure of it."""
        rules = [claim for _, number in candidate.options for claim in options[number].rules]
        sure = max((claim.confidence for claim in rules if claim.predicate == candidate.predicate), default=0.0)
        least, low = self._witness
        return min(low, bar) if sure >= least else bar

    def _fitted(self, option: Option) -> Option:
        """An option with the relations only that weights were fitted for."""
        return replace(option, predicates=tuple(p for p in option.predicates if p in self._column))

    def _chances(self, options: Sequence[Option]) -> Iterator[list[float]]:
        table = self._weights.chances([option.traits for option in options])
        for option, row in zip(options, table.tolist(), strict=True):
            yield [row[self._column[predicate]] for predicate in option.predicates]

    def _claims(
        self,
        candidate: Candidate,
        chance: float,
        options: Sequence[Option],
        scenes: Sequence[Scene],
        said: Mapping[Triple, Sequence[Claim]],
    ) -> Iterator[Claim]:
        """The claims of a relation that was found likely: those of the rules, or one of its own."""
        best, first = candidate.options[0]
        bar = min(self._near[0] * best, self._near[1])
        near = [options[number] for own, number in candidate.options if own >= bar]
        sentences = tuple(sorted({scenes[option.site.at].parse.sentence.index for option in near}))
        triple = candidate.triple
        ruled = said.get(triple, ())
        told = {sentence for claim in ruled for sentence in claim.sentences}
        left = tuple(sentence for sentence in sentences if sentence not in told)
        for number, claim in enumerate(ruled):
            yield replace(claim, sentences=claim.sentences + (left if number == 0 else ()), confidence=chance)
        if not ruled:
            site = options[first].site
            status, start, end = self._circumstances.find(scenes[site.at], site.second.begin)
            rule = f"weighed with its {site.ties[0]}" if site.ties else "weighed in its sentence"
            yield Claim(*triple, sentences, rule, chance, status, start, end)
