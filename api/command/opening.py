"""The graph that a command works on, and the municipality it asks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from graph.directory import Directories, Directory
from graph.store import GraphStore, open_store


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[GraphStore]:
    """The store of --graph, closed at the end."""
    store = open_store(args.graph)
    try:
        yield store
    finally:
        store.close()


def directory_of(store: GraphStore, args: argparse.Namespace) -> Directory:
    """The Directory of --set, or of the only municipality."""
    return Directories(store).of(args.set)
