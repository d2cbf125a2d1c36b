"""SPARQL in, tables and graphs out; and the named questions under ontology/queries."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from innograph.errors import QueryError, suggestion
from innograph.latex import write_latex
from innograph.namespaces import INFERRED_GRAPH, PREFIXES, XSD, shorten, sparql_prefixes
from innograph.resources import ontology_folder

if TYPE_CHECKING:
    import pandas

_NUMBERS = frozenset(
    XSD + name for name in ("integer", "decimal", "double", "float", "int", "nonNegativeInteger", "long")
)
_PARAMETER = re.compile(
    r"^[ \t]*VALUES \?(?P<name>\w+) \{ (?P<value>.+?) \}[ \t]*# parameter: (?P<about>.+)$", re.MULTILINE
)
_FROM = re.compile(r"\bFROM\s+(NAMED\s+)?(<|\w+:)", re.IGNORECASE)
_ASSERTED_AND_INFERRED: list[NamedNode | BlankNode | DefaultGraph] = [DefaultGraph(), NamedNode(INFERRED_GRAPH)]
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_HEADER = re.compile(r"^# (?P<key>[a-z]+(?:-[a-z]+)?): (?P<value>.+)$", re.MULTILINE)

# A notebook shows so many rows of a table; `to_pandas` and the other formats have all.
_MOST = 200

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: columns and rows of text and numbers.

    `turtle` are its triples, if it made any; `note` says in a sentence what a reader must know of the figures.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    turtle: str = field(default="", repr=False)
    note: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def to_csv(self) -> str:
        """The table as CSV, with a header."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return file.getvalue()

    def to_json(self) -> str:
        """The table as a JSON list of objects."""
        return json.dumps(
            [dict(zip(self.columns, row, strict=True)) for row in self.rows], ensure_ascii=False, indent=1
        )

    def to_latex(self, *, caption: str = "") -> str:
        """The table as LaTeX, for a document that uses the package booktabs; the note stands below it."""
        return write_latex(self.columns, self.rows, caption=caption, note=self.note)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas data frame."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def _repr_html_(self) -> str:
        body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in self.rows[:_MOST])
        left = f"The first {_MOST} of {len(self):,} rows." if len(self) > _MOST else ""
        note = f"<caption>{escape(f'{self.note} {left}'.strip())}</caption>" if self.note or left else ""
        return f"<table>{note}<thead><tr>{_cells(self.columns, 'th')}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: Sequence[Cell], tag: str) -> str:
    return "".join(f"<{tag}>{escape(_shortened(cell))}</{tag}>" for cell in row)


def _shortened(cell: Cell) -> str:
    """A cell as it is shown where figures are read rather than computed with: to six digits."""
    return "" if cell is None else f"{cell:.6g}" if isinstance(cell, float) else str(cell)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named question: its name, its default as SPARQL writes it, and what it means."""

    name: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its file's name, what it asks, its query and its parameters."""

    name: str
    title: str
    title_zh: str
    description: str
    sparql: str
    parameters: tuple[Parameter, ...]


def run_query(store: Store, sparql: str, *, inferred: bool = False) -> Table:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query; the usual prefixes need not be declared.

    The default graph holds what is asserted, and with `inferred` what follows from it too, if the graph was reasoned
    over; the ontology and the inferences are named graphs. A query with FROM names its graphs itself.

    Raises:
        QueryError: the query does not parse, or would change the graph.
    """
    declared = set(re.findall(r"PREFIX\s+(\w*):", sparql, re.IGNORECASE))
    missing = "".join(line + "\n" for line in sparql_prefixes().splitlines() if line.split()[1][:-1] not in declared)
    try:
        graphs = _ASSERTED_AND_INFERRED if inferred and not _FROM.search(sparql) else None
        answer = store.query(missing + sparql, default_graph=graphs)
        if isinstance(answer, QueryBoolean):
            return Table(("answer",), (("yes" if bool(answer) else "no",),))
        if isinstance(answer, QueryTriples):
            triples = sorted(answer, key=str)
            rows = tuple((_shown(t.subject), _shown(t.predicate), _shown(t.object)) for t in triples)
            turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
            return Table(("subject", "predicate", "object"), rows, turtle.decode())
        assert isinstance(answer, QuerySolutions)
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, tuple(tuple(_shown(row[c]) for c in columns) for row in answer))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be answered: {error}. Change it.") from error
    except SyntaxError as error:
        lines = len(missing.splitlines())
        place = re.sub(r"\b(\d+):(\d+)\b", lambda m: f"{max(int(m[1]) - lines, 1)}:{m[2]}", str(error), count=1)
        raise QueryError(
            f"The query does not parse: {place}. Correct it; prefixes known: {', '.join(PREFIXES)}."
        ) from error


def _shown(term: Any) -> Cell:
    """A term as an analyst reads it: labels as text, numbers as numbers, IRIs shortened."""
    if isinstance(term, Literal):
        if term.datatype.value in _NUMBERS:
            number = float(term.value)
            return int(number) if number.is_integer() else number
        return term.value
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return f"_:{term.value}" if isinstance(term, BlankNode) else None if term is None else str(term)


@cache
def questions() -> dict[str, Question]:
    """The named questions by name, in the order of names."""
    return {path.stem: _read_question(path) for path in sorted((ontology_folder() / "queries").glob("*.rq"))}


def _read_question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header = {found["key"]: found["value"].strip() for found in _HEADER.finditer(text)}
    parameters = tuple(Parameter(m["name"], m["value"], m["about"].strip()) for m in _PARAMETER.finditer(text))
    return Question(
        path.stem,
        header.get("title", path.stem),
        header.get("title-zh", ""),
        header.get("description", ""),
        text,
        parameters,
    )


def fill_question(name: str, given: Mapping[str, str]) -> str:
    """The query of a named question with its parameters filled in.

    Raises:
        QueryError: there is no such question or parameter, or a number was wanted and something else given.
    """
    known = questions()
    if name not in known:
        near = suggestion(name, known)
        raise QueryError(f"There is no question {name!r}.{near} `innograph questions` lists all {len(known)}.")
    question = known[name]
    names = [parameter.name for parameter in question.parameters]
    for wrong in sorted(set(given) - set(names)):
        has = f"It has: {', '.join(names)}." if names else "It has none."
        raise QueryError(f"Question {name!r} has no parameter {wrong!r}.{suggestion(wrong, names)} {has}")

    def filled(found: re.Match[str]) -> str:
        if found["name"] not in given:
            return found[0]
        return found[0].replace(f"{{ {found['value']} }}", f"{{ {_as_sparql(given[found['name']], found)} }}")

    return _PARAMETER.sub(filled, question.sparql)


def _as_sparql(value: str, found: re.Match[str]) -> str:
    if found["value"].startswith('"'):
        return str(Literal(value))
    if not _NUMBER.fullmatch(value):
        raise QueryError(f"Parameter {found['name']!r} is {value!r}; it must be a number ({found['about']}).")
    return value


def ask(store: Store, name: str, parameters: Mapping[str, str] | None = None) -> Table:
    """Answer a named question.

    Raises:
        QueryError: there is no such question or parameter.
    """
    return run_query(store, fill_question(name, parameters or {}))
