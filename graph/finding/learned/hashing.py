"""Features as 64-bit numbers. A number says nothing of the words it was made of, and is the same on every machine."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)


def codes(text: str) -> Hashes:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)


def joined(left: Hashes, right: Hashes) -> Hashes:
    """One number for each pair; the order of a pair counts."""
    mixed = (left ^ (right + _SHIFT)) * _MULTIPLIER  # wraps round, and is meant to
    return mixed ^ (mixed >> _SHIFT)


def started(seed: int, count: int) -> Hashes:
    """What the numbers of one kind of feature begin with."""
    return np.full(count, seed, np.uint64)


def pieces(text: str, seed: int, longest: int) -> list[Hashes]:
    """Of each length from 1 to `longest` the numbers of all pieces of a text, by where they begin."""
    chars = codes(text)
    found = started(seed, len(chars))
    by_length: list[Hashes] = []
    for length in range(1, min(longest, len(chars)) + 1):
        found = joined(found[: len(chars) - length + 1], chars[length - 1 :])
        by_length.append(found)
    return by_length


def whole(text: str, seed: int) -> int:
    """The number of a whole text, as `pieces` has it."""
    return int(pieces(text, seed, len(text))[-1][0]) if text else seed
