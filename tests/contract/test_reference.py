"""The dictionaries keep the whole contract, so that they may be the oracle of the histories."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.store import GraphStore
from tests.contract.reference import Held, ReferenceStore
from tests.contract.suite import StoreContract


class TestReference(StoreContract):
    """Dictionaries."""

    @pytest.fixture
    def opener(self) -> Callable[[], GraphStore]:
        graph = Held()
        return lambda: ReferenceStore(graph)

    @pytest.fixture
    def unreachable(self) -> GraphStore:
        return ReferenceStore(None)
