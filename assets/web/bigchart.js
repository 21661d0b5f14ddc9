// One chart, large: with its axis, the marks in words, its parts (regions, ways to pay, quantiles),
// a cross-hair for mouse and arrow keys, and the figures of each minute as a table.

import { h, fill, button } from "./dom.js";
import { DASHES, paint } from "./paint.js";
import { coloursNow, direction, isBad, marksOf } from "./charts.js";
import { clock, show, utc } from "./words.js";

const ORDER = ["accent", "focus", "mark", "ink", "muted"];

export function enlarge(store, metric) {
  new BigChart(store, metric).show();
}

class BigChart {
  constructor(store, metric) {
    Object.assign(this, { store, metric, others: new Set(), hoverS: null });
    const title = store.titleOf(metric);
    this.canvas = h("canvas", { role: "img", tabindex: 0, "aria-label": `${title}. Arrow keys move the cross-hair.`, onpointermove: (event) => this.point(event), onpointerleave: () => this.at(null), onkeydown: (event) => this.key(event) });
    this.now = h("p", { class: "now", role: "status" });
    this.words = h("ul", { class: "marks" });
    this.table = h("table", {});
    const details = h("details", { ontoggle: () => this.tell(details.open) }, h("summary", {}, "The figures of each minute"), this.table);
    this.node = h("dialog", { class: "form big", "aria-label": title, onclose: () => this.close() },
      h("div", { class: "inner" },
        h("header", {}, h("div", {}, h("h2", {}, title), h("p", { class: "muted" }, metric.means)), button("✕ Back", () => this.node.close(), { class: "quiet" })),
        this.now, this.canvas, this.parts(), this.words, details));
  }

  // The figures that split this one up, or stand beside it.
  parts() {
    const [owner, kind] = this.metric.id.split(".");
    const near = (m) => m.id !== this.metric.id && m.unit === this.metric.unit && (m.id.split(".")[1] === kind || (m.id.startsWith(`${owner}.`) && /^p\d/.test(kind)));
    const found = this.store.metrics.filter(near);
    if (!found.length) return null;
    return h("fieldset", { class: "parts" }, h("legend", {}, "Compare with"), found.map((m, n) => {
      const box = h("input", { type: "checkbox", onchange: () => this.toggle(m, box.checked) });
      return h("label", { class: "inline", "data-key": m.id }, box, h("span", { class: `swatch s${n % ORDER.length}`, "aria-hidden": "true" }), this.store.titleOf(m), h("strong", { class: "value" }));
    }));
  }

  toggle(metric, on) {
    if (on) {
      this.others.add(metric.id);
      this.store.want(metric.id);
    } else this.others.delete(metric.id);
    this.draw();
  }

  show() {
    document.body.append(this.node);
    this.node.showModal();
    this.off = this.store.watch(() => this.draw());
    addEventListener("resize", this.draw);
    this.draw();
  }

  close() {
    this.off();
    removeEventListener("resize", this.draw);
    this.node.remove();
  }

  span() {
    return [Math.max(this.store.firstS, -120), Math.max(this.store.atS, 300)];
  }

  point(event) {
    const [from, to] = this.span();
    const share = (event.offsetX - 58) / Math.max(1, this.canvas.clientWidth - 58);
    this.at(Math.round(from + Math.max(0, share) * (to - from)));
  }

  key(event) {
    const step = { ArrowLeft: -10, ArrowRight: 10, PageUp: -60, PageDown: 60 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.at((this.hoverS ?? this.store.atS) + step);
  }

  at(second) {
    const [from] = this.span();
    this.hoverS = second === null ? null : Math.max(from, Math.min(this.store.atS, second));
    this.draw();
  }

  draw = () => {
    const { store, metric } = this;
    const colours = coloursNow();
    const marks = marksOf(store);
    const values = store.series.get(metric.id) ?? [];
    const at = this.hoverS ?? store.atS;
    const value = (m) => show(m, store.series.get(m.id)?.[at - store.firstS]);
    const bad = isBad(metric, values[at - store.firstS]);
    fill(this.now, h("strong", { class: bad ? "bad" : "good" }, `${bad ? "▲ " : ""}${value(metric)}`), ` at ${clock(at)} (${utc(store.book.start, at)}) `, this.hoverS === null ? h("span", { class: "muted" }, `${direction(metric, values)}, against a minute ago`) : null);
    const lines = [{ values, colour: bad ? colours.bad : colours.good }];
    this.node.querySelectorAll(".parts label").forEach((label, n) => {
      const other = store.byId.get(label.dataset.key);
      const on = this.others.has(other.id);
      label.querySelector(".value").textContent = on ? ` ${value(other)}` : "";
      if (on) lines.push({ values: store.series.get(other.id) ?? [], colour: colours[ORDER[n % ORDER.length]], dash: DASHES[1 + (n % (DASHES.length - 1))] });
    });
    paint(this.canvas, metric, lines, { firstS: store.firstS, span: this.span(), colours, marks, hoverS: this.hoverS, axis: (v) => show(metric, v) });
    fill(this.words, marks.filter(([s]) => s >= this.span()[0]).map(([s, sign, text]) => h("li", {}, h("strong", {}, sign), ` ${clock(s)} ${text}`)));
  };

  tell(open) {
    if (!open) return;
    const { store, metric } = this;
    const values = store.series.get(metric.id) ?? [];
    const rows = [];
    for (let s = 0; s <= store.atS; s += 60) rows.push(h("tr", {}, h("th", { scope: "row" }, clock(s)), h("td", {}, show(metric, values[s - store.firstS]))));
    fill(this.table, h("tbody", {}, rows));
  }
}
