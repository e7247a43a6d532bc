/** A sentence for every remark at a row of a file. */

type Values = { [key in string]: string };

export const remarks: Record<string, (values: Values) => string> = {
  insz_check_digits: () =>
    "Het controlegetal van het INSZ klopt niet; het veld wordt leeg gelaten. Kijk het na in de bron.",
  date_unreadable: (v) =>
    `De datum${v.value ? ` “${v.value}”` : ""} is niet leesbaar. Verbeter ze in het bestand, of laat deze rij weg.`,
  two_rows_one_pupil: (v) =>
    `Dit is dezelfde leerling als ${v.other ? `rij ${v.other}` : "een andere rij"}. Laat een van beide weg.`,
};
