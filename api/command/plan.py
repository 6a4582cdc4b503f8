"""`tsunagu plan FILE`: what a plan page holds. Loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.command.call import Call

FOUND_PROBLEMS = 1


def run(call: Call) -> int:
    data = Path(call.args.data) if call.args.data else None
    found: Mapping[str, Any] = call.loaders.plan(Path(call.args.file), data)
    if call.terminal.json:
        call.terminal.document(found)
    else:
        call.terminal.show(*_lines(found))
    call.terminal.say(*(f"{p['file']} {p['row']}行: {p['sentence']}" for p in found["problems"]))
    return FOUND_PROBLEMS if found["problems"] else 0


def _lines(found: Mapping[str, Any]) -> list[str]:
    lines = [found["title"] or "題は読めません"]
    for policy in found["policies"]:
        title = policy["title"] if policy["status"] == "read" else "読み取れない"
        lines.append(f"{policy['id']} 重点政策{policy['number']} {title}({policy['line']}行)")
        for item in policy["items"]:
            lines.append(f"  {item['number']}) {item['title']}({item['line']}行)")
            for initiative in item["initiatives"]:
                lines.append(f"    ・{initiative['title']}")
                lines += [f"      - {part}" for part in initiative["parts"]]
    lines += _numbers("読めない行", found["illegible_lines"]) + _numbers("文字でない行", found["noise_lines"])
    lines += [f"直し {c['line']}行: {c['read']} → {c['as']}({c['reason']})" for c in found["corrections"]]
    return lines


def _numbers(words: str, lines: list[int]) -> list[str]:
    return [f"{words}: {'、'.join(map(str, lines))}"] if lines else []
