// The menu of faults: by mouse, finger and keyboard, on tasks, machines and zones, and what is on because of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };
const button = (page, name) => page.getByRole("button", { name, exact: true });
const menu = (page) => page.getByRole("menu", { name: /^Faults of/ });
const entry = (page, name) => menu(page).getByRole(/times|500|SIGTERM|Agent|draining/.test(name) ? "menuitemcheckbox" : "menuitem", { name });
const tile = (page) => page.locator(".stage-twin button", { hasText: /^Task .* RUNNING/ }).first();

// Points of the picture where something can be pressed, from the floor up: the pointer says so.
async function* pressablePoints(page) {
  const box = await page.locator(".stage-canvas").boundingBox();
  for (let y = box.y + box.height * 0.45; y < box.y + box.height - 8; y += 14) {
    for (let x = box.x + 8; x < box.x + box.width - 8; x += 14) {
      await page.mouse.move(x, y);
      const isPressable = await page.evaluate(async () => {
        for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
        return document.querySelector(".stage-canvas").style.cursor === "pointer";
      });
      if (isPressable) yield { x, y };
    }
  }
}

async function rightClickTask(page) {
  for await (const point of pressablePoints(page)) {
    await page.mouse.click(point.x, point.y, { button: "right" });
    const opened = await menu(page).waitFor({ timeout: 1000 }).then(() => true, () => false);
    if (opened && /task/.test(await menu(page).getAttribute("aria-label"))) return point;
    await page.keyboard.press("Escape");
  }
  return assert.fail("the picture has no task");
}

test("a right click on a task opens the menu, and a killed process is replaced", async (t) => {
  const page = await openPage(t, { ...english, width: 1440, height: 900 });
  await button(page, "Pause").click();
  const point = await rightClickTask(page);
  const box = await menu(page).boundingBox();
  assert.ok(Math.abs(box.x - point.x) < 4 || box.x + box.width > 1430, "it opens where it was asked for");
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "fault-menu");
  await entry(page, "Kill the process").click();
  await menu(page).waitFor({ state: "detached" });
  await button(page, "Play").click();
  const ending = /^Task .* (STOPPING|DEPROVISIONING|STOPPED)/;
  await page.locator(".stage-twin button", { hasText: ending }).first().waitFor({ state: "attached" });
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
  assert.match(await focused(), /^Lose the whole zone/);
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
  await page.locator(".stage-twin button", { hasText: /^Container instance/ }).first().focus();
  await page.keyboard.press("Enter");
  await button(page, "Cause a fault…").click();
  const machines = page.locator(".stage-twin button", { hasText: /^Container instance/ });
  const before = await machines.count();
  await entry(page, /^Lose the whole zone/).click();
  await page.waitForFunction(
    (count) => [...document.querySelectorAll(".stage-twin button")].filter((one) => /^Container instance/.test(one.textContent)).length === count - 3,
    before,
  );
});

const standing = (page) => page.locator(".panel-faults-on li");

test("faults that are on are listed for the task and its machine, and taken back there", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await tile(page).focus();
  await page.keyboard.press("Enter");
  for (const [index, name] of ["Health path answers 500", "10 times slower", "Agent is disconnected"].entries()) {
    await tile(page).focus();
    await page.keyboard.press("f");
    await entry(page, name).press("Enter");
    await standing(page).nth(index).waitFor();
  }
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "faults-that-are-on");
  await button(page, "Take it back: 10 times slower").click();
  await standing(page).filter({ hasText: "slower" }).waitFor({ state: "detached" });
  await button(page, "Take it back: Agent is disconnected").click();
  await button(page, "Take it back: Health path answers 500").click();
  await standing(page).first().waitFor({ state: "detached" });
});

test("a zone has a menu of its own", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await page.locator(".stage-twin button", { hasText: /^Availability Zone/ }).first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".panel-inspector h2", { hasText: "Availability Zone" }).waitFor();
  assert.deepEqual(await axe(page), []);
  await button(page, "Cause a fault…").click();
  await entry(page, /^Lose the whole zone/).click();
  await page.locator(".panel-inspector h3", { hasText: "Instances (0)" }).waitFor();
});

test("a finger that stays on a task opens the menu, which stays when the finger leaves", async (t) => {
  const phone = { width: 390, height: 844, hasTouch: true, isMobile: true };
  const page = await openPage(t, { ...english, ...phone });
  await button(page, "Pause").click();
  const touch = await page.context().newCDPSession(page);
  const points = pressablePoints(page);
  let title = "";
  for await (const { x, y } of points) {
    await page.mouse.move(0, 0);
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    const opened = await menu(page).waitFor({ timeout: 2000 }).then(() => true, () => false);
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    title = opened ? await menu(page).getAttribute("aria-label") : "";
    if (/task/.test(title)) break;
    // A tap beside the menu closes it.
    if (opened) await page.touchscreen.tap(3, 60);
    await menu(page).waitFor({ state: "detached" });
  }
  assert.match(title, /^Faults of task/);
  await screenshot(page, "fault-menu-phone");
  await entry(page, "Health path answers 500").tap();
  await menu(page).waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Task", exact: true }).tap();
  await tile(page).waitFor({ state: "attached" });
});
