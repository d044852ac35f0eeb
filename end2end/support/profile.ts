// What lies readable in a browser's profile.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Those of the texts that some file below `folder` holds, in UTF-8 or UTF-16. */
export function found(folder: string, texts: string[]): string[] {
  const needles = texts.map((text) => [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")] as const);
  const hits = new Set<number>();
  for (const path of files(folder)) {
    const bytes = readFileSync(path);
    needles.forEach((forms, at) => {
      if (!hits.has(at) && forms.some((form) => bytes.includes(form))) hits.add(at);
    });
  }
  return [...hits].map((at) => texts[at]);
}

/** Addresses and numbers of files in an answer of the server; villages are on every map. */
export function strings(value: unknown, key = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => strings(one, key));
  if (value && typeof value === "object") return Object.entries(value).flatMap(([k, one]) => (k === "villages" ? [] : strings(one, k)));
  const tells = ["name", "property_name", "label", "why"].includes(key);
  return tells && typeof value === "string" && value.length > 4 && !/^(.)\1+$/.test(value) ? [value] : [];
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind?.isDirectory()) return files(path);
    return kind?.isFile() ? [path] : [];
  });
}
