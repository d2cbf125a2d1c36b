"""A scene as one HTML file that opens from disk: pyvis draws, our panel searches, filters and tells the facts."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from innograph.views.colours import class_colours, community_colours
from innograph.views.scene import Scene

_RIM, _MARK, _LINE = "#808080", "#2f81f7", "#88909c"  # these stand out from light and from dark paper
_LINES = {"color": _LINE, "highlight": _MARK, "hover": _MARK}
_PANEL = Path(__file__).parent / "panel"
_SCRIPTS = ("states", "labels", "looks", "filters", "facts", "searches", "tables", "exports", "keys")
_SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>.*?</script>", re.DOTALL)
_SOURCE_MAP = re.compile(r"\s*//# sourceMappingURL=[^\s<]+(?=\s*</script>$)")
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "keyboard": {"enabled": False}},
    "nodes": {"shape": "dot", "borderWidth": 1, "borderWidthSelected": 3},
    "edges": {
        "smooth": False,
        "width": 0.8,
        "selectionWidth": 1,
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
    groups = _groups(scene)
    data = {
        "title": title,
        "nodes": scene.nodes,
        "edges": scene.edges,
        "undrawn": scene.undrawn,
        "facts": scene.telling.facts,
        "of": scene.telling.of,
        "sentences": scene.telling.sentences,
        "measures": scene.measures,
        "communities": scene.communities,
        "classes": _classes(scene),
        "groups": groups,
    }
    head = f"{_HEAD}\n<title>{escape(title)}</title>\n<style>\n{_read('panel.css')}</style>\n</head>"
    told = f'<script type="application/json" id="told">{_embedded(data)}</script>'
    script = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    panel = f'<script>\n(() => {{\n"use strict";\n{script}}})();\n</script>'
    body = f"<body>\n{_read('panel.html')}{_drawing(scene, groups)}\n{told}\n{panel}\n</body>"
    return f"{head}\n{body}\n</html>\n"


def _read(name: str) -> str:
    return (_PANEL / name).read_text(encoding="utf-8")


def _groups(scene: Scene) -> dict[str, str]:
    """The colours by vis-network's groups: `c0` is the first class by name, `k3` community 3, `k` what is in none.

    No name stands in them, for pyvis writes its options as they are.
    """
    parts = community_colours([part["id"] for part in scene.communities])
    return {
        **{f"c{number}": colour for number, colour in enumerate(class_colours(_classes(scene)))},
        **{f"k{'' if part is None else part}": colour for part, colour in parts.items()},
    }


def _classes(scene: Scene) -> list[str]:
    return sorted({node["kind"] for node in (*scene.nodes, *scene.undrawn)})


def _drawing(scene: Scene, groups: dict[str, str]) -> str:
    """The scripts by which pyvis draws the graph; what else it writes names remote hosts, or styles what we do not use.

    Its lists are filled at once, for adding nodes one by one is slow.
    """
    from pyvis.network import Network

    classes = _classes(scene)
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [
        {**{key: node[key] for key in ("id", "x", "y", "size")}, "group": f"c{classes.index(node['kind'])}"}
        for node in scene.nodes
    ]
    network.node_ids = [node["id"] for node in scene.nodes]
    network.edges = [
        {**{key: tie[key] for key in ("id", "from", "to")}, **({} if tie["status"] == "stated" else {"dashes": True})}
        for tie in scene.edges
    ]
    styles = {
        name: {"color": {"background": colour, "border": _RIM, **dict.fromkeys(("highlight", "hover"), marked)}}
        for name, colour in groups.items()
        for marked in [{"background": colour, "border": _MARK}]
    }
    # Thousands of lines would darken all that lies beneath them.
    lines = {
        **_OPTIONS["edges"],
        "color": {**_LINES, "opacity": round(0.6 / max(1, len(scene.edges) / 1500) ** 0.5, 2)},
    }
    network.set_options(json.dumps({**_OPTIONS, "edges": lines, "groups": styles}))
    page: str = network.generate_html(notebook=False)
    return "\n".join(_SOURCE_MAP.sub("", script) for script in _SCRIPT.findall(page))


def _embedded(data: object) -> str:
    """JSON that cannot end the script it stands in."""
    shown = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return shown.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
