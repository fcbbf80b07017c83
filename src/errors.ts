/**
 * The kind of error that a {@link MetricError} reports. Codes are part of the API.
 *
 * - `empty`: there is nothing to compute from.
 * - `invalid`: a value of the wrong type or form.
 * - `out-of-range`: a number outside what is allowed.
 * - `mismatch`: values that are valid one by one and do not belong together.
 * - `undefined`: the result does not exist for these inputs.
 * - `not-converged`: an iteration ended without a result.
 */
export type MetricErrorCode =
  | 'empty'
  | 'invalid'
  | 'out-of-range'
  | 'mismatch'
  | 'undefined'
  | 'not-converged'

/** The details of a {@link MetricError} beside its message. */
export interface MetricErrorDetails {
  /** The kind of error; stable across versions. */
  readonly code: MetricErrorCode
  /** The name of the function that refused its input. */
  readonly metric: string
  /** The path of the value: `['rows', 3, 'endedOn']`. */
  readonly path: readonly (string | number)[]
  /** The value found there. */
  readonly received: unknown
}

/**
 * The one error that this library throws.
 *
 * Its message always reads `metric: path is received, not what was allowed`. Where the value stands in a row
 * of a customer, `(customer …)` follows.
 *
 * @example
 * ```ts
 * nps([10, 9, 8, 11]) // => throws nps: ratings[3] is 11, not a whole number from 0 to 10
 * ```
 */
export class MetricError extends RangeError implements MetricErrorDetails {
  /** `'MetricError'`, also where the sources are minified. */
  override readonly name = 'MetricError'
  /** The kind of error; stable across versions. */
  declare readonly code: MetricErrorCode
  /** The name of the function that refused its input. */
  declare readonly metric: string
  /** The path of the value: `['rows', 3, 'endedOn']`. */
  declare readonly path: readonly (string | number)[]
  /** The value found there. */
  declare readonly received: unknown

  /**
   * Makes the error from a message and its details.
   *
   * @param message - What is wrong, where, and what was allowed.
   * @param details - The same for programs.
   */
  constructor(message: string, details: MetricErrorDetails) {
    super(message)
    Object.assign(this, details)
  }
}
