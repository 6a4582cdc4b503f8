"""Municipalities that do not exist, as data folders, for measurements of the size of a country.

Each is of the size of a city of some 70,000 people (about 195 nodes and 700 relations): 13 areas, 36 towns and 4
stations, 69 bodies, 24 telephones, 45 services, and somebody for each of the case types. All are alike but for their
numbers, so that a measurement does not hang on which of them is asked. They share the shipped vocabulary (data/japan)
and a prefecture that does not exist either. No code begins with 99, no telephone number with 03-0000.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from pathlib import Path

from benchmarks.fictitious_settings import OF_A_CITY, OF_THE_PREFECTURE
from loaders.shipped import shipped_data
from loaders.tables import tables

PREFECTURE = "kakuu"
DATE = "2026-04-01"
DISTRICTS = 3  # 地域
QUARTERS = 3  # 地区 of each
TOWNS = 4  # of each 地区
SERVICES = 45
_DIGITS = ["ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ"]
_EVERYWHERE = (  # kind, last part of the id, name, parent
    ("kuyakusho", "shiyakusho", "市役所", ""),
    ("ku-denwa-sodan", "call", "コール", "shiyakusho"),
    ("jido-sodanjo", "jiso", "児童相談所", "shiyakusho"),
    ("gyakutai-dial", "dial", "虐待通告ダイヤル", "jiso"),
    ("ichiji-hogosho", "hogosho", "一時保護所", "jiso"),
    ("keisatsusho", "keisatsu", "警察署", ""),
    ("hokenjo", "hokenjo", "保健所", "shiyakusho"),
    ("kyoiku-iinkai", "kyoiku", "教育委員会", "shiyakusho"),
    ("kyoiku-sodanshitsu", "kyoiku-sodan", "教育相談室", "kyoiku"),
    ("jinken-yogo", "jinken", "子どもの人権相談", "shiyakusho"),
    ("dv-sodan", "dv", "男女共同参画相談", "shiyakusho"),
    ("jiritsu-sodan", "jiritsu", "自立相談支援センター", "shiyakusho"),
    ("hitorioya-center", "hitorioya", "ひとり親家庭支援センター", "shiyakusho"),
    ("shakyo", "shakyo", "社会福祉協議会", ""),
    ("hojin", "hojin", "子ども会(運営法人)", ""),
    ("shogai-sodan", "shogai", "障害福祉課", "shiyakusho"),
    ("hattatsu-shien", "hattatsu", "発達相談室", "hojin"),
    ("family-support", "famisapo", "ファミリー・サポート・センター", "shakyo"),
    ("kokusai-koryu", "kokusai", "国際交流センター", "shiyakusho"),
    ("wakamono-shien", "wakamono", "若者支援センター", "shiyakusho"),
    ("josan-shisetsu", "josan", "助産施設", ""),
)
_OF_DISTRICTS = (
    ("kodomo-katei-shien-center", "kokasen", "子ども家庭支援センター", "shiyakusho"),
    ("hoken-center", "hoken", "保健センター", "hokenjo"),
    ("hoken-fukushi-ka", "fukushi", "保健福祉課", "shiyakusho"),
    ("seikatsu-shien-ka", "seikatsu", "生活支援課", "shiyakusho"),
)
_OF_QUARTERS = (
    ("jidokan", "jidokan", "児童館", "hojin"),
    ("hoiku-shisetsu", "hoikuen", "保育園", "hojin"),
    ("odekake-hiroba", "hiroba", "おでかけひろば", "shakyo"),
    ("shin-bop", "gakudo", "学童クラブ", "kyoiku"),
)
_SPECIAL = ("jiso", "hokenjo", "kyoiku-sodan", "jinken", "dv", "jiritsu", "hitorioya", "shogai", "hattatsu", "wakamono")
_PARTNERS = ("keisatsu", "hokenjo", "kyoiku", "shakyo", "dv", "jiritsu", "hitorioya", "shogai", "hattatsu", "wakamono")

Cells = Mapping[str, str]


def country(root: Path, numbers: Iterable[int]) -> list[Path]:
    """The folders of these municipalities below `root`, with what they build on beside them."""
    root.mkdir(parents=True, exist_ok=True)
    japan = root / "japan"
    if not japan.exists():
        japan.symlink_to(shipped_data() / "japan")
    _prefecture(root / PREFECTURE)
    return [municipality(root, number) for number in numbers]


def municipality(root: Path, number: int) -> Path:
    """The folder of one of them, written anew."""
    city = _City(number)
    folder = root / city.folder
    listed = {
        "sources": city.sources(), "areas": city.areas(), "towns": city.towns(), "organisations": city.bodies(),
        "handles": city.handles(), "relations": city.relations(), "services": city.services(), "phones": city.phones(),
    }  # fmt: skip
    _write(folder, OF_A_CITY.format(**city.names(), tables=";".join(listed)), listed)
    return folder


class _City:
    """One municipality, table by table."""

    def __init__(self, number: int) -> None:
        self.folder = f"{PREFECTURE}{number:04}"
        self.code = f"99{number:04}"
        self.name = f"架空第{number:04}市"
        self.kana = f"カクウダイ{_spoken(number, 4)}シ"
        self.area = f"area:{self.folder}"
        self._bodies = tuple(self._all_bodies())

    def names(self) -> Cells:
        """What the settings say of it."""
        return {"code": self.code, "name": self.name, "area": self.area, "folder": self.folder, "above": PREFECTURE}

    def sources(self) -> Iterator[Cells]:
        for last, title in (
            ("annai", "子育ての案内(架空)"),
            ("denwa", "電話の一覧(架空)"),
            ("jigyo", "事業の一覧(架空)"),
        ):
            yield {
                "id": f"src:{self.folder}-{last}", "title": self.name + title, "publisher": self.name,
                "url": f"https://tsunagu.example/{self.folder}/{last}", "published": DATE,
                "licence": "測るためのもの", "kind": "official", "note": "実在しない市",
            }  # fmt: skip

    def areas(self) -> Iterator[Cells]:
        said = self._said("annai")
        whole = {"id": self.area, "name": self.name, "kana": self.kana, "level": "全区", "code": self.code}
        yield {**whole, "parent": f"area:{PREFECTURE}", **said}
        for district in range(1, DISTRICTS + 1):
            at = f"{self.area}-{district}"
            kana = f"ダイ{_DIGITS[district]}チイキ"
            yield {"id": at, "name": f"第{district}地域", "kana": kana, "level": "地域", "parent": self.area, **said}
            for quarter in range(1, QUARTERS + 1):
                name = f"第{district}の{quarter}地区"
                kana = f"ダイ{_DIGITS[district]}ノ{_DIGITS[quarter]}チク"
                yield {"id": f"{at}-{quarter}", "name": name, "kana": kana, "level": "地区", "parent": at, **said}

    def towns(self) -> Iterator[Cells]:
        numbers = count(1)
        for district, quarter in _quarters():
            chiiki = f"{self.area}-{district}"
            for n in (next(numbers) for _ in range(TOWNS)):
                yield {
                    "town": f"架空町{n:02}", "kind": "町", "kana": f"カクウマチ{_spoken(n, 2)}", "chiiki": chiiki,
                    "chiku": f"{chiiki}-{quarter}", "chiku_basis": "stated", **self._said("annai"),
                }  # fmt: skip
        for n in range(1, 5):
            kana = f"カクウエキ{_DIGITS[n]}"
            at = f"{self.area}-{1 + n % DISTRICTS}"
            yield {"town": f"架空駅{n}", "kind": "駅", "kana": kana, "chiiki": at, **self._said("annai")}

    def bodies(self) -> Iterator[Cells]:
        yield from self._bodies

    def _all_bodies(self) -> Iterator[Cells]:
        lines = count(100)
        for kind, last, name, parent in _EVERYWHERE:
            yield self._body(kind, last, self.name + name, parent, next(lines))
        for district in range(1, DISTRICTS + 1):
            for kind, last, name, parent in _OF_DISTRICTS:
                at = f"-{district}"
                yield self._body(kind, last + at, f"{self.name}第{district}{name}", parent, next(lines), at)
        for district, quarter in _quarters():
            for kind, last, name, parent in _OF_QUARTERS:
                at = f"-{district}-{quarter}"
                called = f"{self.name}第{district}の{quarter}{name}"
                yield self._body(kind, last + at, called, parent, next(lines), at)

    def _body(self, kind: str, last: str, name: str, parent: str, line: int, at: str = "") -> Cells:
        hidden = kind == "ichiji-hogosho"
        hours = {"hours": "24時間", "opening_hours": "24/7"} if kind == "gyakutai-dial" else {}
        if kind in ("jido-sodanjo", "kodomo-katei-shien-center", "jidokan"):
            hours = {"hours": "平日 8時30分~17時", "opening_hours": "Mo-Fr 08:30-17:00; PH off"}
        return {
            "id": self._org(last), "name": name, "kana": self.kana + _spoken(line, 3), "kind": f"kind:{kind}",
            "parent": self._org(parent) if parent else "", "area": "" if hidden else self.area + at,
            "serves": self.area + at, "phone": "" if hidden else f"03-0000-{line:04}", **hours,
            "status": "open", "confidential": "yes" if hidden else "no",
            "owner": self._org("shiyakusho") if parent else "", **self._said("annai"),
        }  # fmt: skip

    def handles(self) -> Iterator[Cells]:
        yield self._handles("dial", "case:gyakutai", "通告先", "")
        for n, (case, free) in enumerate(_cases().items()):
            first = iter(free)
            for district in range(1, DISTRICTS + 1):
                order = next(first) if district == 1 else ""
                yield self._handles(f"kokasen-{district}", case, "一義的相談窓口", order)
            yield self._handles(_SPECIAL[n % len(_SPECIAL)], case, "専門相談", next(first))

    def _handles(self, body: str, case: str, role: str, first: str) -> Cells:
        reason = "市の最初の窓口" if first else ""
        cells = {"body": self._org(body), "case": case, "role": role, "first": first, "first_reason": reason}
        return {**cells, **self._said("annai")}

    def relations(self) -> Iterator[Cells]:
        for district in range(1, DISTRICTS + 1):
            here = f"kokasen-{district}"
            yield self._relation(here, "jiso", "送致", "一時保護が要るとき")
            for other in _PARTNERS:
                yield self._relation(here, other, "連携", "家庭を支える会議")
        for district, quarter in _quarters():
            for last in ("jidokan", "hoikuen", "gakudo"):
                at = f"{last}-{district}-{quarter}"
                yield self._relation(at, f"kokasen-{district}", "通告", "虐待を受けたと思われる子どもの発見")

    def _relation(self, start: str, end: str, relation: str, trigger: str) -> Cells:
        ends = {"from": self._org(start), "to": self._org(end)}
        return {**ends, "relation": relation, "trigger": trigger, **self._said("annai")}

    def services(self) -> Iterator[Cells]:
        cases, providers = list(_cases()), [row["id"] for row in self._bodies]
        for n in range(1, SERVICES + 1):
            yield {
                "id": f"svc:{self.folder}_{n:02}", "name": f"{self.name}の事業{n:02}",
                "kana": f"{self.kana}ノジギョウ{_spoken(n, 2)}", "kind": "相談", "providers": providers[-n],
                "cases": f"{cases[n]};{cases[-n - 1]}", "age_min_months": "0", "age_max_months_exclusive": "216",
                "how_to_apply": "電話", "owner": self._org("shiyakusho"), **self._said("jigyo"),
            }  # fmt: skip

    def phones(self) -> Iterator[Cells]:
        for n, row in enumerate(b for b in self._bodies if b["phone"]):
            if n < 12:
                numbers = (("相談", row["phone"]), ("手当", f"03-0000-{900 + n:04}"))
                for purpose, number in numbers:
                    yield {"body": row["id"], "number": number, "purpose": purpose, **self._said("denwa")}

    def _org(self, last: str) -> str:
        return f"org:{self.folder}-{last}"

    def _said(self, source: str) -> Cells:
        return {"source": f"src:{self.folder}-{source}", "basis": "stated", "as_of": DATE}


def _quarters() -> Iterator[tuple[int, int]]:
    return ((d, q) for d in range(1, DISTRICTS + 1) for q in range(1, QUARTERS + 1))


def _spoken(number: int, width: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in f"{number:0{width}}")


@cache
def _cases() -> Mapping[str, tuple[str, ...]]:
    """Every case type with the places in the order of contact that the shipped sets leave free."""
    taken: dict[str, set[str]] = defaultdict(set)
    for row in _read("handles"):
        taken[row["case"]].add(row["first"])
    places = [str(n) for n in range(1, 10)]
    return {r["id"]: tuple(p for p in places if p not in taken[r["id"]]) for r in _read("case_types")}


def _read(table: str) -> list[dict[str, str]]:
    with (shipped_data() / "japan" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _prefecture(folder: Path) -> None:
    source = f"src:{PREFECTURE}-annai"
    listed: Mapping[str, Iterable[Cells]] = {
        "sources": [
            {
                "id": source, "title": "架空県の案内", "publisher": "架空県", "url": "https://tsunagu.example/kakuu",
                "published": DATE, "licence": "測るためのもの", "kind": "official", "note": "実在しない県",
            }
        ],
        "areas": [
            {
                "id": f"area:{PREFECTURE}", "name": "架空県", "kana": "カクウケン", "level": "都", "code": "990000",
                "parent": "area:japan", "source": source, "basis": "stated", "as_of": DATE,
            }
        ],
    }  # fmt: skip
    _write(folder, OF_THE_PREFECTURE, listed)


def _write(folder: Path, settings: str, listed: Mapping[str, Iterable[Cells]]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yaml").write_text(settings, encoding="utf-8")
    for name, rows in listed.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, [c.name for c in tables()[name].columns], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
