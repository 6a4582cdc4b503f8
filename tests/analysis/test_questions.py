"""Named questions: rows of data, each answered by what is there now."""

from __future__ import annotations

from pathlib import Path

from graph.analysis.matrix import matrix
from graph.analysis.paths import paths
from graph.analysis.questions import asked, questions
from graph.analysis.reports.catalogue import REPORTS, report
from graph.analysis.scope import Scope, scope
from graph.directory import Directory
from graph.schema import schema
from tests.analysis.conftest import DAY
from tests.finding.ward import directory, kind, org


def test_there_are_enough_and_they_are_well_formed() -> None:
    found = questions()
    assert len(found) >= 20 and len({q.id for q in found}) == len(found)
    for question in found:
        assert set(dict(question.ask).get("name", "gaps").split()) <= REPORTS.keys()
        names = {p.name for p in question.parameters}
        for text in (question.sentence, *(t for _, t in question.ask)):
            assert text.format(**dict.fromkeys(names, "")) is not None
        for parameter in question.parameters:
            assert parameter.examples and all(k in schema().nodes for k in parameter.kinds)


def test_every_report_is_asked_for() -> None:
    assert {dict(q.ask)["name"] for q in questions() if q.how == "report"} == REPORTS.keys()


def test_in_the_ward_every_example_is_there_and_every_answer_is_that_of_now(setagaya: Directory, ward: Scope) -> None:
    found = {a.question.id: a for a in asked(setagaya, on=DAY)}
    assert len(found) == len(questions())
    for one in found.values():
        assert one.answer and not one.missing and "{" not in one.sentence
        assert all(v.id in (p.examples) for p, (_, v) in zip(one.question.parameters, one.values, strict=True))
    assert found["gaps"].answer == report(ward, "gaps").sentence
    assert found["closure-kind"].answer == report(ward, "closure", "kind:jidokan").sentence
    assert found["matrix-kind"].answer == matrix(ward).told_of(column="kind:jido-sodanjo")
    assert found["paths-kinds"].answer == paths(ward, "kind:jidokan", "kind:jido-sodanjo").sentence
    assert "2019-06-01(土)に開くのは" in found["takers-then"].answer
    assert found["find"].answer.startswith("子どもから家族への暴力、不登校と読みました。世田谷地域では、")


def test_where_the_data_hold_none_of_a_sort_that_is_the_answer(tmp_path: Path) -> None:
    found = {a.question.id: a for a in asked(directory(tmp_path, kind("k", "種"), org("a", "甲")))}
    assert found["paths-law"].answer == "このデータには、根拠法令がありません。"
    assert found["closure-kind"].sentence == "「種」がなくなったら、どの圏域で何が切れるか"
    assert found["matrix-kind"].answer == "「種」と結びつくものは、計画のデータにありません。"


def test_a_day_is_answered_for_itself(setagaya: Directory) -> None:
    then = {a.question.id: a.answer for a in asked(setagaya, on="2019-06-01")}
    assert then["gaps"] == report(scope(setagaya, on="2019-06-01"), "gaps").sentence
