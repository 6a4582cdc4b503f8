"""The folders that `load` and `check` read."""

from __future__ import annotations

from pathlib import Path

from api.command.call import Call


def folders(call: Call) -> list[Path]:
    """Those of --data, else the shipped one."""
    return [Path(one) for one in call.args.data] if call.args.data else [call.loaders.shipped()]
