"""Things chosen by name in a field: what is offered there, and what a typed name means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from api.pages.relations import law_name
from graph.analysis.plans import ITEMS, standing
from graph.directory import Directory
from graph.errors import UnknownItem
from graph.finding.kept import kept
from graph.model import Node, NodeId
from graph.schema import schema
from graph.text import search_key

LINKED: Final = (
    "organisation_kind", "organisation", "case_type", "service", "policy", "measure", "initiative", "part", "law",
)  # fmt: skip
_OFFERED: Final = (*LINKED, "source")
_ID = re.compile(r"[a-z]+:\S")


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that may be chosen, each under a name of its own; and what other names it answers to."""

    label: Mapping[NodeId, str]
    id: Mapping[str, NodeId]
    others: Mapping[str, tuple[NodeId, ...]]


@kept
def names(directory: Directory) -> Names:
    """The names of a municipality. Where two kinds of thing share one, the later carries its kind."""
    label: dict[NodeId, str] = {}
    ids: dict[str, NodeId] = {}
    others: dict[str, list[NodeId]] = {}
    for kind in _OFFERED:
        for node in directory.of(kind):
            name = _name(directory, node)
            if name in ids:
                name = f"{name}({schema().node(kind).label})"
            label[node.id] = name
            ids.setdefault(name, node.id)
            for other in (node.name, name, *node.list("aliases")):
                others.setdefault(search_key(other), []).append(node.id)
    return Names(label, ids, {k: tuple(v) for k, v in others.items()})


def offered(directory: Directory, kinds: Collection[str]) -> tuple[str, ...]:
    """The names of the things of these kinds, in the order of the kinds."""
    known = names(directory)
    return tuple(known.label[n.id] for kind in _OFFERED if kind in kinds for n in directory.of(kind))


def shown(directory: Directory, node_id: NodeId) -> str:
    """The name of a thing as its field shows it."""
    return names(directory).label.get(node_id) or directory.label(node_id)


def chosen(directory: Directory, text: str, kinds: Collection[str]) -> NodeId:
    """The thing that an id, an offered name, a name or another name means; "" for none. UnknownItem for an id."""
    text = text.strip()
    if text in directory.nodes:
        return text
    known = names(directory)
    found = known.id.get(text)
    if found and directory.nodes[found].kind in kinds:
        return found
    for one in known.others.get(search_key(text), ()) if text else ():
        if directory.nodes[one].kind in kinds:
            return one
    if _ID.match(text):
        raise UnknownItem(text)
    return ""


def _name(directory: Directory, node: Node) -> str:
    if node.kind == "law":
        return law_name(directory, node.id)
    name = node.name.strip("〔〕") if node.kind == "source" else node.name
    return f"{standing(directory, node.id).where} {name}" if node.kind in ITEMS else name
