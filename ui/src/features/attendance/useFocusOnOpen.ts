import { useEffect } from "react";

const FIELDS = ["INPUT", "SELECT", "TEXTAREA"];

/**
 * Puts the keyboard where the work is as soon as that is on screen, wherever it came from: the
 * navigation, the search, another screen. Somebody who is in a field stays there.
 */
export function useFocusOnOpen(focus: () => void): void {
  useEffect(() => {
    if (!FIELDS.includes(document.activeElement?.tagName ?? "")) focus();
  }, [focus]);
}
