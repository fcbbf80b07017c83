import type { Outcome } from './ledger.js'

/** A change after which the program gives the same as before, so that no test can notice it. */
export interface Equivalent {
  readonly file: string
  /** The line of the source on which it stands, or begins. */
  readonly line: string
  readonly original: string
  readonly replacement: string
  /** Why nothing differs, or nothing that is promised. */
  readonly reason: string
}

/** The changes that were found to be equal in effect. */
export const EQUIVALENTS: readonly Equivalent[] = []

/** The entry for an outcome, where its change is equal in effect. */
export function equivalentOf(outcome: Outcome): Equivalent | undefined {
  return EQUIVALENTS.find(
    (each) =>
      each.file === outcome.file &&
      each.original === outcome.original &&
      each.replacement === outcome.replacement &&
      outcome.around.split('\n').some((line) => line.trim() === each.line),
  )
}
