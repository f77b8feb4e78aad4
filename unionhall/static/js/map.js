// <div data-hall-map data-outline="…geojson" data-source="id" | data-url="…">. Data: {unit, low?, high?, target?,
// areas: [{code, name, value, text, url}]}. Areas without a value stay blank. A click opens the area's `url`; the same
// links stand beside the map as a list, which is what keyboards and screen readers use.
"use strict";
(() => {
  const { library, token, tooltip, data, stage, attempt, still } = window.hallCharts;

  async function outline(place, areas) {
    const answer = await fetch(place.dataset.outline);
    if (!answer.ok) throw new Error(`${place.dataset.outline}: ${answer.status}`);
    const shapes = await answer.json();
    const wanted = new Set(areas.map((area) => String(area.code)));
    const features = shapes.features.filter((shape) => wanted.has(String(shape.properties.code)));
    return { ...shapes, features: features.map((shape) => ({ ...shape, properties: { ...shape.properties, shape: String(shape.properties.code) } })) };
  }

  async function draw(place) {
    const [echarts, given] = await Promise.all([library(), data(place)]);
    const shapes = await outline(place, given.areas);
    if (!shapes.features.length) throw new Error("no outline for these areas");
    const name = `${place.id}-${given.areas.map((area) => area.code).join()}`;
    echarts.registerMap(name, shapes);
    const known = given.areas.filter((area) => area.value !== null && area.value !== undefined);
    const values = known.map((area) => area.value);
    const byCode = new Map(given.areas.map((area) => [String(area.code), area]));
    const chart = stage(echarts, place);
    const label = (params) => byCode.get(params.name)?.name ?? "";
    chart.setOption({
      animation: !still,
      tooltip: { ...tooltip(), trigger: "item", formatter: (params) => {
        const area = byCode.get(params.name);
        return area ? `${area.name}\n${area.text ?? area.value ?? "–"}` : "";
      } },
      visualMap: {
        min: given.low ?? Math.min(...values), max: given.high ?? Math.max(...values), calculable: false, orient: "horizontal", left: 8, bottom: 0,
        itemWidth: 12, itemHeight: 120, text: given.ends ?? ["", ""], textStyle: { color: token("ink-2") }, inRange: { color: [token("map-low"), token("map-high")] },
      },
      series: [{
        type: "map", map: name, nameProperty: "shape", roam: false, selectedMode: false, aspectScale: 0.87,
        layoutCenter: ["50%", "47%"], layoutSize: "92%",
        itemStyle: { areaColor: token("neutral-bg"), borderColor: token("surface"), borderWidth: 1.5 },
        labelLayout: { hideOverlap: true },
        label: { show: given.areas.length <= 16, formatter: label, color: token("ink"), fontSize: 12, textBorderColor: token("surface"), textBorderWidth: 3 },
        emphasis: { label: { show: true, formatter: label, color: token("ink"), fontWeight: 600 }, itemStyle: { areaColor: token("map-hover"), borderColor: token("ink"), borderWidth: 2 } },
        data: known.map((area) => ({ name: String(area.code), value: area.value })),
      }],
    });
    chart.on("click", (event) => {
      const area = byCode.get(event.name);
      if (area?.url) window.location.assign(area.url);
    });
  }

  const start = (root) => root.querySelectorAll("[data-hall-map]").forEach(attempt(draw));
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:afterSwap", (event) => start(event.target));
})();
