// The live view's page. `widget.py` sends "setup", "state" and "frame"; one canvas draws them all.
// Nothing is loaded from anywhere. Sizes are CSS pixels.

const INK = "#222", FAINT = "#777", LINE = "#ddd", PAPER = "#fff";
const BLUE = "#0072B2", ORANGE = "#D55E00", GREEN = "#009E73";
const FONT = "system-ui, sans-serif";
const STYLE = `
.liveview { font: 13px ${FONT}; color: ${INK}; background: ${PAPER}; padding: 10px;
  border: 1px solid ${LINE}; border-radius: 6px; max-width: 1100px; box-sizing: border-box; }
.liveview .bar { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center;
  margin-bottom: 6px; }
.liveview button, .liveview select, .liveview input { font: inherit; color: inherit;
  background: ${PAPER}; border: 1px solid #bbb; border-radius: 4px; padding: 3px 8px; }
.liveview button { cursor: pointer; }
.liveview button:hover { border-color: ${BLUE}; }
.liveview button.main { background: ${BLUE}; border-color: ${BLUE}; color: white; min-width: 76px; }
.liveview label { color: ${FAINT}; display: inline-flex; gap: 5px; align-items: center; }
.liveview .said { color: ${ORANGE}; white-space: pre-wrap; }
.liveview .why { color: ${FAINT}; margin-bottom: 8px; line-height: 1.4; }
.liveview canvas { display: block; width: 100%; }`;

// Blue is negative, white zero, red positive: the course's map for signed numbers (RdBu of
// ColorBrewer). Byte 0 is a number that is not finite.
const MAP = (() => {
  const stops = [[5, 48, 97], [67, 147, 195], [247, 247, 247], [214, 96, 77], [103, 0, 31]];
  const table = new Uint8Array(256 * 3);
  for (let code = 1; code < 256; code++) {
    const at = (code - 1) / 254 * 4, low = Math.min(3, Math.floor(at)), share = at - low;
    for (let k = 0; k < 3; k++)
      table[3 * code + k] = stops[low][k] * (1 - share) + stops[low + 1][k] * share;
  }
  table.set([0, 0, 0], 0);
  return table;
})();

function element(name, parent, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  parent.append(made);
  return made;
}

function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "not finite";
  if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e5))
    return value.toExponential(1);
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const floats = (view) => new Float32Array(
  view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const product = (shape) => shape.reduce((a, b) => a * b, 1);

// Pictures side by side on a small canvas, one pixel for each number.
function sheet(count, height, width, columns, colour) {
  const rows = Math.ceil(count / columns), across = columns * (width + 1) - 1;
  const image = new ImageData(across, rows * (height + 1) - 1);
  for (let n = 0; n < count; n++) {
    const top = Math.floor(n / columns) * (height + 1), left = (n % columns) * (width + 1);
    for (let i = 0; i < height; i++)
      for (let j = 0; j < width; j++) {
        const at = 4 * ((top + i) * across + left + j);
        colour(n, i, j, image.data, at);
        image.data[at + 3] = 255;
      }
  }
  const drawn = document.createElement("canvas");
  drawn.width = image.width;
  drawn.height = image.height;
  drawn.getContext("2d").putImageData(image, 0, 0);
  return drawn;
}

const signed = (codes, start, height, width) => (n, i, j, out, at) => {
  const code = 3 * codes[start + (n * height + i) * width + j];
  out[at] = MAP[code]; out[at + 1] = MAP[code + 1]; out[at + 2] = MAP[code + 2];
};

const coloured = (codes, start, height, width) => (n, i, j, out, at) => {
  for (let k = 0; k < 3; k++)
    out[at + k] = codes[start + ((n * 3 + k) * height + i) * width + j];
};

class Page {
  constructor(model, root) {
    this.model = model;
    this.root = element("div", root, { className: "liveview" });
    element("style", this.root, { textContent: STYLE });
    this.controls = new Controls(this.root, (message) => model.send(message));
    this.canvas = element("canvas", this.root);
    this.pen = this.canvas.getContext("2d");
    this.spots = [];
    this.channel = null;
    this.canvas.addEventListener("click", (event) => this.clicked(event));
    this.canvas.addEventListener("mousemove", (event) => this.moved(event));
    this.canvas.addEventListener("mouseleave", () => this.moved(null));
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.root);
    this.heard = (message, buffers) => this.hear(message, buffers);
    model.on("msg:custom", this.heard);
    model.send({ do: "hello" });
  }

  gone() {
    this.model.off("msg:custom", this.heard);
    this.resized.disconnect();
  }

  hear(message, buffers) {
    if (message.is === "state") this.controls.show(message);
    if (message.is === "setup") this.set(message, buffers);
    if (message.is === "frame" && this.setup) {
      this.take(message, buffers);
      this.draw();
      this.model.send({ do: "drawn" });
    }
  }

  set(message, buffers) {
    this.setup = { ...message, pixels: bytes(buffers[0]) };
    this.curve = message.curve;
    this.new = message.new;
    this.controls.fill(message.choices);
  }

  take(frame, buffers) {
    const [values, gradients, filters, shares, ...rest] = buffers;
    this.frame = {
      ...frame, filters: bytes(filters), shares: floats(shares),
      codes: { values: bytes(values), gradients: bytes(gradients) },
    };
    if (frame.sum) [frame.sum.window, frame.sum.weights] = rest.map(floats);
    for (const name of ["curve", "new"])
      for (const point of frame[name])
        if (!this[name].length || this[name].at(-1)[0] < point[0]) this[name].push(point);
  }

  // Everything is drawn anew; what can be clicked is noted in `spots` on the way.
  draw() {
    if (!this.frame || !this.setup) return;
    const width = Math.max(620, this.root.clientWidth - 20);
    this.spots = [];
    this.width = width;
    const layers = this.layout(width);
    const ratio = window.devicePixelRatio || 1;
    const height = Math.max(layers.bottom, this.card ? this.card.bottom + 8 : 0);
    if (this.canvas.width !== Math.round(width * ratio) ||
        this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.height = `${height * this.canvas.clientWidth / width}px`;
    }
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.pen.imageSmoothingEnabled = false;
    this.pen.fillStyle = PAPER;
    this.pen.fillRect(0, 0, width, height);
    this.drawCurves(width);
    this.drawFilters(0, 196, 0.31 * width);
    this.drawAnswers(0.33 * width, 196, 0.67 * width);
    for (const layer of layers.rows) this.drawLayer(layer);
    if (this.frame.sum) this.drawSum(layers.rows);
    else this.card = null;
    this.drawHint();
  }

  text(words, x, y, { colour = INK, size = 12, align = "left", bold = false } = {}) {
    this.pen.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    this.pen.fillStyle = colour;
    this.pen.textAlign = align;
    this.pen.fillText(words, x, y);
  }

  box(x, y, width, height, colour) {
    this.pen.strokeStyle = colour;
    this.pen.lineWidth = 1;
    this.pen.strokeRect(x + 0.5, y + 0.5, width, height);
  }

  // ---- curves and numbers

  drawCurves(width) {
    const wide = 0.35 * width;
    this.plot(0, wide, "loss", 1, null);
    this.plot(wide + 14, wide, "share of right answers", 2, 1);
    const x = 2 * wide + 34, f = this.frame;
    const rate = f.forward + f.backward > 0 ? 1000 / (f.forward + f.backward) : 0;
    const rows = [
      ["step", f.steps.toLocaleString("en")],
      ["epoch", f.epochs.toFixed(2)],
      ["images seen", f.images.toLocaleString("en")],
      ["forward, per image", `${f.forward.toFixed(2)} ms`],
      ["backward, per image", `${f.backward.toFixed(2)} ms`],
      ["images a second", rate ? Math.round(rate).toLocaleString("en") : "–"],
      ["right of new images", this.new.length ? percent(this.new.at(-1)[2]) : "–"],
    ];
    rows.forEach(([word, number], row) => {
      this.text(word, x, 24 + 20 * row, { colour: FAINT });
      this.text(number, width - 4, 24 + 20 * row, { align: "right", bold: true });
    });
  }

  plot(left, wide, title, column, most) {
    const top = 20, high = 128, x0 = left + 34, span = wide - 40;
    this.text(title, x0, 12, { bold: true });
    const last = Math.max(20, this.frame.steps);
    const known = [...this.curve, ...this.new].map((p) => p[column]).filter((v) => v !== null);
    const first = this.curve.length ? this.curve[0][column] ?? 1 : 1;
    const peak = most ?? Math.max(0.1, Math.min(3 * first, known.reduce((a, b) => Math.max(a, b), 0)));
    const at = ([step, value]) => [x0 + span * step / last, top + high * (1 - Math.min(1, value / peak))];
    for (const share of [0, 0.5, 1]) {
      const y = top + high * (1 - share);
      this.pen.fillStyle = LINE;
      this.pen.fillRect(x0, y, span, 1);
      this.text(short(share * peak), x0 - 5, y + 4, { colour: FAINT, size: 10, align: "right" });
    }
    this.text("step 0", x0, top + high + 14, { colour: FAINT, size: 10 });
    this.text(last.toLocaleString("en"), x0 + span, top + high + 14,
      { colour: FAINT, size: 10, align: "right" });
    const train = binned(this.curve, column, last, span);
    this.path(train.map(at), BLUE, 0.25, 1);
    this.path(smooth(train).map(at), BLUE, 1, 2);
    const fresh = this.new.filter((p) => p[column] !== null).map((p) => [p[0], p[column]]);
    this.path(fresh.map(at), ORANGE, 1, 2);
    for (const [x, y] of fresh.map(at).slice(-1)) this.dot(x, y);
    const key = top + high + 14, middle = x0 + span / 2;
    this.text("batches", middle - 8, key, { colour: BLUE, size: 11, align: "right" });
    this.text("new images", middle + 2, key, { colour: ORANGE, size: 11 });
  }

  path(points, colour, alpha, thick) {
    this.pen.globalAlpha = alpha;
    this.pen.strokeStyle = colour;
    this.pen.lineWidth = thick;
    this.pen.beginPath();
    points.forEach(([x, y], n) => (n ? this.pen.lineTo(x, y) : this.pen.moveTo(x, y)));
    this.pen.stroke();
    this.pen.globalAlpha = 1;
  }

  dot(x, y) {
    this.pen.fillStyle = ORANGE;
    this.pen.beginPath();
    this.pen.arc(x, y, 3, 0, 7);
    this.pen.fill();
  }

  // ---- filters, and the answers to new images

  drawFilters(x, y, width) {
    const [count, channels, height, wide] = this.frame.shapes[0];
    this.text(count ? "first-layer filters" : "", x, y, { bold: true });
    if (!count) return;
    const colour = channels === 3 ? coloured : signed;
    const columns = Math.ceil(Math.sqrt(count * width / 150));
    const rows = Math.ceil(count / columns);
    const scale = Math.min(width / (columns * (wide + 1)), 158 / (rows * (height + 1)));
    const drawn = sheet(count, height, wide, columns, colour(this.frame.filters, 0, height, wide));
    this.pen.drawImage(drawn, x, y + 8, drawn.width * scale, drawn.height * scale);
  }

  drawAnswers(x, y, width) {
    const { labels, classes } = this.setup, [, kinds] = this.frame.shapes[1];
    this.text("answers to new images", x, y, { bold: true });
    const after = x + this.pen.measureText("answers to new images").width + 10;
    this.text("click one to look into it", after, y, { colour: FAINT });
    const columns = 5, cell = width / columns, side = Math.min(52, 0.4 * cell);
    labels.forEach((label, n) => {
      const left = x + (n % columns) * cell, top = y + 10 + Math.floor(n / columns) * 82;
      this.drawPixels(n, left + 1, top, side);
      const chosen = n === this.frame.watched;
      if (chosen) {
        this.pen.strokeStyle = ORANGE;
        this.pen.lineWidth = 2;
        this.pen.strokeRect(left, top - 1, side + 2, side + 2);
      }
      this.spots.push({ x: left, y: top, width: side, height: side,
        act: () => this.model.send({ do: "watch", value: n }),
        hint: () => `${classes[label]}; click to look into it` });
      this.text(cut(classes[label], 13), left, top + side + 14, { colour: FAINT, size: 11 });
      const shares = Array.from(this.frame.shares.slice(n * kinds, (n + 1) * kinds));
      const best = shares.map((share, k) => [share, k]).sort((a, b) => b[0] - a[0]).slice(0, 3);
      best.forEach(([share, k], row) => {
        const at = top + row * 18, room = cell - side - 16;
        this.pen.fillStyle = k === label ? GREEN : ORANGE;
        this.pen.globalAlpha = 0.35;
        this.pen.fillRect(left + side + 7, at, Math.max(1, room * (share || 0)), 15);
        this.pen.globalAlpha = 1;
        this.text(cut(classes[k], 10), left + side + 10, at + 11, { size: 11 });
      });
    });
  }

  drawPixels(n, x, y, side) {
    const [height, width] = this.setup.size;
    const picture = sheet(1, height, width, 1,
      coloured(this.setup.pixels, 3 * n * height * width, height, width));
    this.pen.drawImage(picture, x, y, side, height === 1 ? 0.3 * side : side);
  }

  // ---- layers

  layout(width) {
    const half = (width - 24) / 2, rows = [];
    let top = 398, start = 0;
    for (const layer of this.setup.layers) {
      const image = layer.drawn.length === 3;
      const [count, high, wide] = image ? layer.drawn : [1, 1, layer.drawn[0]];
      const target = count === 1 && !image ? half : Math.max(40, Math.min(64, wide));
      let columns = Math.max(1, Math.min(count, Math.floor(half / (target + 2))));
      if (count > columns) columns = Math.ceil(count / Math.ceil(count / columns));
      const scale = image ? Math.min(target / wide, 8) : Math.min(26, half / wide);
      const tall = image ? Math.ceil(count / columns) * (high + 1) * scale : 18;
      rows.push({ ...layer, image, count, high, wide, columns, scale, top, half, start, tall });
      start += product(layer.drawn);
      top += tall + 34;
    }
    return { rows, bottom: top };
  }

  drawLayer(layer) {
    const { top, half, title, number, shape } = layer, index = this.setup.layers.findIndex(
      (other) => other.number === number);
    if (index === 0) {
      this.text("activations", 0, top - 22, { bold: true });
      this.text("click one for the sum behind it", 78, top - 22, { colour: FAINT });
      this.text("gradients of the loss of this image", half + 24, top - 22, { bold: true });
      this.drawScale(half - 104, top - 32);
    }
    const size = shape.length === 3 ? `${shape[0]} × ${shape[1]}×${shape[2]}` : `${shape[0]}`;
    const more = layer.count < shape[0] && layer.image ? `, the first ${layer.count}` : "";
    this.text(`${number ? `${number}  ` : ""}${title}`, 0, top, { size: 12 });
    const written = this.pen.measureText(`${number ? `${number}  ` : ""}${title}`).width;
    this.text(`${size}${more}`, written + 10, top, { colour: FAINT, size: 11 });
    this.drawHalf(layer, index, "values", 0);
    this.drawHalf(layer, index, "gradients", half + 24);
  }

  drawScale(x, y) {
    for (let n = 0; n < 60; n++) {
      const code = 3 * Math.round(1 + 254 * n / 59);
      this.pen.fillStyle = `rgb(${MAP[code]},${MAP[code + 1]},${MAP[code + 2]})`;
      this.pen.fillRect(x + 18 + n, y + 2, 1.5, 9);
    }
    this.text("−", x + 8, y + 11, { colour: FAINT });
    this.text("+", x + 82, y + 11, { colour: FAINT });
  }

  drawHalf(layer, index, name, left) {
    const { top, half, count, high, wide, columns, scale, start, image } = layer;
    const codes = this.frame.codes[name], most = this.frame[name][index];
    this.text(`±${short(most)}`, left + half, top, { colour: FAINT, size: 11, align: "right" });
    const drawn = sheet(count, high, wide, columns, signed(codes, start, high, wide));
    const height = image ? drawn.height * scale : 18;
    this.pen.drawImage(drawn, left, top + 7, drawn.width * scale, height);
    this.box(left - 1, top + 6, drawn.width * scale + 1, height + 1, LINE);
    const place = (x, y) => this.place(layer, (x - left) / scale, (y - top - 7) / scale);
    const value = (at) => (codes[start + at.flat] - 128) / 127 * (most ?? NaN);
    this.spots.push({
      x: left, y: top + 7, width: drawn.width * scale, height,
      act: (x, y) => { const at = place(x, y); if (at && layer.number) this.explain(at.place); },
      hint: (x, y) => {
        const at = place(x, y);
        if (!at) return "";
        const where = image ? `channel ${at.place[1]}, row ${at.place[2]}, column ${at.place[3]}`
          : this.named(layer, at.place[1]);
        return `${where}: about ${short(value(at))}`;
      },
    });
  }

  named(layer, unit) {
    const { classes, layers } = this.setup;
    return layer.number === layers.at(-1).number && classes[unit] ? classes[unit] : `unit ${unit}`;
  }

  // From a place on a sheet, in its pixels, to [layer, channel, row, column] or [layer, unit].
  place(layer, x, y) {
    const { image, high, wide, columns, count, step, number } = layer;
    if (!image) {
      const unit = Math.max(0, Math.min(wide - 1, Math.floor(x)));
      return { place: [number, unit], flat: unit };
    }
    const across = Math.floor(x / (wide + 1)), down = Math.floor(y / (high + 1));
    const n = down * columns + across;
    const i = Math.floor(y - down * (high + 1)), j = Math.floor(x - across * (wide + 1));
    if (n >= count || i >= high || j >= wide || i < 0 || j < 0) return null;
    return { place: [number, n, i * step, j * step], flat: (n * high + i) * wide + j };
  }

  explain(place) {
    this.channel = null; // the one that adds most, until another is chosen
    this.model.send({ do: "explain", value: place });
  }

  // ---- the sum behind an activation

  drawSum(rows) {
    const { sum } = this.frame, [number, n, i, j] = sum.place;
    const at = rows.findIndex((row) => row.number === number);
    const row = rows[at], before = rows.findLast((other) => other.number < number);
    this.mark(row, [n, i ?? 0, j ?? n], 1, 1, row.image ? n : 0);
    const [channels, high, wide] = sum.shape;
    if (before.image && sum.corner)
      for (let k = 0; k < Math.min(before.count, channels); k++)
        this.mark(before, [0, ...sum.corner], high, wide, sum.channel ?? k);
    const card = this.cardPlace(row, channels);
    this.card = card;
    this.pen.shadowColor = "rgba(0,0,0,0.25)";
    this.pen.shadowBlur = 14;
    this.pen.fillStyle = PAPER;
    this.pen.fillRect(card.x, card.y, card.width, card.height);
    this.pen.shadowBlur = 0;
    this.pen.shadowColor = "transparent";
    this.box(card.x, card.y, card.width, card.height, "#999");
    this.spots.push({ ...card, act: () => {}, hint: () => "" });
    this.spots.push({ x: card.x + card.width - 30, y: card.y, width: 30, height: 30,
      act: () => this.explain(null), hint: () => "close" });
    this.text("×", card.x + card.width - 20, card.y + 21, { size: 18, colour: FAINT });
    const where = j === undefined ? this.named(row, n) : `channel ${n}, row ${i}, column ${j}`;
    this.text(`${number}  ${row.title}: ${where}`, card.x + 14, card.y + 22, { bold: true, size: 13 });
    this.text(sum.words, card.x + 14, card.y + 40, { colour: FAINT });
    this.drawTerms(sum, card.x + 14, card.y + 54);
    this.drawResult(sum, card.x + 14, card.y + card.height - 14);
  }

  cardPlace(row, channels) {
    const width = Math.min(610, this.width - 10);
    const chips = channels > 1 ? 20 + 34 * Math.ceil(channels / Math.floor((width - 28) / 34)) : 0;
    const height = 340 + chips, below = row.top + row.tall + 16;
    const y = below + height > this.layout(this.width).bottom && row.top - height - 20 > 0
      ? row.top - height - 20 : below;
    return { x: (this.width - width) / 2, y, width, height, bottom: y + height };
  }

  // A frame around rows × columns pixels of one map, which may reach beyond it.
  mark(row, [, i, j], high, wide, n) {
    if (!row.image && n === 0) {
      this.pen.strokeStyle = INK;
      this.pen.lineWidth = 2;
      if (wide === 1) this.pen.strokeRect(j * row.scale, row.top + 7, row.scale, 18);
      return;
    }
    if (n >= row.count) return;
    const { scale, step, columns } = row;
    const left = (n % columns) * (row.wide + 1), top = Math.floor(n / columns) * (row.high + 1);
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(left * scale - 2, row.top + 5 + top * scale, row.wide * scale + 4, row.high * scale + 4);
    this.pen.clip();
    this.pen.strokeStyle = INK;
    this.pen.lineWidth = 1.5;
    this.pen.strokeRect((left + j / step) * scale - 1, row.top + 6 + (top + i / step) * scale,
      wide / step * scale + 2, high / step * scale + 2);
    this.pen.restore();
  }

  drawTerms(sum, x, y) {
    const [channels, high, wide] = sum.shape, size = high * wide;
    const wrap = high === 1 && wide > 12 ? 12 : wide, rows = Math.ceil(size / wrap);
    const totals = channels > 1 ? this.totals(sum) : [];
    const k = this.channel ?? totals.reduce(
      (best, total, n) => (Math.abs(total) > Math.abs(totals[best]) ? n : best), 0);
    const part = (values) => values && values.slice(k * size, (k + 1) * size);
    const window = part(sum.window), weights = part(sum.weights);
    const products = weights && window.map((value, n) => value * weights[n]);
    const grids = weights
      ? [["window", window], ["×", weights, "weights"], ["=", products, "products"]]
      : [["window", window]];
    const cell = Math.min(34, 158 / wrap, 190 / rows);
    let left = x;
    grids.forEach(([word, values, title]) => {
      if (title) {
        this.text(word, left + 2, y + 22 + rows * cell / 2, { size: 16 });
        left += 22;
      }
      this.text(title || word, left, y + 10, { colour: FAINT, size: 11 });
      this.drawNumbers(values, wrap, cell, left, y + 16, scaleOf(sum, values, word));
      left += wrap * cell + 8;
    });
    if (products) {
      const total = products.reduce((a, b) => a + b, 0);
      this.text(channels > 1 ? `channel ${k}: ${short(total)}` : `products: ${short(total)}`,
        left - wrap * cell - 8, y + 32 + rows * cell, { size: 11, bold: true });
    }
    if (channels > 1) this.drawChips(totals, k, x, y + 240);
  }

  // Numbers on their colours; the largest of a window that only its largest number leaves.
  drawNumbers(values, columns, cell, x, y, most) {
    const largest = this.frame.sum.how === "largest" ? Math.max(...values) : null;
    values.forEach((value, n) => {
      const left = x + (n % columns) * cell, top = y + Math.floor(n / columns) * cell;
      const code = Number.isFinite(value) ? 128 + Math.round(127 * Math.max(-1, Math.min(1, value / most))) : 0;
      this.pen.fillStyle = `rgb(${MAP[3 * code]},${MAP[3 * code + 1]},${MAP[3 * code + 2]})`;
      this.pen.fillRect(left, top, cell - 0.5, cell - 0.5);
      if (cell >= 25) {
        const dark = Math.abs(code - 128) > 76;
        this.text(tiny(value), left + cell / 2, top + cell / 2 + 3.5,
          { size: 10, align: "center", colour: dark ? PAPER : INK });
      }
      if (value === largest) {
        this.pen.strokeStyle = INK;
        this.pen.lineWidth = 2;
        this.pen.strokeRect(left + 1, top + 1, cell - 2.5, cell - 2.5);
      }
    });
  }

  totals(sum) {
    const [channels, high, wide] = sum.shape, size = high * wide;
    return Array.from({ length: channels }, (_, k) => {
      let total = 0;
      for (let n = k * size; n < (k + 1) * size; n++) total += sum.window[n] * sum.weights[n];
      return total;
    });
  }

  // What each channel adds; a click puts its numbers on top.
  drawChips(totals, chosen, x, y) {
    const most = Math.max(...totals.map(Math.abs)) || 1;
    const columns = Math.floor((this.card.width - 28) / 34);
    this.text("each channel's products add up to (click one to see them)", x, y, { colour: FAINT, size: 11 });
    totals.forEach((total, k) => {
      const left = x + (k % columns) * 34, top = y + 8 + Math.floor(k / columns) * 34;
      const code = Number.isFinite(total) ? 128 + Math.round(127 * total / most) : 0;
      this.pen.fillStyle = `rgb(${MAP[3 * code]},${MAP[3 * code + 1]},${MAP[3 * code + 2]})`;
      this.pen.fillRect(left, top, 31, 31);
      this.text(tiny(total), left + 15.5, top + 19, { size: 10, align: "center",
        colour: Math.abs(code - 128) > 76 ? PAPER : INK });
      if (k === chosen) this.box(left - 1, top - 1, 32, 32, INK);
      this.spots.push({ x: left, y: top, width: 31, height: 31,
        act: () => { this.channel = k; this.draw(); }, hint: () => `channel ${k}: ${short(total)}` });
    });
  }

  drawResult(sum, x, y) {
    const words = {
      sum: () => `all products ${short(sum.result - sum.bias)} + ${sum.words.startsWith("normal") ? "shift" : "bias"} ${short(sum.bias)} = ${short(sum.result)}`,
      largest: () => `largest: ${short(sum.result)}`,
      length: () => `root of the sum of squares: ${short(sum.result)}`,
      function: () => `f(${short(sum.window[0])}) = ${short(sum.given)}`,
    }[sum.how]();
    this.text(words, x, y, { bold: true, size: 14 });
    const wide = this.pen.measureText(words).width;
    const same = Math.abs(sum.result - sum.given) <= 1e-3 * Math.max(1, Math.abs(sum.result));
    this.text(same ? "as your function returned" : `your function returned ${short(sum.given)}`,
      x + wide + 14, y, { colour: same ? GREEN : ORANGE });
  }

  // ---- the mouse

  at(event) {
    const box = this.canvas.getBoundingClientRect(), scale = this.width / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    return { x, y };
  }

  spotAt(x, y) {
    return this.spots.findLast((each) =>
      x >= each.x && x < each.x + each.width && y >= each.y && y < each.y + each.height);
  }

  clicked(event) {
    const { x, y } = this.at(event);
    this.spotAt(x, y)?.act(x, y);
  }

  moved(event) {
    this.mouse = event && this.at(event);
    const spot = this.mouse && this.spotAt(this.mouse.x, this.mouse.y);
    this.canvas.style.cursor = spot ? "pointer" : "default";
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => { this.waiting = false; this.draw(); });
    }
  }

  drawHint() {
    const words = this.mouse && this.spotAt(this.mouse.x, this.mouse.y)?.hint(this.mouse.x, this.mouse.y);
    if (!words) return;
    this.pen.font = `11px ${FONT}`;
    const wide = this.pen.measureText(words).width + 12;
    const x = Math.min(this.mouse.x + 14, this.width - wide - 2), y = this.mouse.y + 18;
    this.pen.fillStyle = "rgba(34,34,34,0.92)";
    this.pen.fillRect(x, y, wide, 20);
    this.text(words, x + 6, y + 14, { size: 11, colour: PAPER });
  }
}

// Numbers of a window share one scale, and so do weights; products have their own.
function scaleOf(sum, values, word) {
  const all = word === "window" ? sum.window : word === "×" ? sum.weights : values;
  return all.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0) || 1;
}

const percent = (share) => `${(100 * share).toFixed(1)}%`;
const cut = (word, most) => (word.length > most ? `${word.slice(0, most - 1)}…` : word);

function tiny(value) {
  if (!Number.isFinite(value)) return "∞";
  if (value === 0) return "0";
  if (Math.abs(value) < 0.005) return value < 0 ? "−0" : "+0";
  const text = Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 1 ? 1 : 2);
  return text.replace("-", "−").replace("0.", ".");
}

// One point for each pixel column, the mean of what falls into it.
function binned(points, column, last, span) {
  const bins = new Map();
  for (const point of points) {
    if (point[column] === null) continue;
    const bin = Math.round(span * point[0] / last);
    const [sum, count] = bins.get(bin) ?? [0, 0];
    bins.set(bin, [sum + point[column], count + 1]);
  }
  return [...bins].sort((a, b) => a[0] - b[0]).map(([bin, [sum, count]]) => [bin * last / span, sum / count]);
}

function smooth(points) {
  let mean = null;
  return points.map(([step, value]) => {
    mean = mean === null ? value : 0.75 * mean + 0.25 * value;
    return [step, mean];
  });
}

class Controls {
  constructor(root, send) {
    this.send = send;
    const bar = element("div", root, { className: "bar" });
    const button = (text, message, parent = bar, title = "") => {
      const made = element("button", parent, { textContent: text, title });
      made.addEventListener("click", () => send(message()));
      return made;
    };
    this.play = button("▶ train", () => ({ do: "play", value: !this.playing }));
    this.play.className = "main";
    button("one step", () => ({ do: "step" }));
    button("reset", () => ({ do: "reset" }), bar, "back to the weights it came with");
    this.file = element("input", bar, { value: "snapshot.npz", size: 14, title: "a file beside the notebook" });
    button("save", () => ({ do: "save", value: this.file.value }));
    button("load", () => ({ do: "load", value: this.file.value }));
    this.knobs = element("div", root, { className: "bar" });
    this.said = element("div", root, { className: "said" });
    this.why = element("div", root, { className: "why" });
    this.selects = {};
  }

  fill(choices) {
    this.knobs.replaceChildren();
    const words = { optimizer: "optimizer", rate: "learning rate", memory: "momentum",
      batch: "batch size", decay: "weight decay λ" };
    for (const [name, options] of Object.entries(choices)) {
      const label = element("label", this.knobs);
      const word = element("span", label, { textContent: words[name] });
      const select = element("select", label);
      for (const option of options) element("option", select, { value: option, textContent: option });
      select.addEventListener("change", () => this.send({ do: "set", value: {
        [name]: name === "optimizer" ? select.value : Number(select.value) } }));
      this.selects[name] = { select, word, label };
    }
    const back = element("button", this.knobs, { textContent: "back to the preset" });
    back.addEventListener("click", () => this.send({ do: "preset" }));
    if (this.state) this.show(this.state);
  }

  show(state) {
    this.state = state;
    this.playing = state.playing;
    this.play.textContent = state.playing ? "❚❚ pause" : "▶ train";
    this.said.textContent = state.said;
    this.why.textContent = state.why;
    for (const [name, { select }] of Object.entries(this.selects)) {
      if (![...select.options].some((option) => option.value === String(state[name])))
        element("option", select, { value: state[name], textContent: state[name] });
      select.value = String(state[name]);
    }
    if (!this.selects.memory) return;
    const word = { momentum: "momentum ρ", nesterov: "momentum ρ", adadelta: "memory ρ",
      rmsprop: "memory (decay)", adam: "memory β₁", adamw: "memory β₁" }[state.optimizer];
    this.selects.memory.label.style.visibility = word ? "visible" : "hidden";
    this.selects.memory.word.textContent = word ?? "memory";
  }
}

function render({ model, el }) {
  const page = new Page(model, el);
  return () => page.gone();
}

export default { render };
