"""What a data set says of itself (dataset.yaml), as values: names, hubs, bands, fields, families of relations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graph.model import Node, NodeId, SetCode


@dataclass(frozen=True, slots=True)
class Hub:
    """A kind that stands as the spine of the picture, with the plan's words that say so."""

    kind: NodeId
    band: str
    words: str = ""
    item: NodeId = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A layer of the picture: its name and the tiers of kinds it holds."""

    name: str
    tiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Relations that are drawn alike."""

    id: str
    name: str
    relations: tuple[str, ...]
    arrow: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Municipality:
    """The settings of a data set; of a set others build on most are empty."""

    code: SetCode
    name: str
    area: NodeId
    builds_on: tuple[str, ...]  # folders, general first
    folder: str
    product: str
    product_title: str
    call_centre: NodeId
    emergency_line: tuple[NodeId, ...]
    corrections_owner: NodeId
    corrections_note: str
    hubs: tuple[Hub, ...]
    bands: tuple[Band, ...]
    fields: tuple[tuple[str, str], ...]  # group, glyph
    case_groups: tuple[str, ...]
    families: tuple[Family, ...]


def municipality(node: Node) -> Municipality:
    """The settings that a `data_set` node holds."""
    return Municipality(
        code=node.text("code"),
        name=node.name,
        area=node.text("area"),
        builds_on=node.list("builds_on"),
        folder=node.text("folder"),
        product=node.text("product") or "つなぐ",
        product_title=node.text("product_title") or f"つなぐ {node.name}",
        call_centre=node.text("call_centre"),
        emergency_line=node.list("emergency_line"),
        corrections_owner=node.text("corrections_owner"),
        corrections_note=node.text("corrections_note"),
        hubs=tuple(
            Hub(r["kind"], r["band"], r.get("words", ""), r.get("item", ""), r.get("line"))
            for r in _records(node, "hubs")
        ),
        bands=tuple(Band(r["name"], _list(r["tiers"])) for r in _records(node, "bands")),
        fields=tuple((r["group"], r["glyph"]) for r in _records(node, "fields")),
        case_groups=tuple(r["name"] for r in _records(node, "case_groups")),
        families=tuple(
            Family(r["id"], r["name"], _list(r["relations"]), bool(r["arrow"]), bool(r["shown"]))
            for r in _records(node, "families")
        ),
    )


def _records(node: Node, name: str) -> list[dict[str, Any]]:
    return [json.loads(one) for one in node.list(name)]


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(";"))
