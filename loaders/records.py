"""One record as one text: what properties of type `records` hold."""

from __future__ import annotations

import json
from collections.abc import Mapping


def canonical(record: Mapping[str, object]) -> str:
    """Canonical JSON: sorted keys, no blanks, nothing escaped."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
