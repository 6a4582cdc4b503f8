"""The document of the named questions, each with the two addresses that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlencode

from api.documents.of_nodes import ref
from graph.analysis.cypher import Statement
from graph.analysis.questions import Asked

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes_of_analysis import CypherOut, ParameterOut, QuestionOut, QuestionsOut

Said: TypeAlias = Callable[[Asked], Statement | None]


def questions(
    found: Iterable[Asked], on: str = "", following: str | None = None, cypher: Said = lambda _: None
) -> QuestionsOut:
    """These, as of the day `on` where one was asked for; `cypher` gives what stands beside each, if anything."""
    return {"on": on, "questions": [_question(q, on, cypher(q)) for q in found], "next": following}


def permalink(asked: Asked, on: str = "", *, api: bool) -> str:
    """Where the question is asked again: of the API, or as a page."""
    given = {"on": on, **dict(asked.ask)} if on else dict(asked.ask)
    where = asked.question.how
    if where == "report":
        where = f"reports/{quote(given.pop('name'))}"
    query = urlencode({k: v for k, v in given.items() if v})
    return f"/{'api/' if api else ''}{where}{'?' if query else ''}{query}"


def _question(asked: Asked, on: str, cypher: Statement | None) -> QuestionOut:
    values = dict(asked.values)
    parameters: list[ParameterOut] = [
        {"name": p.name, "label": p.label, "kinds": list(p.kinds), "value": ref(values[p.name])}
        for p in asked.question.parameters
    ]
    return {
        "id": asked.question.id,
        "group": asked.question.group,
        "sentence": asked.sentence,
        "how": asked.question.how,
        "parameters": parameters,
        "api": "" if asked.missing else permalink(asked, on, api=True),
        "page": "" if asked.missing else permalink(asked, on, api=False),
        "answer": asked.answer,
        "cypher": _cypher(cypher) if cypher else None,
    }


def _cypher(found: Statement) -> CypherOut:
    given = {name: value if isinstance(value, str) else list(value) for name, value in found.parameters}
    return {"says": found.says, "text": found.text, "parameters": given}
