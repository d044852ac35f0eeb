// A supervisor parts a town among stations over the map, and the files go where the villages go.
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
  test(`villages move between stations, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T07:30:00+08:00");
    try {
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, someone(server, "supervisor"), words);
      await part(page, words);
    } finally {
      await server.stop();
    }
  });
}

async function part(page: Page, { stations, lang }: Words) {
  await open(page);
  await accessible(page);
  await picture(page, `stations-${lang}`);
  await page.getByRole("button", { name: stations.asNow }).click();
  await expect(page.getByText(stations.noChanges)).toBeVisible();
  const confirm = page.getByRole("button", { name: stations.confirm });
  await expect(confirm).toBeDisabled();

  const village = page.locator("td").getByRole("combobox").first();
  const other = (await village.inputValue()) === "0" ? "1" : "0";
  await village.selectOption(other);
  await expect(page.getByText(stations.changes(1))).toBeVisible();
  await confirm.click();
  await expect(page.getByText(stations.moved(1))).toBeVisible();
  await accessible(page);
  // A reload shows what is kept.
  await open(page);
  await page.getByRole("button", { name: stations.asNow }).click();
  await expect(page.getByText(stations.noChanges)).toBeVisible();
}

async function open(page: Page) {
  await page.goto("/desk/stations");
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
