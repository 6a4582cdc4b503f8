"""In which form an answer goes out: JSON, CSV or a workbook, by `format=` or by the Accept header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from fastapi import Request
from fastapi.responses import Response

from api.replies import JSON, json, reply
from api.tables import CSV, XLSX, Table, to_csv

Form = Literal["json", "csv", "xlsx"]
MEDIA: Final[Mapping[Form, str]] = {"json": JSON, "csv": CSV, "xlsx": XLSX}


def form_of(request: Request, asked: Form | None) -> Form:
    """What `format=` says, else what the asker would rather have; JSON where it is all one."""
    if asked:
        return asked
    wanted: dict[str, float] = {}
    for part in request.headers.get("accept", "").split(","):
        media, _, rest = part.partition(";")
        wanted[media.strip().lower()] = _quality(rest)
    best: dict[Form, float] = {form: wanted.get(media, 0) for form, media in MEDIA.items()}
    return max(best, key=lambda form: (best[form], form == "json"))


def served(request: Request, form: Form, etag: str, document: Mapping[str, object], table: Table) -> Response:
    """The answer in its form, with a tag of its own; 304 when the asker holds it already."""
    if form == "json":
        response = json(document)
    else:
        body = to_csv(table) if form == "csv" else _workbook(table)
        response = Response(body, media_type=MEDIA[form])
        response.headers["Content-Disposition"] = f'attachment; filename="tsunagu-{table.name}.{form}"'
    response.headers["Vary"] = "Accept"
    return reply(request, response, f'{etag[:-1]}-{form}"')


def in_forms() -> dict[str, Any]:
    """How the tables are described beside the document."""
    text: dict[str, Any] = {"schema": {"type": "string"}}
    return {CSV: text, XLSX: {"schema": {"type": "string", "format": "binary"}}}


def _quality(rest: str) -> float:
    name, _, value = rest.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _workbook(table: Table) -> bytes:
    from api.workbook import to_xlsx  # openpyxl takes a tenth of a second, and few ask for it

    return to_xlsx(table)
