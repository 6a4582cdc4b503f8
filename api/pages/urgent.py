"""The emergency box: shown before everything when a rule fired or a case type of danger was read."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.dates import dial
from api.pages.emergency import reach
from api.pages.links import Link, Links
from api.pages.marks import ALWAYS, Mark, basis_mark
from api.pages.several import AreaNumber
from graph.directory import Directory
from graph.finding.answer import Answer, Call, Urgent
from graph.model import NodeId
from graph.steps import basis

_POLICE, _FIRE = "110", "119"
_REPORT = "通告"
_SHORT = 4  # digits of a number that is the same everywhere
SOFT = "いま命や体が危ないときは、先に次の番号へ"
DOUBT = "疑いの段階でかまいません。迷うときも、通告ダイヤルにかけられます。"


@dataclass(frozen=True, slots=True)
class CallCell:
    """One number of the box."""

    who: str
    marks: tuple[Mark, ...]
    phone: str
    dial: str
    line: str
    other: str  # 119 beside 110
    other_mark: Mark | None


@dataclass(frozen=True, slots=True)
class EmergencyBox:
    """The box: heading, sentences, law, the numbers in the order to try, the row of areas."""

    level: str
    heading: str
    text: str
    law: str
    calls: tuple[CallCell, ...]
    areas_of: str  # what the row of areas is of
    areas_hours: str
    areas: tuple[AreaNumber, ...]
    links: tuple[Link, ...]  # calls without a number


def emergency_box(
    directory: Directory, links: Links, answer: Answer, areas: tuple[AreaNumber, ...], areas_of: str, areas_hours: str
) -> EmergencyBox | None:
    """The box of an answer that is urgent; `areas` are the numbers of the centres where the area does not decide."""
    urgent = answer.urgent
    if urgent is None:
        return None
    heading, rest = _heading([r.reason for r in urgent.reasons])
    law, duty = _laws(directory, urgent)
    if duty and "疑いの段階" not in heading + rest:
        rest += DOUBT
    reachable = [c for c in urgent.calls if c.phone]
    shown_areas = areas if duty else ()
    return EmergencyBox(
        urgent.level,
        heading,
        rest,
        law,
        tuple(_cells(directory, reachable, _about(directory, answer, urgent))),
        areas_of if shown_areas else "",
        areas_hours.partition("(")[0] if shown_areas else "",
        shown_areas,
        tuple(Link(c.label, links.node(c.id)) for c in urgent.calls if not c.phone),
    )


def _heading(reasons: list[str]) -> tuple[str, str]:
    """The first two sentences of the first reason, and all that is said after them."""
    if not reasons:
        return SOFT, ""
    sentences = [s for s in reasons[0].split("。") if s]
    rest = "".join(f"{s}。" for s in sentences[2:])
    return "。".join(sentences[:2]), rest + "".join(reasons[1:])


def _laws(directory: Directory, urgent: Urgent) -> tuple[str, bool]:
    """The laws of all reasons as a sentence; True when one makes reporting a duty."""
    laws = list(dict.fromkeys(law for r in urgent.reasons for law in r.laws))
    if not laws:
        return "", False
    names = "、".join(_law(directory, law.id) for law in laws)
    duty = any(_REPORT in directory.nodes[law.id].text("title") for law in laws if law.id in directory.nodes)
    return (f"通告は法律の義務です({names})。" if duty else f"根拠: {names}"), duty


def _law(directory: Directory, law: NodeId) -> str:
    node = directory.nodes.get(law)
    return f"{node.name} {node.text('article')}".strip() if node else law


def _about(directory: Directory, answer: Answer, urgent: Urgent) -> tuple[NodeId, ...]:
    """What the emergency is about: the cases of the rules, those that were read, then the wider ones."""
    ruled = [directory.node(r.rule).text("case") for r in urgent.reasons]
    cases = [*ruled, *(c.id for c in answer.case_types if c.use == "answer")]
    return tuple(dict.fromkeys((*cases, *(w for c in cases for w in directory.up(c, "broader")))))


def _cells(directory: Directory, calls: list[Call], about: tuple[NodeId, ...]) -> list[CallCell]:
    """One cell a number; 119 shares the cell of 110."""
    numbers = {c.phone for c in calls}
    beside = _FIRE if _FIRE in numbers or _has_fire(directory) else ""
    cells: list[CallCell] = []
    for call in calls:
        if call.phone == _POLICE:
            cells.append(_danger(directory, call, "警察。けが・急病は" if beside else "警察", beside))
        elif call.phone != _FIRE:
            cells.append(_cell(directory, call, about))
        elif _POLICE not in numbers:
            cells.append(_danger(directory, call, "救急・消防", ""))
    return cells


def _has_fire(directory: Directory) -> bool:
    """Whether the municipality names 119 itself: it then stands beside 110 where a rule names 110 alone (UI §3.2)."""
    line = (directory.nodes.get(b) for b in directory.municipality.emergency_line)
    return any(n is not None and n.text("phone") == _FIRE for n in line)


def _danger(directory: Directory, call: Call, line: str, other: str) -> CallCell:
    node = directory.nodes.get(call.id)
    known = basis_mark(basis(node)) if node and basis(node) != "stated" else None
    return CallCell("いま命や体が危ない", (), call.phone, dial(call.phone), line, other, known)


def _cell(directory: Directory, call: Call, about: tuple[NodeId, ...]) -> CallCell:
    """A body: its name as one says it here, and its hours or what it says of itself."""
    node = directory.nodes.get(call.id)
    name = call.label.removeprefix(directory.municipality.name) or call.label
    far = reach(directory, call.id) if call.always else ""
    line = _condition(directory, call, about) if call.always else call.hours
    short = next((a for a in node.list("aliases") if name.endswith(a) and a != name), "") if node else ""
    if far and len(call.phone) <= _SHORT:
        who, line = f"{far}共通", name
    elif far == directory.municipality.name[-1:] and short:
        who = f"{far}の{short}"
    else:
        who = f"{name}({far})" if far and not name.endswith(")") else name
    return CallCell(who, (ALWAYS,) if call.always else (), call.phone, dial(call.phone), line, "", None)


def _condition(directory: Directory, call: Call, about: tuple[NodeId, ...]) -> str:
    """What it says, beside the hours, of the nearest of these cases that it takes: 匿名でよい and the like."""
    taken = [e for e in directory.out(call.id, "handles") if e.end in about]
    for edge in sorted(taken, key=lambda e: (about.index(e.end), e.id)):
        words = [w for w in edge.text("condition").replace("。", "・").split("・") if w and "24時間" not in w]
        if words:
            return "・".join(words)
    return ""
