// Which Node is new enough.

/** The oldest Node that better-sqlite3, Vitest and the OpenTelemetry SDK run on. */
export const OLDEST = { major: 22, minor: 15 };

/** @param {string} version such as `20.19.0` @returns whether Spanloom runs on it */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
