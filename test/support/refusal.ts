import { MetricError } from 'customer-metrics'

/** The error that a call is refused with. */
export function refusal(call: () => unknown): MetricError {
  try {
    call()
  } catch (error) {
    if (error instanceof MetricError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
