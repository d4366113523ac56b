
const SMALL = {
  x_axis_type: null, y_axis_type: null, toolbar_location: null, min_border: 0,
};

const SHADES = [0.15, 0.3, 0.45]; // classes can be told in grey, too

function inWhole(steps) {
  return `${steps.toLocaleString("en")} step${steps > 1 ? "s" : ""}`;
}

function drawMap(parent, data, picture) {
  const { name, after } = picture;
  const place = frame(
    parent, `${named(name)}${after ? ` after ${inWhole(after)}` : ""}`,
    `Class that the network trained by ${named(name)} gives to each point`,
  );
  const { grid, corners } = data;
  const [x_range, y_range] = corners.map(
    ([start, end]) => new Bokeh.Range1d({ start, end }),
  );
  const small = place.clientWidth < 200; // no room for numbers
  const figure = newFigure({
    x_range,
    y_range,
    ...(small ? SMALL : { min_border_left: 40 }),
  });
  const [width, height] = corners.map(([low, high]) => (high - low) / (grid - 1));
  const cells = Array.from(data.maps.texts[picture.text], (label) => parseInt(label, 16));
  const xs = cells.map((_, n) => corners[0][0] + width * (n % grid));
  const ys = cells.map((_, n) => corners[1][0] + height * Math.floor(n / grid));
  figure.rect(xs, ys, width * 1.02, height * 1.02, {
    fill_color: ofClass(CLASS_COLOURS, cells), fill_alpha: ofClass(SHADES, cells), line_color: null,
  });
  addPoints(figure, data, small ? 2 : 5);
  markDifferences(figure, data, picture, xs, ys, 0.6 * place.clientWidth / grid);
  show(figure, place);
}

// As many columns as pictures, of one size and with the same axes.
function drawMaps(parent, data) {
  const { pictures } = data.maps;
  if (pictures.length === 0) {
    return;
  }
  const title = document.createElement("h3");
  title.textContent = "Decision boundary, x1 and x2";
  const multiples = document.createElement("div");
  multiples.className = "multiples";
  multiples.style.setProperty("--ports", pictures.length);
  multiples.tabIndex = 0;
  multiples.setAttribute("role", "region");
  multiples.setAttribute("aria-label", "Decision boundaries");
  parent.append(title, multiples);
  pictures.forEach((picture) => drawMap(multiples, data, picture));
}

// Crosses: where a map differs from the first of as many steps.
function markDifferences(figure, { grid, maps }, { after, text }, xs, ys, size) {
  const first = maps.pictures.find((one) => one.after === after);
  const [map, right] = [text, first.text].map((n) => maps.texts[n]);
  const apart = xs.map((_, n) => n).filter((n) => map[n] !== right[n]);
  if (apart.length > 0) {
    figure.scatter(apart.map((n) => xs[n]), apart.map((n) => ys[n]), {
      marker: "x", size, line_color: colourOf("--bad"),
    });
  }
}
