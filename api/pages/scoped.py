"""What the pages of analysts are asked with: a day, and on what basis; and the fields that change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query, Request

from api.deps import DirectoryDep, NowDep
from api.pages.frame import links_of
from api.pages.links import Link, Links
from api.pages.marks import SHORT_BASIS
from graph.analysis.scope import BASES, Away, Scope, read_bases, scope
from graph.directory import Directory
from graph.steps import Ref


@dataclass(frozen=True, slots=True)
class Choice:
    """A box or a button of a form."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The fields for the day and the basis. `kept`: sent along unseen."""

    on: str
    bases: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    narrowed: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """The Directory on a day, by basis; `on` and `basis` as they stand in addresses, "" where nothing is chosen."""

    links: Links
    scope: Scope
    now: datetime
    on: str
    basis: str

    @property
    def directory(self) -> Directory:
        """The Directory of the municipality that was asked."""
        return self.scope.directory

    def to(self, path: str, **chosen: str) -> str:
        """An address on the same day and basis."""
        return self.links.to(path, **{"on": self.on, "basis": self.basis, **chosen})

    def link(self, ref: Ref) -> Link:
        """The page of a thing; its name alone where the data do not hold it."""
        return Link(ref.label, self.links.node(ref.id) if ref.id in self.directory.nodes else "")

    def filters(self, **kept: str) -> Filters:
        """The fields as they are set."""
        pairs = {**kept, "set": self.links.set}
        return Filters(
            self.on,
            tuple(Choice(b, SHORT_BASIS[b], b in self.scope.bases) for b in BASES),
            tuple((k, v) for k, v in pairs.items() if v),
            bool(self.on or self.basis),
        )


async def get_looking(
    request: Request,
    directory: DirectoryDep,
    now: NowDep,
    on: Annotated[str, Query(max_length=10)] = "",
    basis: Annotated[Sequence[str], Query(max_length=10)] = (),
) -> Looking:
    """The day and the basis. A form sends `basis` once a box; no box at all is every basis."""
    bases = read_bases(",".join(basis))
    chosen = "" if len(bases) == len(BASES) else ",".join(bases)
    at = scope(directory, on=on.strip(), bases=bases, today=now.date())
    return Looking(links_of(request), at, now, on.strip(), chosen)


LookingDep = Annotated[Looking, Depends(get_looking)]


@dataclass(frozen=True, slots=True)
class Told:
    """What is not there on the day."""

    item: Link
    sentence: str


def told(looking: Looking, away: tuple[Away, ...]) -> tuple[Told, ...]:
    """The sentences of what has ended or not begun."""
    return tuple(Told(looking.link(a.item), a.sentence) for a in away)
