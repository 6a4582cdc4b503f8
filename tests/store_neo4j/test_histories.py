"""Random histories of both engines and the dictionaries, all three alike. TSUNAGU_EXAMPLES=10000 makes a long run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from graph.store import GraphStore, open_store
from tests.contract.histories import History
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied
from tests.store_neo4j.twins import Twins

EXAMPLES = int(os.environ.get("TSUNAGU_EXAMPLES", "200"))
STEPS = 4  # a step costs some fifty answers of a server


@pytest.mark.slow
def test_both_engines_live_through_random_histories(
    server: Server, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    lived, compared, alike = History.lived, History.compared, Twins.compared
    numbers = count()
    with Emptied(server) as emptied:

        def begin() -> Callable[[], GraphStore]:
            url, file = emptied.again(), _fresh(tmp_path, next(numbers))
            return lambda: Twins(open_store(url), open_store(file))

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
    lived, compared, alike = History.lived - lived, History.compared - compared, Twins.compared - alike
    assert lived >= EXAMPLES
    assert alike >= compared > EXAMPLES
    record_property("histories", lived)
    record_property("answers compared", compared)
    sys.stdout.write(
        f"\n{lived} histories, {compared} answers compared with the dictionaries, {alike} between engines\n"
    )


def _fresh(folder: Path, number: int) -> str:
    """The address of an empty file, and the file before it is gone."""
    for old in folder.iterdir():
        old.unlink()
    return f"sqlite:{folder}/{number}.db"
