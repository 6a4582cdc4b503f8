"""Several troubles in one question, read with a small training: each clause is heard, and the first stays the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import shelf
from graph.finding.answer import Answer
from graph.finding.find import find
from graph.finding.learned.reader import Reader
from tests.finding.small import training
from tests.finding.ward import case, directory


def ask(folder: Path, query: str) -> Answer:
    found = directory(folder, case("gyakutai", "虐待"), case("futoko", "不登校"), case("azukari", "一時預かり"))
    with shelf.lent(Reader(training().weights)):
        return find(found, query)


def best(query: str) -> str:
    scores = Reader(training().weights).opinion(query).scores
    return max(scores, key=lambda t: scores[t])


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("父親に殴られてあざがある。学校に行けない、昼のあいだ", ["gyakutai", "futoko", "azukari"]),
        ("父に叩かれる、教室に入れない、一時保育を頼みたい", ["azukari", "gyakutai", "futoko"]),
    ],
)
def test_what_is_loud_in_its_clause_stands_before_what_is_faint_everywhere(
    tmp_path: Path, query: str, read: list[str]
) -> None:
    readings = ask(tmp_path, query).case_types
    assert [c.id for c in readings] == [f"case:{name}" for name in read]
    assert [c.score for c in readings] == sorted((c.score for c in readings), reverse=True)


@pytest.mark.parametrize(
    "query", ["学校に行けない。父に叩かれる", "お父さんに蹴られた、学校、昼のあいだ預けたい", "学校で叩かれる"]
)
def test_the_first_is_what_the_whole_question_says(tmp_path: Path, query: str) -> None:
    assert ask(tmp_path, query).case_types[0].id == f"case:{best(query)}"
