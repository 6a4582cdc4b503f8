"""Paths, what two share, the matrix, reports and questions as they are served."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.shapes_of_analysis import CommonOut, MatrixOut, PathsOut, QuestionsOut, ReportOut
from api.tables import CSV, XLSX, Head, Table, safe, to_csv
from api.workbook import to_xlsx
from graph.analysis.reports.catalogue import REPORTS
from tests.exampleku import HIDDEN
from tests.shapes import assert_framed, assert_problem, assert_shape

PATHS = "/api/paths?from=org:exampleku-kita&to=org:exampleku-shelter"
COMMON = "/api/common?a=org:exampleku-kita&b=org:exampleku-shelter"
CLOSURE = "/api/reports/closure?id=kind:hinanjo"
TABLES = (PATHS, COMMON, "/api/matrix", "/api/reports/gaps", CLOSURE, "/api/questions")
CELL = "/api/matrix?plan=late&cell=measure:late-2-1,kind:jido-sodanjo"


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_paths(client: TestClient) -> None:
    document = client.get(PATHS).json()
    assert_shape(document, PathsOut)
    (path,) = document["paths"]
    assert (path["length"], [s["label"] for s in path["steps"]]) == (1, ["紹介する"])
    assert path["steps"][0]["sources"][0]["title"] == "例区の案内"
    hubs = client.get(f"{PATHS}&hubs=handles").json()
    assert [[s["label"] for s in p["steps"]] for p in hubs["paths"]] == [["紹介する"], ["担当する", "担当される"]]
    assert [p["length"] for p in hubs["paths"]] == [1, 2]


def test_common(client: TestClient) -> None:
    document = client.get(COMMON).json()
    assert_shape(document, CommonOut)
    assert [i["id"] for i in document["items"]] == ["case:futoko"]
    assert [s["label"] for s in document["direct"]] == ["紹介する"]


def test_matrix(ward: TestClient) -> None:
    document = ward.get(CELL).json()
    assert_shape(document, MatrixOut)
    cell = next(c for c in document["cells"] if (c["row"], c["column"]) == ("measure:late-2-1", "kind:jido-sodanjo"))
    assert (cell["count"], cell["stated"], cell["inferred"], cell["editorial"]) == (2, 1, 1, 0)
    counted = [f for f in document["facts"] if not f["repeated"]]
    assert sorted(f["step"]["edge"] for f in counted) == cell["edges"]
    assert {f["words"] for f in counted} == {"児相", "文言なし(推定)"}
    assert [r["where"] for r in document["rows"] if r["hole"]] == ["後期 1"]


@pytest.mark.parametrize(("name", "about"), [(n, e.example) for n, e in REPORTS.items()])
def test_reports(ward: TestClient, name: str, about: str) -> None:
    document = ward.get(f"/api/reports/{name}", params={"id": about} if about else {}).json()
    assert_shape(document, ReportOut)
    assert document["report"] == name and document["sentence"] and document["items"]
    short = ward.get(f"/api/reports/{name}", params={"id": about, "limit": 1}).json()
    assert (len(short["items"]), short["left_out"]) == (1, len(document["items"]) - 1)
    edge = next((e for i in document["items"] for e in i["edges"]), None)
    if edge is not None:
        assert edge.startswith("edge:")


def test_every_question_leads_to_its_answer(ward: TestClient) -> None:
    document = ward.get("/api/questions?on=2026-11-25").json()
    assert_shape(document, QuestionsOut)
    assert len(document["questions"]) >= 20
    for question in document["questions"]:
        assert question["cypher"] is None  # not the language of this engine
        address = urlsplit(question["api"])
        response = ward.get(address.path, params=parse_qsl(address.query))
        assert response.status_code == 200, question["id"]
        assert question["page"] == question["api"].replace("/api", "", 1)
        if question["how"] != "find" and "cell" not in address.query:
            assert response.json()["sentence"] == question["answer"], question["id"]


@pytest.mark.parametrize("path", TABLES)
def test_csv_and_excel_by_accept_or_by_name(client: TestClient, path: str) -> None:
    plain = client.get(path)
    assert_framed(plain)
    assert plain.headers["content-type"] == "application/json"
    joined = f"{path}{'&' if '?' in path else '?'}format="
    for response in (client.get(path, headers={"accept": CSV}), client.get(f"{joined}csv")):
        assert response.headers["content-type"].startswith(CSV)
        assert response.headers["content-disposition"].endswith('.csv"')
        assert response.headers["vary"] == "Accept"
        rows = read_csv(response.content)
        assert {len(r) for r in rows} == {len(rows[0])}
    book = client.get(path, headers={"accept": f"text/html;q=0.1, {XLSX}"})
    (sheet,) = load_workbook(io.BytesIO(book.content)).worksheets
    found = [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)]
    assert found[: len(rows)] == rows
    assert client.get(path, headers={"accept": f"{CSV};q=0.2, */*"}).headers["content-type"].startswith(CSV)
    assert client.get(path, headers={"accept": f"{CSV};q=x"}).headers["content-type"] == "application/json"


def test_the_table_of_the_matrix_says_the_hole_and_what_is_inferred(ward: TestClient) -> None:
    rows = read_csv(ward.get("/api/matrix?plan=late&format=csv").content)
    assert set(rows[1][3:]) == {"判読不能"}
    column = rows[0].index("児童相談所")
    assert {r[0]: r[column] for r in rows[2:] if r[column]} == {
        "後期 2-1": "1+推定1", "後期 3-2": "1", "後期 4-1": "1+推定1", "後期 4-2": "推定1",
    }  # fmt: skip
    edges = read_csv(ward.get(f"{CELL}&table=edges&format=csv").content)
    assert [r[edges[0].index("本文の語")] for r in edges[1:]] == ["児相", "児相", "文言なし(推定)"]
    every = read_csv(ward.get("/api/matrix?table=edges&format=csv").content)
    document = ward.get("/api/matrix").json()
    assert len(every) - 1 == document["total"] + document["repeated"]


@pytest.mark.parametrize("path", TABLES)
def test_the_same_is_not_sent_again_and_each_form_has_its_tag(client: TestClient, path: str) -> None:
    tags = []
    for media in ("application/json", CSV):
        first = client.get(path, headers={"accept": media})
        tags.append(first.headers["etag"])
        again = client.get(path, headers={"accept": media, "if-none-match": tags[-1]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(set(tags)) == 2


def test_fields(client: TestClient) -> None:
    assert [set(p) for p in client.get(f"{PATHS}&fields=length").json()["paths"]] == [{"length"}]
    items = client.get("/api/reports/overlaps?fields=sentence, edges").json()["items"]
    assert items and all(set(i) == {"sentence", "edges"} for i in items)
    assert read_csv(client.get("/api/reports/gaps?fields=sentence&format=csv").content)[0] == ["文"]
    for path in (f"{PATHS}&fields=colour", "/api/reports/gaps?fields=colour&format=csv"):
        assert_problem(client.get(path), 400, code="bad-parameter", parameter="fields")


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        (f"{PATHS}&max=0", "max"), (f"{PATHS}&max=9", "max"), (f"{PATHS}&limit=101", "limit"),
        (f"{PATHS}&hubs=involves", "hubs"), (f"{PATHS}&basis=rumoured", "basis"), (f"{PATHS}&on=昨日", "on"),
        (f"{PATHS}&format=pdf", "format"), ("/api/paths?from=org:exampleku-kita", "to"),
        ("/api/matrix?rows=plan", "rows"), ("/api/matrix?columns=area", "columns"), ("/api/matrix?cell=a,b", "cell"),
        ("/api/matrix?plan=area:exampleku", "plan"), ("/api/reports/closure", "id"),
        ("/api/reports/closure?id=area:exampleku", "id"), ("/api/reports/gaps?limit=0", "limit"),
        ("/api/reports/takers?id=case:futoko&area=どこか", "area"), (f"{PATHS}&kinds=eats", "kind"),
        (f"/api/common?a=a&b={'b' * 201}", "b"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(client: TestClient, path: str, parameter: str) -> None:
    code = "unknown-kind" if parameter == "kind" else "bad-parameter"
    problem = assert_problem(client.get(path), 400, code=code, parameter=parameter)
    assert problem["detail"].endswith("。")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/paths?from=org:nowhere&to=org:exampleku-kita", "unknown-item"),
        ("/api/common?a=org:exampleku-kita&b=org:nowhere", "unknown-item"),
        ("/api/reports/closure?id=org:nowhere", "unknown-item"),
        ("/api/matrix?plan=nowhere", "unknown-item"),
        ("/api/reports/dragon", "unknown-report"),
    ],
)
def test_what_is_not_there(client: TestClient, path: str, code: str) -> None:
    assert_problem(client.get(path), 404, code=code)


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize(
    "path",
    [
        f"{PATHS}&kinds=located_in,instance_of,handles,serves&max=8",
        "/api/paths?from=org:exampleku-shelter&to=area:exampleku-kita&kinds=located_in,part_of,serves,refers_to",
        COMMON, CLOSURE, "/api/reports/closure?id=org:exampleku-shelter", "/api/reports/source?id=src:exampleku-annai",
        "/api/reports/inferred", "/api/reports/overlaps", "/api/reports/single-points", "/api/reports/measures",
        "/api/reports/reconfirm", "/api/reports/takers?id=case:futoko", "/api/matrix?columns=organisation",
    ],
)  # fmt: skip
def test_a_hidden_place_is_nowhere(client: TestClient, path: str, form: str) -> None:
    response = client.get(f"{path}{'&' if '?' in path else '?'}format={form}")
    assert response.status_code == 200
    named = ("隠し地区", "area:exampleku-kakushi")  # the area itself is no secret, only who stands there
    told = HIDDEN if "source" not in path else [h for h in HIDDEN if h not in named]
    for word in told:
        assert word not in response.text
    if "source" in path:
        lines = [
            i for i in client.get(path).json()["items"] if "area:exampleku-kakushi" in {s["id"] for s in i["subjects"]}
        ]
        assert lines and not any("避難所" in i["sentence"] for i in lines)


def test_a_cell_that_looks_like_a_formula_is_not_run() -> None:
    assert [safe(c) for c in ("=1+1", "+81", "-1", "@x", "＝1", "－1", "\n=1", "1+1", "(1)", 3)] == [
        "'=1+1", "'+81", "'-1", "'@x", "'＝1", "'－1", "'\n=1", "1+1", "(1)", 3
    ]  # fmt: skip
    heads, name = (Head("a", "=cmd()"), Head("b", "+1")), "@name"
    table = Table("x", heads, ((name, 1),))
    assert read_csv(to_csv(table)) == [["'=cmd()", "'+1"], ["'@name", "1"]]
    (sheet,) = load_workbook(io.BytesIO(to_xlsx(table))).worksheets
    assert [[c.value for c in row] for row in sheet] == [["'=cmd()", "'+1"], ["'@name", 1]]
    assert all(c.data_type != "f" for row in sheet for c in row)
