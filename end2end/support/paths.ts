// Where things are: the repository, what is built, and the native program.
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
export const SITE = join(TARGET, "site");
export const ROUNDS = join(TARGET, "debug/rounds");
