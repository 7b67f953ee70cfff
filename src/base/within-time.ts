/**
 * Work of a package that may not end, stopped after a time.
 *
 * The clock stops code that runs in one go, compiled code too; what waits for something is not stopped.
 */
import vm from "node:vm";

const CONTEXT = vm.createContext({ work: null });
const SCRIPT = new vm.Script("work()");

/**
 * The answer of `ask`, or null if it takes longer; what it was working on is then in no state to go on.
 *
 * @param limitMs - longest time that it may take, milliseconds
 * @throws what `ask` throws
 */
export function withinTime<T>(limitMs: number, ask: () => T): { readonly answer: T } | null {
  const outer: unknown = CONTEXT.work;
  let result: { readonly answer: T } | null = null;
  CONTEXT.work = () => {
    result = { answer: ask() };
  };
  try {
    SCRIPT.runInContext(CONTEXT, { timeout: limitMs });
    return result;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw cause;
  } finally {
    CONTEXT.work = outer;
  }
}
