// Five thousand files of a station on the phone: opening the list and each keystroke of a search, on a
// processor slowed down four times.
import { type Page, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { choosePin, enterAccount } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { ZH } from "../support/words.ts";

const SLOWER = 4;
const RUNS = 7;
const FILES = 5_000;
const TYPED = ["b", "bh", "bhl", "bhl1", "bhl12", "滨", "滨河", "滨河路", "兴 3", "兴 30", "K7"];

test("a list of five thousand files", async ({ browser }) => {
  test.setTimeout(240_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  try {
    await page.route(/\/api\/v1\/pack\?/, (route) => {
      const station = new URL(route.request().url()).searchParams.get("station");
      return route.fulfill({ json: route.request().url().includes("after") ? { ...pack(station, 0) } : pack(station, FILES) });
    });
    const who = someone(server, "coordinator");
    await page.goto(`${server.url}/field`);
    await enterAccount(page, who, ZH);
    await choosePin({ page }, ZH);
    await page.getByRole("link", { name: ZH.files.find }).click();
    await page.getByText(`${FILES} 套`).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

    const fresh: number[] = [];
    const again: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await page.goto(`${server.url}/field/today`);
      await page.getByRole("link", { name: ZH.next }).waitFor();
      await page.waitForTimeout(1_000);
      fresh.push(await opened(page));
      await page.getByRole("link", { name: "今日" }).click();
      again.push(await opened(page));
    }
    told("first opening after a start (the engine begins, the files are decrypted and read)", fresh);
    told("opening", again);
    const keys: number[] = [];
    for (const typed of TYPED) keys.push(await sought(page, typed));
    told("a keystroke", keys);
  } finally {
    await context.close();
    await server.stop();
  }
});

function told(what: string, times: number[]) {
  const sorted = times.sort((a, b) => a - b);
  console.log(`${what}: median ${Math.round(sorted[sorted.length >> 1]!)} ms, worst ${Math.round(sorted.at(-1)!)} ms of ${sorted.length}`);
}

/** From the tap on the tab to the first frame with files. */
function opened(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector<HTMLElement>('a[href="/field/files"]')!.click();
    while (!document.querySelector(".found")) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });
}

/** From a keystroke to the first frame with its answer. */
function sought(page: Page, typed: string): Promise<number> {
  return page.evaluate(async (typed) => {
    const input = document.querySelector<HTMLInputElement>('input[type="search"]')!;
    const shown = new Promise((done) => new MutationObserver(done).observe(document.querySelector("main")!, { subtree: true, childList: true }));
    const begun = performance.now();
    input.value = typed;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  }, typed);
}

/** A station of so many files, five doors a property. */
function pack(station: string | null, count: number) {
  const villages = ["滨河村", "兴隆村", "长兴村", "新建居委"].map((name, n) => ({ code: `31015110020${n}`, name }));
  const streets = ["滨河路", "兴隆街", "人民路", "新村"];
  const properties = Array.from({ length: Math.ceil(count / 5) }, (_, n) => ({
    id: randomUUID(),
    village: villages[n % 4]!.code,
    name: `${streets[n % 4]}${n}号`,
    kind: "flat",
    at: [121.4 + n / 1e5, 31.6],
  }));
  const files = Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    property: properties[Math.floor(n / 5)]!.id,
    door: `${(n % 5) + 1}0${(n % 3) + 1}`,
    label: `K7${n.toString(36).toUpperCase().padStart(4, "0")}`,
    cadence: "month",
    last_visit: "2026-10-03",
    headcount: { adults: 2, children: 1 },
  }));
  const readings = { 滨: "bin", 河: "he", 村: "cun", 兴: "xing", 隆: "long", 长: "chang zhang", 新: "xin", 建: "jian", 路: "lu", 街: "jie", 号: "hao" };
  return { station, seq: 1, more: false, villages: count ? villages : [], properties, files, readings: count ? readings : {} };
}
