"""「どれに近いですか」: up to three readings side by side, where the finder is not sure of its first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from api.pages.answer import together
from api.pages.asked import Asked
from api.pages.cards import Context, PartnerRow, partner
from api.pages.links import Link
from graph.finding.answer import Answer, CaseReading
from graph.finding.find import answer_for_case

READINGS = 3
_COMMON = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading: whom it would have called first, and the labelled phrase that is most like the question."""

    case: Link
    shown: bool  # it is the one the page answers
    like: str
    first: PartnerRow | None


@dataclass(frozen=True, slots=True)
class Unsure:
    """The readings, and the bodies that take all of them: right whichever it is."""

    common: tuple[PartnerRow, ...]
    choices: tuple[Choice, ...]


def unsure(context: Context, question: Asked, now: datetime | None = None) -> Unsure | None:
    """None where the finder is sure, or answers several troubles at once: the table shows those side by side."""
    answer = context.answer
    near = answer.case_types[:READINGS]
    if answer.certain or len(near) < 2 or sum(r.use == "answer" for r in answer.case_types) != 1:
        return None
    contexts = [replace(context, answer=_of(context, reading, question, now)) for reading in near]
    return Unsure(_common(contexts), tuple(_choice(c, r, question) for c, r in zip(contexts, near, strict=True)))


def _of(context: Context, reading: CaseReading, question: Asked, now: datetime | None) -> Answer:
    answer = context.answer
    area = answer.area.id if answer.area else ""
    age = answer.age or question.age
    return answer_for_case(context.directory, reading.id, area=area, age=age, on=question.on, now=now)


def _choice(context: Context, reading: CaseReading, question: Asked) -> Choice:
    bodies, several = together(context.directory, context.answer)
    first = next((b for b in bodies if b.group == "first"), None)
    return Choice(
        Link(reading.label, question.case(context.links, reading.id)),
        reading.use == "answer",
        reading.like,
        partner(context, first, several.get(first.id), recheck=False) if first else None,
    )


def _common(contexts: list[Context]) -> tuple[PartnerRow, ...]:
    """Whom all of the readings have, one of them among the first to call; best places first."""
    answers = [together(c.directory, c.answer) for c in contexts]
    places = [{b.id: n for n, b in enumerate(bodies) if b.group != "emergency"} for bodies, _ in answers]
    first = {b.id for bodies, _ in answers for b in bodies if b.group == "first"}
    shared = [i for i in places[0] if i in first and all(i in p for p in places)]
    shared.sort(key=lambda i: sum(p[i] for p in places))
    bodies, several = answers[0]
    by_id = {b.id: b for b in bodies}
    return tuple(partner(contexts[0], by_id[i], several.get(i), recheck=False) for i in shared[:_COMMON])
