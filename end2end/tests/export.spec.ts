// A coordinator takes the register out in every format, and a search for a person finds none.
import { expect, test, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { accessible } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

const STARTS = { csv: "\u{feff}", xlsx: "PK", pdf: "%PDF-", geojson: '{"' };

for (const { words, ...size } of SIZES) {
  test(`the register leaves in every format, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T07:30:00+08:00");
    try {
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, someone(server, "coordinator"), words);
      await page.goto("/desk/dwellings");
      await page.waitForLoadState("networkidle").catch(() => undefined);
      await page.locator("summary", { hasText: words.exports.open }).click();
      await accessible(page);
      for (const [format, start] of Object.entries(STARTS)) {
        const text = readFileSync(await exported(page, format, words), "utf8");
        expect(text.startsWith(start), `${format}: ${text.slice(0, 40)}`).toBe(true);
      }
      await page.goto("/desk/dwellings?q=13800138000");
      await expect(page.getByText(words.exports.noPersons)).toBeVisible();
    } finally {
      await server.stop();
    }
  });
}

async function exported(page: Page, format: string, { exports }: Words): Promise<string> {
  await page.getByLabel(exports.format).selectOption(format);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: exports.make, exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^register-.*\\.${format}$`));
  return file.path();
}
