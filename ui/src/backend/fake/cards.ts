import type { Handlers } from ".";

export const cards: Handlers = {};
