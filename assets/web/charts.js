// Small charts of what the dashboards show: a line, its threshold, and marks for what was done.

import { h, fill } from "./dom.js";
import { clock, show } from "./words.js";

const BEFORE_S = 120;
const MARKS = { page: "A", mitigation: "M", post: "P", decision: "D" };

export function marksOf(view) {
  const found = [];
  for (const page of view.pages ?? []) found.push([page.at_s, MARKS.page, `alert: ${page.text}`]);
  for (const one of view.mitigations ?? []) found.push([one.at_s, MARKS.mitigation, "change of the system"]);
  for (const one of view.posts ?? []) found.push([one.at_s, MARKS.post, `post for ${one.audience}`]);
  for (const one of view.decisions ?? []) if (one.state.made_s !== null) found.push([one.state.made_s, MARKS.decision, "decision"]);
  return found;
}

export class Charts {
  constructor(store, box) {
    this.store = store;
    this.box = box;
    this.cards = new Map();
    this.hoverS = null;
    addEventListener("resize", () => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  build() {
    this.cards.clear();
    fill(this.box, ...this.store.metrics.filter((m) => m.chart).map((m) => this.card(m)));
    this.draw();
  }

  card(metric) {
    const value = h("strong", { class: "value" });
    const trend = h("span", { class: "trend" });
    const canvas = h("canvas", { role: "img" });
    canvas.addEventListener("pointermove", (event) => this.point(canvas, event));
    canvas.addEventListener("pointerleave", () => { this.hoverS = null; this.draw(); });
    this.cards.set(metric.id, { metric, value, trend, canvas });
    return h("figure", { class: "chart" }, h("figcaption", {}, h("span", { class: "title" }, metric.title), value, trend), canvas);
  }

  point(canvas, event) {
    const width = canvas.clientWidth;
    const [from, to] = this.span();
    this.hoverS = Math.round(from + (event.offsetX / width) * (to - from));
    this.draw();
  }

  span() {
    const to = Math.max(this.store.atS, 300);
    return [Math.max(this.store.firstS, -BEFORE_S), to];
  }

  draw() {
    if (!this.box.isConnected || this.box.offsetParent === null) return;
    const style = getComputedStyle(document.body);
    const colours = Object.fromEntries(["ink", "muted", "line", "good", "bad", "mark"].map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
    const marks = marksOf(this.store.view_);
    for (const card of this.cards.values()) this.one(card, colours, marks);
  }

  one({ metric, value, trend, canvas }, colours, marks) {
    const values = this.store.series.get(metric.id) ?? [];
    const at = this.hoverS ?? this.store.atS;
    const now = values[at - this.store.firstS];
    const bad = isBad(metric, now);
    value.textContent = `${bad ? "▲ " : ""}${show(metric, now)}`;
    value.className = `value ${bad ? "bad" : "good"}`;
    trend.textContent = this.hoverS === null ? direction(metric, values) : clock(at);
    const words = `${metric.title}: ${show(metric, now)}${bad ? ", beyond its threshold" : ""}, ${trend.textContent}`;
    canvas.setAttribute("aria-label", words);
    paint(canvas, metric, values, { firstS: this.store.firstS, span: this.span(), colours, marks, bad, hoverS: this.hoverS });
  }
}

function isBad(metric, value) {
  if (value === null || value === undefined || metric.threshold === null) return false;
  return metric.better === "high" ? value < metric.threshold : value > metric.threshold;
}

function direction(metric, values) {
  const now = values.at(-1);
  const before = values.at(-61);
  if (now === null || before === null || now === undefined || before === undefined) return "";
  const step = Math.abs(now - before) / Math.max(Math.abs(before), 1e-9);
  if (step < 0.05) return "→ as a minute ago";
  return `${now > before ? "↗" : "↘"} ${show(metric, before)} a minute ago`;
}

function paint(canvas, metric, values, { firstS, span, colours, marks, bad, hoverS }) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (!width || !height) return;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const [from, to] = span;
  const seen = values.slice(Math.max(0, from - firstS)).filter((v) => v !== null);
  const limit = metric.threshold;
  const top = Math.max(...seen, limit ?? 0, metric.unit === "%" ? 1 : 1e-9) * (metric.unit === "%" ? 1 : 1.1);
  const x = (s) => ((s - from) / (to - from)) * width;
  const y = (v) => height - 14 - (v / top) * (height - 20);
  pen.font = "10px 'DejaVu Sans', sans-serif";
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.muted;
  pen.beginPath();
  for (let s = 0; s <= to; s += to > 900 ? 600 : 300) {
    pen.moveTo(x(s), 4);
    pen.lineTo(x(s), height - 13);
    if (x(s) < width - 24) pen.fillText(`${s / 60}′`, x(s) + 2, height - 3);
  }
  pen.stroke();
  if (limit !== null && limit !== undefined) {
    pen.setLineDash([4, 4]);
    pen.strokeStyle = colours.muted;
    pen.beginPath();
    pen.moveTo(0, y(limit));
    pen.lineTo(width, y(limit));
    pen.stroke();
    pen.setLineDash([]);
  }
  pen.strokeStyle = bad ? colours.bad : colours.good;
  pen.lineWidth = 1.6;
  pen.beginPath();
  let down = false;
  for (let s = from; s - firstS < values.length; s += 1) {
    const v = values[s - firstS];
    if (v === null || v === undefined) { down = false; continue; }
    if (down) pen.lineTo(x(s), y(v)); else pen.moveTo(x(s), y(v));
    down = true;
  }
  pen.stroke();
  pen.lineWidth = 1;
  pen.fillStyle = colours.mark;
  let last = -99;
  for (const [at, letter] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (x(at) - last < 9) continue;
    last = x(at);
    pen.fillText(letter, last - 3, 10);
    pen.fillRect(last, 12, 1, height - 26);
  }
  if (hoverS !== null) {
    pen.fillStyle = colours.ink;
    pen.fillRect(x(hoverS), 0, 1, height);
  }
}
