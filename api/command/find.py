"""`tsunagu find TEXT`: whom to call first, whom else, and why."""

from __future__ import annotations

from itertools import groupby

from api import documents
from api.command.call import Call
from api.command.opening import directory_of, opened
from api.command.show import step_line
from api.question import question
from graph.finding.answer import Answer, Body, Group, Urgent
from graph.finding.find import find

_GROUPS: dict[Group, str] = {"emergency": "緊急時", "first": "まず連絡", "partner": "連携先"}
MAX_PARTNERS = 6  # the rest is in --json


def run(call: Call) -> int:
    args = call.args
    asked = question(args.text, area=args.area or "", age=args.age or "", on=args.on or "")
    with opened(args) as store:
        directory = directory_of(store, args)
    answer = find(directory, asked.text, area=asked.area, age=asked.age, on=asked.on)
    if call.terminal.json:
        call.terminal.document(documents.find(answer))
        return 0
    if not answer.case_types and not answer.named:
        call.terminal.show("当てはまる相談の種別はありません。")
        centre = directory.nodes.get(directory.municipality.call_centre)
        if centre is not None:
            call.terminal.show(f"{centre.name} {centre.text('phone')}")
    call.terminal.show(*_lines(answer))
    return 0


def _lines(answer: Answer) -> list[str]:
    lines = _urgent(answer.urgent) if answer.urgent else []
    for case in answer.case_types:
        words = "、".join(dict.fromkeys(m.text for m in case.matched))
        mark = "読み取り" if case.use == "answer" else "ちがうとき"
        lines.append(f"{mark}: {words + ' → ' if words else ''}{case.label}({case.id})")
    if answer.named:
        lines.append(f"名前に一致: {'、'.join(f'{n.label}({n.id})' for n in answer.named)}")
    lines += _where(answer)
    for group, bodies in groupby(answer.bodies, key=lambda b: b.group):
        found = list(bodies)
        shown = found[:MAX_PARTNERS] if group == "partner" else found
        lines += ["", _GROUPS[group], *(line for body in shown for line in _body(body))]
        if len(shown) < len(found):
            lines.append(f"  ほか {len(found) - len(shown)} 機関")
    return lines


def _urgent(urgent: Urgent) -> list[str]:
    lines = [f"!! {r.reason}" for r in urgent.reasons]
    return [*lines, *(f"!! {c.label} {c.phone} {c.hours}".rstrip() for c in urgent.calls), ""]


def _where(answer: Answer) -> list[str]:
    lines = []
    if answer.area:
        areas = "、".join(a.label for a in answer.areas)
        lines.append(f"地域: {answer.area.label} → {areas}")
    if answer.area_problem:
        lines.append("住まいの町・駅はデータにありません。区全体の答えです。")
    return lines


def _body(body: Body) -> list[str]:
    phone = body.phone or "電話番号はデータにありません"
    hours = f" {body.hours}" if body.hours else ""
    roles = f"({'、'.join(body.roles)})" if body.roles else ""
    recheck = " 要再確認" if body.recheck else ""
    head = f"  {body.rank}. {body.label} {phone}{hours}{roles}{recheck} {body.id}"
    return [head, *(f"       {s.start.label} {step_line(s)}" for s in body.why)]
