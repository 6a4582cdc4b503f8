"""The documents of paths, of what two share, of the matrix, of reports and of named questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from api.documents.of_nodes import ref, step
from graph.analysis.common import Common, Shared
from graph.analysis.matrix import Cell, Fact, Matrix
from graph.analysis.paths import Path, Paths
from graph.analysis.reports.values import Item, Report
from graph.analysis.scope import Away

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes_of_analysis import (
        AwayOut,
        CellOut,
        CommonOut,
        FactOut,
        MatrixOut,
        PathOut,
        PathsOut,
        ReportItemOut,
        ReportOut,
        SharedOut,
    )


def paths(found: Paths) -> PathsOut:
    """The ways between two things."""
    return {
        "from": ref(found.start),
        "to": ref(found.end),
        "on": found.on,
        "max": found.max_hops,
        "kinds": list(found.kinds),
        "sentence": found.sentence,
        "paths": [_path(p) for p in found.paths],
        "more": found.more,
        "shorter": [{"kind": s.kind, "label": s.label, "length": s.length} for s in found.shorter],
        "told": _told(found.told),
        "notes": list(found.notes),
    }


def common(found: Common, following: str | None = None) -> CommonOut:
    """What two have in common."""
    return {
        "a": ref(found.a),
        "b": ref(found.b),
        "with_a": [ref(r) for r in found.with_a],
        "with_b": [ref(r) for r in found.with_b],
        "on": found.on,
        "sentence": found.sentence,
        "direct": [step(s) for s in found.direct],
        "items": [_shared(i) for i in found.items],
        "next": following,
        "told": _told(found.told),
        "notes": list(found.notes),
    }


def matrix(found: Matrix, facts: Iterable[Fact] = (), following: str | None = None) -> MatrixOut:
    """The table, with the facts of the cell that was asked for."""
    return {
        "rows": [
            {"id": r.id, "label": r.label, "kind": r.kind, "plan": r.plan, "where": r.where, "hole": r.hole}
            for r in found.rows
        ],
        "columns": [
            {"id": c.id, "label": c.label, "kind": c.kind, "folded": [ref(f) for f in c.folded]} for c in found.columns
        ],
        "cells": [_cell(c) for c in found.cells],
        "next": following,
        "facts": [_fact(f) for f in facts],
        "plan": found.plan,
        "on": found.on,
        "sentence": found.sentence,
        "total": found.total,
        "repeated": found.repeated,
        "told": _told(found.told),
        "notes": list(found.notes),
    }


def report(found: Report, data_version: str, following: str | None = None, left: int = 0) -> ReportOut:
    """A report; `left` of its lines are still to come."""
    return {
        "report": found.name,
        "title": found.title,
        "about": ref(found.about) if found.about else None,
        "on": found.on,
        "data_version": data_version,
        "sentence": found.sentence,
        "sections": [{"id": s.id, "title": s.title, "sentence": s.sentence, "count": s.count} for s in found.sections],
        "items": [_item(i) for i in found.items],
        "next": following,
        "left_out": left,
        "told": _told(found.told),
        "notes": list(found.notes),
    }


def _path(path: Path) -> PathOut:
    return {
        "length": path.length,
        "steps": [step(s) for s in path.steps],
        "folded": [{"body": ref(f.body), "kind": ref(f.kind)} for f in path.folded],
    }


def _shared(found: Shared) -> SharedOut:
    return {
        "id": found.item.id,
        "label": found.item.label,
        "kind": found.kind,
        "of_a": [step(s) for s in found.of_a],
        "of_b": [step(s) for s in found.of_b],
    }


def _cell(cell: Cell) -> CellOut:
    return {
        "row": cell.row,
        "column": cell.column,
        "count": cell.count,
        "stated": cell.stated,
        "inferred": cell.inferred,
        "editorial": cell.editorial,
        "edges": list(cell.edges),
        "repeated": list(cell.repeated),
    }


def _fact(fact: Fact) -> FactOut:
    return {
        "row": fact.row,
        "column": fact.column,
        "item": ref(fact.item),
        "where": fact.where,
        "line": fact.line,
        "role": fact.role,
        "words": fact.words,
        "wording": fact.wording,
        "services": [ref(s) for s in fact.services],
        "repeated": fact.repeated,
        "step": step(fact.step),
    }


def _item(item: Item) -> ReportItemOut:
    return {
        "section": item.section,
        "sentence": item.sentence,
        "subjects": [ref(s) for s in item.subjects],
        "edges": list(item.edges),
        "basis": item.basis,
        "mark": item.mark,
        "cells": [{"name": name, "value": value} for name, value in item.cells],
    }


def _told(found: Iterable[Away]) -> list[AwayOut]:
    return [
        {
            "id": a.item.id,
            "label": a.item.label,
            "kind": a.kind,
            "state": a.state,
            "since": a.since,
            "until": a.until,
            "sentence": a.sentence,
        }
        for a in found
    ]
