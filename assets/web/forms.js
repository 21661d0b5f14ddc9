// Forms: what each action of a seat asks for, and the commands that it gives.

import { Dialog } from "./dialog.js";
import { say } from "./dom.js";
import { give } from "./give.js";
import { ROLES, SEATS, capital, clock, lasts, moment } from "./words.js";

const PROMISES = [0, 300, 600, 900, 1800, 3600];
const LIMITS = [60, 120, 180, 300, 600];
const AUDIENCES = ["customers", "executives", "support", "engineering"];
const STAGES = ["investigating", "identified", "monitoring", "resolved"];
const KINDS = ["detected", "observed", "decided", "acted", "said", "effect"];
const EVIDENCE = { dashboards: "all figures of this moment", logs: "the last quarter of an hour", heap: "memory and threads; gone after a restart", queries: "what the database is doing", deploys: "what was released and switched", provider: "the provider's status page" };

const pick = (key, label, options, selected = "") => ({ kind: "pick", key, label, options, selected });
const cards = (key, label, options, selected = "") => ({ kind: "cards", key, label, options, selected });
const words = (key, label, text = "", rows = 3) => ({ kind: "words", key, label, text, rows });
const line = (key, label, text = "") => ({ kind: "line", key, label, text });
const note = (text, tone = "muted") => ({ kind: "note", text, tone });

const seatOptions = (ctx, without) => SEATS.filter((s) => s !== without).map((s) => ({ id: s, title: `${ctx.view.seats[s] ?? "nobody"}, ${ROLES[s]}` }));
const contactOptions = (ctx) => ctx.book.contacts.map((c) => ({ id: c.id, title: `${c.name}, ${c.title}` }));
const promiseOptions = () => PROMISES.map((s) => ({ id: String(s), title: s ? `within ${s / 60} min` : "no promise" }));
const plain = (names) => names.map((id) => ({ id, title: capital(id) }));

function severities(ctx) {
  return ctx.book.runbook.severities.map((rule) => ({ id: rule.id, title: rule.label, text: rule.says, off: rule.id === ctx.view.incident.severity ? "Held now." : "" }));
}

function checkOf(ctx, lever, question) {
  return (ctx.view.checks ?? []).find((c) => c.lever === lever && c.precondition === question);
}

function questionLine(ctx, lever, question) {
  const check = checkOf(ctx, lever.id, question.id);
  if (!check) return `? ${question.text} Not checked.`;
  if (check.done_s === null) return `… ${question.text} Being checked.`;
  return `${check.holds ? "✓" : "✗"} ${check.finding}`;
}

const FORMS = {
  declare: (ctx) => ({
    title: "Declare an incident",
    asks: [note("Go by what can be measured. When in doubt, take the higher one."), cards("severity", "Severity", severities(ctx)), line("title", "What is wrong, as customers see it")],
    submit: "Declare",
    give: (v) => [["declare", { severity: v.severity, title: v.title }]],
  }),
  "change-severity": (ctx) => ({
    title: "Change the severity",
    asks: [cards("severity", "Severity", severities(ctx)), line("reason", "Because")],
    submit: "Change",
    give: (v) => [["change_severity", { severity: v.severity, reason: v.reason }]],
  }),
  "name-roles": (ctx) => ({
    title: "Name the roles",
    asks: [note("At every moment it is known who does what. You say it aloud:"), ...SEATS.map((s) => note(`${ROLES[s]}: ${ctx.view.seats[s]}`, "ink"))],
    submit: "Name them all",
    give: () => SEATS.filter((s) => !(s in ctx.view.roles)).map((seat) => ["assign_role", { seat }]),
  }),
  "hand-over": (ctx) => ({
    title: "Hand a role over",
    asks: [pick("seat", "Role", SEATS.map((s) => ({ id: s, title: ROLES[s] })), ctx.role), pick("to", "To", [...contactOptions(ctx), ...seatOptions(ctx, ctx.role)], ctx.with.to), note("They accept in so many words; until then you still hold it."), note(ctx.book.runbook.handover.replace("{person}", "(name)"), "ink")],
    submit: "Offer it",
    give: (v) => [["offer_role", { seat: v.seat, to: v.to }]],
  }),
  "accept-role": (ctx) => ({
    title: `You are offered: ${ROLES[ctx.with.seat ?? "ic"]}`,
    asks: [note("Accept only what you can carry now.")],
    submit: "I have it",
    give: () => [["accept_role", { seat: ctx.with.seat ?? "ic" }]],
    extra: { text: "Decline", give: () => [["decline_role", { seat: ctx.with.seat ?? "ic" }]] },
  }),
  "assign-task": (ctx) => ({
    title: "Give a task",
    asks: [pick("to", "Who", seatOptions(ctx, ctx.role)), words("text", "What is to be done"), pick("limit", "Report back within", LIMITS.map((s) => ({ id: String(s), title: `${s / 60} min` })), "180"), note("They confirm that they have understood.")],
    submit: "Give the task",
    give: (v) => [["assign_task", { to: v.to, text: v.text, limit_s: Number(v.limit) }]],
  }),
  "confirm-task": (ctx) => atOnce(mine(ctx).filter((t) => t.confirmed_s === null).slice(0, 1).map((t) => ["confirm_task", { task: ctx.with.task ?? t.id }])),
  "finish-task": (ctx) => {
    const task = mine(ctx).find((t) => t.id === ctx.with.task) ?? mine(ctx).find((t) => t.done_s === null);
    return task && { title: "Report a task", asks: [note(task.text, "ink"), words("result", "What came of it")], submit: "Report", give: (v) => [["finish_task", { task: task.id, result: v.result }]] };
  },
  decide: (ctx) => {
    const asked = ctx.view.decisions ?? [];
    const found = asked.find((d) => d.state.id === ctx.with.decision) ?? asked.find((d) => d.state.made_s === null) ?? asked.at(-1);
    return found && decision(ctx, found);
  },
  page: (ctx) => ({
    title: "Page somebody",
    asks: [pick("target", "Who", contactOptions(ctx), ctx.with.target), line("note", "What for")],
    submit: "Page them",
    give: (v) => [["page_person", { target: v.target, note: v.note }]],
  }),
  approve: (ctx) => {
    const loose = (ctx.view.drafts ?? []).filter((d) => d.published_s === null && d.returned_s === null);
    const draft = loose.find((d) => d.id === ctx.with.draft) ?? loose.find((d) => d.approved_s === null);
    return draft && {
      title: `${draft.by} asks: may this go out?`,
      asks: [note(`For ${draft.audience}, stage ${draft.stage}`, "ink"), note(draft.text, "quote"), note("Is it true now? Plain? No repair time, no cause, nobody blamed?"), line("comment", "Comment (needed to return it)")],
      submit: "Approve",
      free: ["comment"],
      judged: { audience: draft.audience, stage: draft.stage, text: draft.text, next_update_s: draft.next_update_s },
      give: (v) => [["approve_post", { draft: draft.id, comment: v.comment }]],
      extra: { text: "Return it", give: (v) => [["return_post", { draft: draft.id, comment: v.comment }]] },
    };
  },
  "mark-mitigated": () => ({
    title: "The impact has ended",
    asks: [note("Mitigated means that customers can buy again. The cause may still be there."), note("Look at the charts first: are they back to normal, and do they stay so?"), words("reason", "How you know", "", 2)],
    submit: "Mark as mitigated",
    give: (v) => [["mark_mitigated", { reason: v.reason }]],
  }),
  resolve: (ctx) => ({
    title: "Resolve the incident",
    asks: [note("Only when all of this holds:"), ...ctx.book.runbook.exit_criteria.map((c) => note(`◇ ${c.text}`, "ink")), words("summary", "How you know", "", 2)],
    submit: "Resolve",
    give: (v) => [["resolve", { summary: v.summary }]],
  }),
  "stand-down": () => ({
    title: "Stand down, or reopen",
    asks: [note("A false alarm that was verified costs nothing. What comes back is reopened."), words("reason", "How you know", "", 2)],
    submit: "It was a false alarm",
    give: (v) => [["stand_down", { reason: v.reason }]],
    extra: { text: "It is back: reopen", give: (v) => [["reopen", { reason: v.reason }]] },
  }),
  check: (ctx) => {
    const open = ctx.book.levers.flatMap((l) => l.questions.map((q) => ({ lever: l, question: q }))).filter((x) => !checkOf(ctx, x.lever.id, x.question.id));
    const wanted = open.find((x) => x.lever.id === ctx.with.lever);
    return { title: "Check before you change anything", asks: [cards("what", "Question", open.map((x) => ({ id: `${x.lever.id} ${x.question.id}`, title: x.question.text, text: `${x.lever.title} · takes ${lasts(x.question.takes_s)}` })), wanted ? `${wanted.lever.id} ${wanted.question.id}` : "")], submit: "Check it", give: (v) => [["check_precondition", { lever: v.what.split(" ")[0], precondition: v.what.split(" ")[1] }]] };
  },
  investigate: (ctx) => ({
    title: "Look into something",
    asks: [cards("what", "What", ctx.book.lookups.filter((l) => !(ctx.view.inquiries ?? []).some((i) => i.id === l.id)).map((l) => ({ id: l.id, title: l.title, text: `takes ${lasts(l.takes_s)}` })), ctx.with.investigation)],
    submit: "Look into it",
    give: (v) => [["investigate", { investigation: v.what }]],
  }),
  mitigate: (ctx) => ({
    title: "Change the system",
    asks: [cards("lever", "How", ctx.book.levers.filter((l) => l.kind !== "wait").map((l) => ({ id: l.id, title: l.title, text: [l.explain, ...l.questions.map((q) => questionLine(ctx, l, q)), `takes about ${lasts(Math.max(l.full_after_s, 1))}${l.undo ? "" : " · cannot be undone"}${l.destroys.length ? ` · destroys: ${l.destroys.join(", ")}` : ""}`].join("\n") })), ctx.with.lever)],
    submit: "Do it now",
    danger: true,
    give: (v) => [["start_mitigation", { lever: v.lever }]],
  }),
  undo: (ctx) => {
    const live = (ctx.view.mitigations ?? []).filter((m) => m.ended_s === null);
    return { title: "Take a change back", asks: [cards("what", "Which", live.map((m) => ({ id: `${m.completed_s === null ? "abort" : "undo"} ${m.id}`, title: titleOf(ctx, m.lever), text: m.completed_s === null ? "still running: stop it" : "done: undo it" })))], submit: "Take it back", give: (v) => { const [what, mitigation] = v.what.split(" "); return [[what === "abort" ? "abort_mitigation" : "undo_mitigation", { mitigation }]]; } };
  },
  snapshot: (ctx) => ({
    title: "Save evidence before it is gone",
    asks: [cards("kind", "What", Object.entries(EVIDENCE).map(([id, text]) => ({ id, title: capital(id), text })), ctx.with.kind)],
    submit: "Save it",
    give: (v) => [["capture_evidence", { kind: v.kind }]],
  }),
  post: (ctx) => post(ctx),
  publish: (ctx) => {
    const ready = (ctx.view.drafts ?? []).filter((d) => d.published_s === null && d.returned_s === null);
    const draft = ready.find((d) => d.id === ctx.with.draft) ?? ready[0];
    return draft && { title: "Publish", asks: [note(draft.approved_s === null ? "Not approved yet: the Incident Commander approves posts." : "Approved.", draft.approved_s === null ? "bad" : "muted"), note(draft.text, "quote")], submit: `Send to ${draft.audience}`, give: () => [["publish_post", { draft: draft.id }]] };
  },
  reply: (ctx) => {
    const asking = (ctx.view.injects ?? []).filter((i) => i.expects_s !== null);
    const inject = (ctx.view.injects ?? []).find((i) => i.id === ctx.with.inject) ?? asking.find((i) => i.answered_s === null) ?? asking.at(-1);
    return inject && { title: `Answer ${ctx.store.person(inject.sender)}`, asks: [note(inject.text, "quote"), words("text", "Your answer"), pick("channel", "Where", [{ id: "direct", title: "Directly to them" }, { id: "incident", title: "In the incident channel" }], "direct")], submit: "Send", give: (v) => [["send_message", { channel: v.channel, to: v.channel === "direct" ? inject.sender : "", text: v.text, reply_to: inject.id }]] };
  },
  "write-entry": (ctx) => ({
    title: "Write into the timeline",
    asks: [line("time", "When", clock(ctx.store.atS)), line("who", "Who", ctx.with.who ?? ""), pick("kind", "Kind", plain(KINDS), ctx.with.kind ?? "observed"), words("text", "What happened", ctx.with.text ?? "")],
    submit: "Write it down",
    give: (v) => [["write_entry", { time_s: Math.min(moment(v.time) ?? ctx.store.atS, ctx.store.atS), who: v.who, kind: v.kind, text: v.text }]],
  }),
  correct: (ctx) => {
    const entry = (ctx.view.entries ?? []).find((e) => e.id === ctx.with.entry);
    return entry && { title: "Correct this line", asks: [line("time", "When", clock(entry.time_s)), line("who", "Who", entry.who), pick("kind", "Kind", plain(KINDS), entry.kind), words("text", "What happened", entry.text)], submit: "Correct it", give: (v) => [["correct_entry", { entry: entry.id, time_s: moment(v.time) ?? entry.time_s, who: v.who, kind: v.kind, text: v.text }]], extra: entry.pinned ? null : { text: "⚑ Pin it", give: () => [["pin_entry", { entry: entry.id }]] } };
  },
  pin: (ctx) => {
    const loose = (ctx.view.entries ?? []).filter((e) => !e.pinned);
    return loose.length && { title: "Pin the line that matters most", asks: [cards("entry", "Which", loose.map((e) => ({ id: e.id, title: `${clock(e.time_s)} ${e.text}` })))], submit: "⚑ Pin it", give: (v) => [["pin_entry", { entry: v.entry }]] };
  },
  "status-doc": (ctx) => ({
    title: "The pinned status",
    asks: [note("Severity, since when, who is hit, who is who, what is next. Four lines."), words("text", "Status", ctx.view.status_doc, 6)],
    submit: "Pin it",
    give: (v) => [["set_status_doc", { text: v.text }]],
  }),
  acknowledge: (ctx) => atOnce((ctx.view.pages ?? []).filter((p) => p.acknowledged_s === null).map((p) => ["acknowledge_page", { page: p.id }])),
};

export const ACTIONS = {
  ic: [["declare", "Declare…", "i", (v) => v.incident.declared_s === null], ["decide", "Decide…", "d", (v) => v.decisions?.length], ["name-roles", "Name roles…", "r", (v) => v.incident.declared_s !== null && SEATS.some((s) => !(s in v.roles))], ["approve", "Approve a post…", "a", waits], ["assign-task", "Give a task…", "t"], ["page", "Page…", "p"], ["status-doc", "Pinned status…", "s"], ["change-severity", "Severity…", "v", open], ["hand-over", "Hand over…", "h", declared], ["mark-mitigated", "Mitigated…", "m", (v) => ["declared", "mitigating"].includes(v.incident.phase)], ["resolve", "Resolve…", "e", open], ["stand-down", "Stand down…", "b", declared]],
  ops: [["investigate", "Look into…", "l"], ["check", "Check first…", "c"], ["snapshot", "Save evidence…", "s"], ["mitigate", "Change the system…", "m"], ["undo", "Take back…", "u", (v) => v.mitigations?.length], ["decide", "Propose…", "d", (v) => v.decisions?.length], ["page", "Page…", "p"]],
  comms: [["post", "Write a post…", "w"], ["publish", "Publish…", "p", (v) => v.drafts?.some((d) => d.published_s === null && d.returned_s === null)], ["reply", "Answer…", "a", (v) => v.injects?.some((i) => i.expects_s !== null)], ["page", "Page…", "g"]],
  scribe: [["write-entry", "Write a line…", "w"], ["pin", "Pin a line…", "p", (v) => v.entries?.length], ["status-doc", "Pinned status…", "s"], ["snapshot", "Save evidence…", "e"]],
};

function declared(v) { return v.incident.declared_s !== null; }
function open(v) { return ["declared", "mitigating", "monitoring"].includes(v.incident.phase); }
function waits(v) { return v.drafts?.some((d) => d.published_s === null && d.approved_s === null && d.returned_s === null); }
function mine(ctx) { return (ctx.view.tasks ?? []).filter((t) => t.to === ctx.role); }
function titleOf(ctx, lever) { return ctx.book.levers.find((l) => l.id === lever)?.title ?? lever; }
function atOnce(commands) { return commands.length ? { now: commands } : null; }

// What the dashboards say a minute like this one costs, held against before it began.
function costOfWaiting(store) {
  const values = store.series.get("orders.rate") ?? [];
  const mean = (from, to) => {
    const known = values.slice(Math.max(0, from - store.firstS), to - store.firstS + 1).filter((v) => v !== null);
    return known.length ? known.reduce((sum, v) => sum + v, 0) / known.length : 0;
  };
  const before = mean(-180, 0);
  const lost = before - mean(store.atS - 30, store.atS);
  return lost < 0.05 * before ? null : note(`Each minute like this one costs about ${Math.round(lost)} orders.`, "bad");
}

function decision(ctx, { state, question, options }) {
  const text = (way) => {
    const lever = ctx.book.levers.find((l) => l.id === way.lever);
    const back = way.undoes ? [`takes back: ${titleOf(ctx, way.undoes)}`] : [];
    return [...back, ...way.for.map((t) => `✓ ${t}`), ...way.against.map((t) => `✗ ${t}`), ...(lever ? [...lever.questions.map((q) => questionLine(ctx, lever, q)), `takes about ${lasts(Math.max(lever.full_after_s, 1))}`] : [])].join("\n");
  };
  const title = (id) => options.find((o) => o.id === id)?.title ?? id;
  const propose = (v) => [["propose_option", { decision: state.id, option: v.option, text: v.reason }]];
  const leads = ctx.role === "ic";
  return {
    title: question,
    asks: [costOfWaiting(ctx.store), state.made_s !== null ? note(`Decided so far: ${title(state.option)}`, "ink") : null, ...state.proposals.map(([who, option, why]) => note(`${who} proposes: ${title(option)}. ${why}`, "ink")), cards("option", "Ways", options.map((o) => ({ id: o.id, title: o.title, text: text(o) }))), words("reason", "Reason (goes into the decision log)", "", 2)].filter(Boolean),
    submit: leads ? "Decide" : "Propose to the IC",
    give: leads ? (v) => [["decide", { decision: state.id, option: v.option, reason: v.reason }]] : propose,
    extra: leads ? { text: "Only propose it", give: propose } : null,
  };
}

function post(ctx) {
  const templates = ctx.book.runbook.templates;
  return {
    title: "Write a post",
    asks: [pick("template", "Start from a template", [{ id: "", title: "None" }, ...templates.map((t) => ({ id: t.id, title: t.title }))]), pick("audience", "For", plain(AUDIENCES), ctx.with.audience ?? "customers"), pick("stage", "Stage", plain(STAGES), ctx.view.stage ?? "investigating"), words("text", "What they read: what users see, who is hit, since when, what you do, when you write next", "", 7), pick("promise", "Next update", promiseOptions(), "900")],
    submit: "Hand to the IC for approval",
    review: true,
    free: ["template"],
    react: (key, value, set) => {
      const chosen = templates.find((t) => t.id === value);
      if (key === "template" && chosen) set({ audience: chosen.audience, stage: chosen.stage, text: chosen.text });
    },
    give: (v) => [["draft_post", { audience: v.audience, stage: v.stage, text: v.text, next_update_s: Number(v.promise) || null }]],
  };
}

// Opens the form of an action; what needs no filling in is done at once.
export function openForm(store, link, role, action, about = {}) {
  const ctx = { store, role, book: store.book, view: store.views[role], with: about };
  // Where the coach has shown the way, the log says so: the drill was helped.
  if (about.item && store.coach) link.tell("hint", { seat: role, item: about.item });
  const form = FORMS[action]?.(ctx);
  if (!form) return;
  if (form.now) {
    give(link, role, form.now).then((refused) => say(refused || "Done."));
    return;
  }
  new Dialog({ store, link, role, action, item: about.item ?? "" }, form).show();
}
