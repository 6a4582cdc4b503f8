"""Random histories of the Neo4j engine. TSUNAGU_EXAMPLES=2000 makes a long run of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from graph.store import GraphStore, open_store
from tests.contract.histories import History
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied

EXAMPLES = int(os.environ.get("TSUNAGU_EXAMPLES", "200"))
STEPS = 4  # a step costs some fifty answers of a server


@pytest.mark.slow
def test_the_neo4j_engine_lives_through_random_histories(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    lived, compared = History.lived, History.compared
    with Emptied(server) as emptied:

        def begin() -> Callable[[], GraphStore]:
            url = emptied.again()
            return lambda: open_store(url)

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
    lived, compared = History.lived - lived, History.compared - compared
    assert lived >= EXAMPLES
    record_property("histories", lived)
    record_property("answers compared", compared)
    sys.stdout.write(f"\n{lived} histories, {compared} answers compared\n")
