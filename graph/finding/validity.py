"""When a thing holds: from its first to its last day, a year or a month standing for all its days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from graph.directory import Directory
from graph.errors import BadParameter
from graph.model import Edge, Item

JAPAN = timezone(timedelta(hours=9), "JST")  # no summer time, so no time zone data are needed


def read_day(value: str, today: date) -> str:
    """The day asked about as YYYY-MM-DD, today where nothing is said. BadParameter when it is no day."""
    if not value:
        return today.isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadParameter("on", value, "2026-04-01 のように、年-月-日で書いてください。") from error


def in_japan(moment: datetime | None) -> datetime:
    """The moment by Japanese clocks, without zone; now where none is given. One without zone is taken as Japanese."""
    if moment is None:
        moment = datetime.now(JAPAN)
    return moment.astimezone(JAPAN).replace(tzinfo=None) if moment.tzinfo else moment


def holds(item: Item, day: str) -> bool:
    """Whether the item itself has begun and has not ended on that day."""
    # "2020-04" sorts before all of its days, and "2020-04~" after them
    return (not item.since or item.since <= day) and (not item.until or item.until + "~" > day)


def edge_holds(directory: Directory, edge: Edge, day: str) -> bool:
    """An edge holds only while both its ends do."""
    start, end = directory.nodes.get(edge.start), directory.nodes.get(edge.end)
    return start is not None and end is not None and all(holds(i, day) for i in (edge, start, end))
