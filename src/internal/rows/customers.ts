import { check, type Path } from '../guard.js'

/** A customer id: a number, or a string that is not empty. */
export function isCustomer(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : Number.isFinite(value)
}

/** What is accepted as an id, for messages. */
export const ID = 'a number or a string that is not empty'

/** Refuses what is not a customer id. */
export function checkCustomer(metric: string, path: Path, value: unknown): void {
  check(metric, path, value, isCustomer(value), ID, 'invalid')
}
