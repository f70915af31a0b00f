import { forceCollide, forceSimulation, forceX, forceY } from "d3-force";
import { geoMercator, geoPath } from "d3-geo";
import type { Run } from "../run";

export interface Shape {
  zone: number;
  x: number;
  y: number;
  /** Of a circle; 0 for an outline. */
  radius: number;
  path?: string;
}

export interface Layout {
  /** x, y, width, height */
  box: [number, number, number, number];
  shapes: Shape[];
  /** Zones that the outlines leave out. */
  missing: number;
}

/** Circles as large as their households, each as near to its place as the others let it. */
function circles(run: Run, width: number, height: number): Shape[] {
  const zones = run.data.zones!;
  const points = zones.code.map((_, i) => [zones.longitude[i], zones.latitude[i]] as [number, number]);
  const margin = 34;
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    { type: "MultiPoint", coordinates: points },
  );
  const households = zones.code.map((_, i) => Math.max(1, run.zoneLevel(0, "households", 0, i)?.mean ?? 1));
  const total = households.reduce((sum, of) => sum + of, 0);
  const scale = Math.sqrt((0.3 * width * height) / (Math.PI * total));
  const nodes = points.map((point, zone) => {
    const [x, y] = projection(point)!;
    return { zone, homeX: x, homeY: y, x, y, radius: Math.max(4, scale * Math.sqrt(households[zone])) };
  });
  forceSimulation(nodes)
    .force("x", forceX<(typeof nodes)[0]>((node) => node.homeX).strength(0.35))
    .force("y", forceY<(typeof nodes)[0]>((node) => node.homeY).strength(0.35))
    .force("collide", forceCollide<(typeof nodes)[0]>((node) => node.radius + 1).iterations(6))
    .stop()
    .tick(260);
  return nodes.map(({ zone, x, y, radius }) => ({ zone, x, y, radius }));
}

/** RFC 7946 winds rings against d3's spherical convention: planar paths do not care. */
function outlines(run: Run, width: number, height: number): Layout {
  const found = run.data.outlines!;
  const codes = run.data.axes.zone.codes;
  const features = codes
    .map((code, zone) => ({ zone, geometry: found[code] }))
    .filter((feature) => feature.geometry !== undefined);
  const flat = {
    type: "GeometryCollection" as const,
    geometries: features.map((feature) => feature.geometry),
  };
  const positions = flat.geometries.flatMap((geometry) =>
    (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat(2),
  );
  const projection = geoMercator().fitExtent(
    [
      [8, 8],
      [width - 8, height - 8],
    ],
    { type: "MultiPoint", coordinates: positions },
  );
  const path = (geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon) =>
    (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
      .flat()
      .map((ring) => `M${ring.map((p) => projection(p as [number, number])!.map((v) => v.toFixed(1)).join(",")).join("L")}Z`)
      .join("");
  const centre = geoPath(projection);
  const shapes = features.map(({ zone, geometry }) => {
    const positions = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat(2);
    const [x, y] = centre.centroid({ type: "MultiPoint", coordinates: positions });
    return { zone, x, y, radius: 0, path: path(geometry) };
  });
  // Quarters lie within other zones: they are drawn over them.
  shapes.sort((a, b) => Number(run.qpvZones.includes(a.zone)) - Number(run.qpvZones.includes(b.zone)));
  return { box: [0, 0, width, height], shapes, missing: codes.length - features.length };
}

/** All of the circles, and room for the names around them. */
function boxAround(shapes: Shape[]): Layout["box"] {
  const beside = 76;
  const [left, top] = [Math.min(...shapes.map((s) => s.x - s.radius)) - beside, Math.min(...shapes.map((s) => s.y - s.radius)) - 20];
  const [right, bottom] = [Math.max(...shapes.map((s) => s.x + s.radius)) + beside, Math.max(...shapes.map((s) => s.y + s.radius)) + 22];
  return [left, top, right - left, bottom - top];
}

export interface Label {
  zone: number;
  x: number;
  y: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const liesIn = (a: Box, [left, top, width, height]: Layout["box"]): boolean =>
  a.left >= left && a.right <= left + width && a.top >= top && a.bottom <= top + height;

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Half as wide as the name is, in the units of the map. */
const halfWidth = (name: string): number => 3.1 * name.length;

/** A name that its own circle holds, above its number. */
export const fitsInside = (shape: Shape, name: string): boolean => halfWidth(name) < 0.92 * shape.radius;

/**
 * Where names stand outside their circles: the most wanted first, within the map, hiding no other name. Those of `always`
 * may lie over other zones; the others are left out rather.
 */
export function placedNames(layout: Layout, wanted: Shape[], always: number[], names: string[]): Label[] {
  const circles = layout.shapes.map(({ zone, x, y, radius }) => ({
    zone,
    box: { left: x - 0.85 * radius, right: x + 0.85 * radius, top: y - 0.85 * radius, bottom: y + 0.85 * radius },
  }));
  const placed: Box[] = [];
  return wanted.flatMap(({ zone, x, y, radius }) => {
    const [half, reach] = [halfWidth(names[zone]), radius || 8];
    const places: [number, number][] = [
      [x, y + reach + 12],
      [x, y - reach - 4],
      [x + reach + half + 3, y + 4],
      [x - reach - half - 3, y + 4],
    ];
    for (const [atX, atY] of places) {
      const box = { left: atX - half, right: atX + half, top: atY - 10, bottom: atY + 3 };
      const hides = circles.some((circle) => circle.zone !== zone && overlap(circle.box, box));
      if (liesIn(box, layout.box) && !placed.some((other) => overlap(other, box)) && (!hides || always.includes(zone))) {
        placed.push(box);
        return [{ zone, x: atX, y: atY }];
      }
    }
    return [];
  });
}

/** In units of its own, scaled to the page. Precondition: the run holds its zones. */
export function mapLayout(run: Run): Layout {
  const [width, height] = [820, 640];
  if (run.data.outlines) {
    return outlines(run, width, height);
  }
  const shapes = circles(run, width, height);
  return { box: boxAround(shapes), shapes, missing: 0 };
}
