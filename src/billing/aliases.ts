import { check, eachRow, type Path, refuse } from '../internal/guard.js'
import type { CustomerKey, ReadId } from '../internal/rows/customers.js'
import type { CustomerId } from '../subscriptions.js'

/** An account that was merged into another one. */
export interface CustomerAlias {
  /** The account that was merged. */
  readonly customer: CustomerId
  /** The account that it became a part of. */
  readonly into: CustomerId
}

const ALIASES: Path = ['aliases']

/** The account that each one is a part of now, merged ones followed to the last. */
export function readAliases(
  metric: string,
  aliases: unknown,
  readId: ReadId,
): (customer: CustomerKey) => CustomerKey {
  const into = new Map<CustomerKey, CustomerKey>()
  if (aliases === undefined) return (customer) => customer
  eachRow<CustomerAlias>(metric, ALIASES, aliases, (alias, index) => {
    const customer = readId(alias.customer, ALIASES, index)
    const target = readId(alias.into, ALIASES, index, 'into')
    const known = into.get(customer)
    const isNew = known === undefined || known === target
    const once = `an account that is merged once, and not into ${String(known)} as well`
    check(metric, [...ALIASES, index, 'customer'], alias.customer, isNew, once, 'mismatch')
    into.set(customer, target)
  })
  const last = new Map<CustomerKey, CustomerKey>()
  for (const customer of into.keys()) {
    const way = new Set<CustomerKey>()
    let at = customer
    while (into.has(at) && into.get(at) !== at && !last.has(at)) {
      if (way.size === way.add(at).size)
        refuse(
          metric,
          ALIASES,
          aliases,
          `a list without a circle: ${String(at)} leads back to itself`,
          'mismatch',
        )
      at = into.get(at) as CustomerKey
    }
    const target = last.get(at) ?? at
    for (const passed of way) last.set(passed, target)
  }
  return (customer) => last.get(customer) ?? customer
}
