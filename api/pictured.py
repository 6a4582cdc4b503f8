"""Which picture a link or a command asks for; that of an answer with the answer to its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from api.contacts import contacts, subject
from api.question import question
from graph.directory import Directory
from graph.finding.answer import Answer
from graph.finding.find import answer_for_case, find
from graph.model import Node
from visualizations.options import Case, Options, read_options


def picture_options(directory: Directory, asked: Mapping[str, Sequence[str]], now: datetime | None = None) -> Options:
    """The options in a query string, for `view=case` with what its question is answered with."""
    options = read_options(directory, asked)
    case = options.case
    if case is None:
        return options
    answer = _answer(directory, case, now)
    return replace(options, case=replace(case, contacts=contacts(answer), subject=subject(answer)))


def _answer(directory: Directory, case: Case, now: datetime | None) -> Answer:
    """What words are answered with. Ids stand for what they name: they are in the address where words may not be."""
    read = question(case.q, area=case.area, age=case.age, on=case.on)
    named = named_by_ids(directory, read.text)
    if len(named) == 1 and named[0].kind == "case_type":
        return answer_for_case(directory, named[0].id, area=read.area, age=read.age, on=read.on, now=now)
    words = " ".join(n.name for n in named) or read.text
    return find(directory, words, area=read.area, age=read.age, on=read.on, now=now)


def named_by_ids(directory: Directory, text: str) -> tuple[Node, ...]:
    """The nodes whose ids make up the text; none when it is anything else."""
    found = [directory.nodes.get(word) for word in text.split()]
    return tuple(n for n in found if n) if all(found) else ()
