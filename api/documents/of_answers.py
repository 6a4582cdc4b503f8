"""The document of an answer to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.documents.of_nodes import ref, step
from graph.finding.answer import Answer, Body, CaseReading, Urgent

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes_of_answers import BodyOut, CaseOut, FindOut, UrgentOut


def find(answer: Answer) -> FindOut:
    """The answer to a question."""
    return {
        "query": answer.query,
        "on": answer.on,
        "area": ref(answer.area) if answer.area else None,
        "areas": [ref(a) for a in answer.areas],
        "area_problem": answer.area_problem,
        "age": {
            "words": answer.age.words,
            "from_months": answer.age.from_months,
            "to_months": answer.age.to_months,
        }
        if answer.age
        else None,
        "data_version": answer.data_version,
        "certain": answer.certain,
        "case_types": [_case(c) for c in answer.case_types],
        "urgent": _urgent(answer.urgent) if answer.urgent else None,
        "named": [ref(n) for n in answer.named],
        "bodies": [body(b) for b in answer.bodies],
    }


def _case(read: CaseReading) -> CaseOut:
    return {
        "id": read.id,
        "label": read.label,
        "score": read.score,
        "use": read.use,
        "matched": [{"text": m.text, "term": m.term} for m in read.matched],
        "like": read.like,
    }


def _urgent(urgent: Urgent) -> UrgentOut:
    return {
        "level": urgent.level,
        "reasons": [{"rule": r.rule, "reason": r.reason, "laws": [ref(law) for law in r.laws]} for r in urgent.reasons],
        "call": [
            {"id": c.id, "label": c.label, "phone": c.phone, "hours": c.hours, "always": c.always} for c in urgent.calls
        ],
    }


def body(found: Body) -> BodyOut:
    """A body in the order of contact."""
    return {
        "id": found.id,
        "label": found.label,
        "kind": "organisation_kind" if found.reach in ("kind", "many") else "organisation",
        "group": found.group,
        "rank": found.rank,
        "roles": list(found.roles),
        "case_types": list(found.case_types),
        "organisation_kind": ref(found.organisation_kind) if found.organisation_kind else None,
        "phone": found.phone,
        "hours": found.hours,
        "open_now": found.open_now,
        "always": found.always,
        "area": ref(found.area) if found.area else None,
        "reach": found.reach,
        "status": found.status,
        "basis": found.basis,
        "verified_on": found.verified_on or None,
        "as_of": found.as_of,
        "recheck": found.recheck,
        "condition": found.condition,
        "inherited": found.inherited,
        "why": [step(w) for w in found.why],
    }
