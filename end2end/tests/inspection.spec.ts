// A supervisor inspects: figures, the board, a yearly sheet, an order and a draw of spot checks; a
// coordinator sees own figures, answers the order and reports a check.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { type Server, serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

for (const { words, ...size } of SIZES) {
  test(`stations are inspected, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, someone(server, "supervisor"), words);
      await read(page, words);
      await follow(page, words);
      await page.close();
      await work(await as(browser, server, words, size), server, words);
    } finally {
      await server.stop();
    }
  });
}

type Browser = Parameters<typeof desk>[0];

async function as(browser: Browser, server: Server, words: Words, size: { width: number; height: number }): Promise<Page> {
  const page = await desk(browser, server, words);
  await page.setViewportSize(size);
  return page;
}

/** Figures, board and yearly sheet, each by itself accessible. */
async function read(page: Page, { inspection, lang }: Words) {
  await open(page, "/desk/inspection");
  await expect(page.getByRole("img", { name: inspection.chart })).toBeVisible();
  await accessible(page);
  await picture(page, `inspection-${lang}`);
  // A station with its villages and its visitors, who stand on no other page.
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/station=/);
  await expect(page.getByText(inspection.workersDetail)).toBeVisible();
  await accessible(page);

  await open(page, "/desk/inspection/board");
  await expect(page.locator("table.board tbody tr")).toHaveCount(5);
  await accessible(page);
  await picture(page, `board-${lang}`);

  await open(page, "/desk/inspection/year");
  await expect(page.getByRole("heading", { name: inspection.wholeYear })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".sign")).toBeVisible();
  await expect(page.locator(".rail")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await accessible(page);
}

/** Orders in two states, a third one issued; checks that were drawn, with their agreement. */
async function follow(page: Page, { inspection, lang }: Words) {
  await open(page, "/desk/orders");
  await expect(page.locator("[data-state=ordered]")).toHaveCount(1);
  await expect(page.locator("[data-state=answered]")).toHaveCount(1);
  await accessible(page);
  await picture(page, `orders-${lang}`);
  await page.getByText(inspection.issue, { exact: true }).first().click();
  await page.locator("details.issue form button").click();
  await expect(page.locator("[data-state=ordered]")).toHaveCount(2);
  await page.locator("[data-state=answered]").getByRole("button", { name: inspection.accept }).click();
  await expect(page.locator("[data-state=accepted]")).toHaveCount(1);

  await open(page, "/desk/spot-checks");
  await expect(page.getByText(inspection.agreed).first()).toBeVisible();
  await accessible(page);
  await picture(page, `spot-checks-${lang}`);
}

/** A coordinator's own figures, and an answer to an order of the first station. */
async function work(page: Page, server: Server, words: Words) {
  const { inspection } = words;
  await signInAtDesk(page, someone(server, "coordinator"), words);
  await open(page, "/desk/own");
  await expect(page.getByText(inspection.ownLead)).toBeVisible();
  await accessible(page);
  await open(page, "/desk/orders");
  const order = page.locator("[data-state=ordered]").first();
  await order.getByRole("textbox").fill(inspection.proof);
  await order.getByRole("button", { name: inspection.answer }).click();
  await expect(page.locator("[data-state=answered]")).toHaveCount(1);
  await open(page, "/desk/spot-checks");
  await accessible(page);
  // A supervisor's pages are not a coordinator's.
  const refused = await page.goto("/desk/inspection");
  expect(refused?.status()).toBe(403);
  await page.close();
}

async function open(page: Page, path: string) {
  await page.goto(path);
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
