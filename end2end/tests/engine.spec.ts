// The engine's WebAssembly, run in Node, finds what the native one finds, byte for byte.
import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { bench, engine, rounds } from "../support/engine.ts";

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
