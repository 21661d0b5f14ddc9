// The parts of the drill screen, each drawn anew when what it shows has changed.

import { h, fill, button, following } from "./dom.js";
import { ACTIONS, give, openForm } from "./forms.js";
import { ROLES, clock, lasts, utc } from "./words.js";

export function top(box, store, roles, role, choose, away) {
  const view = store.views[role];
  const severity = view.incident.severity;
  const stage = view.stage ?? "nothing posted";
  const next = view.next_update_s;
  const late = next !== null && next < store.atS;
  fill(
    box,
    h("strong", { class: "clock", title: utc(store.book.start, store.atS) }, clock(store.atS)),
    h("span", { class: "muted" }, utc(store.book.start, store.atS)),
    h("span", { class: severity ? `sev ${severity}` : "sev" }, severity ? `${severity.toUpperCase()} · ${view.incident.phase}` : "no incident declared"),
    h("span", {}, `Status page: ${stage}`),
    next === null ? null : h("span", { class: late ? "bad" : "" }, late ? `▲ public update ${lasts(store.atS - next)} late` : `next public update in ${lasts(next - store.atS)}`),
    view.phase === "running" ? null : h("span", { class: "bad" }, `‖ ${view.phase.replace("_", " ")}`),
    away ? h("span", { class: "bad", role: "alert" }, "▲ no connection, trying again …") : null,
    roles.length > 1 ? h("span", { class: "tabs", role: "tablist" }, roles.map((r) => button(ROLES[r], () => choose(r), { role: "tab", "aria-selected": String(r === role) }))) : h("span", { class: "role" }, ROLES[role]),
  );
}

export function due(box, store, link, role) {
  const view = store.views[role];
  const open = (view.due ?? []).filter((d) => d.done_s === null);
  const ringing = (view.pages ?? []).filter((p) => p.acknowledged_s === null);
  fill(
    box,
    h("h2", {}, "Due now"),
    role === "ops" && ringing.length ? h("p", { class: "ringing", role: "alert" }, `☎ ${ringing[0].text} `, button("Acknowledge", () => openForm(store, link, role, "acknowledge"), { class: "primary" })) : null,
    open.length ? null : h("p", { class: "muted" }, "Nothing is due. Watch the charts, and keep the others informed."),
    h("ul", { class: "due" }, open.slice(0, 6).map((item) => dueItem(store, link, role, item))),
  );
}

function dueItem(store, link, role, item) {
  const left = item.due_s === null ? null : item.due_s - store.atS;
  const late = left !== null && left < 0;
  const can = item.seat === role && !["watch"].includes(item.action);
  return h(
    "li",
    { class: late ? "late" : "" },
    h("div", {}, h("strong", {}, item.text), left === null ? null : h("small", { class: late ? "bad" : "muted" }, late ? `▲ ${lasts(-left)} late` : `${lasts(left)} left`)),
    store.coach ? h("p", { class: "muted" }, item.say === item.text ? item.why : item.say) : null,
    can ? button("Do it…", () => openForm(store, link, role, item.action, item.with_), { "aria-label": `Do it: ${item.text}` }) : h("small", { class: "muted" }, ROLES[item.seat]),
  );
}

export function actions(box, store, link, role) {
  const view = store.views[role];
  const known = ACTIONS[role] ?? [];
  fill(box, known.length ? h("h2", {}, "What you can do") : null, h("div", { class: "actions" }, known.filter(([, , when]) => !when || when(view)).map(([action, text]) => button(text, () => openForm(store, link, role, action)))));
}

export function works(box, store, link, role) {
  const view = store.views[role];
  const title = (lever) => store.book.levers.find((l) => l.id === lever)?.title ?? lever;
  const asked = (view.decisions ?? []).filter((d) => d.state.made_s === null);
  fill(
    box,
    asked.map((d) => h("article", { class: "asked" }, h("strong", {}, `? ${d.question}`), button(role === "ic" ? "Decide…" : "Propose…", () => openForm(store, link, role, "decide", { decision: d.state.id })))),
    h("h2", {}, "Changes of the system"),
    (view.mitigations ?? []).length ? null : h("p", { class: "muted" }, "None so far."),
    h("ul", {}, [...(view.mitigations ?? [])].reverse().map((m) => h("li", {}, h("strong", {}, title(m.lever)), " ", mitigation(store, m)))),
    h("h2", {}, "Found out"),
    h("ul", {}, [...(view.inquiries ?? [])].reverse().map((i) => h("li", {}, h("strong", {}, lookup(store, i.id)), h("p", {}, i.done_s === null ? `looking, ${lasts(Math.max(0, i.ready_s - store.atS))} to go` : i.finding))), [...(view.checks ?? [])].reverse().map((c) => h("li", {}, h("strong", {}, `Checked for “${title(c.lever)}”`), h("p", {}, c.done_s === null ? "being checked" : `${c.holds ? "✓" : "✗"} ${c.finding}`)))),
  );
}

function lookup(store, id) {
  return store.book.lookups.find((l) => l.id === id)?.title ?? id;
}

function mitigation(store, m) {
  if (m.phase === "refused" || m.phase === "failed") return h("span", { class: "bad" }, `✗ ${m.phase}. ${m.note}`);
  if (m.ended_s !== null) return h("span", { class: "muted" }, `taken back at ${clock(m.ended_s)}`);
  if (m.completed_s !== null) return h("span", { class: "good" }, `✓ complete since ${clock(m.completed_s)}: look at the charts`);
  const all = Math.max(1, m.full_s - m.at_s);
  const part = Math.min(1, Math.max(0, (store.atS - m.at_s) / all));
  return h("progress", { value: part, max: 1, "aria-label": `${Math.round(part * 100)} %` });
}

export function channel(box, store, role) {
  const view = store.views[role];
  following(box, () => fill(box, h("ol", { class: "messages" }, (view.messages ?? []).map((m) => message(store, m)))));
}

function message(store, m) {
  const direct = m.channel !== "incident";
  const kind = m.via === "monitoring" ? "machine" : direct ? "direct" : "";
  return h("li", { class: kind }, h("time", { title: utc(store.book.start, m.at_s) }, clock(m.at_s)), h("strong", {}, m.sender), direct ? h("em", {}, m.to ? ` → ${ROLES[m.to] ?? store.person(m.to)}` : " directly") : null, m.via && !["channel", "direct", "monitoring"].includes(m.via) ? h("em", {}, ` by ${m.via}`) : null, h("p", {}, m.text));
}

export function writer(store, link, getRole) {
  const text = h("input", { id: "talk", maxlength: 2000, autocomplete: "off", placeholder: "Write to the incident channel" });
  const to = h("select", { "aria-label": "To whom" }, h("option", { value: "" }, "everyone"), store.book.contacts.map((c) => h("option", { value: c.id }, c.name)), ["ic", "ops", "comms", "scribe"].map((s) => h("option", { value: s }, ROLES[s])));
  const refused = h("span", { class: "refused", role: "alert" });
  return h("form", {
    class: "writer",
    onsubmit: async (event) => {
      event.preventDefault();
      if (!text.value.trim()) return;
      const fields = to.value ? { channel: "direct", to: to.value, text: text.value } : { channel: "incident", text: text.value };
      refused.textContent = await give(link, getRole(), [["send_message", fields]]);
      if (!refused.textContent) text.value = "";
    },
  }, h("label", { for: "talk", class: "sr" }, "Message"), to, text, h("button", {}, "Send"), refused);
}

export function doc(box, store, link, role) {
  const view = store.views[role];
  fill(box, h("strong", {}, "Pinned status "), ["ic", "scribe"].includes(role) ? button("Edit…", () => openForm(store, link, role, "status-doc"), { class: "quiet" }) : null, h("p", {}, view.status_doc || "Nothing is pinned yet."));
}

export function posts(box, store) {
  const view = store.view_;
  fill(
    box,
    h("h2", {}, "What has been posted"),
    (view.posts ?? []).length ? null : h("p", { class: "muted" }, "Nothing yet. Silence is read as panic."),
    [...(view.posts ?? [])].reverse().map((p) => h("article", { class: "post" }, h("h3", {}, `${p.audience} · ${p.stage} · ${clock(p.at_s)}`), h("p", {}, p.text), p.approved ? null : h("p", { class: "bad" }, "▲ went out without approval"))),
    (view.drafts ?? []).filter((d) => d.published_s === null).map((d) => h("article", { class: "post draft" }, h("h3", {}, `draft for ${d.audience}: ${d.returned_s !== null ? `returned: ${d.comment}` : d.approved_s !== null ? "approved" : "waits for approval"}`), h("p", {}, d.text))),
    h("p", {}, h("a", { href: `/status/${store.room}`, target: "_blank", rel: "noopener" }, "The status page as customers see it")),
  );
}

export function timeline(box, store, link, role) {
  const view = store.views[role];
  const quick = (kind) => button(`+ ${kind}`, () => openForm(store, link, role, "write-entry", { kind }));
  fill(
    box,
    h("h2", {}, "Timeline"),
    role === "scribe" ? h("div", { class: "actions" }, ["detected", "observed", "decided", "acted", "said", "effect"].map(quick)) : null,
    (view.entries ?? []).length ? null : h("p", { class: "muted" }, "The Scribe has written nothing yet."),
    h("ol", { class: "entries" }, (view.entries ?? []).map((e) => h("li", {}, h("time", {}, clock(e.time_s)), e.pinned ? "⚑ " : "", h("strong", {}, e.who), ` ${e.kind}: ${e.text} `, role === "scribe" ? button("Correct…", () => openForm(store, link, role, "correct", { entry: e.id }), { class: "quiet" }) : null))),
    h("h2", {}, "Evidence"),
    h("ul", {}, (view.evidence ?? []).map((e) => h("li", {}, h("time", {}, clock(e.at_s)), ` ${e.kind} (${e.by}) `, h("small", {}, e.text)))),
  );
}

export function runbook(box, store) {
  const { runbook: rules, deploys, flags, migrations, contacts } = store.book;
  fill(
    box,
    h("h2", {}, rules.title),
    h("h3", {}, "How bad is it?"), h("ul", {}, rules.severities.map((s) => h("li", {}, h("strong", {}, s.label), ` ${s.says}`))),
    h("h3", {}, "The first fifteen minutes"), h("ul", {}, rules.checklist.map((c) => h("li", {}, `${c.from_s / 60}–${c.to_s / 60}: ${c.text}`))),
    h("h3", {}, "What helps"), h("ul", {}, rules.mitigations.map((m) => h("li", {}, h("strong", {}, m.symptom), ` (${m.cause}) ${m.first}. Check: ${m.check}`))),
    h("h3", {}, "Before you resolve"), h("ul", {}, rules.exit_criteria.map((c) => h("li", {}, c.text))),
    h("h3", {}, "Whom to call"), h("ul", {}, rules.escalation.map((e) => h("li", {}, `${e.when}: ${e.says}`)), contacts.map((c) => h("li", {}, `${c.name}, ${c.title}`))),
    h("h3", {}, "What changed lately"), h("ul", {}, deploys.map((d) => h("li", {}, d.title)), flags.map((f) => h("li", {}, `Flag ${f.id}: ${f.on ? "on" : "off"}. ${f.title}`)), migrations.map((m) => h("li", {}, m.title))),
  );
}

export class Terminal {
  constructor(link) {
    this.link = link;
    this.past = [];
    this.place = 0;
    this.out = h("pre", { class: "out", tabindex: 0, role: "log", "aria-label": "Output" }, "Type help, or press Tab to complete.\n");
    this.line = h("input", { "aria-label": "Command", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 500, onkeydown: (event) => this.key(event) });
    this.node = h("div", { class: "terminal" }, this.out, h("form", { onsubmit: (event) => { event.preventDefault(); this.run(); } }, h("span", {}, "$ "), this.line));
  }

  print(text) {
    this.out.append(document.createTextNode(`${text}\n`));
    if (this.out.childNodes.length > 600) this.out.firstChild.remove();
    this.out.scrollTop = this.out.scrollHeight;
  }

  async run() {
    const line = this.line.value;
    if (!line.trim()) return;
    this.past.push(line);
    this.place = this.past.length;
    this.line.value = "";
    this.print(`$ ${line}`);
    const answer = await this.link.ask("shell", { line });
    for (const text of answer.lines ?? [answer.text]) this.print(text);
  }

  async key(event) {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      this.place = Math.max(0, Math.min(this.past.length, this.place + (event.key === "ArrowUp" ? -1 : 1)));
      this.line.value = this.past[this.place] ?? "";
    } else if (event.key === "Tab" && this.line.value) {
      event.preventDefault();
      const { lines = [] } = await this.link.ask("complete", { line: this.line.value });
      if (lines.length === 1) this.line.value = lines[0];
      else if (lines.length) { this.line.value = shared(lines); this.print(lines.join("\n")); }
    }
  }
}

function shared(lines) {
  let n = 0;
  while (lines.every((l) => l[n] !== undefined && l[n] === lines[0][n])) n += 1;
  return lines[0].slice(0, n);
}

export function hotWash(box, store, link, role, store_) {
  const questions = store.book.runbook.hot_wash;
  fill(
    box,
    h("h2", {}, "Hot wash"),
    h("p", {}, "The drill is over. Ask how, not why; fixes come later."),
    questions.map((question, n) => {
      const text = h("textarea", { id: `wash-${n}`, rows: 2, maxlength: 2000, value: store_.answers[n] ?? "" });
      const said = h("small", { role: "status" });
      return h("form", {
        onsubmit: async (event) => {
          event.preventDefault();
          store_.answers[n] = text.value;
          said.textContent = (await give(link, role, [["answer_hot_wash", { question: n, text: text.value }]])) || "Kept.";
        },
      }, h("label", { for: `wash-${n}` }, question, text), h("button", {}, "Answer"), said);
    }),
    button("Close the drill and make the report", () => link.tell("finish"), { class: "primary" }),
  );
}
