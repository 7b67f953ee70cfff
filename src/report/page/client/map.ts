/**
 * The map that readers move: Leaflet, with one layer of painted tiles and a few lines for what is chosen.
 *
 * Leaflet makes a drawing object for each place; with tens of thousands of blocks it is far quicker to paint tiles
 * straight from columns and to look places up on a click.
 */
import * as L from "leaflet";
import { limitInMetres } from "../../../standards/requirement.js";
import { amountWords } from "../amounts.js";
import { drawnReach } from "../drawn-reach.js";
import { type DrawnStreets, drawnWalk, streetsToWalk } from "../drawn-walk.js";
import { extentOf } from "../frame.js";
import { both, html } from "../html.js";
import { REACH, SITE, schemeOf } from "../marks.js";
import { sitesOffering } from "../plan-sites.js";
import { WORDS } from "../words.js";
import { type App, type Choice, isInUnit, shownService } from "./app.js";
import { createScene, paintTile, type Scene, scaleOf } from "./paint.js";
import { planeX, planeY } from "./view-data.js";

class PaintedLayer extends L.GridLayer {
  readonly #paint: (canvas: HTMLCanvasElement, coords: L.Coords, size: number) => void;

  constructor(
    paint: (canvas: HTMLCanvasElement, coords: L.Coords, size: number) => void,
    options: L.GridLayerOptions,
  ) {
    super(options);
    this.#paint = paint;
  }

  override createTile(coords: L.Coords): HTMLElement {
    const canvas = document.createElement("canvas");
    this.#paint(canvas, coords, this.getTileSize().x);
    return canvas;
  }
}

/** A click within this many pixels of a place means it. */
const REACH_PX = 14;

export function createMap(app: App, box: HTMLElement): void {
  const scene = createScene(app.model);
  const map = L.map(box, {
    fadeAnimation: false,
    zoomAnimation: true,
    minZoom: 8,
    maxZoom: 19,
    zoomSnap: 0.5,
  });
  map.attributionControl.setPrefix("Leaflet");
  const { west, south, east, north } = extentOf(app.model);
  map.fitBounds(L.latLngBounds([south, west], [north, east]), { padding: [14, 14] });
  const layer = new PaintedLayer((canvas, coords, size) => paintCanvas(app, scene, canvas, coords, size), {
    tileSize: 512,
    keepBuffer: 1,
    updateWhenZooming: false,
    attribution: escaped(app.model.data.attribution),
  });
  layer.addTo(map);
  L.control.scale({ imperial: false, maxWidth: 160, position: "bottomleft" }).addTo(map);
  northControl().addTo(map);
  map.createPane("reach").style.zIndex = "150";
  const drawn = L.layerGroup().addTo(map);
  const tellScale = () => {
    const scale = scaleOf(scene, map.getZoom());
    if (scale !== app.choice.scale) app.set({ scale });
  };
  map.on("zoomend", tellScale);
  tellScale();
  map.on("click", ({ latlng }: L.LeafletMouseEvent) => {
    const chosen = placeAt(app, scene, map, latlng);
    if (chosen === null) return;
    if (chosen.kind === "block" && app.choice.scale === "areas") showArea(app, scene, chosen.index);
    else app.set({ chosen });
  });
  app.onChange((now, before) => {
    if (!sameView(now, before)) layer.redraw();
    if (now.chosen !== before.chosen || now.service !== before.service || now.reach !== before.reach)
      drawChosen(app, drawn, map, now.chosen !== before.chosen);
    if (now.sites !== before.sites || now.service !== before.service) drawSites(app, sites);
    if (now.unit !== before.unit || now.level !== before.level)
      map.fitBounds(boundsOf(app, now.unit), { padding: [20, 20], maxZoom: 16.5 });
  });
  const sites = L.layerGroup().addTo(map);
  drawSites(app, sites);
  // The policy forbids inline styles in markup, and Leaflet sets them by script, which it allows.
  window.addEventListener("beforeprint", () => map.invalidateSize());
}

function sameView(now: Choice, before: Choice): boolean {
  const keys = ["service", "colourBy", "level", "unit", "streets", "blocks", "facilities", "circle"] as const;
  return keys.every((key) => now[key] === before[key]);
}

function paintCanvas(
  app: App,
  scene: Scene,
  canvas: HTMLCanvasElement,
  coords: L.Coords,
  size: number,
): void {
  const sharp = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = size * sharp;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(sharp, sharp);
  const service = shownService(app);
  const { choice, model } = app;
  paintTile(
    scene,
    {
      service: choice.service,
      scheme: service === undefined ? null : schemeOf(service, choice.colourBy, model.data),
      isLit: (block) => isInUnit(app, block),
      scale: scaleOf(scene, coords.z),
      layers: choice,
    },
    {
      context,
      zoom: coords.z,
      world: 256 * 2 ** coords.z,
      left: coords.x * size,
      top: coords.y * size,
      width: size,
      height: size,
    },
  );
}

function placeAt(app: App, scene: Scene, map: L.Map, at: L.LatLng): Choice["chosen"] {
  const { model, choice } = app;
  const world = 256 * 2 ** map.getZoom();
  const [x, y] = [planeX(at.lng), planeY(at.lat)];
  const id = shownService(app)?.service;
  let best: Choice["chosen"] = null;
  let nearest = (choice.scale === "areas" ? 3 * REACH_PX : REACH_PX) / world;
  if (choice.blocks) {
    for (let b = 0; b < model.blocks.count; b++) {
      const away = Math.hypot(scene.blocks.x[b] - x, scene.blocks.y[b] - y);
      if (away < nearest) [nearest, best] = [away, { kind: "block", index: b, goThere: false }];
    }
  }
  if (!choice.facilities || (choice.scale === "areas" && best !== null)) return best;
  for (let f = 0; f < model.facilities.count; f++) {
    if (id === undefined || !model.facilities.services[f].includes(id)) continue;
    // Facilities lie on top, so they win where both are near.
    const away = Math.hypot(scene.facilities.x[f] - x, scene.facilities.y[f] - y) * 0.6;
    if (away < nearest) [nearest, best] = [away, { kind: "facility", index: f, goThere: false }];
  }
  return best;
}

/** From afar a click means the area. */
function showArea(app: App, { area: { areas } }: Scene, block: number): void {
  const area = areas.members.findIndex((members) => members.includes(block));
  if (area < 0) return;
  app.set({ level: areas.position, unit: area });
}

function drawChosen(app: App, drawn: L.LayerGroup, map: L.Map, move: boolean): void {
  drawn.clearLayers();
  const { model, choice } = app;
  if (choice.chosen === null) return;
  const { kind, index } = choice.chosen;
  const places = kind === "block" ? model.blocks : model.facilities;
  const at = L.latLng(places.lat[index], places.lon[index]);
  if (kind === "block") drawChange(app, index, drawn);
  if (choice.reach) drawReach(app, at, drawn);
  L.circleMarker(at, { radius: 12, color: "#000", weight: 3, fill: false, interactive: false }).addTo(drawn);
  const service = shownService(app);
  const nearest = kind === "block" ? (service?.nearest[index] ?? -1) : -1;
  const shown = L.latLngBounds([at]);
  if (nearest >= 0) {
    const to = L.latLng(model.facilities.lat[nearest], model.facilities.lon[nearest]);
    shown.extend(to);
    L.polyline([at, to], { color: "#000", weight: 2, dashArray: "3 6", interactive: false }).addTo(drawn);
    const walk = walkTo(app, index, nearest);
    if (walk !== null) {
      const line = walk.map(([lon, lat]) => L.latLng(lat, lon));
      for (const place of line) shown.extend(place);
      L.polyline(line, { color: "#fff", weight: 8, opacity: 0.9, interactive: false }).addTo(drawn);
      L.polyline(line, { color: "#6a3d9a", weight: 4, interactive: false }).addTo(drawn);
    }
    L.circleMarker(to, { radius: 11, color: "#cc79a7", weight: 4, fill: false, interactive: false }).addTo(
      drawn,
    );
  }
  if (!move) return;
  if (choice.chosen.goThere || !map.getBounds().pad(-0.05).contains(shown))
    map.fitBounds(shown.pad(0.5), { maxZoom: 16.5, animate: false, paddingBottomRight: panelRoom(map) });
}

/** How much of a wide map the panel covers, pixels. */
function panelRoom(map: L.Map): L.PointExpression {
  const { x } = map.getSize();
  return [x > 600 ? 340 : 0, 0];
}

let walkable: DrawnStreets | null = null;

/** The smallest street change that would do, where it was looked for. */
function drawChange({ model, choice }: App, block: number, drawn: L.LayerGroup): void {
  const id = model.services[choice.service]?.service;
  const explanation = model.data.explanations?.find((one) => one.block === block && one.service === id);
  if (!explanation?.change) return;
  const line = [explanation.change.from, explanation.change.to].map(([lon, lat]) => L.latLng(lat, lon));
  L.polyline(line, { color: "#000", weight: 9, interactive: false }).addTo(drawn);
  L.polyline(line, { color: "#f0e442", weight: 5, interactive: false, className: "change" }).addTo(drawn);
}

/** One line for all reached streets; a chosen facility is walked to, which the page's streets do not tell apart. */
function drawReach(app: App, at: L.LatLng, drawn: L.LayerGroup): void {
  const { streets, data } = app.model;
  const service = shownService(app);
  if (streets === null || service === undefined) return;
  walkable ??= streetsToWalk(streets.lines);
  const limitM = limitInMetres(service.requirement, data.lineage.speedMps);
  const lines = drawnReach(walkable, [at.lng, at.lat], limitM).map((line) =>
    line.map(([lon, lat]) => L.latLng(lat, lon)),
  );
  if (lines.length === 0) return;
  const reach = L.polyline(lines, {
    color: REACH,
    weight: 5,
    opacity: 0.65,
    interactive: false,
    className: "reach",
    pane: "reach",
  });
  reach.addTo(drawn);
}

/** The walk from a block to its nearest facility, where the streets of the page give the length that was measured. */
function walkTo({ model, choice }: App, block: number, facility: number) {
  const { blocks, facilities, streets, services } = model;
  if (streets === null) return null;
  walkable ??= streetsToWalk(streets.lines);
  return drawnWalk(
    walkable,
    [blocks.lon[block], blocks.lat[block]],
    [facilities.lon[facility], facilities.lat[facility]],
    services[choice.service].walkM[block],
  );
}

function drawSites({ model, choice }: App, group: L.LayerGroup): void {
  group.clearLayers();
  if (!choice.sites) return;
  const id = model.services[choice.service]?.service;
  for (const { site, rank, of } of sitesOffering(model.data.plans, id)) {
    const { lat, lon, name, gain } = site;
    const mark = L.circleMarker([lat, lon], {
      radius: 10,
      color: "#000",
      weight: 2,
      fillColor: SITE,
      fillOpacity: 1,
    });
    const tooltip = html`<b>${rank}. ${name}</b>${gain === null ? null : html`<br>${amountWords(of, gain)} ${both(WORDS.gain)}`}`;
    mark.bindTooltip(tooltip.html).addTo(group);
    const icon = L.divIcon({ className: "rank", html: html`${rank}`.html, iconSize: [20, 20] });
    L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(group);
  }
}

function boundsOf(app: App, unit: number): L.LatLngBounds {
  const { model } = app;
  if (unit < 0) {
    const { west, south, east, north } = extentOf(model);
    return L.latLngBounds([south, west], [north, east]);
  }
  const bounds = L.latLngBounds([]);
  for (let b = 0; b < model.blocks.count; b++)
    if (isInUnit(app, b)) bounds.extend([model.blocks.lat[b], model.blocks.lon[b]]);
  return bounds;
}

function northControl(): L.Control {
  const control = new L.Control({ position: "topleft" });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "north");
    box.innerHTML =
      html`<svg width="20" height="22" viewBox="0 0 20 22" aria-hidden="true"><path d="M10 0l7 20l-7-5l-7 5z"/></svg><br>${WORDS.north}`.html;
    return box;
  };
  return control;
}

function escaped(text: string): string {
  return html`${text}`.html;
}
