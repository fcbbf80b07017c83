import { check, type Path } from '../internal/guard.js'
import { readCurrency } from '../internal/money/exactSums.js'

/** The one currency of a call. */
export interface Currencies {
  /** Reads the currency of a row, and whether it brings in anything: what costs nothing has none. */
  readonly read: (value: unknown, index: number, isPaid: boolean) => void
  /** The currency of the rows that bring in something; without any, the one that all rows name. */
  readonly known: () => string | undefined
}

/** Refuses a second currency. */
export function currencyReader(metric: string): Currencies {
  const paid: { currency: string | undefined; first?: number } = { currency: undefined }
  const free = new Set<string | undefined>()
  return {
    read: (value, index, isPaid) => {
      if (isPaid) {
        if (paid.first === undefined || value !== paid.currency)
          readCurrency(metric, index, value, paid)
        return
      }
      const path: Path = ['rows', index, 'currency']
      const isName = value === undefined || (typeof value === 'string' && value !== '')
      check(metric, path, value, isName, 'a currency such as EUR', 'invalid')
      if (free.size < 2) free.add(value as string | undefined)
    },
    known: () => {
      if (paid.first !== undefined) return paid.currency
      return free.size === 1 ? [...free][0] : undefined
    },
  }
}
