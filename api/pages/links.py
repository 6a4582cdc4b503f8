"""Addresses of pages. One order of parameters, empty ones left out: equal views have equal addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from graph.model import NodeId, SetCode

ORDER = (
    "q", "id", "from", "to", "a", "b", "area", "age", "on", "easy", "ruby", "view", "around", "select", "rel", "basis",
    "open", "rows", "columns", "plan", "cell", "line", "max", "kinds", "hubs", "fold", "about", "table", "format",
    "set", "cursor", "limit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. No `href`: the words alone."""

    label: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that keep the municipality when the request named one."""

    set: SetCode = ""

    def to(self, path: str, **chosen: str) -> str:
        """`path` with the parameters that were chosen, in ORDER."""
        given = {**chosen, "set": self.set}
        pairs = [(name, given[name]) for name in ORDER if given.get(name)]
        return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path

    def node(self, node_id: NodeId, **chosen: str) -> str:
        """The page of a node."""
        return self.to(f"/nodes/{quote(node_id, safe='')}", **chosen)

    def plan(self, slug: str) -> str:
        """The page of a plan: `slug` is its id without the prefix."""
        return self.to(f"/plan/{quote(slug, safe='')}")

    def feedback(self, node_id: NodeId = "") -> str:
        """Whom to tell that something about this node is wrong."""
        return self.to("/feedback", about=node_id)

    def around(self, body: NodeId) -> str:
        """The picture of what is linked to this body."""
        return self.to("/network", view="around", around=body)
