// The menu of scenarios: it opens by mouse and keyboard, and what is chosen takes the place of the world.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

test("a scenario is chosen and takes the place of the world, with its own task definition", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await page.getByRole("button", { name: /^Scenario/ }).click();
  const menu = page.getByRole("dialog", { name: "Scenarios" });
  await menu.waitFor();
  await axe(page);
  assert.equal(await menu.getByRole("listitem").count() > 20, true);
  await menu.getByRole("button", { name: "Play A deployment that cannot move" }).click();
  await menu.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /A deployment that cannot move/ }).waitFor();
  // The world plays: after a while the service says that it cannot move.
  await page.getByText("was unable to stop or start tasks during a deployment").first().waitFor({ timeout: 60_000 });
});

test("the menu opens and closes by the keyboard, on a phone too", async (t) => {
  const page = await openPage(t, { locale: "ko-KR", viewport: { width: 390, height: 844 } });
  const opener = page.locator(".top-bar-scenario");
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "시나리오" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await opener.evaluate((element) => element === document.activeElement), true);
});

test("a hook that waits is answered over the picture, and the draft has followed what the scenario deploys", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await page.locator(".top-bar-scenario").click();
  await page.getByRole("button", { name: "Play A canary that asks first" }).click();
  await page.getByText("A PAUSE hook holds the deployment").last().waitFor();
  const waits = page.getByRole("status").filter({ hasText: "A hook waits at PRE_PRODUCTION_TRAFFIC_SHIFT" });
  await waits.waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Deploying web:2…" }).waitFor();
  await page.getByText("same as web:2").waitFor();
  await waits.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "it goes as you act" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await waits.waitFor();
});

test("the world with which the page begins is in the menu as well", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await page.locator(".top-bar-scenario").click();
  await page.getByRole("button", { name: "Play A deployment that cannot move" }).click();
  await page.locator(".top-bar-scenario").filter({ hasText: "A deployment that cannot move" }).click();
  await page.getByRole("button", { name: "Play Rolling update behind a load balancer" }).click();
  await page.locator(".top-bar-scenario").filter({ hasText: "Rolling update behind a load balancer" }).waitFor();
});
