// The engine's WebAssembly, run in Node, finds what the native one finds, byte for byte.
import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { bench, engine, rounds } from "../support/engine.ts";
import { type Ask, graph, type Order, restOfDay } from "../support/reorder.ts";

const ROUNDS = 4_000;
const SEED = 7;

const INSTANCES: [format: string, file: string][] = [
  ["vrplib", "vrp/cvrp/X-n110-k13.vrp"],
  ["solomon", "vrp/solomon/RC201.txt"],
  ["cordeau", "vrp/pvrp/pr02"],
  ["vroom", "days/liechtenstein-100x5.json"],
];

for (const [format, file] of INSTANCES) {
  test(`the engine in Node solves ${basename(file)} as the native one`, async () => {
    const { solve } = await engine();
    const budget = ["--iterations", `${ROUNDS}`, "--seed", `${SEED}`];
    const native = JSON.parse(rounds("solve", bench(file), "--format", format, ...budget, "--json"));
    const there = JSON.parse(solve(format, basename(file), readFileSync(bench(file), "utf8"), ROUNDS, SEED));
    for (const what of ["cost", "routes", "days", "summary", "unassigned"]) {
      expect(JSON.stringify(there[what]), what).toBe(JSON.stringify(native[what]));
    }
    expect(there.cost ?? there.summary.cost).toBeGreaterThan(0);
  });
}

test("the engine names what is wrong with a file", async () => {
  const { solve } = await engine();
  expect(() => solve("csv", "x", "", 1, 1)).toThrow(/csv.*vrplib/);
  expect(() => solve("solomon", "x", "no instance", 1, 1)).toThrow(/./);
});

test("a new order keeps what was agreed, the pause and the time to be back", async () => {
  const { Area } = await engine();
  const area = new Area(graph());
  const order = (ask: Ask): Order => JSON.parse(area.reorder(JSON.stringify(ask), 200));
  const ask = { ...restOfDay(12), pause_s: [12 * 3600, 12 * 3600 + 1800] as [number, number] };
  const [agreed, joint] = [ask.rest[3]!, ask.rest[7]!];
  Object.assign(agreed, { within_s: [14 * 3600, 15 * 3600], is_agreed: true });
  Object.assign(joint, { within_s: [10 * 3600, 10 * 3600 + joint.service_s], is_agreed: true });
  const found = order(ask);
  expect(found.left_out).toEqual([]);
  const begins = (owed: string) => found.legs.find((leg) => leg.owed === owed)!.depart_s - joint.service_s;
  expect(begins(joint.owed)).toBe(10 * 3600);
  expect(begins(agreed.owed)).toBeGreaterThanOrEqual(14 * 3600);
  expect(begins(agreed.owed)).toBeLessThanOrEqual(15 * 3600 - agreed.service_s);
  for (const leg of found.legs) {
    const start = leg.depart_s - joint.service_s;
    expect(start < ask.pause_s[0] || start >= ask.pause_s[1], `${start}`).toBe(true);
  }
  const short = order({ ...ask, home_by_s: 9 * 3600 });
  const back = short.legs.at(-1)!.depart_s + short.return_s;
  expect(back).toBeLessThanOrEqual(9 * 3600);
  const reasons = new Map(short.left_out);
  expect([reasons.get(agreed.owed), reasons.get(joint.owed)]).toEqual(["no_time", "no_time"]);
  expect(short.legs.length + short.left_out.length).toBe(ask.rest.length);
});
