"""A scene as one HTML file that opens from disk: pyvis draws, our panel searches, filters and tells the facts."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from innograph.views.scene import Scene

# Paul Tol's and Okabe and Ito's colours, safe for the colour-blind as far as nineteen can be.
COLOURS = {
    "GovernmentBody": "#4f43c0",
    "Enterprise": "#0072b2",
    "University": "#117733",
    "ResearchInstitute": "#44aa99",
    "Fund": "#ddaa33",
    "FinancialInstitution": "#aa7700",
    "IntermediaryOrganisation": "#999933",
    "Person": "#cc6677",
    "Place": "#777777",
    "Platform": "#88ccee",
    "Policy": "#a83273",
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
_RIM, _MARK = "#808080", "#2f81f7"  # both stand out from light and from dark paper
_HERE = Path(__file__).parent
_SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>.*?</script>", re.DOTALL)
_SOURCE_MAP = re.compile(r"\s*//# sourceMappingURL=[^\s<]+(?=\s*</script>$)")
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "keyboard": {"enabled": False}},
    "nodes": {"shape": "dot", "borderWidth": 1, "borderWidthSelected": 3},
    "edges": {
        "smooth": False,
        "width": 0.8,
        "selectionWidth": 1,
        "color": {"opacity": 0.6},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
    },
}
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"  # the browser, too, asks no host
_HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">"""


def render_html(scene: Scene, *, title: str) -> str:
    """One HTML document that shows a scene and asks no host for anything.

    Labels come from documents: they reach the page as data only, and are shown as text.

    Args:
        scene: what to show.
        title: the page's title.
    """
    files = (_HERE / f"panel.{kind}" for kind in ("css", "html", "js"))
    style, panel, script = (file.read_text(encoding="utf-8") for file in files)
    data = {
        "title": title,
        "facts": scene.facts,
        "undrawn": scene.undrawn,
        "colours": {node["kind"]: COLOURS.get(node["kind"], _OTHER) for node in (*scene.nodes, *scene.undrawn)},
        "classes": scene.classes,
        "relations": scene.relations,
    }
    head = f"{_HEAD}\n<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>"
    body = f"<body>\n{panel}{_drawing(scene)}\n<script>const innograph = {_embedded(data)};\n{script}</script>\n</body>"
    return f"{head}\n{body}\n</html>\n"


def _drawing(scene: Scene) -> str:
    """The scripts by which pyvis draws the graph; what else it writes names remote hosts, or styles what we do not use.

    Its lists are filled at once, for adding nodes one by one is slow.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in scene.nodes:
        at_rest = {"background": COLOURS.get(node["kind"], _OTHER), "border": _RIM}
        chosen = {**at_rest, "border": _MARK}
        network.nodes.append({**node, "color": {**at_rest, "highlight": chosen, "hover": chosen}})
    network.node_ids = [node["id"] for node in scene.nodes]
    network.edges = [dict(edge) for edge in scene.edges]
    network.set_options(json.dumps(_OPTIONS))
    page: str = network.generate_html(notebook=False)
    return "\n".join(_SOURCE_MAP.sub("", script) for script in _SCRIPT.findall(page))


def _embedded(data: object) -> str:
    """JSON that cannot end the script it stands in."""
    shown = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return shown.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
