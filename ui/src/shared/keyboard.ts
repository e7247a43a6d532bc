/** The digit of a physical key: on a Belgian keyboard the row gives digits with Shift only. */
export function physicalDigit(code: string): string | null {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}
