// What is written down: the pinned status, posts, timeline, runbook, and the hot wash.

import { h, fill, button, redraw } from "./dom.js";
import { give } from "./give.js";
import { clock, lasts, utc } from "./words.js";

export function doc(box, drill) {
  const view = drill.store.views[drill.role];
  const edits = ["ic", "scribe"].includes(drill.role);
  redraw(box, h("strong", {}, "⚑ Pinned status "), edits ? button("Edit…", () => drill.form("status-doc"), { class: "quiet" }) : null, h("p", { class: view.status_doc ? "" : "muted" }, view.status_doc || "Nothing is pinned yet: the Scribe or the IC writes here how it stands."));
}

export function posts(box, store, role) {
  const view = store.views[role];
  const { start } = store.book;
  redraw(
    box,
    h("h2", {}, "What has been posted"),
    (view.posts ?? []).length ? null : h("p", { class: "muted" }, "Nothing yet. Silence is read as panic."),
    (view.drafts ?? []).filter((d) => d.published_s === null).map((d) => h("article", { class: "post draft", "data-key": d.id }, h("h3", {}, `draft for ${d.audience}: ${d.returned_s !== null ? `returned: ${d.comment}` : d.approved_s !== null ? "approved, not out yet" : "waits for approval"}`), h("p", {}, d.text))),
    [...(view.posts ?? [])].reverse().map((p) => h("article", { class: "post", "data-key": p.id }, h("h3", {}, `${p.audience} · ${p.stage} · ${clock(p.at_s)} (${utc(start, p.at_s)})`), h("p", {}, p.text), p.next_update_at_s === null ? null : h("p", { class: "muted" }, `Next update promised by ${utc(start, p.next_update_at_s)}`), p.approved ? null : h("p", { class: "bad" }, "▲ went out without approval"))),
    h("p", {}, h("a", { href: `/status/${store.room}`, target: "_blank", rel: "noopener" }, "The status page as customers see it")),
  );
}

export function timeline(box, drill) {
  const { store, role } = drill;
  const view = store.views[role];
  const writes = role === "scribe";
  const quick = (kind) => button(`+ ${kind}`, () => drill.form("write-entry", { kind }));
  redraw(
    box,
    h("h2", {}, "Timeline"),
    writes ? h("div", { class: "actions" }, ["detected", "observed", "decided", "acted", "said", "effect"].map(quick)) : null,
    (view.entries ?? []).length ? null : h("p", { class: "muted" }, "The Scribe has written nothing yet."),
    h("ol", { class: "entries" }, (view.entries ?? []).map((e) => h("li", { "data-key": e.id }, h("time", { title: utc(store.book.start, e.time_s) }, clock(e.time_s)), e.pinned ? "⚑ " : "", h("strong", {}, e.who), ` ${e.kind}: ${e.text} `, writes ? button("Correct…", () => drill.form("correct", { entry: e.id }), { class: "quiet", "aria-label": `Correct: ${e.text}` }) : null))),
    h("h2", {}, "Evidence"),
    (view.evidence ?? []).length ? null : h("p", { class: "muted" }, "Nothing has been saved yet."),
    h("ul", {}, (view.evidence ?? []).map((e) => h("li", { "data-key": `e-${e.id ?? e.at_s}` }, h("time", {}, clock(e.at_s)), ` ${e.kind} (${e.by}) `, h("details", {}, h("summary", {}, "what it shows"), h("p", {}, e.text))))),
  );
}

export function runbook(box, store) {
  const { runbook: rules, deploys, flags, migrations, contacts } = store.book;
  const cadence = (s) => (s.cadence?.customers ? ` Customers hear every ${lasts(s.cadence.customers)}.` : "");
  fill(
    box,
    h("h2", {}, rules.title),
    h("h3", {}, "How bad is it?"), h("ul", {}, rules.severities.map((s) => h("li", {}, h("strong", {}, s.label), ` ${s.says}${cadence(s)}`))),
    h("h3", {}, "The first fifteen minutes"), h("ul", {}, rules.checklist.map((c) => h("li", {}, `${c.from_s / 60}–${c.to_s / 60}: ${c.text}`))),
    h("h3", {}, "What helps"), h("ul", {}, rules.mitigations.map((m) => h("li", {}, h("strong", {}, m.symptom), ` (${m.cause}) ${m.first}. Check: ${m.check}`))),
    h("h3", {}, "Before you resolve"), h("ul", {}, rules.exit_criteria.map((c) => h("li", {}, c.text))),
    h("h3", {}, "Handing over, in these words"), h("p", {}, rules.handover),
    h("h3", {}, "Whom to call"), h("ul", {}, rules.escalation.map((e) => h("li", {}, `${e.when}: ${e.says}`)), contacts.map((c) => h("li", {}, `${c.name}, ${c.title}`))),
    h("h3", {}, "What changed lately"), h("ul", {}, deploys.map((d) => h("li", {}, `${clockAgo(d.at_s)} ${d.title}`)), flags.map((f) => h("li", {}, `Flag ${f.id}: ${f.on ? "on" : "off"}. ${f.title}`)), migrations.map((m) => h("li", {}, m.title))),
  );
}

const clockAgo = (at) => (at < 0 ? `${lasts(-at)} before the drill:` : `${clock(at)}:`);

export function hotWash(box, drill) {
  const { store, link, role, answers } = drill;
  const asks = !["observer", "evaluator"].includes(role);
  const led = store.lobby.people.some((p) => p.part === "facilitator" && p.here);
  fill(
    box,
    h("h2", {}, "Hot wash"),
    h("p", {}, "The drill is over. Ask how, not why; fixes come later."),
    role === "facilitator" ? close(link) : null,
    asks ? store.book.runbook.hot_wash.map((question, n) => answer(link, role, answers, question, n)) : null,
    ["ic", "facilitator"].includes(role) ? owner(link, role) : null,
    role === "facilitator" ? null : !led && asks ? close(link) : h("p", { class: "muted" }, "The facilitator closes the drill; then everybody here gets the address of the report."),
  );
}

const close = (link) => button("Close the drill and make the report", () => link.tell("finish"), { class: "primary" });

// The postmortem has one name on it before everybody leaves.
function owner(link, role) {
  const who = h("input", { id: "owner", maxlength: 40, autocomplete: "off" });
  const said = h("small", { role: "status" });
  return kept(said, () => give(link, role, [["name_postmortem_owner", { person: who.value }]]), h("label", { for: "owner" }, "Who writes the postmortem?", who), h("button", {}, "Name them"), said);
}

// A form that is handed in by its button, or when the drill is closed while something waits in it.
function kept(said, hand, ...parts) {
  const form = h("form", {
    oninput: () => { form.dataset.waits = "yes"; said.textContent = ""; },
    onsubmit: async (event) => {
      event.preventDefault();
      delete form.dataset.waits;
      const refused = await hand();
      if (refused) form.dataset.waits = "yes";
      said.textContent = refused || "Kept.";
    },
  }, ...parts);
  return form;
}

export function lastWords(box) {
  for (const form of box.querySelectorAll("form[data-waits]")) form.requestSubmit();
}

export function closing(box) {
  fill(box, h("h2", {}, "The report is being written"), h("p", { role: "status" }, "One moment: everybody here gets its address."));
}

function answer(link, role, answers, question, n) {
  const text = h("textarea", { id: `wash-${n}`, rows: 2, maxlength: 2000, value: answers[n] ?? "", oninput: () => { answers[n] = text.value; } });
  const said = h("small", { role: "status" });
  return kept(said, () => give(link, role, [["answer_hot_wash", { question: n, text: text.value }]]), h("label", { for: `wash-${n}` }, question, text), h("button", {}, "Answer"), said);
}
