// Tasks without a service, faults of containers, images and the account, and the assumptions of the simulation.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const inspector = (page) => page.locator(".panel-inspector");
const faults = (page) => page.locator(".faults");
const position = (page) => page.getByRole("slider", { name: "Point in time" }).getAttribute("aria-valuetext");

async function openTab(page, sections = []) {
  await page.getByRole("tab", { name: "Tasks & faults" }).click();
  for (const section of sections) {
    await faults(page).locator(`summary:text-is("${section}")`).click();
  }
}

test("a task that is run without a service is selected, drawn and stopped", async (t) => {
  const page = await openPage(t, english);
  await openTab(page);
  assert.equal(await page.getByLabel("Task definition", { exact: true }).last().inputValue(), "web:1");
  await button(page, "Run 1 task").click();
  await inspector(page).getByRole("heading", { name: /^task [0-9a-f]{8}/ }).waitFor();
  await faults(page).getByText("1 task started").waitFor();
  await faults(page).getByText("Tasks without a service (1)").waitFor();
  await faults(page).getByRole("button", { name: /^Stop [0-9a-f]{4}$/ }).click();
  await inspector(page).getByText("Task stopped by user", { exact: true }).waitFor();
  await button(page, "60×").click();
  await faults(page).getByText("Tasks without a service (1)").waitFor({ state: "detached" });
});

test("what finds no place is told once for each instance, with AWS's reason and a sentence", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await openTab(page);
  await page.getByLabel("memberOf").fill("attribute:ecs.instance-type == t3.nano");
  await page.getByLabel("Tasks (count)").selectOption("3");
  await button(page, "Run 3 tasks").click();
  await faults(page).getByText("No task was started").waitFor();
  const lines = faults(page).locator(".fault-failures li");
  assert.equal(await lines.count(), 9);
  assert.match(await lines.first().textContent(), /MemberOf placement constraint unsatisfied\.It does not match the expression\./);
  await page.getByLabel("memberOf").fill("attribute:");
  await faults(page).locator(".fault-problem:not(:empty)").waitFor();
  assert.equal(await button(page, "Run 3 tasks").isDisabled(), true);
  assert.deepEqual(await axe(page), []);
});

test("a task is started on one instance until nothing more fits", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await page.getByRole("tab", { name: "Cluster" }).click();
  const machine = page.locator(".cluster-list li").first().getByRole("button").first();
  await machine.click();
  for (let started = 0; started < 4; started += 1) {
    await button(page, "Start a task here").click();
    await page.waitForFunction(
      () => /^task/.test(document.querySelector(".panel-inspector h2").textContent) || document.querySelector(".panel-inspector .fault-failures"),
    );
    if (await inspector(page).locator(".fault-failures").isVisible()) break;
    await machine.click();
    await button(page, "Start a task here").waitFor();
  }
  assert.match(await inspector(page).locator(".fault-failures li").textContent(), /RESOURCE:(ENI|CPU|MEMORY)/);
});

test("a process is killed with the exit code that is chosen", async (t) => {
  const page = await openPage(t, english);
  await openTab(page, ["Containers that run"]);
  await faults(page).getByLabel("Exit code, app").selectOption("139");
  await faults(page).getByText("SIGSEGV: the process touched memory").waitFor();
  const id = await faults(page).getByLabel("Task", { exact: true }).inputValue();
  await faults(page).getByRole("button", { name: "Kill app" }).click();
  await page.locator(".panel-event", { hasText: "has started 1 tasks" }).waitFor();
  assert.notEqual(await faults(page).getByLabel("Task", { exact: true }).inputValue(), id);
});

test("an image that behaves otherwise is felt by new tasks", async (t) => {
  const page = await openPage(t, english);
  await openTab(page, ["How images behave"]);
  await faults(page).getByLabel("playground/web:1.1 behaves like").selectOption({ label: "missing" });
  await faults(page).getByText("The registry does not have it: CannotPullContainerError.").waitFor();
  await button(page, "Register web:2 & deploy").click();
  await button(page, "10×").click();
  await page.locator(".panel-deployments li").first().getByText(/failed in a row/).waitFor({ timeout: 30_000 });
});

test("a role that may not read secrets, a missing secret and a missing log group stop tasks, and are given back", async (t) => {
  const page = await openPage(t, english);
  await openTab(page, ["What roles may do", "Secrets and log groups"]);
  await button(page, "Add roles, a secret and a log group to the definition").click();
  await button(page, "Delete secret api-key-Ab3dEf").click();
  await button(page, "Create secret api-key-Ab3dEf").click();
  await button(page, "Delete log group /ecs/web").click();
  await button(page, "Create log group /ecs/web").waitFor();
  const execution = faults(page).getByRole("group", { name: "task execution role ecsTaskExecutionRole" });
  await execution.getByLabel(/^read secrets/).uncheck();
  await faults(page).getByRole("group", { name: "task role webTaskRole" }).getByLabel(/^call AWS/).uncheck();
  await button(page, "Register web:2 & deploy").click();
  await page.getByText(/^Deploying:/).waitFor();
  await button(page, "Run 1 task").click();
  await button(page, "10×").click();
  await inspector(page).getByText(/AccessDeniedException/).first().waitFor();
  await execution.getByLabel(/^read secrets/).check();
  assert.deepEqual(await axe(page), []);
});

test("an assumption is turned over: it says what happens, and the world begins anew with the same commands", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await openTab(page, ["Assumptions"]);
  const before = await position(page);
  await page.getByLabel("as many as the healthy threshold says").check();
  await faults(page).getByText(/^The world begins anew: your \d+ commands/).waitFor();
  await button(page, "Keep as it is").click();
  assert.equal(await page.getByLabel("one check that succeeds").isChecked(), true);
  await page.getByLabel("as many as the healthy threshold says").check();
  await button(page, "Begin anew").click();
  await faults(page).getByText(/^Begun anew with/).waitFor();
  assert.equal(await page.getByLabel("as many as the healthy threshold says").isChecked(), true);
  const after = await position(page);
  assert.equal(after.slice(0, 8), before.slice(0, 8));
  await faults(page).getByText(/^This run rests on \d+ assumptions$/).click();
  await faults(page).getByRole("button", { name: "image-pull-time" }).click();
  await page.getByRole("dialog", { name: "Rules of Amazon ECS" }).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`the whole tab is accessible and fits (${colorScheme}, ${width})`, async (t) => {
      const page = await openPage(t, { ...english, colorScheme, width, height });
      await openTab(page);
      await faults(page).evaluate((faults) => faults.querySelectorAll("details").forEach((part) => (part.open = true)));
      assert.deepEqual(await axe(page), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await screenshot(page, `faults-${colorScheme}-${width}`);
    });
  }
}
