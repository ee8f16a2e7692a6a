// SPDX-License-Identifier: Apache-2.0
// Charts for the wall and the statistics: a `[data-chart]` element holds the option of ECharts as JSON in a <script type="application/json">.
// And the wall itself: it hears of changes by server-sent events, fetches its page again, and never gives up.
import { BarChart, HeatmapChart, LineChart, PieChart } from "echarts/charts";
import {
  AriaComponent, DatasetComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  BarChart, HeatmapChart, LineChart, PieChart, AriaComponent, DatasetComponent, GridComponent, LegendComponent,
  TitleComponent, TooltipComponent, VisualMapComponent, SVGRenderer,
]);

export function draw(place) {
  const option = JSON.parse(place.querySelector("script").textContent);
  const chart = echarts.init(place.querySelector("[data-canvas]"), null, { renderer: "svg" });
  chart.setOption({ aria: { enabled: true }, animation: false, ...option });
  return chart;
}

let charts = [];
const drawAll = () => { charts = [...document.querySelectorAll("[data-chart]")].map(draw); };
addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
drawAll();

const LOOK_ANYWAY = 30000; // milliseconds: without a stream, and against a clock that stands still
const wall = document.querySelector("[data-wall]");

function show(lost) {
  const state = wall.querySelector("[data-state]");
  state.classList.toggle("lost", lost);
  if (lost) state.textContent = wall.dataset.lost;
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = (page) => page.querySelector("script[src]").getAttribute("src");
    if (script(fresh) !== script(document)) return location.reload(); // a new release
    charts.forEach((chart) => chart.dispose());
    const newer = fresh.querySelector("[data-wall]");
    wall.dataset.beats = newer.dataset.beats;
    wall.replaceChildren(...newer.childNodes);
    drawAll();
  } catch {
    show(true); // what is shown stays, with its time
  }
}

let soon;
function listen() {
  const stream = new EventSource(wall.dataset.events);
  stream.onmessage = (event) => {
    if (event.lastEventId === wall.dataset.beats && !wall.querySelector(".lost")) return; // what is shown is as new
    clearTimeout(soon);
    soon = setTimeout(refresh, 200); // several changes at once are one
  };
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, LOOK_ANYWAY);
    refresh();
  };
}

if (wall) {
  listen();
  setInterval(refresh, LOOK_ANYWAY);
}
