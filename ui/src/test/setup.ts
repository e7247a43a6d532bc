import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom knows no layout: give everything a size, so that lists show their rows.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 1000 },
});
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
