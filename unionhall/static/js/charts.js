// <div data-hall-chart="line|bar|stack|share" data-source="id of a JSON script" | data-url="…">. ECharts is fetched only
// when a chart or map is on the page. Data: {labels: [...], series: [{name, values: [...], target?}], unit?, links?: [...]}.
// Colours come from the page's own custom properties, so charts follow light and dark.
"use strict";
window.hallCharts = (() => {
  const source = document.currentScript.dataset.echarts;
  let loading;

  function library() {
    loading ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: source });
      script.onload = () => done(window.echarts);
      script.onerror = () => failed(new Error("charts could not be loaded"));
      document.head.append(script);
    });
    return loading;
  }

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--h-${name}`).trim();

  function theme() {
    const axis = {
      axisLine: { lineStyle: { color: token("line-strong") } }, axisTick: { show: false },
      axisLabel: { color: token("ink-2"), fontSize: 13 }, splitLine: { lineStyle: { color: token("line") } },
    };
    return {
      color: [token("info"), token("done"), token("due"), token("ink-3"), token("late")],
      backgroundColor: "transparent",
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink") },
      categoryAxis: { ...axis, splitLine: { show: false } }, valueAxis: { ...axis, axisLine: { show: false } },
      legend: { textStyle: { color: token("ink-2"), fontSize: 13 } },
    };
  }

  // Rich text, not HTML: the page's policy allows no style attributes, and a name can then never become markup.
  const tooltip = () => ({
    renderMode: "richText", confine: true, backgroundColor: token("raised"), borderColor: token("line"),
    textStyle: { color: token("ink"), fontSize: 13 },
  });

  async function data(place) {
    if (place.dataset.url) {
      const answer = await fetch(place.dataset.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${place.dataset.url}: ${answer.status}`);
      return answer.json();
    }
    return JSON.parse(document.getElementById(place.dataset.source).textContent);
  }

  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function option(kind, given) {
    const frame = { animation: !still, tooltip: { ...tooltip(), trigger: kind === "share" ? "item" : "axis" } };
    if (kind === "share") {
      const slices = given.labels.map((name, at) => ({ name, value: given.series[0].values[at] }));
      return { ...frame, legend: { bottom: 0 }, series: [{ type: "pie", radius: ["48%", "72%"], center: ["50%", "45%"], label: { show: false }, data: slices }] };
    }
    const series = given.series.map((one) => ({
      name: one.name, type: kind === "line" ? "line" : "bar", data: one.values, stack: kind === "stack" ? "all" : undefined,
      barMaxWidth: 28, lineStyle: { width: 3 }, symbolSize: 7, itemStyle: kind === "bar" ? { borderRadius: 4 } : undefined,
      markLine: one.target === undefined ? undefined : {
        symbol: "none", silent: true, data: [{ yAxis: one.target }], lineStyle: { color: token("late"), type: "dashed", width: 2 },
        label: { color: token("late"), formatter: String(one.target) },
      },
    }));
    return {
      ...frame, series, grid: { left: 8, right: 32, top: 32, bottom: given.series.length > 1 ? 40 : 8, containLabel: true },
      legend: given.series.length > 1 ? { bottom: 0 } : undefined,
      xAxis: { type: "category", data: given.labels }, yAxis: { type: "value", scale: kind === "line", name: given.unit ?? "", nameTextStyle: { color: token("ink-2") } },
    };
  }

  function stage(echarts, place) {
    const chart = echarts.getInstanceByDom(place) ?? echarts.init(place, theme(), { renderer: "svg" });
    new ResizeObserver(() => chart.resize()).observe(place);
    return chart;
  }

  async function draw(place) {
    const [echarts, given] = await Promise.all([library(), data(place)]);
    const chart = stage(echarts, place);
    chart.setOption(option(place.dataset.hallChart, given));
    if (given.links) chart.on("click", (event) => given.links[event.dataIndex] && window.location.assign(given.links[event.dataIndex]));
  }

  // The numbers stand on the page as text as well: a chart that cannot be drawn gives up its place, and says so in the log.
  const attempt = (work) => (place) => work(place).catch((problem) => {
    console.error(problem);
    place.hidden = true;
  });

  const start = (root) => root.querySelectorAll("[data-hall-chart]").forEach(attempt(draw));
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:afterSwap", (event) => start(event.target));
  return { library, token, tooltip, data, stage, attempt, still };
})();
