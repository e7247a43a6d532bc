import type { Handlers } from ".";

export const reports: Handlers = {
  report_save: (_, request) => {
    if (request.what === "pupils") {
      return { file_name: `leerlingen-2026-11-21.${request.format}` };
    }
    const { report, format, to } = request;
    return { file_name: to === "save" ? `${report.report}.${format}` : null };
  },
};
