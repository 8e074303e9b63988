// The inspector and the service events: what is selected, what can be done to it, where its texts lead.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const inspector = (page) => page.locator(".panel-inspector");
const button = (page, name) => page.getByRole("button", { name, exact: true });

// Selects a task through the text of the event that started it.
async function selectTask(page) {
  const task = page.locator(".panel-event", { hasText: "has started 8 tasks" }).getByRole("button").first();
  const id = await task.locator("[title]").getAttribute("title");
  await task.click();
  await inspector(page).getByRole("heading", { name: new RegExp(`^task ${id.slice(0, 8)}`) }).waitFor();
  return id;
}

test("nothing selected shows the service and the legend", async (t) => {
  const page = await openPage(t, english);
  await inspector(page).getByRole("heading", { name: "service web" }).waitFor();
  await inspector(page).getByText("75%: at least 6 healthy").waitFor();
  await inspector(page).getByRole("heading", { name: "Legend" }).waitFor();
});

test("a task in an event's text leads to the task, whose whole id can be copied", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  const id = await selectTask(page);
  assert.match(id, /^[0-9a-f]{32}$/);
  const lifecycle = inspector(page).locator(".panel-lifecycle .state");
  assert.deepEqual(await lifecycle.allTextContents(), ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING"]);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(page, "Copy task").click();
  await button(page, "Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), id);
  await button(page, "Close and show the service").click();
  await inspector(page).getByRole("heading", { name: "service web" }).waitFor();
});

test("events stay in AWS's words, whole for the clipboard", async (t) => {
  const page = await openPage(t, { locale: "ko-KR" });
  const text = page.locator(".panel-event-text", { hasText: "registered 7 targets" });
  assert.match(
    await text.textContent(),
    /^\(service web\) registered 7 targets in \(target-group arn:aws:elasticloadbalancing:[^)]+:targetgroup\/web-tg\/[0-9a-f]{16}\)$/,
  );
  await text.getByRole("button").click();
  await inspector(page).getByRole("heading", { name: "대상 그룹 web-tg" }).waitFor();
});

test("a task that is stopped drains, says why, and is replaced", async (t) => {
  const page = await openPage(t, english);
  await selectTask(page);
  await button(page, "Stop task").click();
  await inspector(page).getByText("DEACTIVATING").first().waitFor();
  await inspector(page).getByText("Task stopped by user", { exact: true }).waitFor();
  await inspector(page).getByText("draining", { exact: true }).waitFor();
  await page.locator(".panel-event", { hasText: "has started 1 tasks" }).waitFor();
});

test("a process that is killed ends its task with exit 137", async (t) => {
  const page = await openPage(t, english);
  await selectTask(page);
  await button(page, "Kill app").click();
  await inspector(page).getByText("STOPPED · exit 137").waitFor();
  await inspector(page).getByText("Essential container in task exited", { exact: true }).waitFor();
});

test("an instance shows what is left of it, and can be terminated", async (t) => {
  const page = await openPage(t, english);
  await selectTask(page);
  await inspector(page).getByRole("button", { name: /^i-0/ }).click();
  await inspector(page).getByText("512 of 2,048, 1,536 left").waitFor();
  await button(page, "Terminate instance").click();
  await inspector(page).getByText("It is no longer there at this point in time.").waitFor();
  await button(page, "Show the service").click();
  await inspector(page).getByRole("heading", { name: "service web" }).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  test(`every kind of selection is accessible (${colorScheme})`, async (t) => {
    const page = await openPage(t, { ...english, colorScheme });
    await button(page, "Pause").click();
    assert.deepEqual(await axe(page), [], "the service");
    await selectTask(page);
    assert.deepEqual(await axe(page), [], "a task");
    await inspector(page).getByRole("button", { name: "web-tg" }).click();
    assert.deepEqual(await axe(page), [], "a target group");
    await inspector(page).getByRole("button", { name: "web-alb" }).click();
    assert.deepEqual(await axe(page), [], "a load balancer");
  });
}
