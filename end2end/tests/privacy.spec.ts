// The privacy officer takes a resident's request and an investigator's demand, answers both, reads what a
// colleague has seen, shortens a period, and prints what is stored.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { type Server, serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

for (const { words, ...size } of SIZES) {
  test(`the privacy officer's desk, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T07:30:00+08:00");
    try {
      const label = await readFile(browser, server, words);
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, someone(server, "privacy_officer"), words);
      await expect(page).toHaveURL(/\/desk\/alerts/);
      await accessible(page);
      await request(page, label, words);
      await demand(page, label, words);
      await incident(page, someone(server, "coordinator").name, words);
      await retention(page, words);
      await stored(page, words);
      await logged(page, words);
    } finally {
      await server.stop();
    }
  });
}

/** A coordinator opens a file; answers the label of its door. */
async function readFile(browser: Browser, server: Server, words: Words): Promise<string> {
  const page = await desk(browser, server, words);
  await signInAtDesk(page, someone(server, "coordinator"), words);
  await open(page, "/desk/dwellings");
  const row = page.locator("tbody tr").first();
  const label = (await row.locator("td code").first().textContent())!;
  await open(page, (await row.locator("a").first().getAttribute("href"))!);
  await page.close();
  return label;
}

async function request(page: Page, label: string, { privacy, lang }: Words) {
  await open(page, "/desk/requests");
  await page.getByText(privacy.takeRequest).click();
  await page.getByLabel(privacy.home).fill(label);
  await page.getByLabel(privacy.kind).selectOption("erase");
  await page.getByLabel(privacy.subject).selectOption("contact");
  await accessible(page);
  await page.getByRole("button", { name: privacy.submit, exact: true }).first().click();
  await expect(page.getByText(privacy.saved)).toBeVisible();
  const mine = page.locator("tbody tr").filter({ hasText: privacy.eraseContact }).first();
  await mine.locator("summary").click();
  await mine.getByLabel(privacy.outcome).selectOption("refused");
  await mine.getByLabel(privacy.ground).selectOption("");
  await mine.getByRole("button", { name: privacy.submit, exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await open(page, "/desk/requests");
  await mine.locator("summary").click();
  await mine.getByLabel(privacy.outcome).selectOption("done");
  await mine.getByRole("button", { name: privacy.submit, exact: true }).click();
  await expect(page.getByText(privacy.saved)).toBeVisible();
  await accessible(page);
  await picture(page, `requests-${lang}`);
}

async function demand(page: Page, label: string, { privacy }: Words) {
  await open(page, "/desk/demands");
  await page.getByText(privacy.takeDemand).click();
  await page.getByLabel(privacy.home).fill(label);
  await page.getByLabel(privacy.document).fill("调证字〔2026〕99号");
  await page.getByRole("button", { name: privacy.submit, exact: true }).first().click();
  await expect(page.getByText("〔2026〕99号")).toBeVisible();
  await accessible(page);
  await page.goto("/figures/demands");
  await expect(page.getByRole("row").filter({ hasText: "2026" })).toBeVisible();
  await accessible(page);
}

async function incident(page: Page, account: string, { privacy }: Words) {
  await open(page, "/desk/incident");
  await accessible(page);
  await open(page, `/desk/incident?account=${encodeURIComponent(account)}&from=2026-11-24&to=2026-11-24`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await accessible(page);
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: privacy.file }).click();
  expect((await file).suggestedFilename()).toBe("incident.csv");
}

async function retention(page: Page, { privacy }: Words) {
  await open(page, "/desk/retention?count=1");
  await accessible(page);
  const field = page.getByLabel(privacy.keepContact);
  await field.fill("14");
  await page.locator("tr").filter({ has: field }).getByRole("button", { name: privacy.submit, exact: true }).click();
  await expect(page.getByText(privacy.fortnight)).toBeVisible();
}

async function stored(page: Page, { privacy }: Words) {
  await open(page, "/desk/stored");
  await expect(page.getByRole("rowheader", { name: "tenancies" }).first()).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: privacy.impact }).click();
  await expect(page.getByRole("heading", { name: privacy.impact })).toBeVisible();
  await accessible(page);
}

async function logged(page: Page, { privacy }: Words) {
  await open(page, "/desk/audit?from=2026-11-24&action=erase_contact");
  await expect(page.getByRole("cell", { name: privacy.erased }).first()).toBeVisible();
  await accessible(page);
}

async function open(page: Page, address: string) {
  await page.goto(address);
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
