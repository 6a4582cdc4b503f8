"""What a question is answered with: values only. The words of CONTRACT §2 (SETTLED 16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.model import Basis, NodeId
from graph.steps import Ref, Step

Group = Literal["first", "partner", "emergency"]
# near: it serves only areas beside the asker's; unknown: 範囲不明; kind: no body in the data, 窓口は未収録;
# many: the kind stands for more bodies than a page lists, and a town would tell which
Reach = Literal["serves", "near", "unknown", "kind", "many"]


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the question that decided: `text` = query[start:end], `term` = the term or labelled phrase they met."""

    text: str
    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A case type read in the question. `answer`: it is answered; `alternative`: offered as 「ちがうとき」.

    One without matched words (score 0) was not read at all: it lies near the one that was.
    """

    id: NodeId
    label: str
    score: float  # 0–1, comparable within one answer only
    use: Literal["answer", "alternative"]
    matched: tuple[Match, ...]
    like: str = ""  # the labelled phrase that the question resembles most, where phrases decided


@dataclass(frozen=True, slots=True)
class Age:
    """Months, `to_months` exclusive; None = open. `words` as the question or the field has them."""

    words: str
    from_months: int | None
    to_months: int | None


@dataclass(frozen=True, slots=True)
class UrgentReason:
    """A rule that fired, its sentence for the screen and the law behind it."""

    rule: NodeId
    reason: str
    laws: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A number of the emergency box, in the order to try."""

    id: NodeId
    label: str
    phone: str
    hours: str
    always: bool  # 24時間


@dataclass(frozen=True, slots=True)
class Urgent:
    """Shown before everything. `red` when a rule fired; `soft` when a case type of danger may be meant."""

    level: Literal["red", "soft"]
    reasons: tuple[UrgentReason, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that takes at least one of the troubles, with the reasons. `id` may be a kind: 窓口は未収録."""

    id: NodeId
    label: str
    group: Group
    rank: (
        int  # within the group, from 1: the order of contact; bodies of a kind that only the area tells apart share it
    )
    roles: tuple[str, ...]  # strongest first
    case_types: tuple[NodeId, ...]
    organisation_kind: Ref | None
    phone: str
    hours: str
    open_now: bool | None  # None = not known
    always: bool  # 24時間
    area: Ref | None  # the area it serves that holds the asker's, or the widest it serves
    reach: Reach
    status: str
    basis: Basis
    verified_on: str
    as_of: str
    recheck: bool  # 要再確認
    condition: str
    inherited: bool  # from its kind
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. No case types and no named bodies = not understood."""

    query: str
    on: str  # the day asked about, "" = today
    area: Ref | None  # what was chosen or read: a place or an area
    areas: tuple[Ref, ...]  # the areas it lies in, two on a border
    area_problem: Literal["", "unknown", "outside"]
    age: Age | None
    data_version: str
    certain: bool
    case_types: tuple[CaseReading, ...]
    urgent: Urgent | None
    named: tuple[Ref, ...]  # bodies, kinds, services named in the text
    bodies: tuple[Body, ...]  # by group (first, emergency, partner), then rank: the order of contact
