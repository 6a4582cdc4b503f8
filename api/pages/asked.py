"""What came with a question: its words and what was chosen beside them."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.links import Links
from graph.model import NodeId

YES = "1"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it was sent. `posted`: its words are in no address, and are put in none."""

    q: str = ""
    area: str = ""
    age: str = ""
    on: str = ""
    ruby: str = ""
    posted: bool = False

    def find(self, links: Links, *, q: str = "", easy: str = "") -> str:
        """The answer to this question, or to other words with the same choices."""
        return links.to("/find", q=q or self.q, easy=easy, **self._chosen())

    def picture(self, links: Links) -> str:
        """The picture of the answer to this question."""
        return links.to("/network", view="case", q=self.q, area=self.area, age=self.age, on=self.on)

    def case(self, links: Links, case: NodeId, *, easy: str = "") -> str:
        """The page of a case type with the same choices."""
        return links.node(case, easy=easy, **self._chosen())

    def _chosen(self) -> dict[str, str]:
        return {"area": self.area, "age": self.age, "on": self.on, "ruby": self.ruby}


def asked(q: str, area: str, age: str, on: str, ruby: str, *, posted: bool = False) -> Asked:
    """The question without blanks around its parts."""
    return Asked(q.strip(), area.strip(), age.strip(), on.strip(), YES if ruby == YES else "", posted)
