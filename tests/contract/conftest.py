"""Assertions of the inherited suite are explained like those of a test module; graphs of the suite live in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite(
    "tests.contract.answers", "tests.contract.changing", "tests.contract.remembering", "tests.contract.suite"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder on memory where there is any: what a disk does has tests of its own (tests/store)."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)
