"""What a column of a table is: how its cell is read, what it may hold, and where in the graph its value goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from graph.schema import Property


class Form(Enum):
    """How a cell is read."""

    TEXT = auto()
    CHOICE = auto()
    CODE = auto()
    ID = auto()
    IDS = auto()  # ids apart by `;`
    LIST = auto()  # texts apart by `;`
    STAGES = auto()  # words apart by `|`
    DATE = auto()
    INTEGER = auto()
    NUMBER = auto()
    YES_NO = auto()
    PHONE = auto()
    POSTAL = auto()
    URL = auto()
    HOURS = auto()


class Role(Enum):
    """Where a value goes."""

    ID = auto()
    NAME = auto()
    PROPERTY = auto()
    SINCE = auto()
    UNTIL = auto()
    VERIFIED = auto()
    SOURCE = auto()
    BASIS = auto()
    AS_OF = auto()
    NOTE = auto()
    OUT = auto()  # edges from the row's node to each id of the cell
    IN = auto()  # edges from each id of the cell to the row's node
    START = auto()
    END = auto()
    OWN = auto()  # read by the module that is made for the table


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `target` is the property or the kind of edge; `refers` the tables its ids stand in."""

    name: str
    role: Role
    form: Form = Form.TEXT
    target: str = ""
    refers: tuple[str, ...] = ()
    required: bool = False
    values: tuple[str, ...] = ()
    longest: int = 0
    basis: str = ""  # the column that tells how the edges of this one are known, where it is not the row's


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file or sheet. `makes` is the kind of node, or of edge, a row becomes; "" where a module decides."""

    name: str
    makes: str
    columns: tuple[Column, ...]
    place: str = ""  # the property that takes which row of the table it is, counted from 1

    @property
    def has_sources(self) -> bool:
        """Whether each row names its sources; other tables are editorial or named elsewhere."""
        return any(c.role is Role.SOURCE for c in self.columns)

    def column(self, role: Role) -> Column | None:
        """The first column with this role."""
        return next((c for c in self.columns if c.role is role), None)


TABLE_OF = {  # where nodes of a kind are listed
    "organisation": "organisations", "organisation_kind": "organisation_kinds", "area": "areas",
    "case_type": "case_types", "law": "laws", "plan": "plans", "service": "services", "urgent_rule": "urgent_rules",
}  # fmt: skip
_FORMS = {
    "text": Form.TEXT, "date": Form.DATE, "choice": Form.CHOICE, "ref": Form.ID, "refs": Form.IDS, "list": Form.LIST,
    "integer": Form.INTEGER, "number": Form.NUMBER, "boolean": Form.YES_NO, "choices": Form.STAGES,
}  # fmt: skip


def fitted(column: Column, known: Mapping[str, Property]) -> Column:
    """A property's column with the form, values and references that schema.yaml gives the property."""
    if column.role is not Role.PROPERTY:
        return column
    spec = known[column.target]
    form = _FORMS[spec.type] if column.form is Form.TEXT else column.form
    return replace(
        column,
        form=Form.CHOICE if column.values and form is Form.TEXT else form,
        refers=tuple(TABLE_OF[k] for k in spec.kinds),
        required=column.required or spec.required,
        values=column.values or spec.values,
    )
