"""The learned model: what it answers, why, silence, and that it is the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.errors import StoreUnavailable
from graph.finding.learned.hashing import pieces, whole
from graph.finding.learned.lexicon import Lexicon, Role
from graph.finding.learned.making import figures, train
from graph.finding.learned.model import GRAIN, LEAST, NONE
from graph.finding.learned.reader import Reader, open_reader
from graph.finding.learned.spelling import MOST, spell
from graph.finding.learned.weights import MANIFEST, load, save, vectors_in
from tests.finding.small import examples, training, vectors


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(training().weights)


def best(reader: Reader, query: str) -> str:
    scores = reader.opinion(query).scores
    return max(scores, key=lambda t: scores[t])


@pytest.mark.parametrize(
    ("query", "case"),
    [
        ("娘が学校に行けない", "futoko"),
        ("ｶﾞｯｺｳ いけない 学校", "futoko"),
        ("父親にぶたれる、殴られる", "gyakutai"),
        ("子どもを預けたいです", "azukari"),
        ("不登校", "futoko"),
        ("粗大ゴミ", NONE),
        ("住民票のゴミ", NONE),  # only by meaning: no phrase has 住民票
    ],
)
def test_every_phrase_votes(reader: Reader, query: str, case: str) -> None:
    assert best(reader, query) == case


def test_the_words_that_decided_are_whole_and_as_typed(reader: Reader) -> None:
    query = "きのうオ父サンに叩かれたと言っています"
    opinion = reader.opinion(query)
    reason = opinion.reasons(["gyakutai"])[0]
    words = [query[start:end] for start, end in reason.spans]
    assert "叩かれた" in words and all(w in query for w in words)
    assert reason.like in {e.text for e in examples() if e.types == ("gyakutai",)}


def test_a_text_without_anything_known_has_no_reason(reader: Reader) -> None:
    reason = reader.opinion("").reasons(["futoko"])[0]
    assert (reason.spans, reason.like) == ((), "")
    assert set(reader.opinion("🐈").scores.values()) == {0.0}


def test_a_phrase_that_is_hardly_alike_has_no_vote(reader: Reader) -> None:
    heard = reader.opinion("学校に行けない").heard
    assert len(heard.phrases) and heard.alike.min() >= LEAST * GRAIN - 1
    assert len(heard.phrases) < len(examples())


def test_very_long_text_is_read_in_part(reader: Reader) -> None:
    assert len(spell("学校 " * MOST).plain) == MOST
    assert reader.opinion("学校 " * MOST).scores == reader.opinion(("学校 " * MOST)[:MOST]).scores


def test_trained_twice_it_answers_the_same() -> None:
    again = Reader(train(examples(), vectors(), lambda _: None).weights)
    first = Reader(training().weights)
    for query in [e.text for e in examples()] + ["学校で叩かれた", "図書館に子どもを預けたい"]:
        assert again.opinion(query).scores == first.opinion(query).scores


def test_weights_are_the_same_after_writing_and_reading(tmp_path: Path, reader: Reader) -> None:
    save(tmp_path, training().weights, vectors().rows, {"figures": {}})
    kept = open_reader(tmp_path)
    for query in ("学校に行けない", "父に叩かれる"):
        assert kept.opinion(query).scores == reader.opinion(query).scores
        assert kept.opinion(query).reasons(["futoko"]) == reader.opinion(query).reasons(["futoko"])
    found = vectors_in(tmp_path)
    assert found.rows == vectors().rows and np.array_equal(found.table, vectors().table)


def test_weights_may_be_replaced_while_they_answer(tmp_path: Path) -> None:
    save(tmp_path, training().weights, vectors().rows, {})
    kept = open_reader(tmp_path)
    before = kept.opinion("父に叩かれる").scores
    save(tmp_path, training().weights, vectors().rows, {})
    assert kept.opinion("父に叩かれる").scores == before


@pytest.mark.parametrize("damage", ["gone", "torn", "other form"])
def test_weights_that_cannot_be_read_are_said_to_be_so(tmp_path: Path, damage: str) -> None:
    save(tmp_path, training().weights, vectors().rows, {})
    if damage == "gone":
        (tmp_path / "votes-phrases.npy").unlink()
    elif damage == "torn":
        (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    else:
        text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
        (tmp_path / MANIFEST).write_text(text.replace('"form": 2', '"form": 0'), encoding="utf-8")
    with pytest.raises(StoreUnavailable):
        load(tmp_path)


def test_without_an_author_is_as_if_trained_without(reader: Reader) -> None:
    """In closed form, up to the rarity of features and the place of texts, which stay those of all texts."""
    without = dict(training().without({"c"}))
    assert set(without) == {"c"}
    left = Reader(without["c"])
    votes = without["c"].arrays["votes"]["phrases"]
    own = [i for i, e in enumerate(examples()) if e.author == "c"]
    assert not votes[own].any() and votes.any()
    text = "教室に入れない中2の娘"
    assert left.opinion(text).scores["futoko"] < reader.opinion(text).scores["futoko"]
    scores = dict(zip(training().weights.types, training().scores[own[0]].tolist(), strict=True))
    assert left.opinion(text).scores == pytest.approx(scores, abs=0.01)


def test_the_figures_are_of_authors_left_out() -> None:
    found = figures(training())
    assert set(found) == {"a", "b", "c", "all"}
    assert found["all"]["first"][1] == 9 and found["all"]["rightly_silent"][1] == 3
    assert found["a"]["three"][0] >= found["a"]["first"][0]


def test_a_text_falls_into_words() -> None:
    lexicon = Lexicon(training().weights.arrays["lexicon"])
    text = spell("娘が学校に行けない、ｺﾝﾋﾞﾆ 12").plain
    tokens = lexicon.read(text)
    assert [text[t.start : t.end] for t in tokens][:4] == ["娘", "が", "学校", "に"]
    assert [text[t.start : t.end] for t in tokens][-2:] == ["コンビニ", "12"]
    assert {text[t.start : t.end]: t.role for t in tokens}["学校"] is Role.CONTENT
    assert lexicon.read("") == () and lexicon.read("、。 ") == ()


def test_numbers_of_features_are_the_same_on_every_machine() -> None:
    assert whole("不登校", 7) == int(pieces("不登校", 7, 9)[-1][0])
    assert whole("不登校", 7) == 10957430518500420778
