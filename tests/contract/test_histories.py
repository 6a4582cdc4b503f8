"""Random histories of the embedded engine. TSUNAGU_EXAMPLES=10000 makes a long run of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from graph.store import GraphStore, open_store
from tests.contract.histories import History

EXAMPLES = int(os.environ.get("TSUNAGU_EXAMPLES", "200"))
STEPS = 12


@pytest.mark.slow
def test_the_embedded_engine_lives_through_random_histories(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    begun = iter(range(10**9))

    def begin() -> Callable[[], GraphStore]:
        for old in folder.iterdir():
            old.unlink()
        path = folder / f"{next(begun)}.db"
        return lambda: open_store(f"sqlite:{path}")

    class Lived(History):
        pass

    Lived.begin = staticmethod(begin)
    run_state_machine_as_test(
        Lived,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert History.lived >= EXAMPLES
    record_property("histories", History.lived)
    record_property("answers compared", History.compared)
    sys.stdout.write(f"\n{History.lived} histories, {History.compared} answers compared\n")
