"""`tsunagu verify`: proves the stored graph whole."""

from __future__ import annotations

from api.command.call import Call
from api.command.opening import opened
from graph.verify import verify

NOT_WHOLE = 1


def run(call: Call) -> int:
    with opened(call.args) as store:
        found = verify(store)
        info = store.info()
    if call.terminal.json:
        problems = [{"item": p.item, "sentence": p.sentence} for p in found]
        call.terminal.document({"problems": problems, "version": info.version, "digest": info.digest})
    else:
        call.terminal.show(*(f"{p.item}: {p.sentence}" for p in found))
        call.terminal.say(f"問題が{len(found)}件あります。" if found else f"欠けはありません(版 {info.version})。")
    return NOT_WHOLE if found else 0
