// Reloads the page when `cargo xtask serve` has built it anew, or comes back after a pause.
// tower-livereload's own script is inline, which our content security policy forbids; its events are the same.
const events = new EventSource("/_tower-livereload/event-stream");
let connectionWasLost = false;
events.addEventListener("reload", () => location.reload());
events.addEventListener("error", () => {
  connectionWasLost = true;
});
events.addEventListener("init", () => {
  if (connectionWasLost) location.reload();
});
