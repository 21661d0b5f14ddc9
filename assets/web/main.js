// Opens the room: the door, the lobby, the drill, the report.

import { h, fill } from "./dom.js";
import { Drill } from "./drill.js";
import { Lobby, door } from "./lobby.js";
import { Link, remember, remembered } from "./net.js";
import { Store } from "./store.js";

const app = document.getElementById("app");
const trouble = document.getElementById("link");
const code = decodeURIComponent(location.pathname.slice(1)).toUpperCase();
const [part, secret] = location.hash.slice(1).split("=");
const wish = { code, part: ["facilitator", "evaluator"].includes(part) ? part : "player", secret: secret ?? "" };

function begin() {
  const known = code ? remembered(`${code}:${wish.part}`) : null;
  if (known) enter(code, known.token);
  else door(app, wish, (room, token, name) => {
    remember(`${room}:${wish.part}`, { token, name });
    if (room !== code) history.replaceState(null, "", `/${room}`);
    enter(room, token);
  });
}

// Something was refused that no form waits for: said for a while, at the top.
function notice(text) {
  trouble.textContent = `✗ ${text}`;
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => { trouble.textContent = ""; }, 8000);
}

function enter(room, token) {
  let drill = null;
  let hall = null;
  let anew = false;
  const store = new Store(() => link.tell("again"), (metric) => link.tell("series", { metric }));
  const link = new Link(token, hear, state);

  function state(how) {
    trouble.textContent = how === "away" ? "▲ no connection, trying again … Nothing that you did is lost." : "";
    if (how !== "stranger") return;
    remember(`${room}:${wish.part}`, null);
    begin();
  }

  function hear(message) {
    if (message.t === "refused" && !message.ref) notice(message.text);
    if (message.t === "closing") drill?.lastWords();
    const parts = store.take(message);
    anew ||= parts.includes("you");
    if (store.report) return over();
    if (!parts.length || !store.lobby || !store.you) return;
    if (["lobby", "briefing"].includes(store.lobby.phase)) {
      hall ??= new Lobby(app, store, link);
      hall.draw();
    } else if (store.you.roles.every((role) => store.views[role])) play(parts);
  }

  function play(parts) {
    if (!drill) drill = new Drill(app, store, link);
    else if (drill.roles !== store.you.roles.join()) drill.reseat();
    else if (anew) drill.all();
    else drill.changed(parts);
    anew = false;
  }

  function over() {
    onkeydown = null;
    const papers = [["postmortem.html", "Draft of the postmortem, to read"], ["postmortem.md", "The same, to go on writing"], ["postmortem.json", "The same for machines"], ["scorecard.json", "Scorecard"], ["metrics.csv", "What the dashboards showed"]];
    document.title = `The drill is over · ${store.title}`;
    fill(app, h("main", { id: "main", class: "narrow" },
      h("h1", { tabindex: -1 }, "The drill is over"),
      h("p", {}, "The report shows what happened, what it cost, and what to practise next. Every point names the events it rests on."),
      h("p", {}, h("a", { class: "button primary", href: store.report }, "Open the report")),
      h("p", {}, "Keep this address: it works as long as the host runs, and everybody who was here has it."),
      h("h2", {}, "Files to take along"),
      h("ul", {}, papers.map(([name, text]) => h("li", {}, h("a", { href: `${store.report}/${name}`, download: `${store.scenario}-${name}` }, text), h("small", { class: "muted" }, ` ${name}`))))));
    app.querySelector("h1").focus();
    link.leave();
  }
}

begin();
