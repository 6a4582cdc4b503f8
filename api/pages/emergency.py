"""The emergency numbers, and the copy of them that is there when the graph is not.

The copy is made when the application starts and again when the data change; it is kept in memory and in a file beside
the graph, so that a restart without the graph has it too.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from api.pages.dates import dial
from graph.areas import body_order
from graph.directory import Directory
from graph.finding.contact import always_open
from graph.finding.kept import kept
from graph.model import Node, NodeId

LOG = logging.getLogger("tsunagu")
REPORT_TO = "通告先"
_FILE = "emergency.json"
_LEVELS = {"国": "全国", "都": "都"}
# known everywhere in Japan, for an installation that has never seen its graph
NATIONAL = (("警察", "110"), ("救急・消防", "119"), ("児童相談所につながる全国の番号", "189"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number to call: whose, and when somebody answers."""

    label: str
    phone: str
    dial: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """The line of the first page, and the bodies of the municipality that take reports."""

    life: tuple[Number, ...]  # いま命や体が危ないとき
    report: tuple[Number, ...]  # 虐待かもしれないとき
    local: tuple[Number, ...]  # 児童相談所 and the centres of the areas


@kept
def emergency_numbers(directory: Directory) -> EmergencyNumbers:
    """The numbers of a municipality."""
    line = [directory.nodes[b] for b in directory.municipality.emergency_line if b in directory.nodes]
    reported = [b for b in line if reports(directory, b.id)]
    return EmergencyNumbers(
        tuple(_number(directory, b) for b in line if b not in reported),
        tuple(_number(directory, b) for b in reported),
        tuple(_local(directory, line)),
    )


def reports(directory: Directory, body: NodeId) -> bool:
    """Whether the body, or its kind, takes reports of abuse."""
    return any(
        e.text("role") == REPORT_TO
        for at in dict.fromkeys((body, directory.kind_of(body)))
        for e in directory.out(at, "handles")
    )


def _number(directory: Directory, body: Node) -> Number:
    """110 警察; 0120-52-8343 24時間・区."""
    name, _, rest = body.name.partition("(")
    if rest and body.text("phone") in name:
        return Number("・".join(reversed(rest.rstrip(")").split("・"))), body.text("phone"), dial(body.text("phone")))
    always = "24時間" if always_open(body) else ""
    note = "・".join(p for p in (always, reach(directory, body.id)) if p)
    return Number(note, body.text("phone"), dial(body.text("phone")), note)


def reach(directory: Directory, body: NodeId) -> str:
    """How far a number reaches: 全国, 都, 区; "" for less than a municipality."""
    levels = [directory.nodes[a].text("level") for a in directory.ends(body, "serves")]
    if "全区" in levels:
        return directory.municipality.name[-1:]
    return next((word for level, word in _LEVELS.items() if level in levels), "")


def _local(directory: Directory, line: Iterable[Node]) -> Iterable[Number]:
    """The other bodies of the municipality that take reports, those for all of it first."""
    own = directory.municipality.code
    shown = {b.id for b in line}
    found = [
        b for b in directory.of("organisation")
        if b.dataset == own and b.id not in shown and b.text("phone") and b.get("status") == "open"
        and reports(directory, b.id)
    ]  # fmt: skip
    wide = directory.municipality.area
    for body in sorted(found, key=lambda b: (wide not in directory.ends(b.id, "serves"), body_order(directory, b.id))):
        yield Number(body.name, body.text("phone"), dial(body.text("phone")), body.text("hours"))


def remember(app: FastAPI, directory: Directory) -> None:
    """Keep the numbers of this municipality for the time the graph is away."""
    kept = _kept(app)
    numbers = emergency_numbers(directory)
    if kept.get(directory.municipality.code) == numbers:
        return
    kept[directory.municipality.code] = numbers
    file = _file(app)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({k: asdict(v) for k, v in kept.items()}, ensure_ascii=False), encoding="utf-8")
    except OSError as error:  # a read-only folder: the copy in memory is there all the same
        LOG.warning("緊急の番号の控えを書けません: %s", error.strerror)


def remembered(app: FastAPI, dataset: str) -> EmergencyNumbers | None:
    """The copy for a municipality, for the only one where none is named; None when there is none."""
    kept = _kept(app)
    if dataset:
        return kept.get(dataset)
    return next(iter(kept.values())) if len(kept) == 1 else None


def _kept(app: FastAPI) -> dict[str, EmergencyNumbers]:
    if not hasattr(app.state, "emergency"):
        app.state.emergency = _read(_file(app))
    return cast("dict[str, EmergencyNumbers]", app.state.emergency)


def _file(app: FastAPI) -> Path:
    """Beside a graph that is a file, else in the folder where such a graph would be."""
    engine, _, path = str(app.state.settings.graph_url).partition(":")
    return (Path(path).parent if engine == "sqlite" else Path(".tsunagu")) / _FILE


def _read(file: Path) -> dict[str, EmergencyNumbers]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return {
            code: EmergencyNumbers(*(tuple(Number(**n) for n in group[part]) for part in ("life", "report", "local")))
            for code, group in raw.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # none yet, or of another version: made anew
        return {}
