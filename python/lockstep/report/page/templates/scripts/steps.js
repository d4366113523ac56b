
// The steps of a case: a map of all of them, and every quantity of one.
const STEPS = new Map(); // by the details element of the case
const PENDING = new Map(); // the same, as promises

class Steps {
  constructor(details, data) {
    const place = details.querySelector(".steps-place");
    place.append(document.getElementById("steps").content.cloneNode(true));
    Object.assign(this, { name: details.dataset.case, data, place });
    this.find(".scroll").setAttribute("aria-label", `A step of ${this.name}`);
    const ports = data.steps.map(({ port, mode }, n) => new Option(`${named(port)}, ${mode}`, n));
    this.find(".of").append(...ports);
    this.listen();
    const failed = data.steps.findIndex(({ beyond }) => beyond);
    this.choose(Math.max(failed, 0));
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  listen() {
    const on = (selector, event, act) => {
      for (const one of this.place.querySelectorAll(selector)) {
        one.addEventListener(event, () => {
          act.call(this, one);
          this.tell();
        });
      }
    };
    on(".of", "change", ({ value }) => this.choose(Number(value)));
    on("input[type=range]", "input", ({ value }) => this.show(Number(value)));
    on("[data-by]", "click", ({ dataset }) => this.move(Number(dataset.by)));
    on(".jump", "click", ({ dataset }) => this.jump(dataset.to));
    on(".link", "click", (button) => {
      this.tell();
      copyText(button, location.href);
    });
    const canvas = this.find("canvas");
    canvas.addEventListener("click", (event) => this.pick(event, canvas));
  }

  // A port, at the first step that says something.
  choose(number) {
    this.run = this.data.steps[number];
    this.find(".of").value = number;
    const { worst, starts } = this.run;
    this.rows = Object.keys(worst).filter((name) => worst[name]);
    this.find("input").max = starts.length - 1;
    this.tellFirst();
    this.draw();
    const [step, quantity] = this.run.beyond ?? [0];
    this.show(this.stretchOf(step), quantity);
  }

  tellFirst() {
    const { beyond, worst, steps } = this.run;
    this.bit = firstBit(this.run);
    const tell = (to, place, words, none) => {
      const button = this.find(`[data-to=${to}]`);
      button.disabled = !place;
      button.textContent = place ? `${words}: step ${place[0].toLocaleString("en")}, ${place[1]}` : none;
    };
    tell("bit", this.bit, "first bit that differs", "no bit differs");
    tell("beyond", beyond, "first beyond its bound", "none beyond its bound");
    const equal = Object.keys(worst).filter((name) => !worst[name]);
    this.find(".equal-bits").textContent = equal.length > 0
      ? `Equal bits at all ${steps.toLocaleString("en")} steps: ${equal.join(", ")}.` : "";
    this.find(".heat").hidden = this.rows.length === 0;
  }

  // The stretch that holds a step.
  stretchOf(step) {
    return Math.max(0, this.run.starts.findLastIndex((start) => start <= step));
  }

  move(by) {
    const last = this.run.starts.length - 1;
    this.show(Math.min(last, Math.max(0, this.stretch + by)));
  }

  jump(to) {
    const place = to === "bit" ? this.bit : this.run.beyond;
    if (place) {
      this.show(this.stretchOf(place[0]), place[1]);
    }
  }

  // The next stretch beyond a bound; after the last comes the first.
  nextDivergence() {
    const { starts, worst } = this.run;
    const wrong = starts.map((_, n) => n)
      .filter((n) => this.rows.some((name) => isBeyond(worst[name][n])));
    const next = wrong.find((n) => n > this.stretch) ?? wrong[0];
    if (next !== undefined) {
      this.show(next);
    }
  }

  pick(event, canvas) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - left) / width * this.run.starts.length);
    const row = Math.floor((event.clientY - top) / height * this.rows.length);
    this.show(column, this.rows[row]);
  }

  draw() {
    const names = this.rows.map((name) => element("span", name));
    this.find(".names").replaceChildren(...names);
    const canvas = this.find("canvas");
    canvas.setAttribute("aria-label", `Error over bound of ${this.rows.length} quantities of ` +
      `${named(this.run.port)} at ${this.run.steps} steps; the table below tells the numbers`);
    drawHeat(canvas, this.run, this.rows);
  }

  show(stretch, quantity) {
    const { worst, starts } = this.run;
    this.stretch = stretch;
    const slider = this.find("input");
    slider.value = stretch;
    slider.setAttribute("aria-valuetext", this.title());
    this.find("caption span").textContent = this.caption();
    const here = this.find(".here");
    here.style.left = `${100 * stretch / starts.length}%`;
    here.style.width = `${100 / starts.length}%`;
    const cells = Object.keys(worst).map((name) => [name, worst[name] && worst[name][stretch]]);
    this.quantity = quantity in (this.data.computed_by ?? {}) ? quantity : mostTelling(cells);
    this.find("tbody").replaceChildren(...cells.map((cell) => this.row(...cell)));
    this.showMakers();
  }

  title() {
    const { starts, steps } = this.run;
    const first = starts[this.stretch];
    const last = (starts[this.stretch + 1] ?? Math.max(steps, first + 1)) - 1;
    return first === last ? `Step ${first.toLocaleString("en")}`
      : `Steps ${first.toLocaleString("en")} to ${last.toLocaleString("en")}`;
  }

  caption() {
    const { starts, steps, mode } = this.run;
    if (starts[this.stretch] >= steps) {
      return `${this.title()}: not judged, the run ended at step ${steps.toLocaleString("en")}`;
    }
    const how = mode === "replay"
      ? "Each step starts from the reference's parameters; updates are held against the port's own gradients."
      : "The port's own run against the reference's.";
    return `${this.title()}: the worst element of each quantity, in order of computation. ${how}`;
  }

  row(name, cell) {
    const choice = element("button", name);
    choice.type = "button";
    choice.setAttribute("aria-pressed", name === this.quantity);
    choice.addEventListener("click", () => {
      this.show(this.stretch, name);
      this.find("[aria-pressed=true]").focus();
    });
    const head = element("th", choice);
    head.scope = "row";
    const row = element("tr", head, element("td", ...this.operationsOf(name)));
    row.classList.toggle("first", isBeyond(cell));
    if (!cell) {
      const equal = element("td", this.run.starts[this.stretch] < this.run.steps ? "equal bits" : "-");
      equal.colSpan = 8;
      row.append(equal);
      return row;
    }
    const [step, index, expected, actual, bound, ulp] = cell;
    const error = Math.abs(asNumber(actual) - asNumber(expected));
    const texts = [
      step.toLocaleString("en"), index.join(", "), inWords(actual), inWords(expected),
      asNumber(error).toExponential(1), ulpInWords(asNumber(ulp)),
      asNumber(bound) < 1e-300 ? "equal bits" : asNumber(bound).toExponential(1), shareInWords(cell),
    ];
    row.append(...texts.map((text) => element("td", text)));
    return row;
  }

  operationsOf(name) {
    return (this.data.computed_by?.[name]?.[0] ?? []).flatMap((operation, n) => {
      const link = element("a", element("code", operation));
      link.href = `#operation-${operation}`;
      return n > 0 ? [" and ", link] : [link];
    });
  }

  // The sources of what computes the chosen quantity, at its lines.
  showMakers() {
    const [operations, result] = this.data.computed_by?.[this.quantity] ?? [[], ""];
    this.find(".makers-title").textContent = operations.length > 0
      ? `${this.quantity}: ${result} of ${operations[0]}()` : "";
    const columns = operations.slice(0, 1).flatMap((operation) => Array.from(
      document.querySelectorAll(`[id="operation-${operation}"] .columns > div`),
    )).filter(({ dataset }) => (dataset.port ?? this.run.port) === this.run.port);
    this.find(".makers").replaceChildren(...columns.map((column) => {
      const copy = element("div", column.querySelector(".listing").cloneNode(true));
      for (const line of copy.querySelectorAll("[data-makes]")) {
        line.classList.toggle("maker", line.dataset.makes.split(" ").includes(result));
      }
      return copy;
    }));
  }

  // The address leads here again.
  tell() {
    const { port, starts } = this.run;
    const place = { at: `case-${this.name}`, of: port, step: starts[this.stretch] };
    history.replaceState(null, "", address(wanted(), { ...place, quantity: this.quantity }));
  }
}

// JSON has no infinity: it is a word.
function asNumber(value) {
  return typeof value === "string" ? { inf: Infinity, "-inf": -Infinity }[value] ?? NaN : value;
}

// All digits that tell a double from its neighbours.
function inWords(value) {
  const size = Math.abs(value);
  return typeof value === "number" && size > 0 && size < 1e-3 ? value.toExponential() : String(value);
}

function ulpInWords(ulp) {
  return ulp < 1e6 ? ulp.toLocaleString("en", { maximumSignificantDigits: 2 }) : ulp.toExponential(1);
}

function share([, , expected, actual, bound]) {
  const error = Math.abs(asNumber(actual) - asNumber(expected));
  const found = error / asNumber(bound);
  return Number.isNaN(found) ? Infinity : found;
}

function isBeyond(cell) {
  return Boolean(cell) && !cell[6];
}

function shareInWords(cell) {
  const found = share(cell);
  if (isBeyond(cell)) {
    return found < 1e6 && found > 1.01 ? `${found.toPrecision(3)} times` : "beyond";
  }
  return `${Number((100 * found).toPrecision(2))} %`;
}

function firstBit({ first_bit: first, worst }) {
  const names = Object.keys(worst).filter((name) => name in first);
  const step = Math.min(...names.map((name) => first[name]));
  return names.length > 0 ? [step, names.find((name) => first[name] === step)] : null;
}

// The first beyond its bound, or else the nearest to it.
function mostTelling(cells) {
  const told = cells.filter(([, cell]) => cell);
  const nearest = told.reduce((a, b) => (a && share(a[1]) >= share(b[1]) ? a : b), told[0]);
  return (told.find(([, cell]) => isBeyond(cell)) ?? nearest ?? cells[0])?.[0];
}

// Made when the case is first opened; undefined if nothing is told of steps.
function stepsOf(details) {
  if (!PENDING.has(details)) {
    PENDING.set(details, madeSteps(details));
  }
  return PENDING.get(details);
}

async function madeSteps(details) {
  const data = await dataOf(details.dataset.case);
  if (data?.steps.length > 0) {
    STEPS.set(details, new Steps(details, data));
  }
  return STEPS.get(details);
}

// Where the keys go: what has the focus, or the first that is open.
function currentSteps() {
  const focused = document.activeElement.closest("details.case");
  const first = Array.from(STEPS.keys()).find((one) => one.open && !one.hidden);
  return STEPS.get(focused) ?? STEPS.get(first);
}

async function openStep(details, told) {
  const steps = await stepsOf(details);
  if (!steps) {
    return;
  }
  const port = steps.data.steps.findIndex((one) => one.port === told.get("of"));
  steps.choose(Math.max(port, 0));
  const { starts } = steps.run;
  const step = Math.min(Math.max(0, Number(told.get("step")) || 0), starts.at(-1));
  steps.show(steps.stretchOf(step), told.get("quantity"));
  steps.find("section").scrollIntoView();
}
