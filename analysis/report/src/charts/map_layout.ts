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
  width: number;
  height: number;
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
  return { width, height, shapes, missing: codes.length - features.length };
}

/** In units of its own, scaled to the page. Precondition: the run holds its zones. */
export function mapLayout(run: Run): Layout {
  const [width, height] = [820, 640];
  return run.data.outlines
    ? outlines(run, width, height)
    : { width, height, shapes: circles(run, width, height), missing: 0 };
}
