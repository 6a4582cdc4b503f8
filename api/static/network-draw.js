// Draws the ネットワーク図 on the canvas that vis-network holds: bands, lines, boxes. The numbers come from the server and
// are those of the SVG (visualizations/svg.py, svg_boxes.py). `state` is {data, lines, chosen, lit, glow}.

const INK = "#1a1a1a";
const OUTLINE = "#333333";
const HUB = "#00316a";
const FADED_INK = "#767676";
const FADED_OUTLINE = "#b3b3b3";
const FADED_LINE = "#dcdcdc";
const OTHER_LINE = "#808080";
const CHOSEN = "#fff0b3";
const FOCUSED = "#ffd43d";
const CARD_WIDTH = 138; // wider ones are read as they are, not as one of many

function round(c, x, y, w, h, r) {
  c.beginPath();
  c.roundRect(x, y, w, h, r);
}

function pen(c, font, size, bold, align) {
  c.font = `${bold ? "700 " : ""}${size}px ${font}`;
  c.textAlign = align;
  c.textBaseline = "alphabetic";
}

function mark(c, node, x, y, scale) {
  c.save();
  c.translate(x, y);
  c.scale(scale, scale);
  c.fill(node.glyph);
  c.restore();
}

function rows(c, font, words, x, y, size, step, align) {
  pen(c, font, size, false, align);
  words.forEach((line, i) => c.fillText(line, x, y + (i - (words.length - 1) / 2) * step + 4.6));
}

export function drawNode(c, node, state) {
  const chosen = node.id === state.chosen;
  const off = state.lit !== null && !state.lit.boxes.has(node.frame || node.id);
  const small = node.form === "card" || node.form === "member";
  const edge = chosen ? INK : off ? FADED_OUTLINE : small ? OUTLINE : HUB;
  const x = node.x - node.w / 2;
  const y = node.y - node.h / 2;
  c.save();
  c.lineJoin = "round";
  if (node.form === "card" && node.count > 1) {
    round(c, x + 4, y - 4, node.w, node.h, 3);
    c.fillStyle = "#fff";
    c.fill();
    c.lineWidth = 1;
    c.strokeStyle = edge;
    c.stroke();
  }
  if (state.glow.has(node.id)) {
    round(c, x - 5, y - 5, node.w + 10, node.h + 10, 7);
    c.fillStyle = FOCUSED;
    c.fill();
  }
  round(c, x, y, node.w, node.h, 4);
  c.fillStyle = chosen ? CHOSEN : "#fff";
  c.fill();
  c.lineWidth = chosen ? 4 : small ? 1.2 : 3;
  c.strokeStyle = edge;
  c.setLineDash(node.count === 0 ? [3, 2] : []);
  c.stroke();
  c.setLineDash([]);
  c.fillStyle = off ? FADED_INK : INK;
  inside(c, node, x, y, { font: state.data.font, off, edge });
  c.restore();
}

function inside(c, node, x, y, look) {
  if (node.form === "card") card(c, node, x, y, look);
  else if (node.form === "frame") frame(c, node, y, look);
  else if (node.form === "member") rows(c, look.font, node.lines, node.x, node.y, 13, 16, "center");
  else middle(c, node, look);
}

function card(c, node, x, y, { font, off }) {
  const words = node.sub ? [...node.lines, node.sub] : node.lines;
  const large = node.w > CARD_WIDTH;
  mark(c, node, x + 12, node.y, 1);
  rows(c, font, words, x + (large ? 26 : 22), node.y, large ? 14 : 13, large ? 18 : 16, "left");
  if (node.order) disc(c, node, x, y, { font, off });
  if (node.count < 2) return;
  c.fillStyle = off ? FADED_INK : OUTLINE;
  round(c, x + node.w - 20, y - 9, 22, 15, 2);
  c.fill();
  c.fillStyle = "#fff";
  pen(c, font, 11.5, true, "center");
  c.fillText(String(node.count), x + node.w - 9, y + 2.8);
}

function disc(c, node, x, y, { font, off }) {
  c.beginPath();
  c.arc(x + 2, y + 2, 12, 0, 2 * Math.PI);
  c.fillStyle = off ? FADED_INK : INK;
  c.fill();
  c.fillStyle = "#fff";
  pen(c, font, 14, true, "center");
  c.fillText(node.order, x + 2, y + 7);
}

function frame(c, node, y, { font, off }) {
  const at = (y + (node.top || y + 38)) / 2 + 1;
  mark(c, node, node.x - node.lines[0].length * 9.5 - 4, at, 1.4);
  pen(c, font, 19, true, "center");
  c.fillText(node.lines[0], node.x + 10, at + 7);
  if (node.sub) {
    pen(c, font, 14, false, "left");
    c.fillText(node.sub, node.x + 26 + node.lines[0].length * 9.5, at + 6);
  }
  for (const one of node.members) {
    round(c, one.x - one.w / 2, one.y - one.h / 2, one.w, one.h, 3);
    c.lineWidth = 1;
    c.strokeStyle = off ? FADED_OUTLINE : OUTLINE;
    c.stroke();
    rows(c, font, one.lines, one.x, one.y, 13, 16, "center");
  }
}

function middle(c, node, { font }) {
  const words = node.sub ? [...node.lines, node.sub] : node.lines;
  const head = node.form === "pillar" ? 26 : 0;
  const top = node.y - (24 * words.length + head) / 2;
  if (head) mark(c, node, node.x, top + 10, 1.6);
  words.forEach((line, i) => {
    const small = node.sub !== "" && i === words.length - 1;
    pen(c, font, small ? 14 : 19, !small, "center");
    c.fillText(line, node.x, top + head + 24 * i + 18);
  });
}

export function drawGround(c, state) {
  const f = state.data.frame;
  c.save();
  state.data.lanes.forEach((lane, i) => {
    c.fillStyle = state.data.grounds[i % 2];
    c.fillRect(f.x0 - 4000, lane.y0, f.x1 - f.x0 + 8000, lane.y1 - lane.y0);
  });
  const rank = (line) => (state.lit?.lines.has(line.id) ? 2 : line.hub ? 1 : 0);
  for (const line of [...state.lines].sort((a, b) => rank(a) - rank(b))) drawLine(c, line, state);
  c.restore();
}

function drawLine(c, line, { data, lit, chosen }) {
  const look = data.looks[line.family];
  const on = lit ? lit.lines.has(line.id) : line.hub || data.coloured;
  const colour = on ? look.colour : lit ? FADED_LINE : OTHER_LINE;
  c.strokeStyle = colour;
  c.fillStyle = colour;
  c.lineWidth = on ? look.width + (lit ? 0.6 : 0) : 1;
  c.setLineDash(look.dash);
  const whole = lit !== null && on && line.trunk !== chosen; // what lines share at their trunk is drawn once
  c.stroke(whole ? line.whole : line.short);
  c.setLineDash([]);
  if (line.joint && on && !whole) c.fill(line.joint);
  if (line.head && look.hollow) { // two solid lines are told apart without colour
    c.fillStyle = "#fff";
    c.fill(line.head);
    c.lineWidth = 1.4;
    c.stroke(line.head);
  } else if (line.head) {
    c.fill(line.head);
  }
  if (!line.label) return;
  pen(c, data.font, 14, true, "center");
  const wide = c.measureText(line.label).width + 8;
  c.fillStyle = "#fff";
  c.fillRect(line.x - wide / 2, line.y - 10, wide, 20);
  c.fillStyle = on ? look.colour : FADED_INK;
  c.fillText(line.label, line.x, line.y + 5);
}

// names of bands stay at the left edge (`x`) while the picture is moved
export function drawHeads(c, state, x) {
  c.save();
  pen(c, state.data.font, 15, true, "center");
  for (const lane of state.data.lanes) {
    const height = lane.y1 - lane.y0;
    const letters = [...lane.name];
    const step = Math.min(17, height / Math.max(1, letters.length));
    c.fillStyle = OUTLINE;
    c.fillRect(x, lane.y0, 34, height);
    c.fillStyle = "#fff";
    letters.forEach((letter, i) => {
      c.fillText(letter, x + 17, lane.y0 + height / 2 + (i - (letters.length - 1) / 2) * step + 5);
    });
  }
  c.restore();
}
