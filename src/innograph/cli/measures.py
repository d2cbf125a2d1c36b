"""What each measure of `analyze` tells, in tables, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.analysis import Choices, Part
    from innograph.analysis.records import Record
    from innograph.graph import KnowledgeGraph
    from innograph.query import Table

Tables = dict[str, "Table"]


class Measure(StrEnum):
    """What can be measured."""

    centrality = "centrality"
    communities = "communities"
    helix = "helix"
    brokers = "brokers"
    robustness = "robustness"
    structure = "structure"
    compare = "compare"


@dataclass(frozen=True, slots=True)
class Options:
    """What a user wants measured: the network, the part of the graph, and what only some measures take."""

    part: Part
    kind: str
    by: str
    classes: Sequence[str]
    resamples: int | None
    group: str
    unit: str
    strategy: str
    resolution: float
    at: str
    other: Path | None


def measure_graph(kg: KnowledgeGraph, measure: Measure, options: Options) -> Tables:
    """The tables of a measure by their names, the first the one that a reader wants first."""
    return _TELL[measure](kg, options)


def draw_tables(measure: Measure, tables: Tables, *, top: int) -> Any:
    """The figure of a measure, of the first rows of one of its tables; `top` 0 for all."""
    from innograph.analysis import plots
    from innograph.analysis.brokerage import ROLES

    match measure:
        case Measure.centrality:
            return plots.draw_ranks(tables["ranks"], top=top)
        case Measure.communities:
            return plots.draw_bars(tables["groups"], ["size"], names="top members", top=top)
        case Measure.helix:
            return plots.draw_bars(_join_sectors(tables["pairs"]), ["ties"], names="sectors", top=0)
        case Measure.brokers:
            return plots.draw_bars(tables["brokers"], ROLES, names="entity", top=top)
        case Measure.robustness:
            return plots.draw_lines(tables["curve"], "removed", ["share in largest"], span=("low", "high"))
        case Measure.structure:
            return plots.draw_bars(tables["groups"], ["internal ties", "external ties"], names="group", top=top)
        case Measure.compare:
            return plots.draw_moves(tables["ranks"], top=top)


def _join_sectors(pairs: Table) -> Table:
    """The pairs of sectors with one name for both."""
    from innograph.query import Table

    rows = ((f"{one} – {other}" if one != other else f"within {one}", ties) for one, other, ties, *_ in pairs)
    return Table(("sectors", "ties"), tuple(rows))


def list_tables(record: Record, *first: str) -> Tables:
    """The tables of a record, by the names of its fields, some of them before the others."""
    return {**{name: record.tables[name] for name in first}, **record.tables}


def _tell_centrality(kg: KnowledgeGraph, options: Options) -> Tables:
    kind, by, classes = options.kind, options.by, options.classes
    return {"ranks": kg.centrality(kind=kind, by=by, classes=classes, resamples=options.resamples, **options.part)}


def _tell_communities(kg: KnowledgeGraph, options: Options) -> Tables:
    found = kg.communities(kind=options.kind, resolution=options.resolution, **_chosen(options))
    return list_tables(found, "groups")


def _tell_helix(kg: KnowledgeGraph, options: Options) -> Tables:
    found = kg.helix(kind=options.kind, resamples=options.resamples, **_chosen(options))
    return {**list_tables(found), "synergy": kg.synergy(unit=options.unit, **_chosen(options))}


def _tell_brokers(kg: KnowledgeGraph, options: Options) -> Tables:
    chosen = _chosen(options)
    found = kg.brokers(kind=options.kind, by=options.group, resamples=options.resamples, **chosen)
    bridging = kg.bridges(kind=options.kind, resamples=options.resamples, **chosen)
    return {"brokers": found.brokers, "bridging": bridging.entities, "bridges": bridging.ties, **list_tables(found)}


def _tell_robustness(kg: KnowledgeGraph, options: Options) -> Tables:
    chosen = _chosen(options)
    found = kg.robustness(kind=options.kind, strategy=options.strategy, resamples=options.resamples, **chosen)
    return list_tables(found, "whole", "splitters")


def _tell_structure(kg: KnowledgeGraph, options: Options) -> Tables:
    chosen, kind = _chosen(options), options.kind
    mixing = kg.mixing(kind=kind, by=options.group, resamples=options.resamples, **chosen)
    core = kg.core(kind=kind, **chosen)
    return {
        "whole": kg.structure(kind=kind, resamples=options.resamples, **chosen),
        "small world": kg.small_world(kind=kind, **chosen),
        "mixing": mixing.whole,
        "groups": mixing.groups,
        "pairs": mixing.pairs,
        "core": core.whole,
        "shells": core.shells,
        "entities": core.entities,
    }


def _tell_comparison(kg: KnowledgeGraph, options: Options) -> Tables:
    from innograph.graph import open_graph

    second = open_graph(options.other) if options.other else None
    found = kg.compare(
        second, at=options.at, kind=options.kind, by=options.by, resamples=options.resamples, **_chosen(options)
    )
    return list_tables(found)


def _chosen(options: Options) -> Choices:
    """The part of the graph, with only the entities of the classes wanted."""
    return {**options.part, "classes": options.classes}


_TELL: dict[Measure, Callable[[KnowledgeGraph, Options], Tables]] = {
    Measure.centrality: _tell_centrality,
    Measure.communities: _tell_communities,
    Measure.helix: _tell_helix,
    Measure.brokers: _tell_brokers,
    Measure.robustness: _tell_robustness,
    Measure.structure: _tell_structure,
    Measure.compare: _tell_comparison,
}
