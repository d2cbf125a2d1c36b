"""OWL 2 RL over a graph: what follows from what the documents say and the ontology defines, and what contradicts it."""

from __future__ import annotations

from innograph.reason.consistency import unsatisfiable_classes
from innograph.reason.inferences import Contradiction, Inference, infer
from innograph.reason.proofs import Proof, Prover

__all__ = ["Contradiction", "Inference", "Proof", "Prover", "infer", "unsatisfiable_classes"]
