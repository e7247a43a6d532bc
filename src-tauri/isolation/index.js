// Every message from the screens to the program passes here, in a frame of its own, before it is
// encrypted. Only two things go through: our one command with a plain name, and listening to events.
"use strict";
const EVENTS = new Set(["plugin:event|listen", "plugin:event|unlisten"]);

function isPlainCall(payload) {
  return (
    typeof payload === "object" &&
    payload !== null &&
    typeof payload.name === "string" &&
    /^[a-z_]{1,40}$/.test(payload.name) &&
    Object.keys(payload).every((key) => key === "name" || key === "request")
  );
}

window.__TAURI_ISOLATION_HOOK__ = (message) => {
  if (message.cmd === "call" && isPlainCall(message.payload)) return message;
  if (EVENTS.has(message.cmd)) return message;
  // Nothing is said about what was refused: the payload may be personal.
  return { ...message, cmd: "call", payload: { name: "refused", request: {} } };
};
