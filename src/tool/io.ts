import type { LoadPackage } from './database/database.js'

/** What the command sees of the machine. */
export interface Io {
  /** Writes to the standard output. */
  readonly out: (text: string) => void
  /** Writes to the standard error. */
  readonly err: (text: string) => void
  /** Whether somebody watches the standard error. */
  readonly isWatched: boolean
  readonly now: Date
  /** Loads an optional package by its name. */
  readonly load: LoadPackage
  /** The data that come with the package's source, where they are there. */
  readonly samples: Samples | undefined
}

/** Files to report on where none is given. */
export interface Samples {
  readonly survey: string
  readonly subscriptions: string
  readonly transactions: string | undefined
}
