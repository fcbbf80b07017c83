import { MetricError, type MetricErrorCode } from 'customer-metrics'

/** The kinds of errors. */
const CODES: Readonly<Record<MetricErrorCode, 1>> = {
  empty: 1,
  invalid: 1,
  'out-of-range': 1,
  mismatch: 1,
  undefined: 1,
  'not-converged': 1,
}

/** The error that a call is refused with. */
export function refusal(call: () => unknown): MetricError {
  try {
    call()
  } catch (error) {
    if (!(error instanceof MetricError)) throw error
    if (!isWhole(error)) throw new Error(`a part of the refusal is missing: ${error.message}`)
    return error
  }
  throw new Error('nothing was refused')
}

/** Whether an error has a kind, a path, and a message to its end. */
export function isWhole({ code, path, message }: MetricError): boolean {
  return code in CODES && path.length > 0 && /^\w+: \S.* is .+, not (\S.*)?\S$/s.test(message)
}

/** The same as its code and its message. */
export function refusalText(call: () => unknown): [MetricErrorCode, string] {
  const { code, message } = refusal(call)
  return [code, message]
}
