"""Answers of one process while another loads without pause: each is of one version, none a mixture of two."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.store.reading import answers_during_loads

ANSWERS = 10_000  # at least
LOADS = 100  # at least, beside them


@pytest.mark.slow
def test_no_answer_is_mixed(url: str, record_property: Callable[[str, object], None]) -> None:
    answers, loads = answers_during_loads(url, ANSWERS, LOADS, refused=ANSWERS // 20)
    record_property("answers", answers)
    sys.stdout.write(f"\n{answers} answers during {loads} loads, none mixed\n")
