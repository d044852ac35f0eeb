// A visitor's phone, driven by what its user sees.
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Server, Staff } from "./server.ts";
import type { Words } from "./words.ts";

/** What visitors choose. */
const PIN = "370915";
/** What the second person on a phone chooses. */
export const OTHER_PIN = "918273";
const SIZE = { width: 390, height: 844 };

export interface Phone {
  page: Page;
  context: BrowserContext;
}

/** A phone at phone size, whose clock says what the server's says. */
export async function phone(browser: Browser, server: Server, words: Words): Promise<Phone> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: SIZE,
    hasTouch: true,
    isMobile: true,
    locale: words.lang,
    timezoneId: "Asia/Shanghai",
    permissions: ["geolocation"],
    geolocation: { longitude: 9.5215, latitude: 47.141, accuracy: 12 },
  });
  const page = await context.newPage();
  await page.clock.install({ time: server.now });
  watch(page);
  return { page, context };
}

/** An officer's desk. */
export async function desk(browser: Browser, server: Server, words: Words): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1440, height: 900 },
    locale: words.lang,
  });
  const page = await context.newPage();
  watch(page);
  return page;
}

/** A violated content security policy, a panic or an uncaught error fails the test. */
function watch(page: Page): void {
  page.on("pageerror", (error) => expect.soft(error.message, "uncaught error").toBe(""));
  page.on("console", (message) => {
    const text = message.text();
    expect.soft(text, "console").not.toMatch(/Content Security Policy|panicked at/);
  });
}

/** Signs in on the phone. */
export async function signInOnPhone({ page }: Phone, who: Staff, words: Words): Promise<void> {
  await page.goto("/field");
  await expect(page).toHaveURL(/\/field\/sign-in$/);
  await enterAccount(page, who, words);
  await choosePin({ page }, words);
}

/** Gives another person a place on a locked phone. */
export async function joinPhone({ page }: Phone, who: Staff, words: Words, pin: string): Promise<void> {
  await page.getByRole("link", { name: words.lock.else }).click();
  await enterAccount(page, who, words);
  await choosePin({ page }, words, pin);
}

/** Fills in the form of the sign-in, and sends it. */
export async function enterAccount(page: Page, who: Staff, words: Words): Promise<void> {
  await page.getByLabel(words.account).fill(who.name);
  await page.getByLabel(words.password, { exact: true }).fill(who.password);
  await page.getByRole("button", { name: words.signIn }).click();
}

/** Locks the phone, so that someone else may take it. */
export async function handOver(page: Page, words: Words): Promise<void> {
  await page.goto("/field/me");
  await page.getByRole("button", { name: words.lock.handOver }).click();
  await expect(page).toHaveURL(/\/field\/unlock$/);
}

/** What waits, saved as a file: its path. */
export async function saveOutbox(page: Page, words: Words): Promise<string> {
  await page.goto("/field/outbox");
  await page.getByText(words.lock.saveOutbox).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: words.lock.saveAsFile }).click(),
  ]);
  return file.path();
}

/** Chooses the PIN of someone who has signed in on this phone for the first time. */
export async function choosePin({ page }: Pick<Phone, "page">, words: Words, pin = PIN, begun?: () => void): Promise<void> {
  await expect(page).toHaveURL(/\/field\/pin$/);
  await page.getByLabel(words.lock.pin, { exact: true }).fill(pin);
  await page.getByLabel(words.lock.again, { exact: true }).fill(pin);
  begun?.();
  await page.getByRole("button", { name: words.lock.keep }).click();
  await expect(page).toHaveURL(/\/field\/today$/);
}

/** Unlocks the phone for one of its people. */
export async function unlock(page: Page, name: string, words: Words, pin = PIN): Promise<void> {
  await expect(page).toHaveURL(/\/field\/unlock$/);
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByLabel(words.lock.pin, { exact: true }).fill(pin);
  await page.getByRole("button", { name: words.lock.unlock }).click();
}

/** Signs in at a desk. */
export async function signInAtDesk(page: Page, who: Staff, words: Words): Promise<void> {
  await page.goto("/sign-in");
  await page.waitForLoadState("networkidle");
  await page.getByLabel(words.desk.name, { exact: true }).fill(who.name);
  await page.getByLabel(words.password, { exact: true }).fill(who.password);
  await page.getByRole("button", { name: words.desk.submit, exact: true }).click();
  await expect(page).toHaveURL(/\/desk/);
}

/** Opens the next door and checks in for a stated reason. */
export async function checkIn({ page }: Phone, words: Words): Promise<void> {
  await page.getByRole("link", { name: words.next }).click();
  await page.getByRole("link", { name: words.checkIn }).click();
  await page.getByText(words.neither).click();
  await page.getByRole("button", { name: words.labelMissing }).click();
}

/** Goes to the next door, and meets someone there. */
export async function begin(mine: Phone, words: Words): Promise<void> {
  await checkIn(mine, words);
  await mine.page.getByRole("button", { name: words.met }).click();
  await mine.page.getByRole("button", { name: words.atDoorOnly }).click();
}

/** Answers what is left of the checklist, and ends the visit. */
export async function finish(page: Page, words: Words): Promise<void> {
  const finish = page.getByRole("button", { name: words.finish });
  const inOrder = page.getByRole("button", { name: words.inOrder, exact: true });
  await expect(finish.or(inOrder)).toBeVisible();
  while (!(await finish.isVisible())) {
    await inOrder.click();
    await page.waitForTimeout(150);
  }
  await finish.click();
  await expect(page.getByText(words.showNotice)).toBeVisible();
}
