// A new order for the rest of the day, found on the phone without a network.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { checkIn, phone, signInOnPhone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

for (const words of [ZH, EN]) {
  test(`the rest of the day in a new order without a network, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      const { page, context } = mine;
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await expect(page.getByRole("link", { name: words.next })).toBeVisible();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await expect.poll(() => hasRoads(page)).toBe(true);
      await context.setOffline(true);
      await checkIn(mine, words);
      await page.getByRole("button", { name: words.nobodyHome }).click();

      await page.goto("/field/today");
      await page.getByRole("link", { name: words.order.title }).click();
      await accessible(page);
      await page.locator('input[type="time"]').fill("12:30");
      await page.getByRole("button", { name: words.order.fromLast }).click();
      await expect(page.getByRole("heading", { name: words.order.found })).toBeVisible();
      await accessible(page);
      await picture(page, `order-${words.lang}`);
      const first = (await page.locator(".order__stop").first().textContent())!;
      await page.getByRole("button", { name: words.order.take }).click();

      await nextIs(page, words, first);
      await page.reload();
      await expect(page.getByText(words.order.taken)).toBeVisible();
      await nextIs(page, words, first);
      await page.getByRole("link", { name: words.order.title }).click();
      await page.getByRole("button", { name: words.order.asPlanned }).click();
      await expect(page.getByRole("link", { name: words.next })).toBeVisible();
      await expect(page.getByText(words.order.taken)).toHaveCount(0);
    } finally {
      await server.stop();
    }
  });
}

function hasRoads(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await (await caches.open("rounds-roads")).match("/api/v1/roads")) !== undefined);
}

/** The order's first door is the next one on the list. */
async function nextIs(page: Page, words: Words, first: string) {
  await expect(page.getByText(words.order.taken)).toBeVisible();
  const door = (await page.locator(".door--next .door__name").textContent())!;
  expect(first.endsWith(door)).toBe(true);
}
