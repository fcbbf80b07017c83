import { check, checkList, type Path, refuse } from '../../internal/guard.js'

/** What multiplies the expectation of a customer, and is known without an error. */
export interface Factor {
  /** That of the customer at an index; of one customer, or a new one, without. */
  readonly of: (index: number | undefined) => number
  /** A list has one for each customer. */
  readonly checkLength: (customers: number) => void
}

/** One number for all, or a list of one for each customer. */
export function factorOf(
  metric: string,
  path: Path,
  value: unknown,
  single: string,
  read: (path: Path, value: unknown) => number,
): Factor {
  if (typeof value === 'number') {
    const all = read(path, value)
    return { of: () => all, checkLength: () => undefined }
  }
  const list = checkList<unknown>(metric, path, value)
  return {
    of: (index) => {
      if (index === undefined)
        refuse(metric, path, value, `given for one customer: write ${single}`)
      const at = [...path, index]
      check(
        metric,
        at,
        list[index],
        index < list.length,
        'given: one for each row of customers',
        'mismatch',
      )
      return read(at, list[index])
    },
    checkLength: (customers) => {
      const expected = `${customers}, one for each row of customers`
      const isSame = list.length === customers
      check(metric, [...path, 'length'], list.length, isSame, expected, 'mismatch')
    },
  }
}

/** Several of them, multiplied. */
export function multiplied(factors: readonly Factor[]): Factor {
  return {
    of: (index) => factors.reduce((product, factor) => product * factor.of(index), 1),
    checkLength: (customers) => {
      for (const factor of factors) factor.checkLength(customers)
    },
  }
}
