// Elements, made so that text from other people can never become markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "selected"]);

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node[name] = value;
    else if (name === "class") node.className = value;
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

// Makes a box show these children by changing only what differs: focus, scrolling and what a
// screen reader has read already stay. What has a `data-key` keeps its node while others come and go.
export function redraw(box, ...children) {
  merge(box, add(document.createElement(box.tagName), children));
}

function merge(old, fresh) {
  const keyed = new Map();
  for (const child of old.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const key = next.nodeType === Node.ELEMENT_NODE ? next.dataset.key : undefined;
    const known = key ? keyed.get(key) : place;
    const same = known && known.nodeType === next.nodeType && known.nodeName === next.nodeName && (key || !known.dataset?.key);
    if (!same) {
      old.insertBefore(next, place);
      continue;
    }
    if (known !== place) old.insertBefore(known, place);
    else place = place.nextSibling;
    update(known, next);
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

function update(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const handler of ["onclick", "onsubmit", "onchange", "oninput", "onkeydown"]) old[handler] = fresh[handler];
  if (old.nodeName === "PROGRESS") old.value = fresh.value;
  if (old.nodeName === "BUTTON") old.disabled = fresh.disabled;
  merge(old, fresh);
}

// The options of a select, as [value, text]; made anew only when they differ, and the choice stays.
export function choices(select, options) {
  const known = [...select.options].map((o) => [o.value, o.text]);
  if (JSON.stringify(known) === JSON.stringify(options)) return;
  const chosen = select.value;
  fill(select, options.map(([value, text]) => h("option", { value }, text)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

export function say(text) {
  document.getElementById("said").textContent = text;
}

export function button(text, press, more = {}) {
  return h("button", { type: "button", onclick: press, ...more }, text);
}
