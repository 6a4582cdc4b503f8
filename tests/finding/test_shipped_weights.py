"""The weights that ship: made of what ships, whole, and as good as their manifest says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from api.command.train import as_counts
from graph.directory import Directory
from graph.evaluation import evaluate
from graph.finding.find import find
from graph.finding.learned.weights import MANIFEST
from graph.finding.shelf import FOLDER
from loaders.examples import fingerprints
from loaders.shipped import shipped_data

DEV = Path(__file__).parents[3] / "shared" / "queries" / "dev.jsonl"
WEIGHTS = shipped_data() / "japan" / FOLDER
MANIFEST_OF_THEM: dict[str, Any] = json.loads((WEIGHTS / MANIFEST).read_text(encoding="utf-8"))


def test_made_of_what_ships() -> None:
    """After a change of phrases, names, terms or services: `make finder`."""
    assert MANIFEST_OF_THEM["made_of"] == fingerprints([shipped_data()])


def test_whole() -> None:
    there = {p.name for p in WEIGHTS.iterdir() if p.suffix in (".npy", ".txt")}
    assert there == MANIFEST_OF_THEM["files"].keys()
    for name, digest in MANIFEST_OF_THEM["files"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == digest, name


def test_their_licence_lies_beside_them() -> None:
    assert "MIT License" in (WEIGHTS / "LICENSE").read_text(encoding="utf-8")


def test_every_type_is_a_case_type_that_ships(setagaya: Directory) -> None:
    known = {c.id.removeprefix("case:") for c in setagaya.of("case_type")}
    assert set(MANIFEST_OF_THEM["types"]) - {"~none"} == known


@pytest.mark.skipif(not DEV.is_file(), reason="../shared/queries/dev.jsonl is not on this machine")
def test_as_good_on_dev_as_the_manifest_says(setagaya: Directory) -> None:
    assert as_counts(evaluate(setagaya, DEV)) == MANIFEST_OF_THEM["figures"]["dev"]


def test_a_denied_word_is_not_answered(setagaya: Directory) -> None:
    assert "case:gyakutai" in [c.id for c in find(setagaya, "虐待ではないか心配").case_types]
    read = [c.id for c in find(setagaya, "虐待ではない").case_types]
    assert not any(c.startswith("case:gyakutai") for c in read)


def test_the_actor_decides(setagaya: Directory) -> None:
    for query, case in (("友だちに叩かれる", "ijime"), ("夫に叩かれる", "dv"), ("父に叩かれる", "gyakutai_shintai")):
        assert find(setagaya, query).case_types[0].id == f"case:{case}"


def test_silence_hides_neither_danger_nor_a_name(setagaya: Directory) -> None:
    assert find(setagaya, "粗大ごみの出し方").case_types == ()
    danger = find(setagaya, "死にたい")
    assert danger.urgent is not None and danger.urgent.level == "red" and danger.case_types
    assert [n.id for n in find(setagaya, "189").named] == ["org:hotline-189"]


def test_what_is_typed_whole_and_is_a_term_is_that_term(setagaya: Directory) -> None:
    for query, case in (("ショートステイ", "azukari_haku"), ("不登校", "futoko"), ("要対協", "mimamori")):
        answer = find(setagaya, query)
        assert (answer.case_types[0].id, answer.certain) == (f"case:{case}", True)


def test_why_names_words_of_the_question_and_a_phrase(setagaya: Directory) -> None:
    query = "自分が子どもを叩いてしまいそうで怖い"
    first = find(setagaya, query).case_types[0]
    assert first.like and [m.text for m in first.matched]
    assert all(query[m.start : m.end] == m.text for m in first.matched)
