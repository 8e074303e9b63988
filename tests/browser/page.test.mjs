// The page opens, and tells when its program stops or cannot start.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, newCheckedPage, openPage, screenshot } from "./harness.mjs";
import { openPlayground, playgroundUrl } from "./chromium.mjs";

test("the page opens with a title and a heading", async (t) => {
  const page = await openPage(t);
  assert.match(await page.title(), /ECS Playground/);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await screenshot(page, "page");
});

test("the page has no accessibility violation", async (t) => {
  const page = await openPage(t);
  assert.deepEqual(await axe(page), []);
});

test("a panic is told once, with a button that starts again", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await page.evaluate(() => {
    for (const detail of ["the first", "its echo"]) {
      window.dispatchEvent(new CustomEvent("playground-panic", { detail }));
    }
  });
  const message = page.getByRole("alert");
  assert.match(await message.textContent(), /has stopped.*the first/);
  await page.getByRole("button", { name: "Start again" }).click();
  await message.waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).first().waitFor();
});

test("a program that does not load is told in the reader's language", async (t) => {
  const page = await newCheckedPage(t, {
    locale: "ko-KR",
    tolerated: [/net::ERR_FAILED/, /Failed to fetch/],
  });
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(playgroundUrl());
  assert.match(await page.getByRole("alert").textContent(), /불러오지 못했습니다/);
  await page.getByRole("button", { name: "다시 시작" }).waitFor();
});

test("panels that do not load are told in their place; time goes on, and they can be fetched again", async (t) => {
  const page = await newCheckedPage(t, {
    locale: "en-US",
    tolerated: [/net::ERR_FAILED/, /Failed to fetch/],
  });
  await page.route("**/split_panels-*.wasm", (route) => route.abort());
  await openPlayground(page, playgroundUrl());
  const inspector = page.getByRole("region", { name: "Inspector" });
  await inspector.getByText("did not load").waitFor();
  const before = await page.locator(".controls-clock").textContent();
  await page.waitForFunction(
    ([selectors, before]) => document.querySelector(selectors).textContent > before,
    [".controls-clock", before],
  );
  await page.unroute("**/split_panels-*.wasm");
  await page.getByRole("region", { name: "Task definition" }).getByRole("button", { name: "Try again" }).click();
  await page.getByRole("region", { name: "Task size" }).waitFor();
  await inspector.getByText("did not load").waitFor({ state: "detached" });
});

test("without JavaScript the page shows a picture and says what it needs", async (t) => {
  const page = await newCheckedPage(t, { javaScriptEnabled: false });
  await page.goto(playgroundUrl());
  await page.getByRole("img", { name: /Availability Zones/ }).waitFor();
  await page.locator("noscript p", { hasText: "allow JavaScript" }).waitFor();
});

test("a command that comes before the rest of the core waits for it, and so does time", async (t) => {
  const page = await newCheckedPage(t, {
    locale: "en-US",
    tolerated: [/net::ERR_FAILED/, /Failed to fetch/],
  });
  await page.route("**/split_core-*.wasm", (route) => route.abort());
  await openPlayground(page, playgroundUrl());
  const playback = page.getByRole("region", { name: "Playback" });
  await playback.getByText("did not load").waitFor();
  await page.getByRole("button", { name: "Register web:2 & deploy" }).click();
  const clock = page.locator(".controls-clock");
  const frames = (count) =>
    page.evaluate(async (left) => {
      for (; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, count);
  await frames(30);
  const before = await clock.textContent();
  await frames(60);
  assert.equal(await clock.textContent(), before, "time waits for the command");
  await page.unroute("**/split_core-*.wasm");
  await playback.getByRole("button", { name: "Try again" }).click();
  await page.locator(".panel-deployments li", { hasText: "web:2" }).first().waitFor();
  await page.waitForFunction(
    ([selectors, before]) => document.querySelector(selectors).textContent > before,
    [".controls-clock", before],
  );
});
