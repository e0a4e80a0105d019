// What the console of a client may show: the SDK's own lines about the signals that were rejected, and nothing else.

const REASON = (signal: string): string => `Spanloom stores traces only so far; ${signal} are not kept`;

/** By language: whole lines. An SDK that says nothing has none. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  // Neither SDK tells of a partial success at the level that an application has by default.
  python: [],
  java: [],
  // Shutdown gives back the error of the last export, and the program prints it.
  go: [
    new RegExp(
      `^shutdown: failed to upload metrics: OTLP partial success: ${REASON('metrics')} \\(\\d+ metric data points rejected\\)$`,
    ),
    new RegExp(`^shutdown: OTLP partial success: ${REASON('logs')} \\(\\d+ logs rejected\\)$`),
  ],
};

/** The lines that a console may not show. */
export function noise(language: string, shown: string): string[] {
  const allowed = ALLOWED[language] ?? [];
  return shown.split(/\r?\n/).filter((line) => line.trim() !== '' && !allowed.some((pattern) => pattern.test(line)));
}
