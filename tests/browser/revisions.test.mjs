// Revisions are compared, deregistered and deleted; docker compose files become task definitions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const json = (page) => page.locator("#definition-text");

const compose = `name: shop
services:
  web:
    image: shop/web:2
    build: .
    mem_limit: 256m
    ports: ["8080:80"]
    depends_on:
      - cache
  cache:
    image: redis:7
    mem_limit: 64m
`;

async function open(page, name, text) {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

test("revisions are listed with what differs, and retired", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Register web:2 & deploy").click();
  await page.getByText("Other revisions").click();
  const differences = page.locator(".panel-differences li");
  await differences.first().waitFor();
  assert.deepEqual(await differences.allTextContents(), [
    "containerDefinitions[app].imageplayground/web:1.0 → playground/web:1.1",
  ]);
  await page.getByLabel("with this revision").selectOption("web:1");
  await page.getByText("Both say the same.").waitFor();
  assert.deepEqual(await axe(page), []);
  await button(page, "Deregister web:1").click();
  await page.locator(".panel-revisions li", { hasText: "INACTIVE" }).waitFor();
  assert.equal(await button(page, "Deploy web:1 again").count(), 0);
  await button(page, "Delete web:1").click();
  await page.locator(".panel-revisions li", { hasText: "DELETE_IN_PROGRESS" }).waitFor();
});

test("a compose file that is opened becomes a task definition, and says what did not carry over", async (t) => {
  const page = await openPage(t, english);
  await open(page, "compose.yaml", compose);
  await page.getByText("did not carry over as they were").waitFor();
  const definition = JSON.parse(await json(page).inputValue());
  assert.equal(definition.family, "shop");
  assert.deepEqual(definition.containerDefinitions.map(({ name }) => name).toSorted(), ["cache", "web"]);
  const lines = await page.locator(".panel-compose li").allTextContents();
  assert.ok(lines.some((line) => line.startsWith("5services.web.build")), lines.join("\n"));
  await page.locator(".form-container", { hasText: "cache" }).first().waitFor();
  assert.deepEqual(await axe(page), []);
  await button(page, "Dismiss").click();
  await page.locator(".panel-compose").waitFor({ state: "detached" });
});

test("a compose file that is pasted is offered to be turned, and one that cannot be stays as it is", async (t) => {
  const page = await openPage(t, english);
  await button(page, "JSON").click();
  await json(page).fill(compose);
  await button(page, "Turn it into a task definition").click();
  await page.getByText("did not carry over as they were").waitFor();
  assert.equal(JSON.parse(await json(page).inputValue()).family, "shop");

  const broken = compose.replace("mem_limit: 256m", "mem_limit: much");
  await open(page, "compose.yaml", broken);
  await page.getByText(/cannot become a task definition yet/).waitFor();
  assert.equal(await json(page).inputValue(), broken);
  const first = page.locator(".panel-compose li").first();
  assert.match(await first.textContent(), /^6services\.web\.mem_limit/);
});
