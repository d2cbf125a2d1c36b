"""The ecosystem at a glance: one HTML page without any script, whose every figure and finding leads to its sentence."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pyoxigraph import Store

from innograph.views import sections as tell
from innograph.views.notes import Notes
from innograph.views.overviews import Overview
from innograph.views.series import read_series

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # the browser, too, asks no host


def render_report(store: Store, overview: Overview, *, title: str) -> str:
    """One HTML document that tells of an ecosystem, asks no host for anything and works without script.

    Args:
        store: the graph's store, for figures and sentences.
        overview: what was measured.
        title: the page's title.
    """
    notes = Notes(store)
    over_time, across = read_series(store)
    sections = [
        ("glance", "At a glance", tell.tell_counts(overview)),
        ("actors", "Key actors", tell.tell_actors(overview, notes)),
        ("communities", "Communities", tell.tell_communities(overview, notes)),
        ("helix", "University, industry, government", tell.tell_helix(overview, notes)),
        ("time", "Figures over time", tell.tell_series(over_time, notes, timed=True)),
        ("places", "Figures across places", tell.tell_series(across, notes, timed=False)),
        ("coherence", "Policy coherence", tell.tell_gaps(overview, notes)),
        ("audit", "Findings of the audit", tell.tell_findings(overview, notes)),
    ]
    # The sentences come last, when all that cite them are written.
    sections.append(("sources", "Sources", tell.tell_sources(overview, notes)))
    links = "".join(f'<a href="#{name}">{escape(heading)}</a>' for name, heading, _ in sections)
    told = "".join(
        f'<section id="{name}"><h2>{escape(heading)}</h2>\n{body}\n</section>\n' for name, heading, body in sections
    )
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<header><h1>{escape(title)}</h1>"
        f'<nav aria-label="Sections">{links}</nav></header>\n<main>\n{told}</main>\n</body>\n</html>\n'
    )
