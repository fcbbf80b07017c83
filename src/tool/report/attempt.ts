import { MetricError, type MetricErrorCode } from 'customer-metrics'

/** A result, or why the library gives none. */
export type Attempt<T> = { readonly value: T } | Refusal

/** Why there is no result: the sentence of the library, and its code. */
export interface Refusal {
  readonly why: string
  readonly code: MetricErrorCode
}

/** What a function gives, or the sentence with which it refuses, which names no customer. */
export function attempt<T>(compute: () => T): Attempt<T> {
  try {
    return { value: compute() }
  } catch (error) {
    if (error instanceof MetricError)
      return { why: error.message.replace(/ \(customer .*\)$/, ''), code: error.code }
    throw error
  }
}

/** What a function gives, or nothing where there is nothing to compute it from. */
export function ifAny<T>(compute: () => T): T | undefined {
  const tried = attempt(compute)
  return 'value' in tried ? tried.value : undefined
}
