"""The command `tsunagu`: where the parts are put together. What each command does is in api/command/."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from api.command.main import run
from api.command.terminal import Terminal
from graph.finding.shelf import prefer

if TYPE_CHECKING:
    from graph.errors import Rejection
    from graph.finding.learned.examples import Example
    from graph.model import Change
    from graph.store import GraphStore

INTERRUPTED = 130  # as shells have it


class _Loaders:
    """The loaders' parts for commands, each imported when a command asks for it."""

    def shipped(self) -> Path:
        from loaders.shipped import shipped_data

        return shipped_data()

    def plan(self, file: Path, data: Path | None) -> Mapping[str, object]:
        from loaders.plan_file import plan_file

        return plan_file(file, data or self.shipped())

    def write_rejects(self, path: Path, rows: tuple[Rejection, ...], folders: Sequence[Path]) -> None:
        from loaders.rejects import write_rejects

        write_rejects(path, rows, folders)

    def examples(self, folders: Sequence[Path]) -> Sequence[Example]:
        from loaders.examples import examples

        return examples(folders)

    def phrase_files(self, folders: Sequence[Path]) -> Mapping[str, Path]:
        from loaders.examples import phrase_files

        return phrase_files(folders)

    def fingerprints(self, folders: Sequence[Path]) -> Mapping[str, str]:
        from loaders.examples import fingerprints

        return fingerprints(folders)

    def difference(self, changes: Sequence[Change], store: GraphStore) -> str:
        from loaders.difference_text import difference_text

        return difference_text(changes, store)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status of CONTRACT §1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # not so where a test has put something in its place
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: answers are small, threads would wait in vain
    if folder := os.environ.get("KG_FINDER"):
        prefer(Path(folder))
    try:
        status = run(sys.argv[1:] if argv is None else argv, Terminal(sys.stdout, sys.stderr), _Loaders())
        sys.stdout.flush()
    except BrokenPipeError:  # `tsunagu history | head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
