"""What every exported file says of itself: which data, how old, from whom. The same for the same data, on every day.

Nothing of it comes from a clock or from the history: two graphs of one digest give one file, whenever each was loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.exchange.content import Content

GENERATOR = "つなぐ"
ATTRIBUTION = (
    "出典の題、発行者、許諾、所在は、出典(source)ごとに入っています。使うときは、それぞれの許諾に従ってください。"
)
_UNKNOWN = "許諾の記載なし"


@dataclass(frozen=True, slots=True)
class About:
    """`dated` is the newest day that any source bears; licences with the number of sources under each."""

    title: str
    data_version: str
    digest: str
    sets: tuple[tuple[str, str], ...]  # code, name
    dated: str
    licences: tuple[tuple[str, int], ...]

    def texts(self) -> Mapping[str, str]:
        """Every line as text, in order."""
        return {
            "title": self.title,
            "generator": GENERATOR,
            "data_version": self.data_version,
            "digest": self.digest,
            "sets": "、".join(f"{code}({name})" for code, name in self.sets),
            "dated": self.dated,
            "licences": "、".join(f"{licence}({number}件)" for licence, number in self.licences),
            "attribution": ATTRIBUTION,
        }

    def document(self) -> Mapping[str, object]:
        """The same as a JSON document."""
        return {
            **self.texts(),
            "sets": [{"code": code, "name": name} for code, name in self.sets],
            "licences": [{"licence": licence, "sources": number} for licence, number in self.licences],
        }


def about(content: Content) -> About:
    """What the content is."""
    names = {n.text("code"): n.name for n in content.nodes("data_set")}
    licences: Counter[str] = Counter()
    dated = ""
    for source in content.nodes("source"):
        licences[source.text("licence") or _UNKNOWN] += 1
        dated = max(dated, source.text("published"))
    sets = tuple((code, names.get(code, code)) for code in content.sets)
    whose = names.get(content.one, content.one) if content.one else "全部のデータ"
    return About(
        f"{GENERATOR} {whose} 子ども・家庭支援ネットワーク", content.digest[:12], content.digest, sets, dated,
        tuple(sorted(licences.items())),
    )  # fmt: skip
