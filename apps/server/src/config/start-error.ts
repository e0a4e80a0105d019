// Failures to start that the user can mend.

/** The server cannot start as it was asked to. The message says why and what to do; it is printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
