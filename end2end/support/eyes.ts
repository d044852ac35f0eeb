// What a person would notice: a picture, and what axe finds.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Nothing that axe objects to, by WCAG 2.2 AA. It looks at the whole page at once: a door that
 * has just scrolled under the bar at the thumb is no small target. `essential` names what stands where it
 * must, as pins on a map do: its size is no matter of taste (success criterion 2.5.8). */
export async function accessible(page: Page, essential?: string): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height + 200) });
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const axe = new AxeBuilder({ page }).withTags(tags);
  const { violations } = await (essential ? axe.exclude(essential) : axe).analyze();
  const told = violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join("\n  ")}`);
  if (size) await page.setViewportSize(size);
  expect(told.join("\n")).toBe("");
}

/** A picture for the README, where `make bless` asks for them. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.ROUNDS_SCREENSHOTS ?? join(import.meta.dirname, "../test-results/pictures");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
