// ELK and graphviz for benchmarks/layouts.py: reads {nodes, edges} on standard input, writes places and ways.
// Run in a folder with `npm install elkjs @hpcc-js/wasm-graphviz`; nothing of it ships.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const graph = JSON.parse(await new Promise((done) => {
  let text = "";
  process.stdin.on("data", (part) => { text += part; }).on("end", () => done(text));
}));

async function elk() {
  const ELK = require("elkjs/lib/elk.bundled.js");
  const made = {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered", "elk.direction": "DOWN", "elk.edgeRouting": "ORTHOGONAL",
      "elk.partitioning.activate": "true", "elk.spacing.nodeNode": "22",
      "elk.layered.spacing.nodeNodeBetweenLayers": "27", "elk.spacing.edgeEdge": "5", "elk.spacing.edgeNode": "9",
    },
    children: graph.nodes.map((n) => ({
      id: n.id, width: n.w, height: n.h, layoutOptions: { "elk.partitioning.partition": String(n.band) },
    })),
    edges: graph.edges.map((e) => ({ id: e.id, sources: [e.from], targets: [e.to] })),
  };
  const began = performance.now();
  const found = await new ELK().layout(made);
  const seconds = (performance.now() - began) / 1000;
  const nodes = found.children.map((n) => [n.id, n.x, n.y, n.width, n.height]);
  const lines = found.edges.map((e) => [e.id, e.sections.flatMap((s) => (
    [s.startPoint, ...(s.bendPoints || []), s.endPoint].map((p) => [p.x, p.y])))]);
  return { seconds, nodes, lines };
}

async function dot() {
  const { Graphviz } = await import(pathToFileURL(require.resolve("@hpcc-js/wasm-graphviz")).href);
  const graphviz = await Graphviz.load();
  const number = new Map(graph.nodes.map((n, i) => [n.id, i]));
  const bands = [...new Set(graph.nodes.map((n) => n.band))].sort((a, b) => a - b);
  const rows = graph.nodes.map((n, i) => `n${i} [width=${n.w / 72},height=${n.h / 72}];`);
  const ranks = bands.map((b, i) => `{rank=same; b${i};}`);
  const spine = bands.map((b, i) => `b${i} [style=invis,width=0.1,height=0.1];`);
  const order = bands.slice(1).map((b, i) => `b${i} -> b${i + 1} [style=invis];`);
  // every kind below the head of its band and above that of the next one: bands may take several ranks
  const within = graph.nodes.map((n, i) => `b${bands.indexOf(n.band)} -> n${i} [style=invis,weight=0];`
    + (bands.indexOf(n.band) + 1 < bands.length ? `n${i} -> b${bands.indexOf(n.band) + 1} [style=invis,weight=0];` : ""));
  const edges = graph.edges.map((e, i) => `n${number.get(e.from)} -> n${number.get(e.to)} [id="${i}",constraint=false];`);
  const text = `digraph { graph [splines=ortho,nodesep=0.3,ranksep=0.4]; node [shape=box,fixedsize=true,label=""];
    edge [arrowhead=none]; ${[...spine, ...rows, ...ranks, ...order, ...within, ...edges].join("\n")} }`;
  const began = performance.now();
  const found = JSON.parse(graphviz.layout(text, "json", "dot"));
  const seconds = (performance.now() - began) / 1000;
  const at = new Map(found.objects.filter((o) => /^n\d+$/.test(o.name)).map((o) => [o.name, o.pos.split(",").map(Number)]));
  const nodes = graph.nodes.map((n, i) => {
    const [x, y] = at.get(`n${i}`);
    return [n.id, x - n.w / 2, -y - n.h / 2, n.w, n.h];
  });
  const lines = found.edges.filter((e) => e.id !== undefined && e.pos).map((e) => {
    const points = e.pos.replace(/[es],[^ ]+ /g, "").split(" ").map((p) => p.split(",").map(Number));
    return [graph.edges[Number(e.id)].id, points.filter((_, i) => i % 3 === 0).map(([x, y]) => [x, -y])];
  });
  return { seconds, nodes, lines };
}

process.stdout.write(JSON.stringify(await (process.argv[2] === "elk" ? elk() : dot())));
