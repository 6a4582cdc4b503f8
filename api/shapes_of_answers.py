"""The shape of the document of an answer (see shapes.py)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic wants this one below Python 3.12

from api.shapes import Basis, RefOut, StepOut

Group = Annotated[
    Literal["first", "partner", "emergency"], Field(description="first まず連絡 / partner 連携先 / emergency 緊急時")
]


class MatchOut(TypedDict):
    """Words of the question, and what they met."""

    text: str
    term: str


class CaseOut(TypedDict):
    """A case type that was read in the question."""

    id: str
    label: str
    score: float
    use: Literal["answer", "alternative"]
    matched: list[MatchOut]
    like: Annotated[str, Field(description="いちばん似ている、正解の付いた言い回し。言葉で決まったときは空")]


class AgeOut(TypedDict):
    """Months, the upper bound exclusive; null = open."""

    words: str
    from_months: int | None
    to_months: int | None


class ReasonOut(TypedDict):
    """An urgent rule that fired."""

    rule: str
    reason: str
    laws: list[RefOut]


class CallOut(TypedDict):
    """A number of the emergency box."""

    id: str
    label: str
    phone: str
    hours: str
    always: Annotated[bool, Field(description="24時間")]


class UrgentOut(TypedDict):
    """Before everything else."""

    level: Literal["red", "soft"]
    reasons: list[ReasonOut]
    call: list[CallOut]


class BodyOut(TypedDict):
    """A body in the order of contact. `id` may be a kind (kind:…) where the data hold no single body."""

    id: str
    label: str
    kind: Literal["organisation", "organisation_kind"]
    group: Group
    rank: int
    roles: list[str]
    case_types: list[str]
    organisation_kind: RefOut | None
    phone: str
    hours: str
    open_now: Annotated[bool | None, Field(description="null はわからない")]
    always: Annotated[bool, Field(description="24時間")]
    area: RefOut | None
    reach: Literal["serves", "near", "unknown", "kind", "many"]
    status: str
    basis: Basis
    verified_on: str | None
    as_of: str
    recheck: Annotated[bool, Field(description="要再確認")]
    condition: str
    inherited: Annotated[bool, Field(description="種別から引き継いだ")]
    why: list[StepOut]


class FindOut(TypedDict):
    """Which bodies handle this."""

    query: str
    on: str
    area: RefOut | None
    areas: list[RefOut]
    area_problem: Literal["", "unknown", "outside"]
    age: AgeOut | None
    data_version: str
    certain: bool
    case_types: list[CaseOut]
    urgent: UrgentOut | None
    named: list[RefOut]
    bodies: list[BodyOut]
