// SPDX-License-Identifier: Apache-2.0
// Charts for the wall and the statistics: a `[data-chart]` element holds the option of ECharts as JSON in a <script type="application/json">.
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
  addEventListener("resize", () => chart.resize());
}

document.querySelectorAll("[data-chart]").forEach(draw);
