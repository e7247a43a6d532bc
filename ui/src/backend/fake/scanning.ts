import type { Handlers } from ".";

export const scanning: Handlers = {};
