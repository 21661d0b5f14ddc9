// Opens the room: the door, the lobby, the drill, the report.

import { h, fill } from "./dom.js";
import { Drill } from "./drill.js";
import { door, lobby } from "./lobby.js";
import { Link, remember, remembered } from "./net.js";
import { Store } from "./store.js";

const app = document.getElementById("app");
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

function enter(room, token) {
  let drill = null;
  let drawn = "";
  const store = new Store(() => link.tell("again"));
  const link = new Link(token, hear, state);

  function state(how) {
    if (how === "stranger") {
      remember(`${room}:${wish.part}`, null);
      begin();
    } else drill?.connection(how === "away");
  }

  function hear(message) {
    const parts = store.take(message);
    if (!parts.length || !store.lobby || !store.you) return;
    if (store.report) return over();
    if (["lobby", "briefing"].includes(store.lobby.phase)) {
      drawn = "lobby";
      drill = null;
      lobby(app, store, link);
    } else if (store.you.roles.every((role) => store.views[role])) {
      if (!drill || parts.includes("you") || drawn !== store.you.roles.join()) {
        drawn = store.you.roles.join();
        drill = new Drill(app, store, link);
      } else drill.changed(parts);
    }
  }

  function over() {
    fill(app, h("main", { id: "main", class: "narrow" }, h("h1", {}, "The drill is over"), h("p", {}, "The report shows what happened, what it cost, and what to practise next. Every point names the events it rests on."), h("p", {}, h("a", { class: "button primary", href: store.report }, "Open the report"))));
    link.leave();
  }
}

begin();
