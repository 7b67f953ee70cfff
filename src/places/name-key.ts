/** One spelling for names that differ in width, case or spaces only. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
