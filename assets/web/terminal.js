// The terminal of the Operations Lead: lines go to the host, which knows the commands.

import { h } from "./dom.js";

const LINES_MAX = 600;

export class Terminal {
  constructor(link) {
    this.link = link;
    this.past = [];
    this.place = 0;
    this.out = h("pre", { class: "out", tabindex: 0, role: "log", "aria-label": "Output" }, "Type help, or press Tab to complete. Arrow up brings back what you typed; Esc leaves the line.\n");
    this.line = h("input", { "aria-label": "Command", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 500, onkeydown: (event) => this.key(event) });
    this.node = h("div", { class: "terminal" }, this.out, h("form", { onsubmit: (event) => { event.preventDefault(); this.run(); } }, h("span", { "aria-hidden": "true" }, "$ "), this.line));
  }

  print(text) {
    this.out.append(document.createTextNode(`${text}\n`));
    if (this.out.childNodes.length > LINES_MAX) this.out.firstChild.remove();
    this.out.scrollTop = this.out.scrollHeight;
  }

  async run() {
    const line = this.line.value;
    if (!line.trim()) return;
    if (this.past.at(-1) !== line) this.past.push(line);
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
    } else if (event.key === "Escape") {
      this.out.focus();
    } else if (event.key === "Tab" && !event.shiftKey && this.line.value) {
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
