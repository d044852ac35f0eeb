// Sixty stops in a new order, by the bundle in Chromium, on a processor slowed down four times.
import { test } from "@playwright/test";
import { base } from "../support/engine.ts";
import { graph, restOfDay } from "../support/reorder.ts";
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
    const asked = { bundle: `${base()}/engine`, graph: graph().toString("base64"), ask: JSON.stringify(restOfDay(STOPS)), rounds: ROUNDS, runs: RUNS };
    for (const row of await page.evaluate(reorder, asked)) console.log(row);
  } finally {
    await server.stop();
  }
});

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
