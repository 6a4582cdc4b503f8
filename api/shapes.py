"""The shapes of the JSON documents: what the OpenAPI description shows and mypy checks documents.py against.

Answers are not validated on their way out (that would cost more than finding them); tests validate real ones instead.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic wants this one below Python 3.12

Basis = Annotated[
    Literal["stated", "inferred", "editorial"], Field(description="stated 原典に記載 / inferred 推定 / editorial 編集")
]
Became = Annotated[
    Literal["added", "changed", "removed"], Field(description="added 増えた / changed 変わった / removed なくなった")
]
ValueOut = str | int | float | bool | list[str] | list[dict[str, object]]


class RefOut(TypedDict):
    """A node by id and name."""

    id: str
    label: str


class SourceOut(TypedDict):
    """A source that says it, and where in it."""

    id: str
    title: str
    locator: str


StepOut = TypedDict(
    "StepOut",
    {
        "edge": str,
        "kind": str,
        "label": Annotated[str, Field(description="from から to へ読んだときのことば")],
        "from": RefOut,
        "to": RefOut,
        "basis": Basis,
        "sources": list[SourceOut],
        "as_of": str,
        "note": str,
    },
)


class ProvenanceOut(TypedDict):
    """One source of an item, the main one first."""

    source: str
    title: str
    where: str
    basis: Basis
    as_of: str
    note: str


class VariantOut(TypedDict):
    """What another source says of one field."""

    field: str
    value: str
    source: str
    as_of: str


class NodeOut(TypedDict):
    """One node with its edges, each read from the node."""

    id: str
    kind: str
    label: str
    dataset: str
    properties: dict[str, ValueOut]
    provenance: list[ProvenanceOut]
    since: str
    until: str
    verified_on: str | None
    otherwise: list[VariantOut]
    edges: list[StepOut]
    truncated: Annotated[bool, Field(description="辺がもっとある")]


class NodeRefOut(TypedDict):
    """A node in a list."""

    id: str
    kind: str
    label: str


class ListedNodeOut(NodeRefOut):
    """A node in a list; with `changed_since`, what became of it. A removed one under the name it had."""

    change: NotRequired[Became]


class NodesOut(TypedDict):
    """A page of a list; `next` is the cursor of the following one, `version` a `changed_since` of later."""

    items: list[ListedNodeOut]
    next: str | None
    version: int


ListedEdgeOut = TypedDict(
    "ListedEdgeOut",
    {
        "edge": str,
        "kind": str,
        "label": NotRequired[str],
        "from": NotRequired[RefOut],
        "to": NotRequired[RefOut],
        "basis": NotRequired[Basis],
        "sources": NotRequired[list[SourceOut]],
        "as_of": NotRequired[str],
        "note": NotRequired[str],
        "change": NotRequired[Became],
    },
)


class EdgesOut(TypedDict):
    """A page of a list of edges. One that is `removed` has nothing but `edge`, `kind` and `change`."""

    items: list[ListedEdgeOut]
    next: str | None
    version: int


class NeighboursOut(TypedDict):
    """The nodes around one, and the edges between them."""

    id: str
    depth: int
    nodes: list[NodeRefOut]
    edges: list[StepOut]
    truncated: bool


class SetOut(TypedDict):
    """A data set of the graph."""

    code: str
    digest: str


class InfoOut(TypedDict):
    """What the graph is."""

    engine: str
    version: int
    data_version: str
    digest: str
    counts: dict[str, int]
    sets: list[SetOut]
    loaded_at: str


class HealthOut(TypedDict):
    """The graph answers."""

    status: Literal["ok"]
    version: int
    data_version: str


class BoxOut(TypedDict):
    """A box of the picture. `layer` is the name of its band."""

    id: str
    label: str
    kind: str
    layer: str
    x: float
    y: float
    count: int
    hub: bool


LineOut = TypedDict(
    "LineOut",
    {"id": str, "from": str, "to": str, "kind": str, "label": str, "basis": Basis},
)


class NetworkOut(TypedDict):
    """The picture: at most 80 boxes, the rest counted in `left_out`."""

    nodes: list[BoxOut]
    edges: list[LineOut]
    left_out: int


class HistoryEntryOut(TypedDict):
    """One change of the graph."""

    version: int
    at: str
    by: str
    why: str
    added: int
    changed: int
    removed: int


class HistoryOut(TypedDict):
    """The changes, newest first."""

    changes: list[HistoryEntryOut]


class ChangedOut(TypedDict):
    """What a load or an undo did."""

    version: int
    data_version: str
    added: int
    changed: int
    removed: int


class RejectionOut(TypedDict):
    """A problem of a data set; `row` counts the heading as 1."""

    file: str
    row: int | None
    column: str | None
    value: str
    allowed: str
    sentence: str


class WrongOut(TypedDict):
    """One thing that is wrong: in a parameter, or in a file."""

    parameter: NotRequired[str]
    file: NotRequired[str]
    row: NotRequired[int | None]
    column: NotRequired[str | None]
    value: str
    allowed: str
    sentence: str


class ProblemOut(TypedDict):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongOut]
