"""`tsunagu train` and `tsunagu evaluate --left-out`, over a few phrases of a small data set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.finding import shelf
from graph.finding.learned.weights import MANIFEST, save
from tests.command.conftest import Tsunagu
from tests.finding.small import examples, training, vectors
from tests.loaders.copies import copy_data


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped tables with only a dozen phrases, and small weights whose word vectors are learned with again."""
    folder = tmp_path / "data"
    copy_data(folder)
    for file in (folder / "japan" / "phrases").iterdir():
        file.unlink()
    for author in "abc":
        rows = [{"q": e.text, "case_types": list(e.types)} for e in examples() if e.author == author]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / "japan" / "phrases" / f"{author}.jsonl").write_text(text, encoding="utf-8")
    save(folder / "japan" / shelf.FOLDER, training().weights, vectors().rows, {})
    monkeypatch.setattr("loaders.shipped.shipped_data", lambda: folder)
    return folder


@pytest.mark.usefixtures("data")
def test_training_writes_weights_with_what_they_are_made_of(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("train", "-o", str(tmp_path / "weights"))
    assert done.status == 0, done.err
    assert "作者を1人ずつ外した成績" in done.out
    manifest = json.loads((tmp_path / "weights" / MANIFEST).read_text(encoding="utf-8"))
    assert {"japan/phrases/a.jsonl", "japan/case_terms.csv"} <= manifest["made_of"].keys()
    assert manifest["figures"]["left_out"]["all"]["first"][1] == 9


@pytest.mark.usefixtures("data")
def test_training_shows_the_answers_that_change(tsunagu: Tsunagu, tmp_path: Path) -> None:
    dev = tmp_path / "dev.jsonl"
    dev.write_text('{"q": "教室に入れない", "case_types": ["futoko"]}\n', encoding="utf-8")
    done = tsunagu("train", "-o", str(tmp_path / "weights"), "--dev", str(dev))
    assert done.status == 0, done.err
    assert "dev.jsonl: 1件のうち" in done.out
    manifest = json.loads((tmp_path / "weights" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["figures"]["dev"]["1番目の種別が正しい"][1] == 1


def test_weights_of_another_form_can_be_trained_anew(tsunagu: Tsunagu, data: Path, tmp_path: Path) -> None:
    manifest = data / "japan" / shelf.FOLDER / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"form": ', '"form": 9'), encoding="utf-8")
    done = tsunagu("train", "-o", str(tmp_path / "weights"))
    assert done.status == 0, done.err
    (manifest.parent / "vectors-table.npy").unlink()
    assert tsunagu("train", "-o", str(tmp_path / "weights")).status != 0


@pytest.mark.usefixtures("data")
def test_left_out_tells_of_each_author_and_of_all(tsunagu: Tsunagu) -> None:
    done = tsunagu("evaluate", "--left-out", "--json")
    assert done.status == 0, done.err
    assert [f["file"] for f in done.json()["files"]] == ["a.jsonl", "b.jsonl", "c.jsonl", "3人の作者"]
    assert done.json()["files"][-1]["queries"] == 12
    one = tsunagu("evaluate", "--left-out", "phrases-b.jsonl")
    assert one.status == 0 and "b.jsonl: 4件" in one.out


@pytest.mark.usefixtures("data")
def test_evaluate_wants_a_file_or_authors(tsunagu: Tsunagu) -> None:
    assert tsunagu("evaluate").status == 2
    assert tsunagu("evaluate", "--left-out", "nobody.jsonl").status == 2


def test_a_line_of_phrases_that_cannot_be_read_is_named(tsunagu: Tsunagu, data: Path, tmp_path: Path) -> None:
    (data / "japan" / "phrases" / "a.jsonl").write_text('{"q": "x"}\n', encoding="utf-8")
    done = tsunagu("train", "-o", str(tmp_path / "weights"))
    assert done.status == 2 and "japan/phrases/a.jsonl 1行" in done.err
    assert tsunagu("check", "--data", str(data)).status == 1


def test_check_tells_of_contradictions(tsunagu: Tsunagu, data: Path) -> None:
    rows = ('{"q": "学校 行けない", "case_types": ["futoko"]}', '{"q": "行けない、学校", "case_types": ["ijime"]}')
    (data / "japan" / "phrases" / "d.jsonl").write_text("\n".join(rows).replace("、", " "), encoding="utf-8")
    done = tsunagu("check", "--data", str(data))
    assert done.status == 0 and "「学校 行けない」の正解が分かれています" in done.err
