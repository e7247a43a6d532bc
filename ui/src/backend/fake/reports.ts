import type { Handlers } from ".";

export const reports: Handlers = {
  report_save: (_, { report, format, to }) => ({
    file_name: to === "save" ? `${report.report}.${format}` : null,
  }),
};
