// The engine's bundle in Node, and the files it is asked about.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, ROUNDS, SITE } from "./paths.ts";

export interface Engine {
  solve(format: string, name: string, text: string, rounds: number, seed: number): string;
  Area: new (graph: Uint8Array) => { reorder(ask: string, rounds: number): string };
  initSync(of: { module: Uint8Array }): void;
}

/** Where the server serves the bundles. */
export function base(): string {
  return JSON.parse(readFileSync(join(SITE, "pkg/manifest.json"), "utf8")).base;
}

/** Loads it; the copy's name tells Node that it is a module. */
export async function engine(): Promise<Engine> {
  const copy = join(mkdtempSync(join(tmpdir(), "rounds-engine-")), "engine.mjs");
  copyFileSync(join(SITE, base(), "engine.js"), copy);
  const loaded: Engine = await import(pathToFileURL(copy).href);
  loaded.initSync({ module: readFileSync(join(SITE, base(), "engine_bg.wasm")) });
  return loaded;
}

/** A file of the planner's benches. */
export function bench(file: string): string {
  return join(ROOT, "crates/planner/benches", file);
}

/** Runs the native command. */
export function rounds(...args: string[]): string {
  return execFileSync(ROUNDS, args, { encoding: "utf8" });
}

/** The sample's map. */
export const MAP = join(ROOT, "server/assets/sample/liechtenstein.osm.pbf");
