"""The routes of analysts and planners: paths, what two share, the matrix, reports, named questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Final, Literal, TypeVar, cast

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from api import shapes_of_analysis as shapes
from api import tables_of_analysis as tables
from api.cursor import Part, part
from api.deps import DirectoryDep, NowDep, StoreDep
from api.description import described
from api.documents import of_analysis as documents
from api.documents.of_questions import questions as questions_document
from api.forms import Form, form_of, in_forms, served
from api.replies import tag
from api.tables import Table, chosen, read_fields
from graph.analysis.common import common
from graph.analysis.cypher import beside
from graph.analysis.hops import HUBS, read_kinds
from graph.analysis.matrix import COLUMNS, ROWS, facts, matrix, read_cell
from graph.analysis.paths import MAX_PATHS, check_paths, paths
from graph.analysis.questions import asked
from graph.analysis.reports.catalogue import REPORTS, report
from graph.analysis.scope import Scope, read_bases, scope
from graph.directory import Directory
from graph.schema import MAX_ID
from graph.store import MAX_HOPS

T = TypeVar("T")
router = APIRouter()
MAX_LINES: Final = 5_000  # of a report in one answer
_LIST: Final = 400  # characters of a list of words

On = Annotated[
    str, Query(max_length=10, description="いつのことか(年-月-日)。書かなければ今日", examples=["2026-04-01"])
]
Bases = Annotated[str, Query(max_length=40, description="根拠: stated、inferred、editorial。コンマで区切る")]
Fields = Annotated[str, Query(max_length=_LIST, description="1件ごとに出す項目。コンマで区切る。書かなければすべて")]

FromParameter = Annotated[
    str, Query(alias="from", max_length=MAX_ID, description="はじめの番号", examples=["init:late-2-1-1"])
]
ToParameter = Annotated[
    str, Query(alias="to", max_length=MAX_ID, description="おわりの番号", examples=["case:gyakutai"])
]
MaxParameter = Annotated[int, Query(ge=1, le=MAX_HOPS, description="何歩まで")]
PathsParameter = Annotated[int, Query(ge=1, le=MAX_PATHS, description="道の数")]
KindsParameter = Annotated[
    str, Query(max_length=_LIST, description="つながりの種類。コンマで区切る。書かなければふつうのもの")
]
HubsParameter = Annotated[
    str,
    Query(
        max_length=_LIST, description=f"通ってよい大きな結び目: {'、'.join(HUBS)}。コンマで区切る", examples=["handles"]
    ),
]
AParameter = Annotated[str, Query(max_length=MAX_ID, description="1つめの番号", examples=["kind:jido-sodanjo"])]
BParameter = Annotated[
    str, Query(max_length=MAX_ID, description="2つめの番号", examples=["kind:kodomo-katei-shien-center"])
]
FoldParameter = Annotated[bool, Query(description="機関とその種別を1つとみる")]
RowsParameter = Annotated[str, Query(max_length=40, description=f"行: {'、'.join(ROWS)}", examples=["measure"])]
ColumnsParameter = Annotated[
    str, Query(max_length=40, description=f"列: {'、'.join(COLUMNS)}", examples=["organisation_kind"])
]
PlanParameter = Annotated[str, Query(max_length=MAX_ID, description="計画の番号", examples=["plan:late"])]
CellParameter = Annotated[
    str, Query(max_length=2 * MAX_ID, description="行の番号,列の番号。その元の関係を facts に出す。片方だけでもよい",
               examples=["measure:late-2-1,kind:jido-sodanjo"]),
]  # fmt: skip
TableParameter = Annotated[Literal["cells", "edges"], Query(description="CSV に出すもの: cells 数の表、edges 元の関係")]
NameParameter = Annotated[str, Path(max_length=40, description=f"レポート: {'、'.join(REPORTS)}", examples=["closure"])]
AboutParameter = Annotated[
    str,
    Query(
        max_length=MAX_ID, description="何についてか(closure、source、item、takers に要る)", examples=["kind:jidokan"]
    ),
]
AreaParameter = Annotated[str, Query(max_length=100, description="住まい(takers だけ)")]
CursorParameter = Annotated[str, Query(max_length=MAX_ID, description="前の答えの next")]
LinesParameter = Annotated[int | None, Query(ge=1, le=MAX_LINES, description="件数。表でも、書けばそこまで")]
Format = Annotated[Form | None, Query(description="形。書かなければ Accept による")]


@dataclass(frozen=True, slots=True)
class Asking:
    """What each of these routes takes beside its own: the Directory on a day, by basis; fields, a form."""

    request: Request
    now: datetime
    on: str
    scope: Scope
    fields: tuple[str, ...]
    form: Form
    cursor: str
    limit: int | None

    def part(self, items: Sequence[T]) -> Part[T]:
        """The part of a list that was asked for. A table is whole unless it is asked for in parts."""
        whole = self.form != "json" and not self.cursor and self.limit is None
        return part(items, self.scope, self.cursor, len(items) if whole else self.limit or MAX_LINES)

    @property
    def directory(self) -> Directory:
        """The Directory of the municipality that was asked."""
        return self.scope.directory

    def answer(self, document: Mapping[str, object], key: str, item: type, table: Table) -> Response:
        """The answer with the chosen fields of its list `key`, whose items have the shape `item`."""
        if self.form == "json":
            items = cast("Sequence[Mapping[str, object]]", document[key])
            document = {**document, key: chosen(items, self.fields, tuple(item.__annotations__))}
        else:
            table = table.only(self.fields)
        return served(self.request, self.form, tag(self.directory, self.now), document, table)


async def get_asking(
    request: Request, directory: DirectoryDep, now: NowDep, on: On = "", basis: Bases = "", fields: Fields = "",
    format: Format = None,
) -> Asking:  # fmt: skip
    """The parameters that all of these routes take."""
    at = scope(directory, on=on, bases=read_bases(basis), today=now.date())
    return Asking(request, now, on, at, read_fields(fields), form_of(request, format), "", None)


async def get_listing(
    asking: Annotated[Asking, Depends(get_asking)], cursor: CursorParameter = "", limit: LinesParameter = None
) -> Asking:
    """The same, of the routes whose list is walked by a cursor."""
    return replace(asking, cursor=cursor, limit=limit)


AskingDep = Annotated[Asking, Depends(get_asking)]
ListingDep = Annotated[Asking, Depends(get_listing)]


def _of(summary: str, model: type, *problems: int) -> dict[str, Any]:
    found = described(summary, model, *problems)
    found["responses"][200]["content"] = in_forms()
    return found


@router.get("/api/paths", operation_id="paths", **_of("2つのあいだの道。短い順", shapes.PathsOut, 400, 404))
def show_paths(
    asking: AskingDep, start: FromParameter, end: ToParameter, max: MaxParameter = 4, limit: PathsParameter = 20,
    kinds: KindsParameter = "", hubs: HubsParameter = "",
) -> Response:  # fmt: skip
    through = read_fields(hubs)
    check_paths(max, limit, through)
    found = paths(asking.scope, start, end, max_hops=max, k=limit, kinds=read_kinds(kinds), hubs=through)
    return asking.answer(documents.paths(found), "paths", shapes.PathOut, tables.paths_table(found))


@router.get("/api/common", operation_id="common", **_of("2つの両方に結びつくもの", shapes.CommonOut, 400, 404))
def show_common(
    asking: ListingDep, a: AParameter, b: BParameter, kinds: KindsParameter = "", fold: FoldParameter = True
) -> Response:
    found = common(asking.scope, a, b, kinds=read_kinds(kinds), fold=fold)
    shown = asking.part(found.items)
    found = replace(found, items=shown.items)
    return asking.answer(documents.common(found, shown.next), "items", shapes.SharedOut, tables.common_table(found))


@router.get("/api/matrix", operation_id="matrix", **_of("計画と機関・種別・相談の表", shapes.MatrixOut, 400, 404))
def show_matrix(
    asking: ListingDep, rows: RowsParameter = "measure", columns: ColumnsParameter = "organisation_kind",
    plan: PlanParameter = "", cell: CellParameter = "", table: TableParameter = "cells",
) -> Response:  # fmt: skip
    found = matrix(asking.scope, rows, columns, plan=plan)
    behind = facts(asking.scope, found, *read_cell(found, cell)) if cell else ()
    if asking.form == "json":
        sheet, shown = tables.matrix_table(found), asking.part(found.cells)
        found = replace(found, cells=shown.items)
    else:
        wanted = behind if cell else facts(asking.scope, found)
        sheet = tables.facts_table(found, asking.part(wanted).items) if table == "edges" else tables.matrix_table(found)
        shown = Part(found.cells)
    return asking.answer(documents.matrix(found, behind, shown.next), "cells", shapes.CellOut, sheet)


@router.get("/api/reports/{name}", operation_id="report", **_of("レポート", shapes.ReportOut, 400, 404))
def show_report(asking: ListingDep, name: NameParameter, id: AboutParameter = "", area: AreaParameter = "") -> Response:
    found = report(asking.scope, name, id, area=area)
    shown = asking.part(found.items)
    sheet = tables.report_table(found, shown.items)
    document = documents.report(
        replace(found, items=shown.items), asking.directory.data_version, shown.next, shown.left
    )
    return asking.answer(document, "items", shapes.ReportItemOut, sheet)


@router.get("/api/questions", operation_id="questions", **_of("名前の付いた問いと、その答え", shapes.QuestionsOut, 400))
def show_questions(asking: ListingDep, store: StoreDep) -> Response:
    shown = asking.part(asked(asking.directory, on=asking.on, today=asking.now.date()))
    cypher = beside(store, asking.scope)
    document = questions_document(shown.items, asking.on, shown.next, cypher)
    return asking.answer(document, "questions", shapes.QuestionOut, tables.questions_table(shown.items))
