
// Pictures are drawn when their case is opened: a full report has hundreds.
const PORT_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"];
const CLASS_COLOURS = [
  "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00",
  "#56b4e9", "#9a9400", "#8c564b", "#7f7f7f", "#b07aa1",
];
const CLASS_SHAPES = ["circle", "square", "triangle", "diamond", "inverted_triangle"];
const NAMES = { python: "Python", r: "R", octave: "Octave" };
const DASHES = ["solid", "dashed", "dotted", "dotdash", "dashdot"];
const LOSS_WIDTHS = [8, 5, 2.5, 1.5, 1]; // equal curves lie over each other
const TOOLS = "box_zoom,wheel_zoom,pan,reset,save";
const LEAST = 1e-18; // where an error of 0 is drawn on a logarithmic axis

function named(port) {
  return NAMES[port] ?? port;
}

function colourOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function newFigure(options) {
  const figure = Bokeh.Plotting.figure({
    tools: TOOLS,
    sizing_mode: "stretch_both",
    background_fill_color: null,
    border_fill_color: null,
    outline_line_color: colourOf("--line"),
    ...options,
  });
  figure.toolbar.logo = null;
  figure.toolbar.autohide = true;
  figure.toolbar.active_drag = null;
  figure.toolbar.active_scroll = null;
  return figure;
}

const LEGEND_ENTRY = 115; // pixels

function dress(figure, width) {
  const narrow = width < 420;
  const text = colourOf("--text");
  const line = colourOf("--line");
  for (const axis of [...figure.below, ...figure.left]) {
    Object.assign(axis, {
      axis_label_text_color: text,
      major_label_text_color: text,
      axis_line_color: line,
      major_tick_line_color: line,
      minor_tick_line_color: null,
    });
  }
  for (const grid of figure.center) {
    if ("grid_line_color" in grid) {
      grid.grid_line_color = line;
    }
  }
  for (const legend of figure.center.filter((one) => "click_policy" in one)) {
    Object.assign(legend, {
      click_policy: "hide",
      background_fill_alpha: 0,
      border_line_color: null,
      label_text_color: text,
      orientation: "horizontal",
      location: "top_left",
      spacing: narrow ? 4 : 12,
      ncols: narrow ? 3 : Math.floor((width - 60) / LEGEND_ENTRY),
      label_text_font_size: narrow ? "11px" : "13px",
    });
    figure.center = figure.center.filter((one) => one !== legend);
    figure.add_layout(legend, "above");
  }
}

function frame(parent, caption, description, kind = "") {
  const figure = document.createElement("figure");
  const title = document.createElement("figcaption");
  const place = document.createElement("div");
  title.textContent = caption;
  place.className = `plot ${kind}`;
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", description);
  figure.append(title, place);
  parent.append(figure);
  return place;
}

function show(figure, place) {
  dress(figure, place.clientWidth);
  place.replaceChildren();
  return Bokeh.Plotting.show(figure, place);
}

function drawLosses(parent, curves) {
  const ports = Object.keys(curves.ports);
  if (ports.length === 0) {
    return;
  }
  const place = frame(
    parent, `Loss${ports.length > 1 ? " of all ports" : ""}${nearness(curves.ports)}`,
    `Loss by step of ${ports.map(named).join(", ")}, drawn over each other`,
  );
  const figure = newFigure({ x_axis_label: "step", y_axis_label: "loss" });
  if (curves.reference.length > 0) {
    figure.line(curves.steps, curves.reference.map(numberOrNaN), {
      line_color: colourOf("--faint"), line_width: 11, line_alpha: 0.5, legend_label: "reference",
    });
  }
  ports.forEach((port, number) => {
    figure.line(curves.steps, curves.ports[port].losses.map(numberOrNaN), {
      line_color: PORT_COLOURS[number % PORT_COLOURS.length],
      line_width: LOSS_WIDTHS[number % LOSS_WIDTHS.length],
      legend_label: named(port),
    });
  });
  show(figure, place);
}

// Curves that lie on each other say how near they are.
function nearness(ports) {
  const errors = Object.values(ports).flatMap(({ errors }) => errors.loss || [0]);
  const worst = Math.max(...errors.map(numberOrNaN));
  return worst < 1e-6 ? `: within ${worst.toExponential(1)} of the reference` : "";
}

function numberOrNaN(value) {
  return value === null ? NaN : value;
}

function onLogAxis(values) {
  return values.map((v) => (v === null ? NaN : Math.max(v, LEAST)));
}

function drawDistances(parent, curves, mode) {
  const quantities = Object.keys(curves.bounds ?? {});
  if (quantities.length === 0) {
    return;
  }
  const place = frame(
    parent, `Distance from the reference, ${mode}`,
    `Largest error by step in ${mode} mode, with the tolerance as a band; ` +
      "circles show the distance from certified values",
  );
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", `Quantity of the ${mode} distances`);
  choice.append(...quantities.map((name) => new Option(name, name)));
  place.before(choice);
  const draw = () => show(distanceFigure(curves, choice.value), place);
  choice.addEventListener("change", draw);
  draw();
}

function distanceFigure(curves, quantity) {
  const { steps, bounds, ports } = curves;
  const figure = newFigure({
    x_axis_label: "step",
    y_axis_label: `error of ${quantity}, relative`,
    y_axis_type: "log",
  });
  const band = onLogAxis(bounds[quantity]);
  figure.varea(steps, band.map(() => LEAST), band, {
    fill_color: colourOf("--text"), fill_alpha: 0.1, legend_label: "tolerance",
  });
  figure.line(steps, band, { line_color: colourOf("--faint"), legend_label: "tolerance" });
  Object.keys(ports).forEach((port, number) => {
    // A single 0 stands for errors that are all zero.
    const errors = ports[port].errors[quantity] || steps.map(() => 0);
    if (quantity in ports[port].errors) {
      figure.line(steps, onLogAxis(errors), {
        line_color: PORT_COLOURS[number % PORT_COLOURS.length],
        line_width: 2,
        line_dash: DASHES[number % DASHES.length],
        legend_label: named(port),
      });
    }
  });
  Object.keys(ports).forEach((port, number) => {
    markTruth(figure, steps, ports[port].truth[quantity] ?? [], number);
  });
  return figure;
}

// Circles: the distance from certified values, at the steps that have some.
function markTruth(figure, steps, truth, number) {
  if (truth.length > 0) {
    figure.scatter(truth.map(([n]) => steps[n]), onLogAxis(truth.map(([, v]) => v)), {
      size: 7,
      fill_color: null,
      line_color: PORT_COLOURS[number % PORT_COLOURS.length],
      legend_label: "from certified",
    });
  }
}

function ofClass(kinds, labels) {
  return labels.map((label) => kinds[label % kinds.length]);
}

function drawPoints(parent, data) {
  const place = frame(
    parent, "Samples", "Samples in the plane, a colour for each class",
  );
  const figure = newFigure({ x_axis_label: "x1", y_axis_label: "x2" });
  addPoints(figure, data);
  show(figure, place);
}

function addPoints(figure, data, size = 5) {
  figure.scatter(data.points[0], data.points[1], {
    size,
    marker: ofClass(CLASS_SHAPES, data.labels),
    fill_color: ofClass(CLASS_COLOURS, data.labels),
    line_color: colourOf("--ground"),
    line_width: 0.5,
  });
}

function drawImages(parent, data) {
  const place = frame(
    parent, "Samples", `Samples of the classes ${data.labels.join(", ")}`, "low",
  );
  const figure = newFigure({
    x_axis_type: null, y_axis_type: null, match_aspect: true, outline_line_color: null,
  });
  const xs = [], ys = [], shades = [];
  data.images.forEach((image, number) => {
    const left = (number % 5) * (data.side + 2);
    const top = -Math.floor(number / 5) * (data.side + 2);
    Array.from(image).forEach((shade, n) => {
      xs.push(left + (n % data.side));
      ys.push(top - Math.floor(n / data.side));
      shades.push(parseInt(shade, 16) / 15);
    });
  });
  figure.rect(xs, ys, 1, 1, {
    fill_color: colourOf("--text"), fill_alpha: shades, line_color: null,
  });
  show(figure, place);
}

async function drawCase(details) {
  const parent = details.querySelector(".pictures");
  if (parent.dataset.state) {
    return;
  }
  parent.dataset.state = "begun";
  const data = await dataOf(details.dataset.case);
  if (data) {
    loadBokeh();
    drawPictures(parent, data);
  }
  parent.dataset.state = "drawn";
}

function drawPictures(parent, data) {
  const pair = document.createElement("div");
  pair.className = "pair";
  parent.append(pair);
  if (data.points) {
    drawPoints(pair, data);
  }
  if (data.images) {
    drawImages(pair, data);
  }
  drawLosses(pair, data.curves.free);
  drawDistances(pair, data.curves.free, "free");
  drawDistances(pair, data.curves.replay, "replay");
  if (data.points) {
    drawMaps(parent, data);
  }
}
