// A day on foot whose rest is put into a new order, and the ways it lies on.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bench, MAP, rounds } from "./engine.ts";

export interface Rest {
  owed: string;
  property: string;
  village: string;
  at: [number, number];
  service_s: number;
  within_s: [number, number];
  is_agreed: boolean;
  is_late: boolean;
}

export interface Ask {
  mode: "foot";
  from: [number, number];
  to: [number, number];
  now_s: number;
  home_by_s: number;
  pause_s: [number, number] | null;
  rest: Rest[];
}

export interface Order {
  legs: { owed: string; travel_s: number; arrive_s: number; depart_s: number }[];
  return_s: number;
  left_out: [owed: string, reason: string][];
}

/** The graph of the sample's map on foot. */
export function graph(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "rounds-graph-"));
  const points = join(folder, "points.csv");
  writeFileSync(points, "id,lon,lat\n1,9.52,47.14\n");
  const out = join(folder, "matrix.json");
  rounds("matrix", "--map", MAP, "--points", points, "--profile", "foot", "--out", out, "--cache", folder);
  const kept = readdirSync(folder).find((name) => name.endsWith(".roads"))!;
  return readFileSync(join(folder, kept));
}

/** The first visits of a real day of a hundred, from the first visitor's home, from eight in the morning. */
export function restOfDay(stops: number): Ask {
  const day = JSON.parse(readFileSync(bench("days/liechtenstein-100x5.json"), "utf8"));
  const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
  const properties = new Map<string, number>();
  const rest = day.jobs.slice(0, stops).map((job: { location: [number, number]; description: string }, n: number) => {
    const property = properties.get(job.description) ?? properties.size;
    properties.set(job.description, property);
    const [village] = job.description.split("/");
    const visit = { service_s: 120, within_s: [8 * 3600, 20 * 3600], is_agreed: false, is_late: false };
    return { owed: uuid(n), property: uuid(property), village, at: job.location, ...visit };
  });
  const from: [number, number] = day.vehicles[0].start;
  return { mode: "foot", from, to: from, now_s: 8 * 3600, home_by_s: 20 * 3600, pause_s: null, rest };
}
