"""The folders that `load` and `check` read."""

from __future__ import annotations

from pathlib import Path

from api.command.call import Call
from graph.errors import BadParameter


def folders(call: Call) -> list[Path]:
    """Those of --data, else the shipped one."""
    return [Path(one) for one in call.args.data] if call.args.data else [call.loaders.shipped()]


def listed(call: Call) -> list[Path]:
    """Those that stand in the command itself."""
    if call.args.folders and call.args.data:
        raise BadParameter("--data", call.args.data[0], "フォルダを並べるときは --data を書かないでください。")
    return [Path(one) for one in call.args.folders]
