"""The emergency box: shown before everything when a rule fired or a case type of danger was read."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.dates import dial
from api.pages.emergency import reach
from api.pages.links import Link, Links
from api.pages.marks import ALWAYS, Mark, basis_mark
from api.pages.several import AreaNumber
from graph.directory import Directory
from graph.finding.answer import Call, Urgent
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
    directory: Directory, links: Links, urgent: Urgent, areas: tuple[AreaNumber, ...], areas_of: str, areas_hours: str
) -> EmergencyBox:
    """The box of this emergency; `areas` are the numbers of the centres where the area does not decide."""
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
        tuple(_cells(directory, reachable)),
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


def _cells(directory: Directory, calls: list[Call]) -> list[CallCell]:
    """One cell a number; 119 shares the cell of 110."""
    police = next((c for c in calls if c.phone == _POLICE), None)
    fire = next((c for c in calls if c.phone == _FIRE), None)
    cells: list[CallCell] = []
    for call in calls:
        if call is fire and police:
            continue
        if call is police:
            cells.append(_danger(directory, call, fire))
        elif call is fire:
            cells.append(_danger(directory, call, None))
        else:
            cells.append(_cell(directory, call))
    return cells


def _danger(directory: Directory, call: Call, fire: Call | None) -> CallCell:
    node = directory.nodes.get(call.id)
    known = basis_mark(basis(node)) if node and basis(node) != "stated" else None
    if call.phone == _POLICE:
        line = "警察。けが・急病は" if fire else "警察"
        return CallCell("いま命や体が危ない", (), call.phone, dial(call.phone), line, fire.phone if fire else "", known)
    return CallCell("いま命や体が危ない", (), call.phone, dial(call.phone), "救急・消防", "", known)


def _cell(directory: Directory, call: Call) -> CallCell:
    """A body: its name as one says it here, and its hours or what it says of itself."""
    node = directory.nodes.get(call.id)
    name = call.label.removeprefix(directory.municipality.name) or call.label
    far = reach(directory, call.id) if call.always else ""
    line = _condition(directory, call) if call.always else call.hours
    short = next((a for a in node.list("aliases") if name.endswith(a) and a != name), "") if node else ""
    if far and len(call.phone) <= _SHORT:
        who, line = f"{far}共通", name
    elif far == directory.municipality.name[-1:] and short:
        who = f"{far}の{short}"
    else:
        who = f"{name}({far})" if far and not name.endswith(")") else name
    return CallCell(who, (ALWAYS,) if call.always else (), call.phone, dial(call.phone), line, "", None)


def _condition(directory: Directory, call: Call) -> str:
    """What the first of its cases says beside the hours: 匿名でよい and the like."""
    for edge in directory.out(call.id, "handles"):
        words = [w for w in edge.text("condition").replace("。", "・").split("・") if w and "24時間" not in w]
        if words:
            return "・".join(words)
    return ""
