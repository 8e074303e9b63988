// What a field governs is lit up in the picture, for the pointer and for the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "./harness.mjs";

// What the two pictures show, as one number each; they stand still while time does.
const pictures = (page) =>
  page.evaluate(() =>
    ["stage-canvas", "strip-canvas"].map((name) => {
      const canvas = document.querySelector(`canvas.${name}`);
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, value, index) => (sum * 31 + value + index) % 1_000_003, 7);
    }),
  );

// Frames until the pictures rest.
async function settle(page) {
  let before = await pictures(page);
  for (let looks = 0; looks < 100; looks += 1) {
    await page.evaluate(async () => {
      for (let frames = 0; frames < 15; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    const now = await pictures(page);
    if (now.join() === before.join()) return now;
    before = now;
  }
  assert.fail("the picture never rests");
}

for (const reducedMotion of ["no-preference", "reduce"]) {
  test(`a field under the pointer or with the focus lights up what it governs (motion: ${reducedMotion})`, async (t) => {
    const page = await openPage(t, { locale: "en-US", reducedMotion });
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    // The pictures may have stopped a frame before time did: lit up once, they are of the same instant.
    const memory = page.locator("#form-memory");
    await memory.hover();
    await settle(page);
    await page.mouse.move(1_300, 500);
    const plain = await settle(page);

    await memory.hover();
    const hovered = await settle(page);
    assert.notEqual(hovered[0], plain[0]);
    await page.mouse.move(1_300, 500);
    assert.deepEqual(await settle(page), plain);

    await memory.focus();
    assert.deepEqual(await settle(page), hovered);
    await page.getByRole("tab", { name: "Service" }).click();
    await page.mouse.move(1_300, 500);
    assert.deepEqual(await settle(page), plain);

    await page.getByRole("textbox", { name: "maximumPercent" }).focus();
    const bounds = await settle(page);
    assert.notEqual(bounds[0], plain[0]);
    assert.notEqual(bounds[1], plain[1], "the strip shows the bounds");
    await page.keyboard.press("Enter");
    assert.deepEqual(await settle(page), plain);
  });
}
