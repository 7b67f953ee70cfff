/**
 * Plain data whose columns threads can share.
 */

/**
 * A copy of plain data in which every typed array lies in a `SharedArrayBuffer`; columns and objects that occur twice
 * occur twice in the copy as well, as one.
 */
export function sharedCopy<T>(value: T, copies = new Map<unknown, unknown>()): T {
  if (typeof value !== "object" || value === null) return value;
  const existingCopy = copies.get(value);
  if (existingCopy !== undefined) return existingCopy as T;
  if (ArrayBuffer.isView(value)) {
    const column = value as unknown as Uint8Array;
    const Column = column.constructor as new (buffer: SharedArrayBuffer) => Uint8Array;
    const copy = new Column(new SharedArrayBuffer(column.byteLength));
    copy.set(column);
    copies.set(value, copy);
    return copy as T;
  }
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  copies.set(value, copy);
  for (const [key, part] of Object.entries(value))
    (copy as Record<string, unknown>)[key] = sharedCopy(part, copies);
  return copy as T;
}
