"""What the model learns from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its case types, best first (none = out of scope), and how much it counts beside a phrase (1).

    `author` is the file it stands in, "" for the names, terms and services of the data.
    """

    text: str
    types: tuple[str, ...]
    trust: float
    author: str
