import { readFileSync } from 'node:fs'

/** What a process is to try, one block of changes after the other. */
export interface Shard {
  /** Files of tests, as absolute paths. */
  readonly tests: readonly string[]
  /** Identifiers of changes. After each block the code must be as it was. */
  readonly blocks: readonly (readonly string[])[]
  /** The file in which the first process says what the tests are without a change. */
  readonly coverage: string
  /** The file to which the process reports, a line each. */
  readonly log: string
}

/** What a process reports. */
export type Report =
  | { readonly ready: number }
  | { readonly start: string }
  | { readonly end: string; readonly status: 'Killed' | 'Survived' | 'NoCoverage' | 'Static' }
  | { readonly clean: boolean }
  /** The next report may take so much longer than others, in milliseconds. */
  | { readonly alive: number }

/** The file that says what this process is to try. */
export const SHARD = 'MUTATION_SHARD'

/** What this process is to try. */
export function shard(): Shard {
  return JSON.parse(readFileSync(process.env[SHARD] as string, 'utf8'))
}
