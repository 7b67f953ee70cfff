/**
 * What a rule asks for one service: how far or how long a walk may be.
 */

/** What a standard asks for one service. */
export interface Requirement {
  readonly service: string;
  /** `distance`: metres of walk; `time`: minutes at the profile's speed. */
  readonly basis: "distance" | "time";
  /** Metres or minutes. */
  readonly limit: number;
  /** Id of the walking profile; `distance` on the distance basis. */
  readonly profile: string;
  readonly ruleSet: string;
  readonly recordId: string;
  /** Whether the rule set needs or wishes it; absent where the user asked. */
  readonly need?: "need" | "wish" | undefined;
  /** V verified, H compare with print, local, or assumption. */
  readonly status: "V" | "H" | "local" | "assumption";
  /** Document, number, year and clause in one line. */
  readonly source: string;
}
