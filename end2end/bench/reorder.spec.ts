// Sixty stops in a new order, by the bundle in Chromium, on a processor slowed down four times.
import { test } from "@playwright/test";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, bench, MAP, rounds } from "../support/engine.ts";
import { serve } from "../support/server.ts";

const SLOWER = 4;
const RUNS = 9;
const STOPS = 60;
/** Rounds of search: those that the phone asks for, and many more, to see what is left to find. */
const ROUNDS = [200, 20_000];

test("a new order of sixty stops", async ({ page }) => {
  test.setTimeout(600_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    await page.goto(`${server.url}/field/sign-in`);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const asked = { bundle: `${base()}/engine`, graph: graph(), ask: ask(), rounds: ROUNDS, runs: RUNS };
    for (const row of await page.evaluate(reorder, asked)) console.log(row);
  } finally {
    await server.stop();
  }
});

/** The graph of the sample's map on foot, as bytes in base64. */
function graph(): string {
  const folder = mkdtempSync(join(tmpdir(), "rounds-graph-"));
  const points = join(folder, "points.csv");
  writeFileSync(points, "id,lon,lat\n1,9.52,47.14\n");
  const out = join(folder, "matrix.json");
  rounds("matrix", "--map", MAP, "--points", points, "--profile", "foot", "--out", out, "--cache", folder);
  const kept = readdirSync(folder).find((name) => name.endsWith(".roads"))!;
  return readFileSync(join(folder, kept)).toString("base64");
}

/** The first visits of a real day of a hundred, from the first visitor's home. */
function ask(): string {
  const day = JSON.parse(readFileSync(bench("days/liechtenstein-100x5.json"), "utf8"));
  const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
  const properties = new Map<string, number>();
  const rest = day.jobs.slice(0, STOPS).map((job: { location: [number, number]; description: string }, n: number) => {
    const property = properties.get(job.description) ?? properties.size;
    properties.set(job.description, property);
    const [village] = job.description.split("/");
    const within_s = [8 * 3600, 20 * 3600];
    const visit = { service_s: 120, within_s, is_agreed: false, is_late: false };
    return { owed: uuid(n), property: uuid(property), village, at: job.location, ...visit };
  });
  const from: [number, number] = day.vehicles[0].start;
  return JSON.stringify({ mode: "foot", from, to: from, now_s: 8 * 3600, home_by_s: 20 * 3600, pause_s: null, rest });
}

/** In the page: loads the bundle and asks again and again. */
async function reorder(asked: { bundle: string; graph: string; ask: string; rounds: number[]; runs: number }) {
  const engine = await import(`${asked.bundle}.js`);
  await engine.default({ module_or_path: `${asked.bundle}_bg.wasm` });
  const bytes = Uint8Array.from(atob(asked.graph), (c) => c.charCodeAt(0));
  const read = performance.now();
  const area = new engine.Area(bytes);
  const rows = [`graph of ${bytes.length} bytes read in ${Math.round(performance.now() - read)} ms`];
  for (const rounds of asked.rounds) {
    const times: number[] = [];
    let order;
    for (let run = 0; run < asked.runs; run++) {
      const begun = performance.now();
      order = JSON.parse(area.reorder(asked.ask, rounds));
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const travel = order.legs.reduce((sum: number, leg: { travel_s: number }) => sum + leg.travel_s, order.return_s);
    const [median, worst] = [times[asked.runs >> 1]!, times[asked.runs - 1]!].map(Math.round);
    rows.push(`${rounds} rounds: median ${median} ms, worst ${worst} ms; ${order.legs.length} stops, ${travel} s on the way`);
  }
  return rows;
}
