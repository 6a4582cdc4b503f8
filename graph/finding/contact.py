"""What is known of reaching a body, and how far it can be trusted."""

from __future__ import annotations

from graph.model import Node

_ALWAYS = "24/7"
_WORDS = "24時間"
_STALE_YEARS = 2  # 要再確認: a year before last year − 1


def always_open(node: Node) -> bool:
    """Answered at any hour."""
    hours = node.text("opening_hours")
    return hours == _ALWAYS or (not hours and _WORDS in node.text("hours"))


def needs_recheck(node: Node, year: int) -> bool:
    """要再確認: no date, an old one, or an unknown state. Only a person who verified it clears that."""
    if node.verified_on:
        return False
    as_of = as_of_date(node)
    return not as_of or int(as_of[:4]) < year - _STALE_YEARS or node.text("status") == "unknown"


def as_of_date(node: Node) -> str:
    """When the main source said it."""
    return node.provenance[0].as_of if node.provenance else ""
