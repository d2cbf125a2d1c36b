"""The graph to look at: a scene, one HTML file, a report, plain tables."""

from __future__ import annotations

from innograph.views.facts import Telling
from innograph.views.html import render_html
from innograph.views.overviews import Overview
from innograph.views.report import render_report
from innograph.views.scene import Scene, make_scene
from innograph.views.selections import select_answer, select_surroundings
from innograph.views.tables import write_tables

__all__ = [
    "Overview",
    "Scene",
    "Telling",
    "make_scene",
    "render_html",
    "render_report",
    "select_answer",
    "select_surroundings",
    "write_tables",
]
