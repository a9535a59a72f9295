"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // -- filters ----------------------------------------------------------------------------------
  const form = byId("filters");
  const searched = ":scope > summary, .reason, .expected, .tags, .text, mark";
  const cases = all(".case").map((node) => ({
    node,
    text: [...node.querySelectorAll(searched)].map((part) => part.textContent).join("\n").toLowerCase(),
  }));
  const fields = ["verdict", "stage", "asked", "source", "corpus", "change"].filter(byId);

  function show() {
    const words = byId("search").value.toLowerCase();
    const tag = byId("tag").value;
    let count = 0;
    for (const { node, text } of cases) {
      const fits =
        fields.every((field) => !byId(field).value || node.dataset[field] === byId(field).value) &&
        (!tag || node.dataset.tags.split("\n").includes(tag)) &&
        text.includes(words);
      node.hidden = !fits;
      count += fits;
    }
    byId("count").textContent = `${count} of ${cases.length}`;
  }

  function only(values) {
    form.reset();
    for (const [field, value] of Object.entries(values)) byId(field).value = value;
    show();
    form.scrollIntoView();
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  for (const cell of all("button[data-asked]"))
    cell.addEventListener("click", () => only({ asked: cell.dataset.asked, source: cell.dataset.source }));
  for (const button of all("button[data-filter]"))
    button.addEventListener("click", () => only({ [button.dataset.filter]: button.dataset.value }));
  show();

  // -- charts -----------------------------------------------------------------------------------
  const data = JSON.parse(byId("data").textContent);
  // The palette is read from a probe: a canvas does not know light-dark().
  const probe = document.body.appendChild(document.createElement("i"));
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const [ink, line, fill, second] = [colour("soft"), colour("line"), colour("chart"), colour("warn")];
  probe.remove();
  const grid = { stroke: line, width: 1 };
  const axis = (more) => ({ stroke: ink, grid, ticks: grid, ...more });
  const drawn = [];

  function draw(id, options, values) {
    const place = byId(id);
    const size = () => ({ width: Math.max(place.clientWidth, 200), height: 240 });
    const chart = new uPlot({ cursor: { drag: { x: false, y: false } }, ...options, ...size() }, values, place);
    drawn.push(() => chart.setSize(size()));
  }

  function bars(id, labels, values, [across, label], range, shown) {
    const places = labels.map((_, i) => i);
    draw(id, {
      scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range } },
      axes: [
        axis({ splits: () => places, values: () => labels, rotate: labels.length > 8 ? -45 : 0, size: labels.length > 8 ? 60 : 40, grid: { show: false } }),
        axis({ size: 45 }),
      ],
      series: [
        { label: across, value: (_, i) => (i == null ? "–" : labels[i]) },
        { label, fill, stroke: fill, width: 0, paths: uPlot.paths.bars({ size: [0.7, 60] }), points: { show: false }, value: (_, v, s, i) => (i == null ? "–" : shown(i)) },
      ],
    }, [places, values]);
  }

  if (data.pairs.length)
    bars("pairs", data.pairs.map((pair) => pair.label), data.pairs.map((pair) => (100 * pair.part) / pair.of),
      ["languages", "as expected, %"], [0, 100], (i) => `${data.pairs[i].part} of ${data.pairs[i].of}`);
  const { step, counts } = data.seconds;
  const edge = (i) => String(Math.round(i * step * 100) / 100);
  bars("seconds", counts.map((_, i) => edge(i)), counts, ["seconds", "answers"], [0, Math.max(...counts, 1)],
    (i) => `${counts[i]} from ${edge(i)} to ${edge(i + 1)} s`);
  const runs = data.history;
  draw("history", {
    scales: { x: { time: false, range: [0.5, runs.length + 0.5] }, y: { range: [0, 100] }, s: { range: (_, low, high) => [0, Math.max(high, 1) * 1.2] } },
    axes: [
      axis({ incrs: [1, 2, 5, 10, 20, 50] }),
      axis({ size: 45 }),
      axis({ scale: "s", side: 1, size: 45, grid: { show: false } }),
    ],
    series: [
      { label: "run", value: (_, v, s, i) => (i == null ? "–" : runs[i].saved.slice(0, 16).replace("T", " ")) },
      { label: "as expected, %", stroke: fill, width: 2, points: { show: true }, value: (_, v) => (v == null ? "–" : v.toFixed(0)) },
      { label: "p50, s", scale: "s", stroke: second, width: 2, dash: [4, 4], points: { show: true }, value: (_, v) => (v == null ? "–" : v.toFixed(1)) },
    ],
  }, [
    runs.map((_, i) => i + 1),
    runs.map((run) => (100 * run.passed) / Math.max(run.passed + run.failed, 1)),
    runs.map((run) => run.p50),
  ]);
  addEventListener("resize", () => drawn.forEach((resize) => resize()));
})();
