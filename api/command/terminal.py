"""Where the command writes: answers on standard output, messages on standard error, with --json one document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO


@dataclass(slots=True)
class Terminal:
    """`json` is set as soon as the arguments are known."""

    out: TextIO
    err: TextIO
    json: bool = False

    def show(self, *lines: str) -> None:
        """Lines of the answer, for people."""
        for line in lines:
            self.out.write(line + "\n")

    def say(self, *lines: str) -> None:
        """A message beside the answer."""
        for line in lines:
            self.err.write(line + "\n")

    def document(self, document: Mapping[str, object]) -> None:
        """The answer for programs."""
        self.out.write(json.dumps(document, ensure_ascii=False) + "\n")

    def line(self, text: str, *, always: bool = False) -> None:
        """One step of long work, in a line of its own; only where a person looks on, or `always`."""
        if always or self.err.isatty():
            self.err.write(text + "\n")
            self.err.flush()

    def progress(self, text: str) -> None:
        """What long work is doing, over the line before; only where a person looks on. "" wipes the line."""
        if self.err.isatty():
            self.err.write(f"\r\x1b[K{text}")
            self.err.flush()
