/** Fields in which something stands that could not be read: nothing is kept before they are mended. */

/** Puts the keyboard in the first of them around this element; false: everything could be read. */
export function stopsAtUnread(of: Element): boolean {
  const around = of.closest("form, .panel, .screen-main");
  const field = around?.querySelector<HTMLElement>("[data-unread]");
  field?.focus();
  return field != null;
}
