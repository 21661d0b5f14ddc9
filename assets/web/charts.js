// The dashboards: small charts of what the shop watches; each can be made large.

import { h, fill, button } from "./dom.js";
import { enlarge } from "./bigchart.js";
import { paint } from "./paint.js";
import { clock, show } from "./words.js";

const BEFORE_S = 120;
const LOOK_BACK_S = 900;
const COLOURS = ["ink", "muted", "line", "good", "bad", "mark", "accent", "focus"];

// What was done and what came from outside, as [second, sign, words], in order of time.
export function marksOf(store) {
  const view = store.view_;
  const title = (lever) => store.book.levers.find((l) => l.id === lever)?.title ?? lever;
  const found = store.book.deploys.map((d) => [d.at_s, "D", `Deploy: ${d.title}`]);
  for (const page of view.pages ?? []) found.push([page.at_s, "▲", `Alert: ${page.text}`]);
  for (const one of view.mitigations ?? []) found.push([one.at_s, "◆", title(one.lever)]);
  for (const one of view.posts ?? []) found.push([one.at_s, "✉", `Post for ${one.audience}: ${one.stage}`]);
  for (const one of view.decisions ?? []) {
    const chosen = one.options.find((o) => o.id === one.state.option)?.title ?? "";
    if (one.state.made_s !== null) found.push([one.state.made_s, "●", `Decided: ${chosen}`]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}

export function coloursNow() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(COLOURS.map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
}

export class Charts {
  constructor(store, box, extra) {
    this.store = store;
    this.box = box;
    this.cards = new Map();
    this.hoverS = null;
    this.extra = extra;
    addEventListener("resize", () => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  build() {
    this.cards.clear();
    const { metrics, byId } = this.store;
    const shown = [...metrics.filter((m) => m.chart), ...[...this.extra].map((id) => byId.get(id))];
    fill(this.box, h("div", { class: "grid" }, shown.map((m) => this.card(m))), this.more(shown));
    this.draw();
  }

  // Every other figure that the monitoring has, also those of one region or way to pay.
  more(shown) {
    const rest = this.store.metrics.filter((m) => !shown.some((s) => s.id === m.id));
    const pick = h("select", { "aria-label": "Add a chart", onchange: () => { this.extra.add(pick.value); this.store.want(pick.value); this.build(); this.box.querySelector("select").focus(); } }, h("option", { value: "" }, "+ more figures …"), rest.map((m) => h("option", { value: m.id }, this.store.titleOf(m))));
    return h("div", { class: "more" }, pick);
  }

  card(metric) {
    const value = h("strong", { class: "value" });
    const trend = h("span", { class: "trend" });
    const canvas = h("canvas", { role: "img" });
    canvas.onpointermove = (event) => this.point(canvas, event);
    canvas.onpointerleave = () => { this.hoverS = null; this.draw(); };
    const title = this.store.titleOf(metric);
    const large = h("button", { type: "button", class: "title", title: `${metric.means}. Press for a large chart.`, "aria-label": `${title}: large chart`, onclick: () => enlarge(this.store, metric) }, title, h("span", { "aria-hidden": "true" }, " ⤢"));
    canvas.onclick = () => enlarge(this.store, metric);
    const drop = this.extra.has(metric.id) ? button("✕", () => { this.extra.delete(metric.id); this.build(); }, { class: "quiet", "aria-label": `Remove ${title}` }) : null;
    this.cards.set(metric.id, { metric, value, trend, canvas });
    return h("figure", { class: "chart" }, h("figcaption", {}, large, drop, value, trend), canvas);
  }

  point(canvas, event) {
    const [from, to] = this.span();
    this.hoverS = Math.min(this.store.atS, Math.round(from + (event.offsetX / canvas.clientWidth) * (to - from)));
    this.draw();
  }

  span() {
    const to = Math.max(this.store.atS, 300);
    return [Math.max(this.store.firstS, -BEFORE_S, to - LOOK_BACK_S), to];
  }

  draw() {
    if (!this.box.isConnected || this.box.offsetParent === null) return;
    const colours = coloursNow();
    const marks = marksOf(this.store);
    for (const card of this.cards.values()) this.one(card, colours, marks);
  }

  one({ metric, value, trend, canvas }, colours, marks) {
    const { store } = this;
    const values = store.series.get(metric.id) ?? [];
    const at = this.hoverS ?? store.atS;
    const now = values[at - store.firstS];
    const bad = isBad(metric, now);
    value.textContent = `${bad ? "▲ " : ""}${show(metric, now)}`;
    value.className = `value ${bad ? "bad" : "good"}`;
    trend.textContent = this.hoverS === null ? direction(metric, values) : clock(at);
    trend.title = this.hoverS === null ? "compared with a minute ago" : "";
    canvas.setAttribute("aria-label", `${store.titleOf(metric)}: ${show(metric, now)}${bad ? ", beyond its threshold" : ""}, ${trend.textContent} a minute ago`);
    const line = { values, colour: bad ? colours.bad : colours.good };
    paint(canvas, metric, [line], { firstS: store.firstS, span: this.span(), colours, marks, hoverS: this.hoverS });
  }
}

export function isBad(metric, value) {
  if (value === null || value === undefined || (metric.threshold ?? null) === null) return false;
  return metric.better === "high" ? value < metric.threshold : value > metric.threshold;
}

// How a figure stands against a minute ago.
export function direction(metric, values) {
  const now = values.at(-1);
  const before = values.at(-61);
  if (now === null || before === null || now === undefined || before === undefined) return "";
  const step = Math.abs(now - before) / Math.max(Math.abs(before), 1e-9);
  if (step < 0.05) return "→ steady";
  return `${now > before ? "↗" : "↘"} was ${show(metric, before)}`;
}
