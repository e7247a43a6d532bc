/** What was typed and is not saved, on its way to the program, which keeps it also over a lock. */

import { asProblem, call } from "../backend";

const underWay = new Set<Promise<void>>();
/** Refused while it was locked: kept here until the form is open again, and shown nowhere. */
const refused = new Map<string, string>();

/** Keeps what is typed in a form; an empty text forgets it. */
export async function keepTyped(form: string, body: string): Promise<void> {
  const keeping = keep(form, body);
  const settled = keeping.catch(() => {});
  underWay.add(settled);
  void settled.then(() => underWay.delete(settled));
  return keeping;
}

async function keep(form: string, body: string): Promise<void> {
  try {
    await call("draft", { form, body });
    refused.delete(form);
  } catch (error) {
    if (asProblem(error).code !== "locked") throw error;
    refused.set(form, body);
  }
}

/** What was typed in a form before, or an empty text. */
export async function typedBefore(form: string): Promise<string> {
  const here = refused.get(form);
  if (here !== undefined) await keepTyped(form, here);
  return here ?? (await call("draft", { form, body: null })).body;
}

/** Keeps what stands in all forms of the screen now, and waits for it. */
export async function keepAllTyped(): Promise<void> {
  window.dispatchEvent(new Event("pagehide"));
  await Promise.all(underWay);
}
