
// What the filter shows stands in the address, behind the mark:
// #system=softmax&only=failures&at=case-...
const filter = document.getElementById("filter");
const FIELDS = ["text", "system", "port", "kind", "only"];
const items = Array.from(document.querySelectorAll("[data-failing]"), (element) => ({
  element,
  text: textOf(element).toLowerCase(),
  failing: JSON.parse(element.dataset.failing),
  ports: JSON.parse(element.dataset.ports),
}));

function textOf(element) {
  const head = element.querySelector("summary, th");
  return `${head.textContent} ${element.dataset.system}`;
}

function wanted() {
  const fields = new FormData(filter);
  return Object.fromEntries(FIELDS.map((name) => [name, (fields.get(name) ?? "").trim()]));
}

function matches({ element, text, failing, ports }, wish) {
  const failed = wish.port ? failing.includes(wish.port) : failing.length > 0;
  return (
    wish.text.toLowerCase().split(/\s+/).every((word) => text.includes(word)) &&
    (!wish.system || element.dataset.system === wish.system) &&
    (!wish.kind || element.dataset.kind === wish.kind) &&
    (!wish.port || ports.includes(wish.port)) &&
    (!wish.only || failed)
  );
}

function applyFilter() {
  const wish = wanted();
  let shown = 0;
  for (const item of items) {
    item.element.hidden = !matches(item, wish);
    shown += !item.element.hidden && item.element.matches("tr");
  }
  for (const body of document.querySelectorAll(".matrix tbody")) {
    body.hidden = !body.querySelector("tr[data-failing]:not([hidden])");
  }
  for (const one of document.querySelectorAll("[data-for-port]")) {
    one.hidden = wish.port !== "" && one.dataset.forPort !== wish.port;
  }
  const active = FIELDS.some((name) => wish[name]);
  document.getElementById("shown").textContent = active ? `${shown} shown` : "";
}

// The place is the id of an element, or a step in the case that it is.
function address(wish, at) {
  const told = FIELDS.filter((name) => wish[name]).map((name) => [name, wish[name]]);
  if (told.length === 0 && typeof at === "string") {
    return at ? `#${encodeURIComponent(at)}` : location.pathname;
  }
  const place = typeof at === "string" ? { ...(at && { at }) } : at;
  return `#${new URLSearchParams([...told, ...Object.entries(place)])}`;
}

function changeFilter() {
  applyFilter();
  history.replaceState(null, "", address(wanted(), ""));
}

function readAddress() {
  const mark = location.hash.slice(1);
  const id = decoded(mark);
  if (document.getElementById(id)) {
    showTarget(id);
    if (FIELDS.some((name) => wanted()[name])) {
      history.replaceState(null, "", address(wanted(), id));
    }
    return;
  }
  const told = new URLSearchParams(mark);
  if (![...FIELDS, "at"].some((name) => told.has(name))) {
    return;
  }
  for (const name of FIELDS) {
    const field = filter.elements[name];
    if (field.type === "checkbox") {
      field.checked = told.has(name);
    } else {
      field.value = told.get(name) ?? "";
    }
  }
  applyFilter();
  const place = told.get("at") ?? "verdict";
  showTarget(place);
  if (told.has("step") && document.getElementById(place)?.matches(".case")) {
    openStep(document.getElementById(place), told);
  }
}

// A hand-written address may hold a % that stands for nothing.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function showTarget(id) {
  const target = document.getElementById(id);
  if (target === null) {
    return;
  }
  target.hidden = false;
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
  }
  target.scrollIntoView();
}

function nextFailure(direction) {
  const failed = items
    .filter(({ element, failing }) => element.matches("details") && failing.length > 0)
    .map(({ element }) => element)
    .filter((element) => !element.hidden);
  const here = failed.indexOf(document.activeElement.closest("details[data-failing]"));
  const next = here < 0 && direction < 0 ? failed.length - 1 : here + direction;
  if (failed[next]) {
    location.hash = encodeURIComponent(failed[next].id);
  }
}

const KEYS = {
  "/": () => filter.elements.text.focus(),
  n: () => nextFailure(1),
  p: () => nextFailure(-1),
  ".": () => currentSteps()?.move(1),
  ",": () => currentSteps()?.move(-1),
  d: () => currentSteps()?.nextDivergence(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "Escape" && filter.contains(event.target)) {
    filter.reset();
    changeFilter();
  } else if (!typing && event.key in KEYS) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
filter.addEventListener("submit", (event) => event.preventDefault());
filter.addEventListener("input", changeFilter);
window.addEventListener("hashchange", readAddress);
applyFilter();
readAddress();
