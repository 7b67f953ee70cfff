import { FileAccessError, InputFileError, InvalidInputError, LivingCircleError } from "../base/errors.js";
import { UsageError } from "./options/usage-error.js";

export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  fileAccess: 3,
  badInput: 4,
  noAnswer: 5,
  interrupted: 130,
} as const;

/** Shown at the end of `--help`. */
export const EXIT_HELP = `
Exit codes:
  0    done
  1    an error in living-circle itself
  2    the command line cannot be used as typed
  3    a file is missing, or may not be read or written; or memory, disk or open files do not suffice
  4    a file is damaged, or holds something other than expected, or the audit found what would make results false
  5    no answer: a point joins no street, or no walk leads from one to the other
  130  interrupted
`;

/** The input is sound but the question has no answer; exit code 5. */
export class NoAnswer extends Error {}

/** Errors of the system itself, by their codes, and what Node says where memory is short. */
function isWantOfSystem(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && /^E[A-Z0-9]+$/.test(code)) return true;
  return (
    code === "ERR_STRING_TOO_LONG" ||
    (error instanceof RangeError &&
      /allocation failed|Invalid (array|string|typed array) length/.test(error.message))
  );
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof NoAnswer) return EXIT.noAnswer;
  if (error instanceof UsageError || error instanceof InvalidInputError) return EXIT.usage;
  if (error instanceof FileAccessError) return EXIT.fileAccess;
  if (error instanceof InputFileError || isFailedAudit(error)) return EXIT.badInput;
  return isWantOfSystem(error) ? EXIT.fileAccess : EXIT.bug;
}

/** By its code, since its class comes with the whole audit. */
function isFailedAudit(error: unknown): boolean {
  return error instanceof LivingCircleError && error.code === "audit-failed";
}
