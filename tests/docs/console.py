"""Examples in documents: ```console blocks, each `$ tsunagu …` line with the lines it prints.

`…` alone on a line stands for any lines, inside a line for any text; `# 終了コード N` after the command for its status.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\s+#\s*終了コード\s*(\d)\s*$")


@dataclass(frozen=True, slots=True)
class Example:
    """A command, the lines it is said to print, and the status it is said to end with."""

    words: tuple[str, ...]
    printed: str
    status: int

    def matches(self, text: str) -> bool:
        """Whether it prints what it is said to."""
        parts = [
            r"(?:.*\n)*?" if line == "…" else r".*?".join(map(re.escape, line.split("…"))) + r"\n"
            for line in self.printed.splitlines()
        ]
        return re.fullmatch("".join(parts), text if text.endswith("\n") or not text else text + "\n") is not None


def examples(text: str) -> Iterator[Example]:
    """All examples of a document, in order."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            status = _STATUS.search(command)
            words = shlex.split(_STATUS.sub("", command))
            yield Example(tuple(words), printed, int(status[1]) if status else 0)
