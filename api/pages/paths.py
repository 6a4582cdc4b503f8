"""`/paths`: the ways between two things, the shortest first, with a picture of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.choosing import LINKED, chosen
from api.pages.frame import respond
from api.pages.hops import HopRow, hop_row
from api.pages.links import Link
from api.pages.scoped import Choice, Looking, LookingDep, Told, told
from api.pages.two import NAME, Name, TwoForm, two_form
from graph.analysis.hops import HUBS, read_kinds
from graph.analysis.paths import Path, Paths, check_paths, paths
from graph.errors import BadParameter
from graph.schema import schema
from graph.store import MAX_HOPS
from visualizations.ways import ways_svg

router = APIRouter()
_SHOWN: Final = 20  # paths on one page
DRAWN: Final = 10  # and in the picture


@dataclass(frozen=True, slots=True)
class Way:
    """One path. `folded`: where a body and its kind stand for one another."""

    length: int
    hops: tuple[HopRow, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathsPage:
    """Everything `/paths` shows; `sentence` is "" before anything is asked."""

    form: TwoForm
    most: tuple[Choice, ...]
    hubs: tuple[Choice, ...]
    sentence: str
    ways: tuple[Way, ...]
    shorter: tuple[Link, ...]
    notes: tuple[str, ...]
    told: tuple[Told, ...]
    picture: str
    about: str  # the picture in words
    table: str
    common: str
    turned: str


def get_hubs(hubs: Annotated[list[str] | None, Query()] = None) -> tuple[str, ...]:
    """A form sends `hubs` once a box."""
    words = [w.strip() for text in hubs or () for w in text.split(",")]
    return tuple(h for h in dict.fromkeys(words) if h)


@router.get("/paths", response_class=HTMLResponse)
def show_paths(
    request: Request, looking: LookingDep, start: Annotated[str, Query(alias="from", max_length=NAME)] = "",
    to: Name = "", max: Annotated[int, Query(ge=1, le=MAX_HOPS)] = 4, kinds: Annotated[str, Query(max_length=400)] = "",
    hubs: Annotated[list[str] | None, Query()] = None,
) -> HTMLResponse:  # fmt: skip
    """The ways between two things."""
    asked = _Asked(looking, start, to, max, kinds, get_hubs(hubs))
    page = asked.page()
    return respond(request, "paths.html", page, title="つながりをたどる", nav="reports", directory=looking.directory)


@router.get("/paths.svg")
def paths_picture(
    looking: LookingDep, start: Annotated[str, Query(alias="from", max_length=NAME)], to: Name,
    max: Annotated[int, Query(ge=1, le=MAX_HOPS)] = 4, kinds: Annotated[str, Query(max_length=400)] = "",
    hubs: Annotated[list[str] | None, Query()] = None,
) -> Response:  # fmt: skip
    """The picture of the ways as a file."""
    found = _Asked(looking, start, to, max, kinds, get_hubs(hubs)).found()
    if found is None:
        raise BadParameter("from", start, "はじめとおわりを書いてください。")
    headers = {"Content-Disposition": 'inline; filename="paths.svg"'}
    return Response(ways_svg(found.paths[:DRAWN], found.sentence), media_type="image/svg+xml", headers=headers)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question: two names or ids, how far, through what."""

    looking: Looking
    start: str
    to: str
    most: int
    kinds: str
    hubs: tuple[str, ...]

    def ends(self) -> tuple[str, str]:
        """The two things, "" for what is not known."""
        first, second = (chosen(self.looking.directory, t, LINKED) for t in (self.start, self.to))
        return first, second

    def found(self) -> Paths | None:
        """The answer, None while one of the two is not known."""
        check_paths(self.most, _SHOWN, self.hubs)
        kinds = read_kinds(self.kinds)
        first, second = self.ends()
        if not first or not second:
            return None
        return paths(self.looking.scope, first, second, max_hops=self.most, k=_SHOWN, kinds=kinds, hubs=self.hubs)

    def to_here(self, path: str, **other: str) -> str:
        """This question at another address, or with other choices."""
        first, second = self.ends()
        most, hubs = (str(self.most) if self.most != 4 else ""), ",".join(self.hubs)
        given = {"from": first, "to": second, "max": most, "kinds": self.kinds, "hubs": hubs, **other}
        return self.looking.to(path, **given)

    def page(self) -> PathsPage:
        """The page."""
        found = self.found()
        first, second = self.ends()
        turned = self.looking.to("/paths", **{"from": second, "to": first}) if found else ""
        return PathsPage(
            form=two_form(self.looking, (self.start, self.to), (first, second), kinds=self.kinds),
            most=tuple(Choice(str(n), f"{n}歩まで", n == self.most) for n in range(1, MAX_HOPS + 1)),
            hubs=tuple(Choice(h, schema().edge(h).label, h in self.hubs) for h in HUBS),
            sentence=found.sentence if found else "",
            ways=tuple(_way(self.looking, p) for p in found.paths if p.steps) if found else (),
            shorter=tuple(self._shorter(found)) if found else (),
            notes=found.notes if found else (),
            told=told(self.looking, found.told) if found else (),
            picture=self.to_here("/paths.svg") if found and any(p.steps for p in found.paths) else "",
            about=_about(found) if found else "",
            table=self.to_here("/api/paths", format="csv") if found else "",
            common=self.looking.to("/common", a=first, b=second) if found else "",
            turned=turned,
        )

    def _shorter(self, found: Paths) -> list[Link]:
        return [
            Link(f"「{s.label}」も通る({s.length}歩)", self.to_here("/paths", hubs=",".join((*self.hubs, s.kind))))
            for s in found.shorter
        ]


def _way(looking: Looking, path: Path) -> Way:
    folded = tuple(
        f"ここでは「{f.body.label}」とその種別「{f.kind.label}」を行き来します。片方に書かれたことが、もう片方に書かれているとは限りません。"
        for f in path.folded
    )
    return Way(path.length, tuple(hop_row(looking, s) for s in path.steps), folded)


def _about(found: Paths) -> str:
    drawn = min(len(found.paths), DRAWN)
    return (
        f"「{found.start.label}」から「{found.end.label}」への、短いほうから{drawn}本の道の図。同じ内容が下にあります。"
    )
