"""Answers of a second process while another loads without pause: each is of one version, none a mixture of two."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.reading import answers_during_loads

ANSWERS = 10_000  # at least
LOADS = 100  # at least, beside them


@pytest.mark.slow
def test_no_answer_is_mixed(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    answers, loads = answers_during_loads(f"sqlite:{tmp_path / 'graph.db'}", ANSWERS, LOADS)
    record_property("answers", answers)
    sys.stdout.write(f"\n{answers} answers during {loads} loads, none mixed\n")
