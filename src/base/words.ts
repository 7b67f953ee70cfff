/**
 * Text for people in both languages of the library.
 */

/** Words in English and Chinese. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}
