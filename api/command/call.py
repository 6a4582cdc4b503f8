"""One call of the command: its arguments, where it writes, and the parts of the loaders it is handed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.command.terminal import Terminal
from api.problems import Problem
from graph.errors import Rejection
from graph.finding.learned.examples import Example
from graph.model import Change
from graph.store import GraphStore


class Loaders(Protocol):
    """What commands need of the loaders beside `loaders.load`."""

    def shipped(self) -> Path:
        """The folder of the data sets that come with the product."""

    def plan(self, file: Path, data: Path | None) -> Mapping[str, object]:
        """What a plan page holds, as the `plan` document, with `problems`: corrections that do not fit it."""

    def write_rejects(self, path: Path, rows: tuple[Rejection, ...], folders: Sequence[Path]) -> None:
        """The rejected rows of these data sets as CSV with their reasons."""

    def examples(self, folders: Sequence[Path]) -> Sequence[Example]:
        """What the finder learns from: the phrases, names, terms and services of these data sets."""

    def phrase_files(self, folders: Sequence[Path]) -> Mapping[str, Path]:
        """The files of phrases of these data sets, by author."""

    def fingerprints(self, folders: Sequence[Path]) -> Mapping[str, str]:
        """The SHA-256 of each file that `examples` reads."""

    def difference(self, changes: Sequence[Change], store: GraphStore) -> str:
        """Changes as a person reads them."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call."""

    args: argparse.Namespace
    terminal: Terminal
    loaders: Loaders


class Failed(Exception):
    """A command that cannot go on, though nothing is wrong with the graph."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem
