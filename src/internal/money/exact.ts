import { Decimal } from 'decimal.js'

export type { Decimal } from 'decimal.js'

/**
 * Decimals of this library: digits enough for every amount and to spare, so that a quotient is rounded
 * where it leaves and not before, whatever the settings of the caller's own. They stand alone, so that a
 * bundle of functions that only read and add amounts is without the package.
 */
export const Exact: typeof Decimal = /* @__PURE__ */ Decimal.clone({
  precision: 80,
  defaults: true,
})
