"""What the finder learns from: phrases by author, names and terms beside them, labels that contradict each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import RejectedData
from loaders.examples import examples, fingerprints, phrase_files
from loaders.phrases import Phrase, contradictions, phrases_in
from tests.loaders.copies import copy_data


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """The shipped tables, one author's phrase in the country's folder and one of the ward's own."""
    folder = copy_data(tmp_path)
    for file in (tmp_path / "japan" / "phrases").iterdir():
        file.unlink()
    write(
        tmp_path / "japan" / "phrases" / "family.jsonl",
        {"q": "学校 いや", "case_types": ["case:futoko", "kodomo_honnin"]},
    )
    write(folder / "phrases.jsonl", {"q": "ごみの日", "case_types": []})
    return folder


def write(path: Path, *rows: dict[str, object]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def test_a_file_has_one_author_and_the_wards_own_is_the_wards(ward: Path) -> None:
    found = {e.text: e for e in examples([ward]) if e.author}
    assert found["学校 いや"].types == ("futoko", "kodomo_honnin")
    assert (found["学校 いや"].author, found["学校 いや"].trust) == ("family", 1.0)
    assert (found["ごみの日"].author, found["ごみの日"].types) == ("setagaya", ())
    assert phrase_files([ward]).keys() == {"family", "setagaya"}


def test_names_count_as_phrases_terms_half_and_services_less(ward: Path) -> None:
    tables = {e.text: e for e in examples([ward]) if not e.author}
    assert (tables["不登校"].types, tables["不登校"].trust) == (("futoko",), 1.0)
    assert (tables["登校拒否"].types, tables["登校拒否"].trust) == (("futoko",), 0.5)
    assert {e.trust for e in tables.values()} == {1.0, 0.5, 0.3}
    assert set(tables["8050"].types) == {"hikikomori", "fukugo"}  # a term of two case types is one text


def test_what_was_read_is_known_by_its_bytes(ward: Path) -> None:
    before = fingerprints([ward])
    assert {"japan/phrases/family.jsonl", "setagaya/phrases.jsonl", "japan/case_terms.csv"} <= before.keys()
    write(ward / "phrases.jsonl", {"q": "ごみ", "case_types": []})
    changed = {name for name, digest in fingerprints([ward]).items() if before[name] != digest}
    assert changed == {"setagaya/phrases.jsonl"}


def test_a_line_that_cannot_be_read_is_named(ward: Path) -> None:
    (ward / "phrases.jsonl").write_text('{"q": "a", "case_types": []}\n\n{"q": "b"}\n', encoding="utf-8")
    with pytest.raises(RejectedData) as caught:
        list(phrases_in(ward))
    assert [(r.file, r.row) for r in caught.value.rows] == [("setagaya/phrases.jsonl", 3)]


def test_the_same_words_with_other_first_types_contradict_each_other() -> None:
    def phrase(line: int, text: str, *types: str) -> Phrase:
        return Phrase("x.jsonl", line, text, types)

    told = list(
        contradictions(
            (
                phrase(1, "学校 行けない", "futoko"),
                phrase(2, "行けない 学校。", "ijime"),
                phrase(3, "父に叩かれる", "gyakutai"),
                phrase(4, "夫に叩かれる", "dv"),  # one word differs: no contradiction
                phrase(5, "ミルク", "nyuji_hoken", "hinkon"),
                phrase(6, "みるく", "nyuji_hoken"),  # a second type is no contradiction
            )
        )
    )
    assert len(told) == 1
    assert "x.jsonl の1行目(futoko)" in told[0] and "x.jsonl の2行目(ijime)" in told[0]
