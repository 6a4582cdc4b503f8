"""受ける先: who takes a case type in an area on a day, and whether they are open then: yes, no, not known."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache

from graph.analysis.reports.values import Item, Part, Report, made
from graph.analysis.scope import Scope
from graph.errors import BadParameter
from graph.finding.answer import Body
from graph.finding.find import answer_for_case
from graph.hours import open_at
from graph.model import NodeId

_DAYS = "月火水木金土日"


def takers(scope: Scope, case_id: NodeId, *, area: str = "") -> Report:
    """The finder's bodies for the case type, in the order of contact. UnknownItem; BadParameter."""
    node = scope.directory.node(case_id)
    if node.kind != "case_type":
        raise BadParameter("id", case_id, "相談の種別の番号(case:…)を書いてください。")
    answer = answer_for_case(scope.directory, case_id, area=area, on=scope.day)
    if answer.area_problem:
        raise BadParameter("area", area, "町、駅、地区、地域の名か番号を書いてください。")
    open_ = {b.id: open_on(_hours(scope, b), scope.day) for b in answer.bodies}
    weekday = _DAYS[datetime.fromisoformat(scope.day).weekday()]
    parts = tuple(
        Part(name, title, "連絡の順に並べています。", tuple(_item(b) for b in answer.bodies if open_[b.id] is state))
        for name, title, state in (
            ("open", "はい: この日に開く", True),
            ("closed", "いいえ: この日は開かない", False),
            ("unknown", "わからない", None),
        )
    )
    ends = {e.start for e in scope.directory.into(case_id, "handles")}
    ends |= {b for k in ends for b in scope.directory.starts(k, "instance_of")}
    told = scope.told(ends)
    where = "、".join(a.label for a in answer.areas) or scope.directory.municipality.name
    opened, closed, unknown = (len(p.items) for p in parts)
    sentence = (
        f"{where}で「{node.name}」を受けるのは{len(answer.bodies)}です。{scope.day}({weekday})に開くのは{opened}、"
        f"開かないのは{closed}、わからないのは{unknown}です。"
        + (f"この日にはないものが{len(told)}あります。" if told else "")
    )
    return made(scope, "takers", "受ける先", sentence, parts, case_id, ends)


@lru_cache(maxsize=4_000)
def open_on(opening_hours: str, day: str) -> bool | None:
    """Whether it is open at any time of the day; None: not known."""
    begin = datetime.combine(datetime.fromisoformat(day).date(), time())
    found = {open_at(opening_hours, begin + timedelta(minutes=30 * n)) for n in range(48)} if opening_hours else {None}
    return True if True in found else None if None in found else False


def _hours(scope: Scope, body: Body) -> str:
    return scope.directory.nodes[body.id].text("opening_hours") if body.id.startswith("org:") else ""


def _item(body: Body) -> Item:
    hours = body.hours or "時間はデータにありません"
    range_ = {"unknown": "。受け持つ範囲がわかりません", "kind": "。窓口は未収録です"}.get(body.reach, "")
    cells = (("受け方", "、".join(body.roles)), ("電話", body.phone), ("時間", body.hours), ("順", _ORDER[body.group]))
    subjects = tuple(dict.fromkeys(r for s in body.why for r in (s.start, s.end)))
    own = tuple(r for r in subjects if r.id == body.id)
    rest = tuple(r for r in subjects if r.id != body.id)
    return Item(
        f"「{body.label}」: {hours}{range_}。", (*own, *rest), tuple(s.edge for s in body.why), cells, body.basis
    )


_ORDER = {"first": "まず連絡", "partner": "連携先", "emergency": "緊急時"}
