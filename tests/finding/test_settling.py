"""Silence, certainty and second troubles, settled on scores."""

from __future__ import annotations

import numpy as np
import pytest

from graph.finding.learned.examples import Example
from graph.finding.learned.model import NONE
from graph.finding.learned.settings import Settings, features, features_beside
from graph.finding.learned.settling import SILENT, SURE, settle

TYPES = (NONE, "a", "b", "c")


def texts() -> tuple[list[Example], np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Out of scope ~none is higher; in scope the first type is right the surer, the higher it is."""
    chance = np.random.default_rng(1)
    examples, scores = [], []
    for i in range(400):
        outside = i % 4 == 0
        none = chance.normal(0.6 if outside else 0.1, 0.15)
        first = chance.uniform(0.1, 0.4 if outside else 1.0)
        right = chance.uniform() < first + 0.2
        own = ("a", "b") if i % 8 == 1 else ("a",) if right else ("c",)
        examples.append(Example("言い回し" * (1 + i % 3), () if outside else own, 1.0, "x"))
        scores.append((none, first, first * (0.8 if i % 8 == 1 else 0.2), 0.05))
    return examples, np.array(scores)


def test_nine_of_ten_texts_out_of_scope_are_met_with_silence() -> None:
    examples, scores = texts()
    settings = settle(examples, TYPES, scores)
    silent = [
        settings.is_silent(features(row[0], sorted(row[1:], reverse=True), len(e.text)))
        for e, row in zip(examples, scores.tolist(), strict=True)
    ]
    outside = [s for e, s in zip(examples, silent, strict=True) if not e.types]
    inside = [s for e, s in zip(examples, silent, strict=True) if e.types]
    assert sum(outside) / len(outside) == pytest.approx(SILENT, abs=0.011)
    assert sum(inside) / len(inside) < 0.1


def test_what_is_called_sure_is_right_nine_times_of_ten() -> None:
    examples, scores = texts()
    settings = settle(examples, TYPES, scores)
    right = []
    for example, row in zip(examples, scores.tolist(), strict=True):
        seen = features(row[0], sorted(row[1:], reverse=True), len(example.text))
        if example.types and not settings.is_silent(seen) and settings.is_sure(seen):
            right.append("a" in example.types)
    assert 20 < len(right) < 300
    assert sum(right) / len(right) >= SURE - 0.01


def test_a_second_trouble_is_told_from_another_reading() -> None:
    examples, scores = texts()
    settings = settle(examples, TYPES, scores)
    assert settings.is_beside(0.72, 0.9, 8) and not settings.is_beside(0.1, 0.9, 8)


def test_settings_are_the_same_after_writing() -> None:
    settings = Settings((1.0, -2.5), (0.5,), (0.25,))
    assert Settings.of_document(settings.as_document()) == settings
    with pytest.raises(ValueError, match="settings"):
        Settings.of_document({"silence": [], "sure": [1], "beside": [1]})


def test_what_they_hang_on_has_a_place_for_what_is_not_there() -> None:
    assert features(0.5, (0.4,), 0)[:5] == (1.0, 0.5, 0.4, 0.0, 0.0)
    assert features_beside(0.2, 0.0, 1)[3] == pytest.approx(4.0)  # no dividing by nothing
