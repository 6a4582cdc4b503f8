"""`tsunagu export --format FORMAT -o FILE`: the graph for another program. The file is replaced when all is written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.command.call import Call
from api.command.opening import opened
from api.exporting import Exported, chosen, export


def run(call: Call) -> int:
    args, file = call.args, Path(call.args.file)
    chosen(args.format)
    with opened(args) as store:
        call.terminal.progress(f"{file.name} に書いています")
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "w+b") as out:
                done = export(store, args.format, args.set, out)
            part.chmod(0o644)  # a temporary file is for its owner alone
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        call.terminal.progress("")
    _tell(call, done, file.stat().st_size)
    return 0


def _tell(call: Call, done: Exported, size: int) -> None:
    if call.terminal.json:
        found = {"file": call.args.file, "format": done.format, "data_version": done.data_version}
        call.terminal.document({**found, "digest": done.digest, "sets": list(done.sets), "bytes": size})
    else:
        call.terminal.show(
            f"{call.args.file} に書きました({done.format}、データの版 {done.data_version}、{size:,}バイト)。"
        )
