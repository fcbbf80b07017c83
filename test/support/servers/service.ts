/** An engine that `npm run engines` starts and stops. */
export interface Service {
  /** What `SQL_ENGINE` calls it. */
  readonly name: string
  /** Installs what is missing; throws where that cannot be. */
  readonly install: () => Promise<void>
  /** Starts it; the variables say to the tests where it is. */
  readonly start: () => Promise<Started>
}

/** An engine that runs. */
export interface Started {
  readonly version: string
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}
