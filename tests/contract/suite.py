"""The contract as tests. An engine inherits StoreContract, says how it is opened, and overrides nothing.

    class TestEngine(StoreContract):
        @pytest.fixture
        def opener(self, tmp_path): ...       # gives handles on one graph, empty at first
        @pytest.fixture
        def unreachable(self, tmp_path): ...  # a handle on a graph that cannot be reached

The random histories (histories.py) run on the same two fixtures.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

import pytest

from graph.store import GraphStore
from tests.contract.answers import Answers
from tests.contract.changing import Changing
from tests.contract.remembering import Remembering


class StoreContract(Answers, Changing, Remembering, ABC):
    """Every promise of graph/store.py."""

    @abstractmethod
    @pytest.fixture
    def opener(self) -> Callable[[], GraphStore]:
        """Opens one more handle on the graph of this test, which is empty at first; closes them all when it is over."""

    @abstractmethod
    @pytest.fixture
    def unreachable(self) -> GraphStore:
        """A handle on a graph that cannot be reached."""

    @pytest.fixture
    def store(self, opener: Callable[[], GraphStore]) -> Iterator[GraphStore]:
        """The first handle."""
        store = opener()
        yield store
        store.close()
