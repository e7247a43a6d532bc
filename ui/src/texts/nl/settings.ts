/** Words of the screen Instellingen. */

export const settings = { title: "Instellingen" };
