/**
 * Objects that hold threads or memory until they are closed, by hand or by `await using`.
 */

/**
 * The method that `await using` calls, where the user's library of types declares its symbol; declarations compile with
 * `lib: ES2022` too, where it does not.
 */
type AsyncClosing = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [key in Key]: () => Promise<void> }
  : object;

abstract class ClosedOnce {
  /** Gives threads and memory back; calling it again does nothing. */
  abstract close(): Promise<void>;
}

// Node 20 has the symbol; older engines close by hand alone.
if (typeof Symbol.asyncDispose === "symbol") {
  Object.defineProperty(ClosedOnce.prototype, Symbol.asyncDispose, {
    value(this: ClosedOnce) {
      return this.close();
    },
  });
}

/** A base class whose `close` is called at the end of an `await using` block. */
export const AsyncClosable = ClosedOnce as unknown as abstract new () => ClosedOnce & AsyncClosing;
