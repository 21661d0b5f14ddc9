// A form on the screen: its fields, its live checks, the coach's suggestion, and handing it in.

import { h, fill, button, say } from "./dom.js";
import { give } from "./give.js";
import { clock } from "./words.js";

const PAUSE_MS = 350;

export class Dialog {
  // `about` says where it was opened: store, link, role, action and the item that asked for it.
  constructor(about, form) {
    Object.assign(this, about, { form, inputs: {}, asked: 0 });
    this.refused = h("p", { class: "refused", role: "alert" });
    this.checks = h("ul", { class: "checks", "aria-live": "polite" });
    const asks = form.asks.map((ask) => this.field(ask));
    this.node = h(
      "dialog",
      { class: "form", "aria-label": form.title, onclose: () => this.node.remove() },
      h("form", { onsubmit: (event) => { event.preventDefault(); this.hand(form.give); }, onkeydown: (event) => this.key(event) },
        h("header", {}, h("h2", {}, form.title), button("✕ Back", () => this.node.close(), { class: "quiet" })),
        h("div", { class: "asks" }, asks, form.review || form.judged ? this.checks : null),
        this.refused,
        h("footer", {}, h("button", { class: form.danger ? "danger" : "primary" }, form.submit), form.extra ? button(form.extra.text, () => this.hand(form.extra.give)) : null, this.coached() ? button("Ask the coach to fill it in", () => this.suggest(), { class: "quiet", title: "It is logged as help, and marked in the score." }) : null)),
    );
  }

  coached() {
    return this.store.coach && Object.keys(this.inputs).length > 0;
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.hand(this.form.give);
    }
  }

  show() {
    document.body.append(this.node);
    this.node.showModal();
    this.node.querySelector(".asks input, .asks select, .asks textarea, footer button").focus();
    if (!this.store.coach) return;
    if (this.form.judged) this.check(this.form.judged);
    if (this.form.review) this.node.addEventListener("input", () => this.review());
  }

  field(ask) {
    if (ask.kind === "note") return h("p", { class: `note ${ask.tone}` }, ask.text);
    if (ask.kind === "cards") return this.cards(ask);
    const id = `f-${ask.key}`;
    let input;
    if (ask.kind === "pick") {
      input = h("select", { id }, ask.options.map((o) => h("option", { value: o.id, selected: o.id === ask.selected }, o.title)));
      input.addEventListener("change", () => this.form.react?.(ask.key, input.value, (values) => this.set(values)));
    } else if (ask.kind === "words") input = h("textarea", { id, rows: ask.rows, maxlength: 4000, value: ask.text });
    else input = h("input", { id, maxlength: 400, value: ask.text, autocomplete: "off" });
    this.inputs[ask.key] = () => input.value;
    input.dataset.key = ask.key;
    return h("label", { for: id, class: ask.kind }, ask.label, input);
  }

  cards(ask) {
    const name = `c-${ask.key}`;
    const card = (o) => h("label", { class: `card ${o.off ? "off" : ""}` }, h("input", { type: "radio", name, value: o.id, checked: o.id === ask.selected, disabled: Boolean(o.off) }), h("span", {}, h("strong", {}, o.title), h("small", {}, [o.off, o.text].filter(Boolean).join(" "))));
    const group = h("fieldset", { class: "cards", "data-cards": ask.key }, h("legend", {}, ask.label), ask.options.length ? null : h("p", { class: "note" }, "Nothing is left here."), ask.options.map(card));
    this.inputs[ask.key] = () => group.querySelector("input:checked")?.value ?? "";
    return group;
  }

  set(values) {
    for (const [key, value] of Object.entries(values)) {
      const input = this.node.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (input) input.value = value;
      const cards = this.node.querySelectorAll(`[data-cards="${CSS.escape(key)}"] input`);
      for (const card of cards) card.checked = card.value === value;
    }
    if (this.form.review) this.review();
  }

  values() {
    return Object.fromEntries(Object.entries(this.inputs).map(([key, read]) => [key, read().trim()]));
  }

  // What the coach would write here; the log keeps that it was asked.
  async suggest() {
    const answer = await this.link.ask("suggest", { role: this.role, action: this.action, item: this.item });
    if (answer.t !== "suggested" || !answer.do) this.refused.textContent = answer.text || "The coach has nothing to say here just now.";
    else {
      this.set(fieldsOf(answer.do, answer.fields));
      say("The coach has filled it in. Read it before you hand it in.");
    }
  }

  async review() {
    const v = this.values();
    if (!v.text || !this.store.coach) return;
    this.asked += 1;
    const mine = this.asked;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    if (mine === this.asked) this.check({ audience: v.audience, stage: v.stage, text: v.text, next_update_s: Number(v.promise) || null }, mine);
  }

  async check(post, mine = this.asked) {
    const answer = await this.link.ask("review", post);
    if (mine !== this.asked || answer.t !== "reviewed") return;
    const lacks = [...new Set(answer.lacks)].map((text) => h("li", { class: "bad" }, `✗ ${text}`));
    fill(this.checks, lacks.length ? lacks : h("li", { class: "good" }, "✓ It says all that its readers need."));
  }

  async hand(build) {
    const values = this.values();
    const free = this.form.free ?? [];
    const missing = this.form.asks.find((ask) => ask.key && !free.includes(ask.key) && !values[ask.key] && build === this.form.give && ask.kind !== "pick");
    if (missing) {
      this.refused.textContent = `Missing: ${missing.label}.`;
      this.node.querySelector(`[data-key="${CSS.escape(missing.key)}"], [data-cards="${CSS.escape(missing.key)}"] input`)?.focus();
      return;
    }
    this.busy(true);
    const refused = await give(this.link, this.role, build(values));
    this.busy(false);
    if (!refused) {
      say("Done.");
      this.node.close();
    } else this.refused.textContent = refused;
  }

  busy(busy) {
    for (const b of this.node.querySelectorAll("footer button")) b.disabled = busy;
  }
}

// A command's fields as what the form calls them.
function fieldsOf(what, f) {
  const values = Object.fromEntries(Object.entries(f).map(([key, value]) => [key, String(value ?? "")]));
  if ("next_update_s" in f) values.promise = String(nearest([0, 300, 600, 900, 1800, 3600], f.next_update_s ?? 0));
  if ("limit_s" in f) values.limit = String(nearest([60, 120, 180, 300, 600], f.limit_s));
  if ("time_s" in f) values.time = clock(f.time_s);
  if (what === "check_precondition") values.what = `${f.lever} ${f.precondition}`;
  if (what === "investigate") values.what = f.investigation;
  if (what === "undo_mitigation" || what === "abort_mitigation") values.what = `${what.split("_")[0]} ${f.mitigation}`;
  if (what === "propose_option") values.reason = f.text;
  return values;
}

function nearest(choices, wanted) {
  return choices.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}
