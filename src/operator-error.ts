/** Exit codes, as sysexits.h has them: what a setting says cannot be, and everything else. */
export const EXIT = { failure: 1, settings: 78 } as const;

/**
 * A failure that whoever runs Banso can mend: one sentence of what is wrong, in which file or setting, and
 * what to do. Printed as it is, without a stack.
 */
export class OperatorError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failure) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Prints a failure on standard error, whatever the log level: one sentence, or the stack of what nobody expected. */
export function sayFailure(error: unknown): number {
  if (error instanceof OperatorError) {
    console.error(error.message);
    return error.exitCode;
  }
  console.error(error);
  return EXIT.failure;
}
