// Starts the program, and says so when it cannot start or has stopped.
//
// It stands outside Wasm because a panic ends everything inside. The page tells of one by a
// `playground-panic` event on the window, a CustomEvent whose `detail` is the panic's message.

const texts = {
  en: {
    noWebAssembly: "ECS Playground cannot start: this browser has no WebAssembly, or does not allow it here.",
    notLoaded: "ECS Playground cannot start: a part of it did not load.",
    stopped: "ECS Playground has stopped. This is a bug in it, not a mistake of yours.",
    again: "Start again",
  },
  ko: {
    noWebAssembly: "ECS Playground를 시작할 수 없습니다. 이 브라우저가 WebAssembly를 지원하지 않거나 이 페이지에서 허용하지 않습니다.",
    notLoaded: "ECS Playground를 시작할 수 없습니다. 일부를 불러오지 못했습니다.",
    stopped: "ECS Playground가 멈췄습니다. 사용자의 실수가 아니라 프로그램의 버그입니다.",
    again: "다시 시작",
  },
};

// Once the program runs, the language is the one that it has set on the document.
let isRunning = false;

function show(kind, detail) {
  // The first message is the cause; what follows a panic is its echo.
  if (document.querySelector(".boot-message[role=alert]")) return;
  const language = isRunning ? document.documentElement.lang : navigator.language;
  const isKorean = language.toLowerCase().startsWith("ko");
  const text = isKorean ? texts.ko : texts.en;

  const message = document.createElement("div");
  message.className = "boot-message";
  message.lang = isKorean ? "ko" : "en";
  message.setAttribute("role", "alert");

  const sentence = document.createElement("p");
  sentence.textContent = text[kind];
  const cause = document.createElement("code");
  cause.lang = "en";
  cause.textContent = detail;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text.again;
  button.addEventListener("click", () => location.reload());

  message.append(sentence, ...(detail ? [cause] : []), button);
  document.body.prepend(message);
}

function showTrap(error) {
  if (error instanceof WebAssembly.RuntimeError) show("stopped", error.message);
}

window.addEventListener("playground-panic", (event) => {
  show("stopped", String(event.detail ?? ""));
});

async function start() {
  if (typeof WebAssembly !== "object") {
    show("noWebAssembly", "");
    return;
  }
  // A stop that has no panic, such as a full stack or memory: in a callback, or in a task of its own.
  window.addEventListener("error", (event) => showTrap(event.error));
  window.addEventListener("unhandledrejection", (event) => showTrap(event.reason));
  try {
    const program = await import("./web.js");
    await program.default({ module_or_path: new URL("./web.wasm", import.meta.url) });
    isRunning = true;
  } catch (error) {
    // A panic while starting comes here too, after its own event.
    const kind = error instanceof WebAssembly.CompileError ? "noWebAssembly" : "notLoaded";
    show(kind, String(error));
    throw error;
  }
}

start();
