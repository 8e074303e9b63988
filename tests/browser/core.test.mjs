// The core as WebAssembly: it must write the history that the native tests have written.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { launchChromium } from "./chromium.mjs";

test("the core writes the same history in the browser as natively", async () => {
  const path = process.env.WASM_HISTORY;
  assert.ok(path, "cargo xtask test compiles the program and names it in WASM_HISTORY");
  const bytes = [...(await readFile(path))];
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    // It traps if the histories differ.
    const outcome = await page.evaluate(async (program) => {
      const { instance } = await WebAssembly.instantiate(new Uint8Array(program), {});
      return instance.exports.main(0, 0);
    }, bytes);
    assert.equal(outcome, 0);
  } finally {
    await browser.close();
  }
});
