"""マトリクス `/matrix`: plan items against bodies, kinds or case types, and the rows behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.pages.frame import respond
from api.pages.links import Link
from api.pages.matrix_facts import Detail, detail
from api.pages.matrix_table import LABELS, MatrixTable, matrix_table
from api.pages.planned import plan_short
from api.pages.scoped import Choice, Filters, Looking, LookingDep, Told, told
from graph.analysis.matrix import COLUMNS, ROWS, Matrix, matrix, read_cell
from graph.analysis.plans import plans
from graph.errors import BadParameter
from graph.model import NodeId
from graph.schema import MAX_ID

router = APIRouter()
WIDE: Final = 17  # columns that fit beside the titles on the screen of a desk


@dataclass(frozen=True, slots=True)
class Saved:
    """The table and the edges behind it as files."""

    table: str
    edges: str  # behind the cell that was chosen, else behind all
    every: str
    workbook: str
    api: str


@dataclass(frozen=True, slots=True)
class MatrixForm:
    """What stands on the axes."""

    rows: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    filters: Filters


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Everything `/matrix` shows."""

    title: str
    form: MatrixForm
    sentence: str
    notes: tuple[str, ...]
    told: tuple[Told, ...]
    editorial: bool  # whether any number is of the editors
    table: MatrixTable
    wider: Link | None
    columns: str  # how many are shown, of how many
    detail: Detail | None
    lost: bool  # the cell that was chosen is not in this table
    saved: Saved


@router.get("/matrix", response_class=HTMLResponse)
def show_matrix(
    request: Request,
    looking: LookingDep,
    rows: Annotated[str, Query(max_length=40)] = "measure",
    columns: Annotated[str, Query(max_length=40)] = "organisation_kind",
    plan: Annotated[str, Query(max_length=MAX_ID)] = "",
    cell: Annotated[str, Query(max_length=2 * MAX_ID)] = "",
    limit: Annotated[int, Query(ge=1, le=2000)] = WIDE,
) -> HTMLResponse:
    """The matrix. A plain function: it counts."""
    found = matrix(looking.scope, rows or ROWS[1], columns or COLUMNS[1], plan=plan)
    page = matrix_page(looking, found, cell, limit)
    return respond(request, "matrix.html", page, title="マトリクス", nav="matrix", directory=looking.directory)


def matrix_page(looking: Looking, found: Matrix, cell: str, limit: int) -> MatrixPage:
    """The page of this table."""
    chosen = _chosen(found, cell)
    here = _address(found)
    narrow = {**here, "limit": str(limit) if limit != WIDE else ""}
    table = matrix_table(looking, found, chosen, limit, narrow)
    shown, total = len(table.heads), len(found.columns)
    rest = looking.to("/matrix", **here, cell=_text(chosen), limit=str(total))
    return MatrixPage(
        title=f"{LABELS[found.rows_of]} × {LABELS[found.columns_of]}",
        form=_form(looking, found, chosen, narrow["limit"]),
        sentence=found.sentence,
        notes=found.notes,
        told=told(looking, found.told),
        editorial=any(c.editorial for c in found.cells),
        table=table,
        wider=Link(f"{total}の列をすべて出す", rest) if shown < total else None,
        columns=f"横は結びつきの多い{shown}列(全{total}列)。" if shown < total else f"横は全{total}列。",
        detail=detail(looking, found, *chosen) if any(chosen) else None,
        lost=bool(cell) and not any(chosen),
        saved=_saved(looking, here, chosen),
    )


def _chosen(found: Matrix, cell: str) -> tuple[NodeId, NodeId]:
    """The row and column of a cell; none where the table as it is now has not got it."""
    try:
        return read_cell(found, cell) if cell else ("", "")
    except BadParameter:
        return "", ""


def _text(chosen: tuple[NodeId, NodeId]) -> str:
    return ",".join(chosen) if any(chosen) else ""


def _address(found: Matrix) -> dict[str, str]:
    """The axes and the plan as they stand in an address."""
    return {"rows": found.rows_of, "columns": found.columns_of, "plan": found.plan.removeprefix("plan:")}


def _form(looking: Looking, found: Matrix, chosen: tuple[NodeId, NodeId], limit: str) -> MatrixForm:
    held = plans(looking.directory)
    slugs = [(p.id.removeprefix("plan:"), plan_short(p)) for p in held]
    now = found.plan.removeprefix("plan:")
    every = [("", "すべて")] if len(slugs) > 1 else []
    return MatrixForm(
        tuple(Choice(k, LABELS[k], k == found.rows_of) for k in ROWS),
        tuple(Choice(k, LABELS[k], k == found.columns_of) for k in (COLUMNS[1], COLUMNS[0], COLUMNS[2])),
        tuple(Choice(slug, label, slug == now) for slug, label in (*slugs, *every)) if slugs else (),
        looking.filters(cell=_text(chosen), limit=limit),
    )


def _saved(looking: Looking, here: dict[str, str], chosen: tuple[NodeId, NodeId]) -> Saved:
    cell = _text(chosen)
    return Saved(
        looking.to("/api/matrix", **here, format="csv"),
        looking.to("/api/matrix", **here, cell=cell, table="edges", format="csv"),
        looking.to("/api/matrix", **here, table="edges", format="csv"),
        looking.to("/api/matrix", **here, format="xlsx"),
        looking.to("/api/matrix", **here, cell=cell),
    )
