import type { Handlers } from ".";

export const imports: Handlers = {};
