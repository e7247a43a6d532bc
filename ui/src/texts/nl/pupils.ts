/** Words of the screen Leerlingen. */

export const pupils = { title: "Leerlingen" };
