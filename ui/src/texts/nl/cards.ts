/** Words of the cards screens. */

export const cards = {
  title: "Barcodes",
};
