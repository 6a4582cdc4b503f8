"""The formats by the name one asks for them with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.exchange.content import Content
from graph.exchange.gexf import gexf
from graph.exchange.graphml import graphml
from graph.exchange.json_graph import json_graph
from graph.exchange.jsonld import jsonld
from graph.exchange.neo4j_import import neo4j_import
from graph.exchange.ods import ods

ZIP: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class Format:
    """`write` streams the file; `suffix` is how its name ends."""

    suffix: str
    media_type: str
    write: Callable[[Content], Iterator[bytes]]


FORMATS: Final[Mapping[str, Format]] = {
    "json-graph": Format(".json", "application/vnd.jgf+json", json_graph),
    "graphml": Format(".graphml", "application/graphml+xml", graphml),
    "gexf": Format(".gexf", "application/gexf+xml", gexf),
    "jsonld": Format(".jsonld", "application/ld+json", jsonld),
    "ods": Format("-ods.zip", ZIP, ods),
    "neo4j-import": Format("-neo4j.zip", ZIP, neo4j_import),
}
