"""`/common`: what two things share, and how each is linked to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.pages.choosing import LINKED, chosen
from api.pages.frame import respond
from api.pages.hops import HopRow, hop_row
from api.pages.links import Link
from api.pages.scoped import Looking, LookingDep, Told, told
from api.pages.two import Name, TwoForm, two_form
from graph.analysis.common import Common, common
from graph.analysis.hops import read_kinds
from graph.schema import schema

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A thing both are linked to, with how each is."""

    item: Link
    kind: str
    of_a: tuple[HopRow, ...]
    of_b: tuple[HopRow, ...]


@dataclass(frozen=True, slots=True)
class CommonPage:
    """Everything `/common` shows; `sentence` is "" before anything is asked."""

    form: TwoForm
    fold: bool
    a: str
    b: str
    sentence: str
    with_a: tuple[Link, ...]
    with_b: tuple[Link, ...]
    direct: tuple[HopRow, ...]
    items: tuple[SharedRow, ...]
    notes: tuple[str, ...]
    told: tuple[Told, ...]
    table: str
    paths: str


@router.get("/common", response_class=HTMLResponse)
def show_common(
    request: Request, looking: LookingDep, a: Name = "", b: Name = "",
    kinds: Annotated[str, Query(max_length=400)] = "", fold: bool = True,
) -> HTMLResponse:  # fmt: skip
    """What two things share."""
    ends = chosen(looking.directory, a, LINKED), chosen(looking.directory, b, LINKED)
    form = two_form(looking, (a, b), ends, kinds=kinds)
    wanted = read_kinds(kinds)
    found = common(looking.scope, *ends, kinds=wanted, fold=fold) if all(ends) else None
    address = {"a": ends[0], "b": ends[1], "kinds": kinds, "fold": "" if fold else "false"}
    page = _common_page(looking, form, found, fold, address)
    return respond(request, "common.html", page, title="両方に結びつくもの", nav="reports", directory=looking.directory)


def _common_page(
    looking: Looking, form: TwoForm, found: Common | None, fold: bool, address: dict[str, str]
) -> CommonPage:
    if found is None:
        return CommonPage(form, fold, "", "", "", (), (), (), (), (), (), "", "")
    return CommonPage(
        form,
        fold,
        found.a.label,
        found.b.label,
        found.sentence,
        tuple(map(looking.link, found.with_a)),
        tuple(map(looking.link, found.with_b)),
        tuple(hop_row(looking, s) for s in found.direct),
        tuple(
            SharedRow(
                looking.link(i.item),
                schema().node(i.kind).label,
                tuple(hop_row(looking, s) for s in i.of_a),
                tuple(hop_row(looking, s) for s in i.of_b),
            )
            for i in found.items
        ),
        found.notes,
        told(looking, found.told),
        looking.to("/api/common", **address, format="csv"),
        looking.to("/paths", **{"from": address["a"], "to": address["b"]}),
    )
