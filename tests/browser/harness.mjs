// What the browser specs share: a page that fails its test on any error, accessibility, pictures.
//
//     import { test } from "node:test";
//     import { openPage } from "./harness.mjs";
//     test("the page has a heading", async (t) => {
//       const page = await openPage(t, { width: 390, height: 844, colorScheme: "dark", locale: "ko-KR" });
//     });

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { launchChromium, newPage, openPlayground, playgroundUrl } from "./chromium.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const axeScript = join(folder, "node_modules", "axe-core", "axe.min.js");
const resultsFolder = join(folder, "results");

// One Chromium for a file of specs; each page has a profile of its own.
let launched;

after(async () => {
  await (await launched)?.close();
});

// A page that has loaded nothing yet, closed at the end of the test, which then fails on each error that the page
// has met: an exception, a line of `console.error`, a refusal of the content security policy, a failed request.
// `tolerated` are regular expressions of those that the test provokes. Other options: see `newPage`.
export async function newCheckedPage(test, { tolerated = [], ...options } = {}) {
  launched ??= launchChromium();
  const page = await newPage(await launched, options);
  const errors = [];
  page.on("pageerror", (error) => errors.push(`exception: ${error.stack ?? error}`));
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(`console: ${line.text()}`);
  });
  test.after(async () => {
    await page.context().close();
    const unexpected = errors.filter((error) => !tolerated.some((pattern) => pattern.test(error)));
    assert.deepEqual(unexpected, [], "the page met errors");
  });
  return page;
}

// The playground, running. `suffix` is added to its address; other options: see `newCheckedPage`.
export async function openPage(test, { suffix = "", ...options } = {}) {
  const page = await newCheckedPage(test, options);
  await openPlayground(page, playgroundUrl(suffix));
  return page;
}

// The page's violations of the accessibility rules, one readable line for each: compare it with `[]`.
export async function axe(page, options = {}) {
  // Evaluated through the debugger, to which the page's content security policy does not apply.
  await page.evaluate(await readFile(axeScript, "utf8"));
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} at ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}

// Writes a picture of the page to tests/browser/results, for people and for CI to keep.
export async function screenshot(page, name) {
  await mkdir(resultsFolder, { recursive: true });
  await page.screenshot({ path: join(resultsFolder, `${name}.png`) });
}
