"""The graph as a file of another program: every format by name, written whole and of one version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from graph.errors import BadParameter
from graph.exchange.content import Content, content
from graph.exchange.formats import FORMATS, ZIP, Format
from graph.model import SetCode
from graph.store import GraphStore
from graph.whole import of_one_version
from loaders.unload import unload

ALL_FORMATS: Final[Mapping[str, Format]] = {**FORMATS, "csv": Format("-csv.zip", ZIP, unload)}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the sets and the version of their data, and what a file of it is called."""

    format: str
    data_version: str
    digest: str
    sets: tuple[SetCode, ...]
    name: str


def chosen(name: str) -> Format:
    """The format of this name, or BadParameter."""
    if name not in ALL_FORMATS:
        raise BadParameter("format", name, f"使えるのは {'、'.join(sorted(ALL_FORMATS))} です。")
    return ALL_FORMATS[name]


def described(found: Content, name: str) -> Exported:
    """What an export of this content is."""
    version = found.digest[:12]
    return Exported(
        name, version, found.digest, found.sets, f"tsunagu-{_plain(found.one or 'all')}-{version}{chosen(name).suffix}"
    )


def export(store: GraphStore, name: str, code: SetCode | None, out: BinaryIO) -> Exported:
    """Write the graph, or one set with those it builds on, to `out`: again from the start when a load came between."""

    def write(_: object) -> Exported:
        out.seek(0)
        out.truncate()
        found = content(store, code)
        for part in chosen(name).write(found):
            out.write(part)
        return described(found, name)

    return of_one_version(store, write)


def _plain(code: SetCode) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in code)
