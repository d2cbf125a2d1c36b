"""What a report tells, as measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from innograph.query import Table

Evidence = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a report tells, as measured.

    Attributes:
        counts: how many there are of what the graph holds, of figures checked and of findings.
        documents: answer to the question `documents`.
        actors: those who act, from `innograph.analysis.centrality`.
        communities: the groups of `innograph.analysis.communities.find_communities`.
        modularity: how well they divide the network, from the same.
        helix: the measures of `innograph.analysis.helix.measure_helix`, and the ties of each pair of sectors.
        pairs: the ties of each pair of sectors, from the same.
        synergy: how far the three occur as a system, from `innograph.analysis.synergies.measure_synergy`.
        gaps: how much is lacking, from `innograph.analysis.coherence.count_gaps`.
        questions: title and name of each question about gaps, with its answer.
        findings: title of each kind of finding of the audit, with the answer to its question.
        evidence: the IRIs of the claims or sentences that an actor's IRI, a community's number or a pair of sectors
            ("industry, university") rests on, the surest first.
    """

    counts: Mapping[str, int]
    documents: Table
    actors: Table
    communities: Table
    modularity: float
    helix: Table
    pairs: Table
    synergy: Table
    gaps: Table
    questions: Sequence[tuple[str, str, Table]]
    findings: Sequence[tuple[str, Table]]
    evidence: Evidence
