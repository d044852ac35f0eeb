// A phone's first sync and one with nothing new, on a processor slowed down four times, over a link of 5 Mbit/s
// and 100 ms; and what a day of thirty visits weighs on the wire.
import { type BrowserContext, type CDPSession, type Page, test } from "@playwright/test";
import { begin, choosePin, enterAccount, finish, phone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { ZH } from "../support/words.ts";

const SLOWER = 4;
const LINK = { offline: false, latency: 100, downloadThroughput: 5e6 / 8, uploadThroughput: 5e6 / 8 };
const RUNS = 5;
const VISITS = 30;

test("the first sync, and one with nothing new", async ({ browser }) => {
  test.setTimeout(240_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const rows: Record<string, number>[] = [];
    for (let run = 0; run < RUNS; run++) {
      const mine = await phone(browser, server, ZH);
      const session = await throttled(mine.context, mine.page);
      await mine.page.goto("/field");
      await enterAccount(mine.page, someone(server, "coordinator"), ZH);
      const begun = { at: 0 };
      await choosePin(mine, ZH, undefined, () => (begun.at = Date.now()));
      await mine.page.getByRole("link", { name: ZH.next }).waitFor();
      const round = Date.now() - begun.at;
      await mine.page.waitForFunction(hasFiles);
      const station = Date.now() - begun.at;
      rows.push({ round, station, nothingNew: await nothingNew(mine.page) });
      await session.detach();
      await mine.context.close();
    }
    for (const what of Object.keys(rows[0]!)) {
      const sorted = rows.map((row) => row[what]!).sort((a, b) => a - b);
      console.log(`${what}: median ${sorted[RUNS >> 1]} ms, worst ${sorted[RUNS - 1]} ms of ${RUNS}`);
    }
  } finally {
    await server.stop();
  }
});

test("a day of thirty visits on the wire", async ({ browser }) => {
  test.setTimeout(300_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const mine = await phone(browser, server, ZH);
    const { page, context } = mine;
    await page.goto("/field");
    await enterAccount(page, someone(server, "coordinator"), ZH);
    await choosePin(mine, ZH);
    await page.getByRole("link", { name: ZH.next }).waitFor();
    await page.waitForFunction(hasFiles);
    // What comes once a round is here by then: its ways, and the last page of the files.
    await page.waitForTimeout(4_000);
    const wire = await weighed(context, page);
    for (let visit = 0; visit < VISITS; visit++) {
      await page.goto("/field/today");
      await begin(mine, ZH);
      await finish(page, ZH);
    }
    await page.getByText(ZH.allReceived).first().waitFor();
    console.log(`${VISITS} visits: ${wire.calls} calls, ${wire.sent} bytes sent and ${wire.received} received without headers, ${wire.heads} bytes of headers sent`);
    for (const [path, { calls, bytes }] of wire.byPath) console.log(`  ${path}: ${calls} calls, ${bytes} bytes received`);
  } finally {
    await server.stop();
  }
});

async function throttled(context: BrowserContext, page: Page): Promise<CDPSession> {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", LINK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return session;
}

/** Whether the last page of the station's files is here. */
function hasFiles(): Promise<boolean> {
  return new Promise((done) => {
    const opened = indexedDB.open("rounds");
    opened.onsuccess = () => {
      const keys = opened.result.transaction("views").objectStore("views").getAllKeys();
      keys.onsuccess = () => {
        opened.result.close();
        done(keys.result.some((key) => String(key).endsWith("/pack_next")));
      };
    };
  });
}

/** From the wish for news to the end of its last call. Files were asked for a moment ago: not again so soon. */
async function nothingNew(page: Page): Promise<number> {
  await page.waitForTimeout(3_000);
  const answers = [/rounds\/today$/, /decisions$/].map((path) => page.waitForResponse(path));
  const begun = Date.now();
  await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
  for (const answer of await Promise.all(answers)) await answer.finished();
  return Date.now() - begun;
}

/** Counts the bytes of calls to the API from now on. */
async function weighed(context: BrowserContext, page: Page) {
  const byPath = new Map<string, { calls: number; bytes: number }>();
  const wire = { calls: 0, sent: 0, received: 0, heads: 0, byPath };
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const ours = new Map<string, { calls: number; bytes: number }>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (!request.url.includes("/api/v1/")) return;
    const path = new URL(request.url).pathname;
    const of = byPath.get(path) ?? { calls: 0, bytes: 0 };
    byPath.set(path, of);
    ours.set(requestId, of);
    of.calls += 1;
    wire.calls += 1;
    const head = Object.entries(request.headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 40);
    wire.heads += head;
    for (const part of request.postDataEntries ?? []) wire.sent += Buffer.from(part.bytes ?? "", "base64").length;
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const of = ours.get(requestId);
    if (!of) return;
    of.bytes += encodedDataLength;
    wire.received += encodedDataLength;
  });
  return wire;
}
