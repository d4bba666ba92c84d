// Draws each chart anew with uPlot, so that values can be read and ranges enlarged. A chart that
// cannot be drawn stays the picture that it is without scripts.
(() => {
  "use strict";
  const plots = new Map();

  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  const number = (value) => {
    if (value == null) return "–";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
    return value.toLocaleString("en", { maximumSignificantDigits: size >= 1e4 ? 9 : 5 });
  };

  const width = (figure) => Math.max(120, Math.floor(figure.querySelector("h3").clientWidth));
  const height = (of) => Math.round(Math.min(300, Math.max(200, of * 0.5)));

  // Wide enough for the longest number next to the axis, 7 pixels a letter.
  const room = (plot, labels) => 20 + 7 * Math.max(1, ...(labels || []).map((label) => label.length));

  // Steps and iterations are whole numbers.
  const counts = [];
  for (let power = 1; power < 1e15; power *= 10) counts.push(power, 2 * power, 5 * power);

  const axis = (more) => ({
    stroke: () => colour("quiet"),
    grid: { stroke: () => colour("edge"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
    values: (plot, splits) => splits.map((split) => (split == null ? "" : number(split))),
    ...more,
  });

  // Lines of few points show each; among many, circles would hide the line.
  const few = (values) => values.filter((value) => value != null).length <= 12;

  const across = (values) => {
    const last = values[values.length - 1];
    return values.length === 1 ? [0, Math.max(1, 2 * last)] : [values[0], last];
  };

  // Room around values that are all alike; otherwise a margin, with 0 where it is near.
  const up = (plot, low, high) => {
    if (low == null) return [0, 1];
    const size = Math.max(Math.abs(low), Math.abs(high));
    if (size < 1e-300) return [0, 1];
    if (high - low <= 1e-9 * size) return [low - 0.3 * size, high + 0.3 * size];
    return uPlot.rangeNum(low, high, 0.1, true);
  };

  const draw = (figure) => {
    const chart = JSON.parse(figure.querySelector("script").textContent);
    if (chart.data.some((values) => values.some((value) => Math.abs(value) > 1e100))) {
      throw new RangeError("uPlot has no axis for numbers this large");
    }
    const full = across(chart.data[0]);
    const button = figure.querySelector(".zoom-out");
    const series = chart.names.map((name, i) => ({
      label: name,
      stroke: () => colour(chart.roles[i]),
      width: chart.roles[i] === "faint" ? 1 : 2,
      spanGaps: true,
      points: { show: few(chart.data[i + 1]), size: 7, fill: () => colour(chart.roles[i]) },
      value: (plot, value) => number(value),
    }));
    const size = width(figure);
    const plot = new uPlot(
      {
        width: size,
        height: height(size),
        cursor: { sync: { key: chart.across }, drag: { x: true, y: false, dist: 5 } },
        scales: {
          x: { time: false, range: (plot, low, high) => (low < high ? [low, high] : full) },
          y: chart.logarithmic ? { distr: 3 } : { range: up },
        },
        axes: [
          axis({ incrs: counts, grid: { show: false }, label: chart.across, labelSize: 20, labelGap: 0,
                 labelFont: "12px system-ui, sans-serif", size: 28 }),
          axis({ size: room }),
        ],
        series: [{ label: chart.across, value: (plot, value) => number(value) }, ...series],
        legend: { markers: { fill: (plot, i) => colour(chart.roles[i - 1]) } },
        hooks: {
          setScale: [
            (plot, key) => {
              const scale = plot.scales.x;
              if (key === "x") button.hidden = scale.min <= full[0] && scale.max >= full[1];
            },
          ],
        },
      },
      chart.data,
    );
    const old = plots.get(figure);
    if (old) old.destroy();
    plots.set(figure, plot);
    figure.querySelector(".drawn").before(plot.root);
    figure.querySelector(".drawn").hidden = true;
  };

  const zoomOut = () => plots.forEach((plot) => plot.setData(plot.data));

  const figures = [...document.querySelectorAll("figure.chart")];
  const start = (figure) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "zoom-out";
    button.textContent = "Zoom out";
    button.hidden = true;
    button.addEventListener("click", zoomOut);
    figure.append(button);
    draw(figure);
    new ResizeObserver(() => {
      const plot = plots.get(figure);
      const size = width(figure);
      if (plot && size !== plot.width) plot.setSize({ width: size, height: height(size) });
    }).observe(figure);
  };
  for (const figure of figures) {
    try {
      start(figure);
    } catch (error) {
      console.error(error);
    }
  }
  if (plots.size > 0) {
    document.querySelectorAll(".scripted").forEach((remark) => (remark.hidden = false));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [...plots.keys()].forEach(draw));
  }
})();
