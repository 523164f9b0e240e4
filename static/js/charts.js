// A chart is drawn from the table that stands beside it, so the numbers are always there to read, to copy and to print.
// <canvas data-mr-chart="id-of-table">: the first column names the bars, each other column is a part of them. Parts are
// told apart by their pattern as well as by their colour, and come in the order of the legend.
const patterns = {
  dots(brush, size) { brush.beginPath(); brush.arc(size / 2, size / 2, 1.4, 0, 7); brush.fill(); },
  stripes(brush, size) { brush.lineWidth = 2; brush.beginPath(); brush.moveTo(-1, size + 1); brush.lineTo(size + 1, -1); brush.stroke(); },
};

function fill(name, colour) {
  if (name === "solid") return colour;
  if (name === "empty") return "transparent";
  const size = 6, tile = Object.assign(document.createElement("canvas"), { width: size, height: size }), brush = tile.getContext("2d");
  brush.fillStyle = brush.strokeStyle = colour;
  patterns[name](brush, size);
  return brush.createPattern(tile, "repeat");
}

function draw(canvas) {
  const table = document.getElementById(canvas.dataset.mrChart);
  if (!table || !window.Chart) return;
  const [head, ...rows] = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  const probe = document.createElement("span");
  canvas.parentElement.append(probe);
  const colour = (name) => { probe.style.setProperty("color", `var(${name})`); return getComputedStyle(probe).color; };
  const tones = [0, 1, 2, 3, 4].map((n) => colour(`--mr-tone-${n}`));
  const [text, line] = ["--mr-text-3", "--mr-line"].map(colour);
  probe.remove();
  const looks = ["solid", "solid", "dots", "stripes", "empty"];
  const sets = head.slice(1).map((label, n) => ({
    label, data: rows.map((row) => Number(row[n + 1])), backgroundColor: fill(looks[n], tones[n]),
    borderColor: n < 2 ? tones[n] : n === 4 ? text : tones[n], borderWidth: 1, borderRadius: 2, borderSkipped: false, maxBarThickness: 36,
  })).filter((set) => set.data.some(Boolean));
  Object.assign(Chart.defaults.font, { family: getComputedStyle(document.body).fontFamily, size: 12 });
  Chart.getChart(canvas)?.destroy();
  new Chart(canvas, {
    type: "bar",
    data: { labels: rows.map((row) => row[0]), datasets: sets },
    options: {
      animation: false, maintainAspectRatio: false,
      plugins: { legend: { display: false } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: line }, ticks: { color: text } },
        y: { stacked: true, grid: { color: line }, border: { display: false }, ticks: { color: text, precision: 0, maxTicksLimit: 5 } },
      },
    },
  });
}

const all = () => document.querySelectorAll("canvas[data-mr-chart]").forEach(draw);
document.addEventListener("DOMContentLoaded", all);
document.addEventListener("htmx:afterSettle", all);
new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
if (document.readyState !== "loading") all();
