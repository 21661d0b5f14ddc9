// The evaluator's sheet: rate what you see; the players see nothing of it before the report.

import { h } from "./dom.js";
import { give } from "./give.js";
import { ROLES } from "./words.js";

const RATINGS = { P: "performed", S: "some challenges", M: "major challenges", U: "unable" };

export class Sheet {
  constructor(store, link) {
    this.store = store;
    this.link = link;
    this.rows = new Map();
    this.node = h("div", { class: "leading" }, h("h2", {}, "Rate what you see"), h("p", { class: "muted" }, "First note what you saw, then press a letter: P performed, S with some challenges, M with major challenges, U unable. Players see nothing of it before the report, where your value stands beside that of the rules."), store.you.tasks.map((task) => this.row(task)));
  }

  row(task) {
    const note = h("input", { "aria-label": `What you saw: ${task.title}`, placeholder: "What you saw", maxlength: 1000 });
    const said = h("small", { role: "status", class: "muted" });
    const rate = async (rating) => {
      if (!note.value.trim()) {
        said.textContent = "Write what you saw first.";
        note.focus();
        return;
      }
      said.textContent = (await give(this.link, "evaluator", [["rate_task", { task: task.id, rating, note: note.value }]])) || "Kept.";
    };
    const buttons = Object.entries(RATINGS).map(([rating, means]) => h("button", { type: "button", title: means, "aria-label": `${rating}, ${means}: ${task.title}`, onclick: () => rate(rating) }, rating));
    this.rows.set(task.id, { note, said, buttons });
    return h("article", { class: "inject" }, h("strong", {}, task.title), h("small", { class: "muted" }, ` ${ROLES[task.role]}`), note, h("div", { class: "actions" }, buttons, said));
  }

  draw() {
    const { ratings = {} } = this.store.views.evaluator ?? {};
    for (const [id, { rating, note: text }] of Object.entries(ratings)) {
      const row = this.rows.get(id);
      if (!row) continue;
      for (const one of row.buttons) one.setAttribute("aria-pressed", String(one.textContent === rating));
      if (!row.note.value) row.note.value = text;
    }
  }
}
