// Placement: why a task is where it is or nowhere, the rules behind that, and the machines of the cluster.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const machines = (page) => page.locator(".cluster-list li");

// Selects a task through the text of the event that started it.
async function selectTask(page, index = 0) {
  await page.locator(".panel-event", { hasText: "has started 8 tasks" }).getByRole("button").nth(index).click();
  await page.locator(".why-funnel").waitFor();
}

async function fillNumber(page, name, value) {
  const input = page.getByRole("textbox", { name, exact: true });
  await input.fill(String(value));
  await input.press("Enter");
}

// A dialog that is right under the pointer's last place counts as hovered.
const dialog = (page) => page.getByRole("dialog", { name: "Rules of Amazon ECS" });

test("a task says why it is here: fewer instances with each step, and its own at the end of the table's first row", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  for (const index of [0, 4, 7]) {
    await selectTask(page, index);
    const counts = (await page.locator(".why-count").allTextContents()).map(Number);
    assert.equal(counts[0], 9);
    assert.equal(counts.at(-1), 1);
    assert.deepEqual(counts, counts.toSorted((one, other) => other - one));
    await page.locator(".why-table summary").click();
    assert.equal(await page.locator(".why-table tbody tr").count(), 9);
    const chosen = await page.locator(".why-table tr.chosen code").textContent();
    const place = await page.locator(".panel-fact", { hasText: "instance" }).locator("code").first().textContent();
    assert.ok(place.startsWith(chosen.slice(0, -1)), `${place} ${chosen}`);
    await page.locator(".why-table summary").click();
  }
  assert.deepEqual(await axe(page), []);
});

test("a rule that decided leads into the ledger, which filters by words, by standing and by use", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await selectTask(page);
  await button(page, "default-spread").click();
  const rules = dialog(page).locator(".ledger-list li");
  await rules.filter({ hasText: "spreads over zones" }).waitFor();
  assert.equal(await rules.count(), 1);
  await dialog(page).getByRole("searchbox").fill("");
  await page.waitForFunction(() => document.querySelectorAll(".ledger-list li").length > 100);
  await dialog(page).getByRole("button", { name: "assumed" }).click();
  await dialog(page).getByLabel("used so far").check();
  await page.waitForFunction(() => {
    const rules = [...document.querySelectorAll(".ledger-list li")];
    return rules.length > 0 && rules.every((rule) => /assumed.*used in this run/s.test(rule.textContent));
  });
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await button(page, "Keyboard shortcuts").click();
  await button(page, "Rules of the simulation").click();
  await rules.first().waitFor();
});

test("a service that waits for capacity says why not, and the smallest change helps", async (t) => {
  const page = await openPage(t, english);
  await tab(page, "Service").click();
  await fillNumber(page, "desiredCount", 20);
  await page.getByText("Why not?").waitFor({ timeout: 60_000 });
  await button(page, "Pause").click();
  await page.locator(".why-table summary").click();
  assert.match(await page.locator(".why-table tbody tr").first().textContent(), /all 2 network interfaces are taken/);
  await tab(page, "Cluster").click();
  assert.equal(await machines(page).count(), 9);
  await page.getByRole("button", { name: /^Add one \S+ in ap-northeast-2[abc]$/ }).click();
  await machines(page).nth(9).waitFor();
});

test("instances are launched by type, zone, count and attributes, drained and terminated", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await tab(page, "Cluster").click();
  await page.getByLabel("type", { exact: true }).selectOption("m5.xlarge");
  await page.getByLabel("Availability Zone", { exact: true }).selectOption("each");
  await page.getByLabel("count", { exact: true }).fill("2");
  await page.getByLabel("attributes", { exact: true }).fill("=x");
  assert.equal(await button(page, "Launch 6").isDisabled(), true);
  await page.getByLabel("attributes", { exact: true }).fill("stack=blue, disk");
  await button(page, "Launch 6").click();
  await page.waitForFunction(() => document.querySelectorAll(".cluster-list li").length === 15);
  await button(page, "Undo").click();
  await page.waitForFunction(() => document.querySelectorAll(".cluster-list li").length === 9);
  await button(page, "Redo").click();

  const machine = machines(page).filter({ hasText: "m5.xlarge" }).first();
  await machine.getByRole("button").first().click();
  await page.locator(".cluster-attributes summary").click();
  const own = page.locator(".cluster-attributes li.own");
  assert.deepEqual((await own.allTextContents()).toSorted(), ["disk", "stack = blue"]);
  await page.getByLabel("New attribute, NAME=VALUE").fill("team=web");
  await page.getByLabel("New attribute, NAME=VALUE").press("Enter");
  await own.filter({ hasText: "team = web" }).waitFor();
  await button(page, "Delete attribute disk").click();
  await own.filter({ hasText: "disk" }).waitFor({ state: "detached" });

  await button(page, "Drain instance").click();
  await machines(page).filter({ hasText: "DRAINING" }).waitFor();
  await button(page, "Activate instance").click();
  await machines(page).filter({ hasText: "DRAINING" }).waitFor({ state: "detached" });
  await button(page, "Disconnect the agent").click();
  await button(page, "Connect the agent").click();
  await button(page, "Disconnect the agent").waitFor();
  await machine.getByRole("button", { name: /^Terminate / }).click();
  await page.waitForFunction(() => document.querySelectorAll(".cluster-list li").length === 14);
  assert.deepEqual(await axe(page), []);
});

test("strategies and constraints of the service are chained, and a wrong expression says where", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await tab(page, "Service").click();
  await button(page, "+ Add strategy").click();
  await page.getByLabel("strategy 1, type").selectOption("binpack");
  await page.getByLabel("strategy 1, field").selectOption("cpu");
  await button(page, "+ Add strategy").click();
  await page.getByLabel("strategy 2, type").selectOption("random");
  await button(page, "+ Add distinctInstance").click();
  await button(page, "+ Add memberOf").click();
  const expression = page.getByRole("textbox", { name: "memberOf" });
  await expression.fill("attribute:ecs.instance-type ==");
  await page.getByText("At character 31: expected a value, found the end").waitFor();
  assert.equal(await expression.getAttribute("aria-invalid"), "true");
  await expression.fill("attribute:ecs.instance-type == c6i.large");
  await expression.press("Enter");
  await page.getByText("attribute:ecs.instance-type == c6i.large applied").waitFor();
  await button(page, "Remove strategy 2").click();
  await page.getByLabel("strategy 2, type").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("strategy 1, field").inputValue(), "cpu");
  await page.getByRole("checkbox", { name: "ap-northeast-2c" }).uncheck();
  await page.locator(".panel-deployments li", { hasText: "IN_PROGRESS" }).waitFor();
  assert.deepEqual(await axe(page), []);
});
