"""One document's way down the river: the one file that knows which stage of reading comes after which."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from threadpoolctl import ThreadpoolController

from innograph.encoder import Context, Encoder, Encoding, read_encoder
from innograph.entities import EntityResolver
from innograph.facts import ObservationFinder, StatementFinder, WeighedRelationFinder, scenes
from innograph.gazetteer import Gazetteer, read_gazetteer
from innograph.lexicon import Lexicon, read_lexicon
from innograph.mentions import MentionFinder
from innograph.model import Claim, Document, Entity, Mention, Quote, Reading, Sentence
from innograph.ontology import Ontology, read_ontology
from innograph.parses import parse_sentences
from innograph.sentences import split_sentences
from innograph.settings import Settings


class Reader:
    """Reads documents: the stages of the river with what they need, made once per settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lexicon: Lexicon = read_lexicon(settings.language)
        self.gazetteer: Gazetteer = read_gazetteer()
        self.ontology: Ontology = read_ontology()
        self._threads = ThreadpoolController()
        self._mentions = MentionFinder(self.lexicon, self.gazetteer)
        self._entities = EntityResolver(self.lexicon, self.gazetteer)
        self._relations = WeighedRelationFinder(self.lexicon, self.ontology, self.gazetteer)
        self._observations = ObservationFinder(self.lexicon)
        self._statements = StatementFinder(self.lexicon)

    @cached_property
    def _encoder(self) -> Encoder | None:
        """Read when first needed: to train another, none need be there."""
        return read_encoder(self.settings.language)

    def read(self, document: Document) -> Reading:
        """All that a document says, as records."""
        # Sums of small matrices wait longer for one another's threads than they take; and by one thread they are the
        # same on machines with more or fewer cores.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._read(document)

    def _read(self, document: Document) -> Reading:
        sentences = split_sentences(document, self.lexicon)
        with ThreadPoolExecutor(1) as beside:
            # The network and the parser are also loaded side by side, with the first document.
            encoded = beside.submit(self._encode, sentences)
            parses = list(parse_sentences(sentences, self.settings))
            encoding = encoded.result()
        tagger = self._encoder.tagger(encoding) if self._encoder and encoding else None
        found = self._mentions.find(document, parses, tagger)
        mentions, entities, place = self._entities.resolve(sentences, found, document.place)
        context = self._context(encoding, sentences, mentions, entities)
        setting = scenes(document, parses, mentions, entities, place, self.ontology, self.lexicon)
        claims = self._relations.find(setting, entities, context)
        return Reading(
            document=document,
            sentences=tuple(Quote(sentence.span(), sentence.section) for sentence in sentences),
            mentions=tuple(mentions),
            entities=tuple(entities),
            place=place,
            claims=tuple(claim for claim in claims if self._allowed(claim, entities)),
            observations=tuple(self._observations.find(setting, context)),
            statements=tuple(self._statements.find(setting, context)),
        )

    def _encode(self, sentences: Sequence[Sentence]) -> Encoding | None:
        return self._encoder.encode(sentences) if self._encoder else None

    def _context(
        self,
        encoding: Encoding | None,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
    ) -> Context | None:
        """What the encoder says of the entities that were found, where there is one."""
        if self._encoder is None or encoding is None:
            return None
        cores = [self.ontology.core(entity.type) for entity in entities]
        return Context(self._encoder, encoding, sentences, mentions, entities, cores)

    def _allowed(self, claim: Claim, entities: Sequence[Entity]) -> bool:
        """Whether the classes that the entities have in the end let the relation hold."""
        return self.ontology.allows(entities[claim.subject].type, claim.predicate, entities[claim.object].type)
