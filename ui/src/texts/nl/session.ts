/** Words of the screens before the register is open. */

export const session = {};
