"""The only door to pyvis: a view as its network, and the island of JSON that our own page reads.

pyvis writes no page here (it would call CDNs and run scripts hidden in data), and nothing that it checks with `assert`
is left to it: ids are ours, with a letter prefix; positions are fixed; every attribute is named below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.errors import GraphError
from graph.model import NodeId
from visualizations.marks import BANDS, FONT, glyph_path
from visualizations.selection import owners
from visualizations.values import Box, Line, NetworkView

_FILE = "lib/vis-9.1.2/vis-network.min.js"  # newer pyvis: look here first
# a script element ends at «</», and U+2028, U+2029 end a line in older engines
_ESCAPES = (
    ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"),
)  # fmt: skip


def island(view: NetworkView, said: Mapping[NodeId, object]) -> str:
    """The view as JSON that is safe inside <script type="application/json">.

    `said` is what the page says when a box or opened body is chosen.
    """
    nodes, edges = _pyvis(view)
    return escaped(
        {
            "font": FONT,
            "grounds": BANDS,
            "coloured": not view.hubs,  # without hubs every line has its colour
            "frame": {"x0": view.frame.x0, "y0": view.frame.y0, "x1": view.frame.x1, "y1": view.frame.y1},
            "lanes": [{"name": one.name, "y0": one.y0, "y1": one.y1} for one in view.lanes],
            "looks": {
                s.id: {"colour": s.look.colour, "dash": s.look.dash, "width": s.look.width, "hollow": s.look.hollow}
                for s in view.strands
            },
            "nodes": nodes,
            "edges": edges,
            "lines": [_line(one) for one in view.lines],
            "said": said,
        }
    )


def escaped(value: object) -> str:
    """Compact JSON without a character that could end the element or a line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char, instead in _ESCAPES:
        text = text.replace(char, instead)
    return text


def vis_network_file() -> Path:
    """vis-network as the installed pyvis brings it; found without importing pyvis, which is slow."""
    spec = find_spec("pyvis")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = Path(folder) / _FILE
        if found.is_file():
            return found
    raise GraphError("図を動かす部品(vis-network)が見つかりません。pyvis を入れ直してください。")


@cache
def vis_network_licence() -> str:
    """What the file says of its origin and licence, at its head."""
    head = vis_network_file().read_text(encoding="utf-8")[:4_000]
    found = re.match(r"/\*\*(.*?)\*/", head, re.S)
    return "\n".join(row.strip().removeprefix("*").strip() for row in found[1].splitlines()).strip() if found else ""


def _pyvis(view: NetworkView) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges as pyvis hands them to vis-network: one node a box or opened body, one hidden edge a relation."""
    from pyvis.network import Network  # 0.2 s, it brings IPython: only where a picture is made for the browser

    net = Network(directed=True)
    for box in view.boxes:
        net.add_node(box.id, box.label, shape="custom", fixed=True, physics=False, **_box(box))
        for one in box.members if box.opened else ():
            net.add_node(
                one.id, one.label, shape="custom", fixed=True, physics=False,
                x=one.x, y=one.y, w=one.w, h=one.h, form="member", lines=list(one.lines), frame=box.id,
            )  # fmt: skip
    for relation in view.relations:
        net.add_edge(
            relation.start, relation.end, id=relation.id, hidden=True, physics=False,
            family=relation.family, basis=relation.basis,
        )  # fmt: skip
    nodes, edges = net.get_network_data()[:2]
    if len(nodes) != len(owners(view)) or len(edges) != len(view.relations):
        raise GraphError("図の枠か関係が、作る途中で失われました。")
    return nodes, edges


def _box(box: Box) -> dict[str, Any]:
    """The attributes our script draws a box by. None of them is a name that pyvis or vis-network reads otherwise."""
    members = [{"lines": list(m.lines), "x": m.x, "y": m.y, "w": m.w, "h": m.h} for m in box.members if not box.opened]
    return {
        "x": box.x,
        "y": box.y,
        "w": box.w,
        "h": box.h,
        "form": box.shape,
        "lines": list(box.lines),
        "sub": box.sub,
        "mark": glyph_path(box.glyph),
        "count": box.count,
        "order": box.order,
        "members": members,
        "top": min((m.y - m.h / 2 for m in box.members), default=0.0),
    }


def _line(line: Line) -> dict[str, Any]:
    made: dict[str, Any] = {"id": line.id, "family": line.family, "hub": line.hub, "relations": list(line.relations)}
    made["trunk"] = line.trunk
    made |= {"d": line.d, "d0": "" if line.d0 == line.d else line.d0, "dot": line.dot, "arrow": line.arrow}
    return made | ({"label": line.label, "x": line.label_x, "y": line.label_y} if line.label else {})
