"""The JSON documents of CONTRACT §2, made from values. The API and the command (--json) give the same ones."""

from __future__ import annotations

from api.documents.of_answers import body, find
from api.documents.of_changes import changed, health, history, info, problems
from api.documents.of_network import network
from api.documents.of_nodes import neighbours, node, nodes, ref, step

__all__ = [
    "body", "changed", "find", "health", "history", "info", "neighbours", "network", "node", "nodes", "problems", "ref",
    "step",
]  # fmt: skip
