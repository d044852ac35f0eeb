// The site as the next build would make it.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SITE } from "./paths.ts";

/** The name of the next build's bundles. */
export const NEXT = "0123456789abcdef";

/** A copy of the site whose bundles have another name; the caller removes the folder. */
export function nextBuild(): string {
  const site = mkdtempSync(join(tmpdir(), "rounds-site-"));
  cpSync(SITE, site, { recursive: true });
  const { hash } = JSON.parse(readFileSync(join(site, "pkg/manifest.json"), "utf8"));
  renameSync(join(site, "pkg", hash), join(site, "pkg", NEXT));
  for (const file of ["sw.js", "field.html", "pkg/manifest.json"]) {
    const text = readFileSync(join(site, file), "utf8");
    writeFileSync(join(site, file), text.replaceAll(hash, NEXT));
    rmSync(join(site, `${file}.br`), { force: true });
  }
  return site;
}
