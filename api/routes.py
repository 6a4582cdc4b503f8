"""The JSON API: parse, ask, answer. What a route takes and gives is described in description.py."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api import documents, listed, nodes, shapes
from api.deps import ConnectionDep, DirectoryDep, NowDep, StoreDep
from api.description import described, network_parameters
from api.documents import of_lists
from api.pictured import picture_options
from api.replies import json, reply, tag
from graph.model import NodeId
from graph.neighbourhood import MAX_DEPTH, neighbourhood
from graph.schema import MAX_ID, schema
from visualizations.overview import kept_network

router = APIRouter()
MAX_NODES: Final = 500  # in one answer

NodeIdParameter = Annotated[NodeId, Path(max_length=MAX_ID, description="番号", examples=["kind:jidokan"])]
KindParameter = Annotated[str | None, Query(max_length=40, description="種類", examples=["organisation"])]
NameParameter = Annotated[str, Query(max_length=200, description="名前、よみ、別の名の一部", examples=["児童館"])]
CursorParameter = Annotated[str, Query(max_length=MAX_ID, description="前の答えの next")]
SinceParameter = Annotated[
    int | None,
    Query(
        ge=0,
        le=2**63 - 1,
        description="この版より後に増えた、変わった、なくなったものだけ。答えの version を次に書く",
        examples=[0],
    ),
]
EdgeKindParameter = Annotated[str | None, Query(max_length=40, description="つながりの種類", examples=["handles"])]
EndParameter = Annotated[NodeId, Query(max_length=MAX_ID, description="どちらかの端の番号", examples=["kind:jidokan"])]
LimitParameter = Annotated[int, Query(ge=1, le=MAX_NODES, description="件数")]
DepthParameter = Annotated[int, Query(ge=1, le=MAX_DEPTH, description="何歩先まで")]
KindsParameter = Annotated[
    str, Query(max_length=400, description="辺の種類。コンマで区切る", examples=["handles,refers_to"])
]


@router.get("/api/nodes", operation_id="nodes", **described("名前や種類でさがす", shapes.NodesOut, 400))
def list_nodes(
    request: Request, store: StoreDep, directory: DirectoryDep, now: NowDep, kind: KindParameter = None,
    q: NameParameter = "", changed_since: SinceParameter = None, cursor: CursorParameter = "",
    limit: LimitParameter = 100,
) -> Response:  # fmt: skip
    if changed_since is not None:
        asked = listed.nodes_asked(kind or None, q)
        changed = listed.changed(store, directory, changed_since, asked.wants, after=cursor, limit=limit)
        return reply(request, json(of_lists.changed_nodes(changed, directory)), tag(directory, now))
    found = nodes.listing(store, directory.sets, kind=kind or None, text=q, after=cursor, limit=limit)
    return reply(request, json(documents.nodes(found, directory.version)), tag(directory, now))


@router.get("/api/edges", operation_id="edges", **described("つながりの一覧", shapes.EdgesOut, 400, 404))
def list_edges(
    request: Request, store: StoreDep, directory: DirectoryDep, now: NowDep, kind: EdgeKindParameter = None,
    node: EndParameter = "", changed_since: SinceParameter = None, cursor: CursorParameter = "",
    limit: LimitParameter = 100,
) -> Response:  # fmt: skip
    asked = listed.edges_asked(directory, kind or None, node, gone=changed_since is not None)
    if changed_since is None:
        document = of_lists.edges(listed.listed_edges(directory, asked, after=cursor, limit=limit), directory)
    else:
        found = listed.changed(store, directory, changed_since, asked.wants, after=cursor, limit=limit)
        document = of_lists.changed_edges(found, directory)
    return reply(request, json(document), tag(directory, now))


@router.get(
    "/api/nodes/{node_id}", operation_id="node", **described("1つのものと、そのつながり", shapes.NodeOut, 400, 404)
)
def show_node(
    request: Request, store: StoreDep, directory: DirectoryDep, now: NowDep, node_id: NodeIdParameter
) -> Response:
    found = nodes.view(store, directory.sets, node_id)
    return reply(request, json(documents.node(found)), tag(directory, now))


@router.get(
    "/api/nodes/{node_id}/neighbours",
    operation_id="neighbours",
    **described("まわりにあるもの", shapes.NeighboursOut, 400, 404),
)
def show_neighbours(
    request: Request, store: StoreDep, directory: DirectoryDep, now: NowDep, node_id: NodeIdParameter,
    depth: DepthParameter = 1, kinds: KindsParameter = "", limit: LimitParameter = 200,
) -> Response:  # fmt: skip
    wanted = [k.strip() for k in kinds.split(",") if k.strip()] or schema().edges.keys()
    found = neighbourhood(store, node_id, kinds=wanted, depth=depth, limit=limit, sets=directory.sets)
    return reply(request, json(documents.neighbours(found, directory, node_id, depth)), tag(directory, now))


@router.get(
    "/api/network",
    operation_id="network",
    **described("ネットワーク図の箱と線", shapes.NetworkOut, 400),
    openapi_extra=network_parameters(),
)
def show_network(request: Request, directory: DirectoryDep, now: NowDep) -> Response:
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    view = kept_network(directory, picture_options(directory, asked, now))  # made anew: 100 ms, not on the loop
    return reply(request, json(documents.network(view)), tag(directory, now))


@router.get("/api/info", operation_id="info", **described("グラフの版と件数", shapes.InfoOut))
def show_info(request: Request, store: StoreDep, now: NowDep) -> Response:
    found = store.info()
    return reply(request, json(documents.info(found)), tag(found, now))


@router.get("/health", operation_id="health", **described("グラフが答えるか。必ず2秒以内", shapes.HealthOut))
async def health(connection: ConnectionDep) -> Response:
    return json(documents.health(await connection.probe()))
