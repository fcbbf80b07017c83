import { MetricError, type MetricErrorCode } from 'customer-metrics'

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

/** The same as its code and its message. */
export function refusalText(call: () => unknown): [MetricErrorCode, string] {
  const { code, message } = refusal(call)
  return [code, message]
}
