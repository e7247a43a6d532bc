import axe from "axe-core";

/** What axe finds wrong on the page. Colours are judged by `contrast.test.ts`: jsdom paints nothing. */
export async function faults(root: Element = document.body): Promise<string[]> {
  const result = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return result.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
  );
}
