"""The sources of a thing, listed, and addresses that may be offered as links."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.dates import day
from api.pages.links import Link, Links
from api.pages.marks import source_link
from graph.directory import Directory
from graph.model import Item


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of this page's facts, with the age the source itself has."""

    source: Link
    published: str
    where: str


def web_address(url: str) -> str:
    """The address where it is one of the web; a link of any other kind is not offered."""
    return url if url.startswith(("https://", "http://")) else ""


def source_lines(directory: Directory, links: Links, item: Item) -> tuple[SourceLine, ...]:
    """All sources of an item, the main one first."""
    return tuple(
        SourceLine(
            source_link(directory, links, p.source),
            day(directory.nodes[p.source].text("published")) if p.source in directory.nodes else "",
            p.where,
        )
        for p in item.provenance
    )
