"""Bodies of one kind that stand in an answer as one row, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.areas import LOCAL
from api.pages.dates import dial
from graph.areas import area_order
from graph.directory import Directory
from graph.finding.answer import Body
from graph.model import Node, NodeId

SHOWN = 6  # numbers of one row; more are on the page of the kind


@dataclass(frozen=True, slots=True)
class AreaNumber:
    """The number of one of the bodies, by its area or by its name; "" where the data has none."""

    area: str
    phone: str
    dial: str


@dataclass(frozen=True, slots=True)
class Several:
    """How many bodies there are; their numbers where they are few; whether each serves an area of its own."""

    count: int
    by_area: bool
    numbers: tuple[AreaNumber, ...]

    @property
    def words(self) -> str:
        """5つの地域 or 4か所."""
        return f"{self.count}つの地域" if self.by_area else f"{self.count}か所"


def several_of(directory: Directory, bodies: Sequence[Body]) -> Several:
    """What these bodies are together."""
    areas = {b.id: _own_area(directory, b.id) for b in bodies}
    own = [a for a in areas.values() if a]
    by_area = len(own) == len(bodies) == len({a.id for a in own}) and all(a.get("level") == "地域" for a in own)
    if not by_area:
        named = [AreaNumber(short_name(directory, b.label), b.phone, dial(b.phone)) for b in bodies]
        return Several(len(bodies), False, tuple(named) if len(bodies) <= SHOWN else ())
    ordered = sorted(bodies, key=lambda b: area_order(areas[b.id] or directory.node(b.id)))
    numbers = [AreaNumber(_name(areas[b.id]), b.phone, dial(b.phone)) for b in ordered]
    return Several(len(bodies), True, tuple(numbers))


def short_name(directory: Directory, name: str) -> str:
    """The name as the path strip has it: without the municipality and what stands before a blank."""
    own = directory.municipality.name
    short = name.removeprefix(own) if name.startswith(own) and len(name) > len(own) + 2 else name
    return short.split()[-1] if short.split() else name


def _own_area(directory: Directory, body: NodeId) -> Node | None:
    """The one local area a body serves; None when it is not one."""
    served = [directory.nodes[a] for a in directory.ends(body, "serves")]
    local = [a for a in served if a.get("level") in LOCAL]
    return local[0] if len(local) == 1 == len(served) else None


def _name(area: Node | None) -> str:
    return area.name if area else ""
