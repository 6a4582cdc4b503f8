"""Rules of case types, the words for them, the urgent rules, and of who handles what and passes on to whom."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.schema import schema
from graph.text import fold
from loaders.chain import Chain
from loaders.check_bodies import no_cycle
from loaders.rows import Problems, Row, repeated
from loaders.urgent import Rule, bodies_called, calls

_ONE_KANJI = re.compile(r"[一-龠]\Z")
_SHORT_WORD = re.compile(r"[A-Za-z0-9]{1,5}\Z")
_RANK = re.compile(r"[1-9]\Z")


def check_cases(chain: Chain, problems: Problems) -> None:
    """Case types and all that names them."""
    _check_case_types(chain, problems)
    for row in chain.own.rows("case_terms"):
        _check_term(row, problems)
    repeated(chain.rows("case_terms"), ("case", "term"), problems)
    _check_rules(chain, problems)
    _check_handles(chain, problems)
    _check_relations(chain, problems)


def _check_case_types(chain: Chain, problems: Problems) -> None:
    rows = chain.rows("case_types")
    for row in chain.own.rows("case_types"):
        if row["danger"] == "yes" and row["urgency"] == "通常":
            problems.at(row, "urgency", "命や体の危険があるのに、急ぎが通常です。", "緊急か早め")
    for column in ("short", "order", "name"):
        repeated(rows, (column,), problems)
    no_cycle(rows, "broader", problems)
    _check_order(rows, problems)


def _check_order(rows: tuple[Row, ...], problems: Problems) -> None:
    groups = schema().node("case_type").properties["group"].values
    ordered = sorted(rows, key=lambda r: int(r["order"]) if r["order"].isdecimal() else 0)
    reached = 0
    for row in ordered:
        place = groups.index(row["group"]) if row["group"] in groups else reached
        if place not in (reached, reached + 1) or (row is ordered[0] and place != 0):
            problems.at(row, "order", "順が、6つの組の順に並んでいません。", "同じ組の種別と続く順")
        else:
            reached = place
    if rows and reached != len(groups) - 1:
        problems.of(rows[0].file, "6つの組のどれかに、種別が1つもありません。", allowed="、".join(groups))


def _check_term(row: Row, problems: Problems) -> None:
    if ";" in row["term"]:
        problems.at(row, "term", "言葉の中に「;」があります。", "1行に1つの言葉")
    short = len(fold(row["term"])) < 2 and not _ONE_KANJI.match(row["term"])
    if row["boundary"] == "no" and (short or _SHORT_WORD.match(row["term"])):
        problems.at(row, "boundary", "短い言葉は、前後が切れるときだけ当てます。", "yes")


def _check_rules(chain: Chain, problems: Problems) -> None:
    rules = [(row, Rule.of(row)) for row in chain.rows("urgent_rules") if chain.own.rows("urgent_rules")]
    own = [(row, rule) for row, rule in rules if row.folder == chain.own.folder]
    for row, rule in own:
        for column in rule.empty:
            problems.at(row, column, f"{column} に空の語があります。", "; & | の間に語")
        if row["example"] and not rule.fires(row["example"]):
            problems.at(row, "example", "この決まりに当たらない例です。", "any_of に当たり、none_of に当たらない文")
    for row, _ in rules if own else ():
        against = rules if row.folder == chain.own.folder else own
        hit = next((other["id"] for other, rule in against if rule.fires(row["counter_example"])), "")
        if hit:
            sentence = f"反例なのに、決まり {hit} に当たります。"
            problems.at(row, "counter_example", sentence, "どの決まりにも当たらない文")
    repeated(chain.own.rows("urgent_calls"), ("rule",), problems)
    if chain.municipal:
        _check_called(chain, problems)


def _check_called(chain: Chain, problems: Problems) -> None:
    """Whoever a rule calls first, asked in the municipality, has a number."""
    bodies = chain.by_id("organisations")
    for rule, (row, listed) in calls(chain).items():
        found = bodies_called(chain, listed)
        if not found or not (found[0] in bodies and bodies[found[0]]["phone"]):
            who = found[0] if found else "だれもいない"
            sentence = f"決まり {rule} で最初にかける先({who})に、番号がありません。"
            problems.at(row, "call", sentence, "番号のある機関から始まる一覧")


def _check_handles(chain: Chain, problems: Problems) -> None:
    rows = chain.rows("handles")
    for row in chain.own.rows("handles"):
        if row["first"] and not _RANK.match(row["first"]):
            problems.at(row, "first", "順は1桁の整数です。", "1 から 9")
        if row["first_reason"] and not row["first"]:
            problems.at(row, "first_reason", "順が空なのに、順の理由があります。", "first と組にする")
    repeated(rows, ("body", "case", "role"), problems)
    ranked: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["first"].isdecimal():
            ranked[row["case"]].append(row)
    for case in ranked.values():
        repeated(case, ("case", "first"), problems, key=lambda r: int(r["first"]))
        repeated(case, ("case", "body"), problems)
    if chain.own.settings.yes("first_from_one"):
        _check_ranks(chain, ranked, problems)
    if chain.municipal:
        handled = {r["case"] for r in rows}
        for name, row in chain.by_id("case_types").items():
            if name not in handled:
                problems.at(row, "id", f"「{row['name']}」を受ける機関が1つもありません。", "handles.csv の行")


def _check_ranks(chain: Chain, ranked: dict[str, list[Row]], problems: Problems) -> None:
    for case, row in chain.by_id("case_types").items():
        rows = sorted(ranked.get(case, []), key=lambda r: int(r["first"]))
        if not rows:
            problems.at(row, "id", f"「{row['name']}」に、最初に連絡する先がありません。", "handles.csv の first に 1")
        for place, one in enumerate(rows, 1):
            if int(one["first"]) != place:
                problems.at(one, "first", "最初に連絡する順が、1から続いていません。", str(place))
                break


def _check_relations(chain: Chain, problems: Problems) -> None:
    for row in chain.own.rows("relations"):
        if row["from"] == row["to"]:
            problems.at(row, "to", "自分への関係は置けません。", "from と違う機関")
    repeated(chain.rows("relations"), ("from", "to", "relation", "trigger"), problems)
