import { MetricError, type MetricErrorCode } from 'customer-metrics'

/** The error of a call, as its code and message. */
export function refusal(call: () => unknown): [MetricErrorCode, string] {
  try {
    call()
  } catch (error) {
    if (error instanceof MetricError) return [error.code, error.message]
    throw error
  }
  throw new Error('nothing was refused')
}
