
// A map of error over bound: a row for each quantity, a column for each stretch.
const ROW = 16; // pixels
const FIRST_SHADE = 1e-4; // of the bound; what is less is as light

function drawHeat(canvas, { worst, starts, steps }, rows) {
  canvas.style.height = `${ROW * rows.length}px`;
  canvas.width = Math.max(canvas.clientWidth, starts.length) * devicePixelRatio;
  canvas.height = ROW * rows.length * devicePixelRatio;
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / starts.length, devicePixelRatio);
  rows.forEach((name, row) => starts.forEach((start, column) => {
    if (start < steps) {
      shade(pen, column, ROW * row, worst[name][column]);
    }
  }));
}

// A cell is as wide as a step; a cross tells in grey, too, what is beyond.
function shade(pen, left, top, cell) {
  const beyond = isBeyond(cell);
  const log = cell ? Math.log10(Math.max(share(cell), FIRST_SHADE) / FIRST_SHADE) : 0;
  pen.fillStyle = colourOf("--panel");
  pen.fillRect(left, top, 1, ROW - 1);
  if (!cell) {
    return;
  }
  pen.globalAlpha = beyond ? 1 : Math.min(0.12 + 0.16 * log, 0.75);
  pen.fillStyle = colourOf(beyond ? "--beyond" : "--within");
  pen.fillRect(left, top, 0.96, ROW - 1);
  pen.globalAlpha = 1;
  if (beyond) {
    cross(pen, left + 0.48, top + ROW / 2);
  }
}

function cross(pen, x, y) {
  const { a: wide, d: high } = pen.getTransform();
  const half = Math.min(4 * high, 0.35 * wide);
  pen.beginPath();
  for (const way of [1, -1]) {
    pen.moveTo(x - half / wide, y - way * half / high);
    pen.lineTo(x + half / wide, y + way * half / high);
  }
  pen.save();
  pen.resetTransform();
  pen.strokeStyle = "#000";
  pen.lineWidth = 1.5 * high;
  pen.stroke();
  pen.restore();
}
