// What `make bench` measures in the browser: no test, so it asserts no time.
import base from "./playwright.config.ts";

export default { ...base, testDir: "bench", reporter: [["line"]] };
