"""A scene as one HTML file that opens from disk: pyvis draws, our panel searches, filters and tells the facts."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from innograph.views.scene import Scene

# Paul Tol's and Okabe and Ito's colours, safe for the colour-blind as far as nineteen can be.
COLOURS = {
    "GovernmentBody": "#332288",
    "Enterprise": "#0072b2",
    "University": "#117733",
    "ResearchInstitute": "#44aa99",
    "Fund": "#ddaa33",
    "FinancialInstitution": "#aa7700",
    "IntermediaryOrganisation": "#999933",
    "Person": "#cc6677",
    "Place": "#777777",
    "Platform": "#88ccee",
    "Policy": "#882255",
    "Programme": "#aa4499",
    "Project": "#d55e8f",
    "Event": "#e69f00",
    "Award": "#f0e442",
    "Industry": "#56b4e9",
    "Technology": "#009e73",
    "Publication": "#a1887f",
    "StakeholderGroup": "#ee7733",
}
_OTHER = "#bbbbbb"
_HERE = Path(__file__).parent
_REMOTE = re.compile(
    r"<!--.*?-->|<link\b[^>]*\bhref=[\"']https?:[^>]*>|<script\b[^>]*\bsrc=[\"']https?:[^>]*>\s*</script>"
    r"|//# sourceMappingURL=\S+",
    re.DOTALL,
)
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "keyboard": {"enabled": False}},
    "nodes": {"shape": "dot", "borderWidth": 1, "font": {"size": 13, "strokeWidth": 3}},
    "edges": {"smooth": False, "width": 0.8, "color": {"opacity": 0.55}, "arrows": {"to": {"scaleFactor": 0.4}}},
}


def render_html(scene: Scene, *, title: str) -> str:
    """One HTML document that shows a scene and asks no host for anything.

    Labels come from documents: they reach the page as data only, and are shown as text.

    Args:
        scene: what to show.
        title: the page's title.
    """
    page = _REMOTE.sub("", _drawn(scene))
    data = {
        "facts": scene.facts,
        "classes": {kind: COLOURS.get(kind, _OTHER) for kind in scene.classes},
        "relations": scene.relations,
        "leftOut": scene.left_out,
        "title": title,
    }
    style, panel, script = (
        (_HERE / name).read_text(encoding="utf-8") for name in ("panel.css", "panel.html", "panel.js")
    )
    head = f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
    end = f"{panel}\n<script>const innograph = {_embedded(data)};\n{script}</script>\n</body>"
    page = page.replace("<head>", f"<head>{head}", 1).replace("</head>", f"<style>{style}</style></head>", 1)
    before, _, after = page.rpartition("</body>")
    return before + end + after


def _drawn(scene: Scene) -> str:
    """The graph as pyvis draws it; its lists are filled at once, for adding nodes one by one is slow."""
    from pyvis.network import Network

    network = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    network.nodes = [{**node, "color": COLOURS.get(node["kind"], _OTHER), "shape": "dot"} for node in scene.nodes]
    network.node_ids = [node["id"] for node in scene.nodes]
    network.edges = [dict(edge) for edge in scene.edges]
    network.set_options(json.dumps(_OPTIONS))
    drawn: str = network.generate_html(notebook=False)
    return drawn


def _embedded(data: object) -> str:
    """JSON that cannot end the script it stands in."""
    shown = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return shown.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
