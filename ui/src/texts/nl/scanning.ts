/** Words of the scanning screens. */

export const scanning = {
  title: "Scannen",
};
