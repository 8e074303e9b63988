// Why requests failed: told to whoever points at them, by mouse, finger or keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };
const button = (page, name) => page.getByRole("button", { name, exact: true });
const twin = (page, text) => page.locator(".stage-twin button", { hasText: text }).first();
const note = (page) => page.locator(".failing-note");
const strip = (page) => page.getByRole("slider", { name: "Point in time" });

// Kills a process under traffic, and pauses once requests have failed.
async function failSome(page) {
  // While tasks come up, the parts of the picture change places.
  await page.getByRole("heading", { name: "web is steady" }).waitFor();
  await button(page, "Pause").click();
  await twin(page, /^Task .* RUNNING/).focus();
  await page.keyboard.press("f");
  await page.getByRole("menuitem", { name: "Kill the process" }).press("Enter");
  await button(page, "Play").click();
  await twin(page, /^Load balancer/).focus();
  await note(page).getByText("502", { exact: false }).first().waitFor({ timeout: 30_000 });
  await button(page, "Pause").click();
  await note(page).waitFor({ state: "detached" });
}

test("the keyboard is told the failures of the last minute, and those of the second at which the strip stands", async (t) => {
  const page = await openPage(t, english);
  await failSome(page);
  await twin(page, /^Load balancer/).focus();
  await note(page).getByText("Failed requests of the last minute").waitFor();
  const line = await note(page).locator("li").first().textContent();
  assert.match(line, /^[\d,]+ ×502, .* at task [0-9a-f]{4}$|^[\d,]+ ×502, .*at task [0-9a-f]{4}/);
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "failing-requests");
  await strip(page).focus();
  const told = note(page).getByText(/^Failed requests at \d\d:\d\d:\d\d$/);
  for (let step = 0; step < 60 && !(await told.isVisible()); step += 1) {
    await page.keyboard.press("ArrowLeft");
    await told.waitFor({ timeout: 250 }).catch(() => {});
  }
  await told.waitFor();
});

test("the mouse is told over the load balancer and over the bars of the strip", async (t) => {
  const page = await openPage(t, { ...english, width: 1440, height: 900 });
  await failSome(page);
  const canvas = await page.locator(".stage-canvas").boundingBox();
  await page.mouse.move(canvas.x + canvas.width * 0.36, canvas.y + 50);
  await note(page).getByText("Failed requests of the last minute").waitFor();
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height - 4);
  await note(page).waitFor({ state: "detached" });

  const box = await strip(page).boundingBox();
  const told = note(page).getByText(/^Failed requests at/);
  for (let x = box.x + box.width - 24; x > box.x + 40 && !(await told.isVisible()); x -= 4) {
    await page.mouse.move(x, box.y + box.height - 34);
    await told.waitFor({ timeout: 200 }).catch(() => {});
  }
  await told.waitFor();
});

test("a finger is told, and still sees it when it has left", async (t) => {
  const page = await openPage(t, { ...english, width: 390, height: 844, hasTouch: true, isMobile: true });
  await failSome(page);
  const canvas = await page.locator(".stage-canvas").boundingBox();
  await page.touchscreen.tap(canvas.x + canvas.width / 2, canvas.y + 26);
  await note(page).getByText("Failed requests of the last minute").waitFor();
  await screenshot(page, "failing-requests-phone");
});
