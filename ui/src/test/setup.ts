import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// On a busy machine a screen may take a while; a test that waits in vain still fails.
configure({ asyncUtilTimeout: 15000 });

// jsdom knows no layout: give everything a size, so that lists show their rows.
for (const [name, size] of [
  ["offsetHeight", 40],
  ["clientHeight", 600],
  ["offsetWidth", 1000],
  ["clientWidth", 1000],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}
HTMLCanvasElement.prototype.getContext = () => null;
const css = { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") };
Object.assign(globalThis, { CSS: css });
Object.assign(document.defaultView ?? {}, { CSS: css });
HTMLElement.prototype.scrollTo = () => {};
HTMLElement.prototype.scrollIntoView = () => {};
if (!("ResizeObserver" in globalThis)) {
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}

afterEach(() => {
  cleanup();
  window.location.hash = "";
});
