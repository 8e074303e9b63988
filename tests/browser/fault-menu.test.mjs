// The menu of faults: by mouse, by finger and by keyboard, on tasks and on machines.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };
const button = (page, name) => page.getByRole("button", { name, exact: true });
const menu = (page) => page.getByRole("menu", { name: /^Faults of/ });
const entry = (page, name) => menu(page).getByRole(/times|500|SIGTERM|Agent|draining/.test(name) ? "menuitemcheckbox" : "menuitem", { name });
const tile = (page) => page.locator(".stage-twin button", { hasText: /^Task .* RUNNING/ }).first();

// Where the picture shows a task: the canvas answers with a pointer there.
async function tilePoint(page) {
  const box = await page.locator(".stage-canvas").boundingBox();
  for (let y = box.y + 4; y < box.y + box.height; y += 12) {
    for (let x = box.x + 4; x < box.x + box.width; x += 12) {
      await page.mouse.move(x, y);
      await page.mouse.click(x, y, { button: "right" });
      const opened = await menu(page).waitFor({ timeout: 400 }).then(() => true, () => false);
      if (opened && /task/.test(await menu(page).getAttribute("aria-label"))) return { x, y };
      if (opened) await page.keyboard.press("Escape");
    }
  }
  assert.fail("the picture has no task");
}

test("a right click on a task opens the menu, and a killed process is replaced", async (t) => {
  const page = await openPage(t, { ...english, width: 1440, height: 900 });
  await button(page, "Pause").click();
  const point = await tilePoint(page);
  const box = await menu(page).boundingBox();
  assert.ok(Math.abs(box.x - point.x) < 4 || box.x + box.width > 1430, "it opens where it was asked for");
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "fault-menu");
  await entry(page, "Kill the process").click();
  await menu(page).waitFor({ state: "detached" });
  await page.locator(".stage-twin button", { hasText: /^Task .* STOPPED/ }).first().waitFor({ state: "attached" });
});

test("the keyboard opens the menu of what has the focus, walks it, and gets the focus back", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await tile(page).focus();
  await page.keyboard.press("f");
  await entry(page, "Kill the process").waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  assert.equal(await focused(), "Kill the process");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Health path answers 500");
  await page.keyboard.press("End");
  assert.match(await focused(), /^Lose every instance in/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Kill the process", "the walk goes round");
  await page.keyboard.press("Escape");
  await menu(page).waitFor({ state: "detached" });
  assert.match(await focused(), /^Task /);
});

test("a fault of a process is there until it is taken back", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  const toggle = async (name, before) => {
    await tile(page).focus();
    await page.keyboard.press("f");
    assert.equal(await entry(page, name).getAttribute("aria-checked"), String(before), name);
    await entry(page, name).press("Enter");
    await menu(page).waitFor({ state: "detached" });
  };
  for (const name of ["Health path answers 500", "10 times slower", "Ignores SIGTERM", "Agent is disconnected", "Instance is draining"]) {
    await toggle(name, false);
    await toggle(name, true);
  }
});

test("the inspector's button opens the menu, and a zone is lost with all its machines", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await page.locator(".stage-twin button", { hasText: /^Container instance/ }).first().click({ force: true });
  await button(page, "Cause a fault…").click();
  const machines = page.locator(".stage-twin button", { hasText: /^Container instance/ });
  const before = await machines.count();
  await entry(page, /^Lose every instance in/).click();
  await page.waitForFunction(
    (count) => [...document.querySelectorAll(".stage-twin button")].filter((one) => /^Container instance/.test(one.textContent)).length === count - 3,
    before,
  );
});

test("a finger that stays opens the menu on a phone, within reach and in Korean", async (t) => {
  const page = await openPage(t, { locale: "ko-KR", width: 390, height: 844, hasTouch: true });
  const client = await page.context().newCDPSession(page);
  const box = await page.locator(".stage-canvas").boundingBox();
  const opened = page.getByRole("menu", { name: /장애$/ });
  let found = false;
  for (let y = box.y + 20; !found && y < box.y + Math.min(box.height, 360); y += 18) {
    for (let x = box.x + 20; !found && x < box.x + box.width; x += 30) {
      await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      found = await opened.waitFor({ timeout: 900 }).then(() => true, () => false);
      await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    }
  }
  assert.ok(found, "a long press opens the menu");
  await opened.waitFor();
  const place = await opened.boundingBox();
  assert.ok(place.y + place.height <= 845 && place.width <= 391, "it is within the window");
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "fault-menu-phone");
});
