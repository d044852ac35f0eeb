// The day at a desk: an appointment is made, the day is planned again, and both days say so.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

for (const { words, ...size } of SIZES) {
  test(`an appointment moves its visit, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T07:30:00+08:00");
    try {
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, someone(server, "coordinator"), words);
      await appoint(page, words);
    } finally {
      await server.stop();
    }
  });
}

async function appoint(page: Page, words: Words) {
  const { plan } = words;
  await open(page, "/desk/plan?date=2026-11-24");
  await accessible(page);
  const stop = page.locator(".stop a").last();
  const file = (await stop.getAttribute("href"))!;
  await open(page, file);
  await page.getByText(plan.appoint).click();
  await page.getByLabel(plan.day, { exact: true }).fill("2026-11-26");
  await page.getByLabel(plan.from).fill("14:00");
  await accessible(page);
  await page.getByRole("button", { name: plan.submit }).click();
  await expect(page.getByText("14:00–20:00")).toBeVisible();
  await expect(page.locator("dd").filter({ hasText: plan.reason })).toBeVisible();

  await open(page, "/desk/plan?date=2026-11-24");
  await page.getByRole("button", { name: plan.again }).click();
  await expect(page.getByText(plan.version(2))).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("heading", { name: plan.changes })).toBeVisible();
  await expect(page.locator(`.stop a[href="${file}"]`)).toHaveCount(0);
  await accessible(page);
  await picture(page, `plan-${words.lang}`);

  await open(page, "/desk/plan?date=2026-11-26");
  await page.getByRole("button", { name: plan.again }).click();
  const agreed = page.locator(".stop").filter({ has: page.locator(`a[href="${file}"]`) });
  await expect(agreed).toContainText(plan.agreed, { timeout: 120_000 });
  expect((await agreed.locator("time").textContent())! >= "14:00").toBe(true);
  await accessible(page);

  await open(page, file);
  await page.getByRole("button", { name: plan.cancel }).click();
  await expect(page.getByText(plan.none)).toBeVisible();
}

async function open(page: Page, address: string) {
  await page.goto(address);
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
