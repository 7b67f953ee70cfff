/**
 * Text that moves no cursor and changes no colour: what data say stays data on a terminal.
 *
 * Control characters of a name or a column, but line breaks and tabs, are shown as `\\u001b`. In JSON that is the same
 * character.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function plainText(text: string): string {
  return text.replace(CONTROLS, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
