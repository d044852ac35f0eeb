// An officer decides a proposed class by its evidence; a household's disagreement is answered outside
// its police station.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

for (const { words, ...size } of SIZES) {
  test(`classes are decided and reviewed, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const officer = await desk(browser, server, words);
      await officer.setViewportSize(size);
      await signInAtDesk(officer, someone(server, "officer"), words);
      const home = await decide(officer, words);
      await history(officer, words, home);
      const county = await desk(browser, server, words);
      await county.setViewportSize(size);
      await signInAtDesk(county, someone(server, "supervisor"), words);
      await review(officer, county, words);
    } finally {
      await server.stop();
    }
  });
}

/** Decides on a rise to C with the keyboard alone; answers the address of the dwelling's file. */
async function decide(page: Page, { classes, lang }: Words): Promise<string> {
  await open(page);
  await accessible(page);
  await picture(page, `classes-${lang}`);
  const proposals = page.getByRole("region", { name: classes.proposals });
  const count = await cases(proposals).count();
  expect(count).toBeGreaterThanOrEqual(2);
  const first = cases(proposals).first();
  await expect(first).toContainText(classes.confirmedHazard);
  const home = await first.getByRole("link").first().getAttribute("href");
  await first.locator('select[name="verdict"]').selectOption({ label: classes.accept });
  await first.locator('select[name="reason"]').focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText(classes.decided)).toBeVisible();
  await expect(cases(proposals)).toHaveCount(count - 1);
  return home ?? "";
}

/** The file says why, on what, and that the household hears of it at the next visit. */
async function history(page: Page, { classes, lang }: Words, home: string) {
  await page.goto(home);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await expect(page.getByText(classes.evidenceHolds)).toBeVisible();
  await expect(page.getByText(classes.untold).first()).toBeVisible();
  await accessible(page);
  await picture(page, `class-of-${lang}`);
}

/** The officer sees the appeal and cannot answer it; the county does. */
async function review(officer: Page, county: Page, { classes }: Words) {
  await open(officer);
  const seen = officer.getByRole("region", { name: classes.appeals });
  await expect(cases(seen)).toHaveCount(1);
  await expect(seen.getByRole("button", { name: classes.answer, exact: true })).toHaveCount(0);

  await open(county);
  await accessible(county);
  const appeals = county.getByRole("region", { name: classes.appeals });
  const appeal = cases(appeals).first();
  await expect(appeal).toContainText(classes.remedy);
  await appeal.locator('select[name="verdict"]').selectOption({ label: classes.setAside });
  await appeal.getByRole("button", { name: classes.answer, exact: true }).click();
  await expect(appeals.getByText(classes.appealsNone)).toBeVisible();
  await accessible(county);
}

function cases(region: Locator): Locator {
  return region.locator("li.case");
}

async function open(page: Page) {
  await page.goto("/desk/classes");
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
