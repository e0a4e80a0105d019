// A failure whose message alone tells the user what happened and what to do: it is shown without a stack.

export class UserError extends Error {
  /**
   * @param {string} message what happened and what to do
   * @param {{ exitCode?: number, cause?: unknown }} [options]
   */
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.exitCode = options.exitCode ?? 1;
  }
}
