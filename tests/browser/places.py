"""One address of every kind of page, in the ward's data."""

from __future__ import annotations

from urllib.parse import quote


def find(words: str, *, area: str = "", age: str = "", easy: bool = False) -> str:
    """The address of an answer."""
    parts = [("q", words), ("area", area), ("age", age), ("easy", "1" if easy else "")]
    return "/find?" + "&".join(f"{name}={quote(value)}" for name, value in parts if value)


def node(item: str) -> str:
    """The address of one thing."""
    return f"/nodes/{quote(item, safe='')}"


ORDINARY = find("不登校", area="等々力", age="中高生")
EMERGENCY = find("身体的虐待")
COMPOUND = find("ひとり親 夜間の預かり 家庭内暴力", area="弦巻")
NOTHING = find("粗大ごみ")
UNSURE = find("朝が起きられない親子")
EASY = find("不登校", area="等々力", age="中高生", easy=True)

PAGES = {
    "home": "/",
    "find-ordinary": ORDINARY,
    "find-emergency": EMERGENCY,
    "find-compound": COMPOUND,
    "find-none": NOTHING,
    "find-unsure": UNSURE,
    "find-no-town": find("不登校", area="どこでもない町"),
    "find-easy": EASY,
    "body": node("org:setagaya-jidosodanjo"),
    "body-hidden": node("org:ichijihogo"),
    "kind": node("kind:jidokan"),
    "case": node("case:futoko"),
    "service": node("svc:dial_setagaya"),
    "plan-late": "/plan/late",
    "plan-prior": "/plan/prior",
    "policy": node("policy:late-2"),
    "initiative": node("init:late-4-1-1"),
    "network": "/network",
    "network-chosen": "/network?select=" + quote("kind:gakko", safe=""),
    "network-around": "/network?view=around&around=" + quote("kind:jidokan", safe=""),
    "network-around-body": "/network?view=around&around=" + quote("ぷるる弦巻児童館"),
    "network-plan": "/network?view=plan",
    "network-area": "/network?view=area&area=" + quote("玉川地域"),
    "network-case": "/network?view=case&q=" + quote("不登校") + "&area=" + quote("等々力"),
    "network-open": "/network?open=" + quote("kind:jidokan", safe=""),
    "matrix": "/matrix?plan=late",
    "matrix-cell": "/matrix?plan=late&cell=" + quote("measure:late-2-1,kind:jido-sodanjo", safe=""),
    "matrix-cases": "/matrix?rows=initiative&columns=case_type&limit=100",
    "report-gaps": "/reports/gaps",
    "report-gaps-line": "/reports/gaps?line=inferred-only.1",
    "report-overlaps": "/reports/overlaps",
    "report-single-points": "/reports/single-points",
    "report-closure": "/reports/closure?id=" + quote("org:sangocare-center", safe=""),
    "report-closure-ask": "/reports/closure?id=" + quote("どこにもない"),
    "report-succession": "/reports/succession",
    "report-reconfirm": "/reports/reconfirm",
    "report-measures": "/reports/measures?on=2026-04-01",
    "report-source": "/reports/source?id=" + quote("src:sg-tsukoku", safe=""),
    "report-item": "/reports/item?id=" + quote("init:late-2-1-1", safe=""),
    "report-takers": "/reports/takers?id=" + quote("case:futoko", safe=""),
    "paths": "/paths?from=" + quote("init:late-2-1-1", safe="") + "&to=" + quote("case:gyakutai", safe=""),
    "paths-ask": "/paths",
    "common": "/common?a=" + quote("kind:jido-sodanjo", safe="") + "&b=" + quote("kind:jidokan", safe=""),
    "questions": "/questions",
    "feedback": "/feedback?about=" + quote("org:setagaya-jidosodanjo", safe=""),
    "about": "/about",
}
