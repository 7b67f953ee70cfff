/**
 * Notes of readers: what was odd in a file, and how often.
 */

/** A note on so many things of one kind; none where there are none. */
export function countedNote(code: string, count: number, message: string) {
  return count > 0 ? [{ code, count, message }] : [];
}

/** A stable code made of the words of a message. */
export function codeOfMessage(message: string): string {
  return message.replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "");
}
