"""The shapes of what analysts ask: paths, what two share, the matrix, reports, named questions (see shapes.py)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic wants this one below Python 3.12

from api.shapes import Basis, RefOut, StepOut


class AwayOut(TypedDict):
    """A thing that is no answer on this day, because it has not begun or has ended."""

    id: str
    label: str
    kind: str
    state: Annotated[Literal["later", "over"], Field(description="later まだない / over もうない")]
    since: str
    until: str
    sentence: str


class FoldedOut(TypedDict):
    """On this path a body and its kind stand for one another."""

    body: RefOut
    kind: RefOut


class PathOut(TypedDict):
    """One way, hop by hop."""

    length: int
    steps: list[StepOut]
    folded: list[FoldedOut]


class ShorterOut(TypedDict):
    """A hub that was not asked for would lead there in fewer hops."""

    kind: str
    label: str
    length: int


PathsOut = TypedDict(
    "PathsOut",
    {
        "from": RefOut,
        "to": RefOut,
        "on": str,
        "max": int,
        "kinds": list[str],
        "sentence": str,
        "paths": list[PathOut],
        "more": Annotated[bool, Field(description="道がもっとある")],
        "shorter": list[ShorterOut],
        "told": list[AwayOut],
        "notes": list[str],
    },
)


class SharedOut(TypedDict):
    """A thing both are linked to, and how each is."""

    id: str
    label: str
    kind: str
    of_a: list[StepOut]
    of_b: list[StepOut]


class CommonOut(TypedDict):
    """What two have in common. `with_a`, `with_b`: the kind or the bodies taken as one with it."""

    a: RefOut
    b: RefOut
    with_a: list[RefOut]
    with_b: list[RefOut]
    on: str
    sentence: str
    direct: list[StepOut]
    items: list[SharedOut]
    next: Annotated[str | None, Field(description="続きの cursor。終わりなら null")]
    told: list[AwayOut]
    notes: list[str]


class RowOut(TypedDict):
    """A plan item. `hole`: its page cannot be read."""

    id: str
    label: str
    kind: str
    plan: str
    where: str
    hole: bool


class ColumnOut(TypedDict):
    """A body, kind or case type. `folded`: what else is counted in it."""

    id: str
    label: str
    kind: str
    folded: list[RefOut]


class CellOut(TypedDict):
    """`count` = `stated` + `inferred` + `editorial` = the number of `edges`."""

    row: str
    column: str
    count: int
    stated: int
    inferred: int
    editorial: int
    edges: list[str]
    repeated: Annotated[list[str], Field(description="細目が取組みと同じことを言う辺。数えない")]


class FactOut(TypedDict):
    """One edge behind a cell, with the words of the page."""

    row: str
    column: str
    item: RefOut
    where: str
    line: int | None
    role: str
    words: str
    wording: str
    services: list[RefOut]
    repeated: bool
    step: StepOut


class MatrixOut(TypedDict):
    """The table. `facts` are those of `cell`, empty when none is asked for."""

    rows: list[RowOut]
    columns: list[ColumnOut]
    cells: list[CellOut]
    next: Annotated[str | None, Field(description="続きの cursor。終わりなら null")]
    facts: list[FactOut]
    plan: str
    on: str
    sentence: str
    total: int
    repeated: int
    told: list[AwayOut]
    notes: list[str]


class SectionOut(TypedDict):
    """A group of items; `count` is how many there are."""

    id: str
    title: str
    sentence: str
    count: int


class NamedOut(TypedDict):
    """A further column of a line."""

    name: str
    value: str


class ReportItemOut(TypedDict):
    """One line with the things and edges it is made from."""

    section: str
    sentence: str
    subjects: list[RefOut]
    edges: list[str]
    basis: Basis | None
    mark: str
    cells: list[NamedOut]


class ReportOut(TypedDict):
    """A report."""

    report: str
    title: str
    about: RefOut | None
    on: str
    data_version: str
    sentence: str
    sections: list[SectionOut]
    items: list[ReportItemOut]
    next: Annotated[str | None, Field(description="続きの cursor。終わりなら null")]
    left_out: Annotated[int, Field(description="まだ出していない行の数")]
    told: list[AwayOut]
    notes: list[str]


class ParameterOut(TypedDict):
    """What can be changed in a question, with the value it was answered for."""

    name: str
    label: str
    kinds: list[str]
    value: RefOut


class CypherOut(TypedDict):
    """A question in the language of the engine. `says`: what of the answer, or why one statement cannot say it."""

    says: str
    text: str
    parameters: dict[str, str | list[str]]


class QuestionOut(TypedDict):
    """A named question with its answer of now. `api` and `page` lead to it."""

    id: str
    group: str
    sentence: str
    how: str
    parameters: list[ParameterOut]
    api: str
    page: str
    answer: str
    cypher: Annotated[CypherOut | None, Field(description="グラフが Neo4j にあるとき")]


class QuestionsOut(TypedDict):
    """All named questions."""

    on: str
    questions: list[QuestionOut]
    next: Annotated[str | None, Field(description="続きの cursor。終わりなら null")]


# of these `fields` chooses keys, so none of them is always there
CHOSEN = ("PathOut", "SharedOut", "CellOut", "ReportItemOut", "QuestionOut")
