"""A question in everyday words, answered from a Directory.

In this order: slots (area, age, names), the urgent rules, what the words speak for, the readings, the bodies. Where the
data bring weights the model reads the case types (opinions.py), else the terms do (readings.py); the rest is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.directory import Directory
from graph.errors import UnknownItem
from graph.finding import urgent
from graph.finding.ages import age_in, parse_age
from graph.finding.answer import Age, Answer, Body, CaseReading, Urgent
from graph.finding.areas import AreaBook, Where, area_book, area_in, reach, read_area
from graph.finding.claims import Asker
from graph.finding.named_bodies import asked_for, in_front
from graph.finding.names import named
from graph.finding.opinions import Heard, Understood, read_learned, told
from graph.finding.ranked import ranked
from graph.finding.readings import offered, read, score
from graph.finding.shelf import reader_for
from graph.finding.terms import Vote, of_rules, spoken
from graph.finding.texts import read_text
from graph.finding.validity import in_japan, read_day
from graph.model import NodeId
from graph.steps import Ref, ref


@dataclass(frozen=True, slots=True)
class _Asked:
    """The slots: what was chosen in the fields, else what the text says."""

    book: AreaBook
    here: Where
    asker: Asker
    query: str
    on: str


@dataclass(frozen=True, slots=True)
class _Read:
    """What was understood of the text."""

    readings: tuple[CaseReading, ...]
    certain: bool
    urgent: Urgent | None
    named: tuple[NodeId, ...] = ()


def find(
    directory: Directory, query: str, *, area: str = "", age: str = "", on: str = "", now: datetime | None = None
) -> Answer:
    """Who takes this, whom to contact first, and why.

    `area`: an id or a name of the field 住まい; `age`: years, a grade or a stage; `on`: a day, and unless it is today
    nothing is said of being open now. BadParameter when a field cannot be read; an unknown area is part of the answer.
    """
    text = read_text(query)
    in_words = area_in(area_book(directory), text)
    here = read_area(directory, area) if area.strip() else in_words
    asked = _slots(directory, query, here, parse_age(age) or age_in(text), (on, now))
    day = asked.asker.day
    said = spoken(directory, text, in_words.spans)
    firing = urgent.fired(directory, query, day)
    rules = tuple(of_rules(text, firing, said.denied))
    found, votes = _read_cases(directory, Heard(text, said, rules, asked.asker.age))
    names = asked_for(directory, named(directory, text, in_words.spans, day), votes)
    shown = urgent.red(directory, firing, asked.asker.reach, day) or urgent.soft(
        directory, found.possible, asked.asker.reach, day
    )
    understood = _Read(found.readings, found.sure or bool(names.nodes and not found.readings), shown, names.nodes)
    bodies = in_front(asked.book, names, ranked(asked.book, _answered(found.readings), asked.asker), asked.asker)
    return _answer(asked, understood, bodies)


def answer_for_case(
    directory: Directory,
    case_id: NodeId,
    *,
    area: str = "",
    age: str | Age = "",
    on: str = "",
    now: datetime | None = None,
) -> Answer:
    """The answer for one case type, as its own page gives it. UnknownItem when there is none of this id."""
    case = directory.node(case_id)
    if case.kind != "case_type":
        raise UnknownItem(case_id)
    known = parse_age(age) if isinstance(age, str) else age
    asked = _slots(directory, "", read_area(directory, area), known, (on, now))
    reading = CaseReading(case.id, case.name, 1.0, "answer", ())
    shown = urgent.soft(directory, (case.id,), asked.asker.reach, asked.asker.day)
    return _answer(
        asked,
        _Read((reading, *offered(directory, [reading])), True, shown),
        ranked(asked.book, (case.id,), asked.asker),
    )


def _read_cases(directory: Directory, heard: Heard) -> tuple[Understood, tuple[Vote, ...]]:
    """What the question is about, and where in the text the troubles are told of."""
    reader = reader_for(directory)
    if reader is not None:
        found = read_learned(directory, reader, heard)
        return found, told(heard.text, found.readings)
    votes = (*heard.spoken.votes, *heard.rules)
    readings, sure = read(directory, heard.text, score(directory, votes, heard.age))
    return Understood(readings, sure, tuple(r.id for r in readings if r.score)), votes


def _slots(directory: Directory, query: str, here: Where, age: Age | None, when: tuple[str, datetime | None]) -> _Asked:
    on, now = when
    book = area_book(directory)
    moment = in_japan(now)
    day = read_day(on, moment.date())
    today = day == moment.date().isoformat()
    return _Asked(book, here, Asker(reach(book, here), age, day, moment if today else None), query, on)


def _answered(readings: Sequence[CaseReading]) -> tuple[NodeId, ...]:
    return tuple(r.id for r in readings if r.use == "answer")


def _answer(asked: _Asked, understood: _Read, bodies: tuple[Body, ...]) -> Answer:
    directory = asked.book.directory

    def refs(ids: Sequence[NodeId]) -> tuple[Ref, ...]:
        return tuple(ref(directory, i) for i in ids)

    return Answer(
        query=asked.query,
        on=asked.on,
        area=next(iter(refs(asked.here.chosen)), None),
        areas=refs(asked.here.areas),
        area_problem=asked.here.problem,
        age=asked.asker.age,
        data_version=directory.data_version,
        certain=understood.certain,
        case_types=understood.readings,
        urgent=understood.urgent,
        named=refs(understood.named),
        bodies=bodies,
    )
