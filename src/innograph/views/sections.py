"""The sections of a report, in HTML; what they tell cites its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from innograph.query import Table
from innograph.views.charts import Mark, Span, draw_bars, draw_spans, draw_years, write_number
from innograph.views.grids import Markup, read_number, read_rows, show_cell, write_table
from innograph.views.notes import Notes
from innograph.views.overviews import Overview
from innograph.views.series import Figure, Series

_ROWS = 8
_ACTORS = 15
_BARS = 12
COUNTS = (
    "documents", "sentences", "entities", "relations", "observations", "challenges", "strengths", "measures",
)  # fmt: skip


def tell_counts(overview: Overview) -> str:
    """How much there is in the graph."""
    tiles = "".join(
        f"<div><dt>{name}</dt><dd>{overview.counts[name]:,}</dd></div>" for name in COUNTS if name in overview.counts
    )
    checked, agreeing, findings = (overview.counts.get(name, 0) for name in ("checked", "agreeing", "findings"))
    return (
        f'<dl class="tiles">{tiles}</dl>\n<p>{checked:,} figures could be checked against others, {agreeing:,} agree; '
        f'the audit has {findings:,} <a href="#audit">findings</a>. The small numbers lead to the '
        '<a href="#sources">sentences</a> that a statement was read from.</p>'
    )


def tell_actors(overview: Overview, notes: Notes) -> str:
    """The first actors by rank, with their intervals."""
    rows = read_rows(overview.actors)[:_ACTORS]
    if not rows:
        return "<p>No relation of an actor is told.</p>"
    spans = [
        Span(str(row["entity"]), read_number(row["rank"]), read_number(row["low"] or row["rank"]),
             read_number(row["high"] or row["rank"])) for row in rows
    ]  # fmt: skip
    lines = (
        [
            row["rank"],
            f"{row['low']}–{row['high']}" if row["low"] is not None else "",
            row["entity"],
            row["class"],
            row["degree"],
            round(read_number(row["strength"]), 2),
            row["mentions"],
            Markup(notes.cite(overview.evidence.get(str(row["iri"]), ()))),
        ]
        for row in rows
    )
    columns = ("rank", "interval", "actor", "class", "ties", "strength", "mentions", "says so")
    note = f'<p class="soft">{escape(overview.actors.note)}</p>'
    drawn = draw_spans(spans, title="Ranks with their intervals")
    return f"<figure>{drawn}</figure>\n{write_table(columns, lines)}\n{note}"


def tell_communities(overview: Overview, notes: Notes) -> str:
    """The largest communities."""
    rows = [row for row in read_rows(overview.communities) if read_number(row["size"]) > 2]
    lines = (
        [
            row["community"],
            row["size"],
            row["top members"],
            row["classes"],
            round(read_number(row["stability"]), 2),
            Markup(notes.cite(overview.evidence.get(f"community {row['community']}", ()))),
        ]
        for row in rows[:_ROWS]
    )
    columns = ("community", "entities", "most tied", "classes", "stability", "says so")
    told = (
        f"{len(overview.communities)} communities, {len(rows)} of them with more than two entities; modularity "
        f"{overview.modularity:.2f}. Stability is how often two of a community are together when it is sought again."
    )
    return f"<p>{told}{_left(rows)}</p>\n{write_table(columns, lines)}"


def tell_helix(overview: Overview, notes: Notes) -> str:
    """How the three sectors are tied."""
    told = "".join(
        f"<div><dt>{escape(str(name))}</dt><dd>{show_cell(value)}</dd></div>"
        for name, value in overview.helix
        if value is not None
    )
    lines = (
        [
            f"{row['sector']} and {row['other sector']}",
            row["ties"],
            round(read_number(row["weight"]), 2),
            f"{read_number(row['share of ties']):.0%}",
            Markup(notes.cite(overview.evidence.get(f"{row['sector']}, {row['other sector']}", ()))),
        ]
        for row in read_rows(overview.pairs)
    )
    columns = ("sectors", "ties", "sentences", "share of ties", "says so")
    return (
        "<p>Two organisations are tied here when a sentence names both.</p>\n"
        f'{write_table(columns, lines)}\n<dl class="measures">{told}</dl>{_synergy(overview.synergy)}'
    )


def _synergy(table: Table) -> str:
    """The mutual information of all helices, which is the last row."""
    rows = read_rows(table)
    units = next((row["bits"] for row in rows if row["measure"] == "units"), None)
    if not units or rows[-1]["bits"] is None:
        return ""
    last = {name: f"{read_number(rows[-1][name]):.2f}" for name in ("bits", "low", "high", "by chance")}
    name = str(rows[-1]["measure"])
    return (
        f"<p>Over the {show_cell(units)} sentences that name any of them, {escape(name)} is {last['bits']} bits "
        f"({last['low']} to {last['high']}; by chance {last['by chance']}). Only where all of "
        "the interval lies below what is by chance do they occur as a system.</p>"
    )


def tell_series(series: Sequence[Series], notes: Notes, *, timed: bool) -> str:
    """Series of figures as charts, over time (`timed`) or across places."""
    if not series:
        what = "two years of one thing" if timed else "three places"
        return f"<p>No indicator has comparable figures of {what}.</p>"
    return f'<div class="charts">\n{"".join(_chart(one, notes, timed=timed) for one in series)}</div>'


def _chart(series: Series, notes: Notes, *, timed: bool) -> str:
    figures = [figure for figure in series.figures if figure.year or not timed]
    if timed:
        figures.sort(key=lambda figure: (figure.year, figure.value))
    else:
        figures = sorted(figures, key=lambda figure: (-figure.value, figure.about))[:_BARS]

    def name(figure: Figure) -> str:
        return str(figure.year) if timed else figure.about

    marks = [Mark(name(figure), figure.value, notes.number_of(figure.sentence)) for figure in figures]
    told = "; ".join(
        f"{escape(name(figure))}: {figure.bound}{write_number(figure.value)} {notes.cite([figure.sentence])}"
        for figure in figures
    )
    title = f"{series.title}, {series.unit}"
    drawn = (draw_years if timed else draw_bars)(marks, title=title)
    heading = f"<b>{escape(series.title)}</b>, {escape(series.unit)}"
    return f"<figure><figcaption>{heading}</figcaption>{drawn}<p>{told}</p></figure>\n"


def tell_gaps(overview: Overview, notes: Notes) -> str:
    """What challenges, measures, policies and targets lack."""
    rows = list(overview.gaps)
    gaps = list(dict.fromkeys(str(row[1]) for row in rows))
    names = list(dict.fromkeys(str(row[0]) for row in rows))
    cells = {(str(row[0]), str(row[1])): f"{row[2]} of {row[3]}" for row in rows}
    lines = ([name, *(cells.get((name, gap), "") for gap in gaps)] for name in names)
    parts = [write_table((overview.gaps.columns[0], *gaps), lines)] if rows else ["<p>There is nothing to answer.</p>"]
    for title, question, answer in overview.questions:
        more = f" Of {len(answer):,}: <code>innograph ask KG {question}</code>" if len(answer) > _ROWS else ""
        parts.append(f"<h3>{escape(title)}</h3>{_cited(answer, notes)}<p class='soft'>{more}</p>")
    return "\n".join(parts)


def tell_findings(overview: Overview, notes: Notes) -> str:
    """What the audit found, each finding with its sentences."""
    parts = []
    for title, answer in overview.findings:
        rows = sorted(
            read_rows(answer), key=lambda row: (str(row["severity"]), str(row["because"]), str(row.get("about")))
        )
        items = []
        for (severity, because), group in groupby(rows, key=lambda row: (str(row["severity"]), str(row["because"]))):
            sentences = list(group)
            links = dict.fromkeys(notes.cite_quote(row["document"], row["quote"]) for row in sentences)
            quotes = dict.fromkeys(" ".join(str(row["quote"]).split()) for row in sentences)
            said = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in quotes)
            first = sentences[0]
            what = f"{first['measured']} of {first['about']}" if "measured" in first else str(first.get("kind", ""))
            told = f"<b>{escape(severity)}</b>: {escape(what)}. {escape(because)} {' '.join(links)}"
            items.append(f"<li>{told}{said}</li>")
        shown = f"<ol>{''.join(items)}</ol>" if items else "<p>None.</p>"
        parts.append(f"<h3>{escape(title)}</h3>\n{shown}")
    return "\n".join(parts)


def tell_sources(overview: Overview, notes: Notes) -> str:
    """The documents, and the sentences that were cited before."""
    columns = ("document", "name", "date", "about", "sentences", "relations", "figures")
    lines = ([row[name] for name in columns] for row in read_rows(overview.documents))
    return f"{write_table(columns, lines)}\n<h3>Sentences</h3>\n{notes.write()}"


def _cited(answer: Table, notes: Notes) -> str:
    """The first rows of an answer with a document and a quote, which become a note."""
    kept = [name for name in answer.columns if name not in ("document", "quote", "section")]
    lines = (
        [*(row[name] for name in kept), Markup(notes.cite_quote(row["document"], row["quote"]))]
        for row in read_rows(answer)[:_ROWS]
    )
    return write_table((*kept, "says so"), lines) if len(answer) else "<p>None.</p>"


def _left(rows: Sequence[object]) -> str:
    return f" The {_ROWS} largest are shown." if len(rows) > _ROWS else ""
