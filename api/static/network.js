// The ネットワーク図 in the browser. Places, ways and sentences come from the server; vis-network gives pan, zoom and
// hit test. Without this file the page has the same picture as SVG, the same table, and the filters as a form.
import { drawGround, drawHeads, drawNode } from "./network-draw.js";

const ROOM = 8; // px around the whole picture
const STEP = 60; // px of an arrow key
const NEARER = 1.25;

const byId = (id) => document.getElementById(id);
const form = byId("netform");
const why = byId("why");
const state = { data: null, lines: [], chosen: "", lit: null, glow: new Set() };
let nodes = new Map();
let network = null;
let asked = 0;

// ---- the island

function read() {
  const data = JSON.parse(byId("graph").textContent);
  nodes = new Map(data.nodes.map((node) => [node.id, { ...node, glyph: new Path2D(node.mark || "") }]));
  state.data = data;
  state.chosen = "";
  state.lit = null;
  state.glow = new Set();
  state.lines = data.lines.map((line) => ({
    ...line,
    whole: new Path2D(line.d),
    short: new Path2D(line.d0 || line.d),
    joint: line.dot ? new Path2D(line.dot) : null,
    head: line.arrow ? new Path2D(line.arrow) : null,
  }));
}

const owner = (id) => nodes.get(id)?.frame || id;

// the same rule as visualizations/selection.py
function litBy(id) {
  const mine = new Set([id, owner(id)]);
  const isBody = owner(id) !== id;
  const touched = state.data.edges.filter((edge) => (isBody
    ? mine.has(edge.from) || mine.has(edge.to)
    : owner(edge.from) === id || owner(edge.to) === id));
  const relations = new Set(touched.map((edge) => edge.id));
  return {
    // what the lines of a hub share is drawn once, or their dashes would add up to a solid line
    whole: isBody || nodes.get(id).form === "card",
    relations,
    lines: new Set(state.lines.filter((line) => line.relations.some((one) => relations.has(one))).map((line) => line.id)),
    boxes: new Set([owner(id), ...touched.flatMap((edge) => [owner(edge.from), owner(edge.to)])]),
  };
}

// ---- choosing

function choose(id) {
  state.chosen = nodes.has(id) ? id : "";
  state.lit = state.chosen ? litBy(state.chosen) : null;
  say();
  markTable();
  markPicture();
  byId("inpicture").value = state.chosen ? nodes.get(state.chosen).label : "";
  window.history.replaceState(null, "", withChoice(window.location.href));
  // links to the same view in another form keep the choice
  for (const link of document.querySelectorAll("[data-keeps]")) link.href = withChoice(link.href);
  if (network) network.redraw();
}

function withChoice(address) {
  const url = new URL(address);
  if (state.chosen) url.searchParams.set("select", state.chosen);
  else url.searchParams.delete("select");
  return url.href;
}

function say() {
  if (!state.chosen) {
    why.replaceChildren(byId("whole").content.cloneNode(true));
    return;
  }
  const said = state.data.said[state.chosen];
  const lead = document.createElement("b");
  lead.textContent = said.lead;
  const stop = anchor("選ぶのをやめる", withChoice(window.location.href));
  stop.addEventListener("click", (event) => {
    event.preventDefault();
    choose("");
  });
  const onward = document.createElement("span");
  onward.className = "onward";
  onward.append(...said.links.flatMap((link) => [anchor(link.label, link.href), " ・ "]), stop);
  why.replaceChildren(lead, ` ${said.text} `, onward);
}

function anchor(words, href) {
  const made = document.createElement("a");
  made.textContent = words;
  made.href = href;
  return made;
}

function markTable() {
  const { lit } = state;
  for (const row of document.querySelectorAll("#table tbody tr")) {
    row.hidden = lit !== null && !lit.relations.has(row.dataset.relation);
  }
  const count = byId("chosencount");
  count.hidden = lit === null;
  if (lit) count.textContent = `「${nodes.get(state.chosen).label}」の${lit.relations.size}の関係だけを出しています。`;
}

// the SVG under the canvas is what is printed
function markPicture() {
  const { lit, chosen } = state;
  for (const part of document.querySelectorAll("#picture .ln")) {
    const line = state.lines.find((one) => one.id === part.dataset.line);
    const on = lit !== null && lit.lines.has(line.id);
    part.classList.toggle("on", on);
    part.classList.toggle("off", lit !== null && !on);
    part.querySelector("path").setAttribute("d", on && lit.whole ? line.d : line.d0 || line.d);
    part.classList.toggle("whole", on && lit.whole);
  }
  for (const part of document.querySelectorAll("#picture .box, #picture .member")) {
    part.classList.toggle("chosen", part.dataset.id === chosen);
    part.classList.toggle("off", lit !== null && !lit.boxes.has(owner(part.dataset.id)));
  }
}

// ---- vis-network

function draw() {
  const canvas = byId("canvas");
  if (!window.vis || window.matchMedia("(forced-colors: active)").matches) return;
  if (!byId("picture").clientWidth) return; // hidden on a small screen: the table stands in
  byId("picture").classList.add("live");
  canvas.hidden = false;
  const shown = [...nodes.values()].map(({ id, x, y, w, h }) => ({
    id, x, y, shape: "custom", fixed: true,
    ctxRenderer: ({ ctx }) => ({
      nodeDimensions: { width: w, height: h },
      drawNode: () => drawNode(ctx, nodes.get(id), state),
    }),
  }));
  const hidden = state.data.edges.map(({ id, from, to }) => ({ id, from, to, hidden: true }));
  const parts = { nodes: new window.vis.DataSet(shown), edges: new window.vis.DataSet(hidden) };
  network = new window.vis.Network(canvas, parts, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { dragNodes: false, zoomView: false, hover: false, keyboard: false, selectConnectedEdges: false },
  });
  const inner = canvas.querySelector(".vis-network");
  if (inner) inner.tabIndex = -1; // the group around it takes the focus
  network.on("beforeDrawing", (c) => drawGround(c, state));
  network.on("afterDrawing", (c) => drawHeads(c, state, network.DOMtoCanvas({ x: 0, y: 0 }).x));
  network.on("click", ({ nodes: [id] }) => choose(id === state.chosen ? "" : id || ""));
  byId("zoom").hidden = false;
  whole();
}

function whole() {
  const canvas = byId("canvas");
  const f = state.data.frame;
  const scale = Math.min(canvas.clientWidth / (f.x1 - f.x0 + ROOM), canvas.clientHeight / (f.y1 - f.y0 + ROOM));
  if (!(scale > 0)) return; // hidden now, on a window made small: there is nothing to fit it to
  network.moveTo({ position: { x: (f.x0 + f.x1) / 2, y: (f.y0 + f.y1) / 2 }, scale, animation: false });
}

function zoom(by) {
  network.moveTo({ scale: network.getScale() * by, animation: false });
}

function pan(x, y) {
  const at = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}

const KEYS = {
  ArrowLeft: () => pan(-STEP, 0),
  ArrowRight: () => pan(STEP, 0),
  ArrowUp: () => pan(0, -STEP),
  ArrowDown: () => pan(0, STEP),
  "+": () => zoom(NEARER),
  ";": () => zoom(NEARER), // + without shift on a Japanese keyboard
  "=": () => zoom(NEARER),
  "-": () => zoom(1 / NEARER),
  0: whole,
};

// ---- filters: the server makes the view anew, picture, sentence and table together

async function load(url, push) {
  asked += 1;
  const mine = asked;
  let page;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    window.location.assign(url); // the page of the error says what is wrong
    return;
  }
  if (mine !== asked) return; // a newer one is under way
  const focused = document.activeElement?.id;
  if (network) network.destroy();
  network = null;
  for (const id of ["netform", "why"]) byId(id).replaceChildren(...page.getElementById(id).childNodes);
  for (const id of ["nethead", "nettabs", "netbody"]) byId(id).replaceWith(page.getElementById(id));
  document.title = page.title;
  if (push) window.history.pushState(null, "", byId("netbody").dataset.address);
  begin();
  if (focused) byId(focused)?.focus();
}

function begin() {
  read();
  byId("netgo").hidden = true; // a change is enough
  draw();
  for (const button of document.querySelectorAll("#nethead [data-print]")) button.hidden = false;
  const { chosen } = byId("netbody").dataset;
  if (chosen) choose(chosen);
}

function question() {
  return `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
}

function search(words) {
  const found = [...nodes.values()].find((node) => node.label === words);
  if (!words || found) choose(found ? found.id : "");
  else load(question(), true); // other names, and bodies of a kind: the server knows them
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (document.activeElement?.id === "inpicture") search(byId("inpicture").value.trim());
  else load(question(), true);
});
form.addEventListener("change", (event) => {
  if (event.target.id === "inpicture") search(event.target.value.trim());
  else load(question(), true);
});
form.addEventListener("click", ({ target }) => {
  const { by } = target.dataset;
  if (!network || by === undefined) return;
  if (by === "whole") whole();
  else zoom(by === "nearer" ? NEARER : 1 / NEARER);
});
window.addEventListener("popstate", () => window.location.reload());
window.addEventListener("resize", () => (network ? whole() : draw()));
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && state.chosen) {
    choose("");
  } else if (event.target.id === "canvas" && network && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
// the row that has the focus lights its two boxes
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("#table tr[data-relation]");
  const edge = row && state.data.edges.find((one) => one.id === row.dataset.relation);
  if (!edge && !state.glow.size) return;
  state.glow = new Set(edge ? [edge.from, edge.to] : []);
  if (network) network.redraw();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#table a[data-select]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.dataset.select);
  why.scrollIntoView({ block: "nearest" });
});

if (window.matchMedia("(max-width: 900px)").matches) byId("narrowing").open = false; // the sentence first
begin();
