import { later } from './arbitraries.js'

/** Repeatable choices. */
export interface Chance {
  /** A whole number from 0 up to a limit, which is not reached. */
  readonly below: (limit: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** True once in so many times. */
  readonly once: (times: number) => boolean
}

/** A generator of Park and Miller (1988). */
export function chance(seed: number): Chance {
  let state = (seed % 2_147_483_646) + 1
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return (state - 1) / 2_147_483_646
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  for (let turn = 0; turn < 5; turn++) next()
  return {
    below,
    pick: (items) => items[below(items.length)] as never,
    once: (times) => below(times) === 0,
  }
}

/** Ids that engines could confuse, or that could break out of a statement. */
export const IDS: readonly string[] = [
  '7',
  '007',
  '1e3',
  'a',
  'A',
  'a ',
  ' a',
  'ä',
  "O'Brien",
  '"quoted"',
  'Ω客',
  '😀',
  'NULL',
  "'; DROP TABLE t; --",
  'back\\slash',
  '$1',
]

/** Names of plans, countries and reasons. */
export const WORDS: readonly string[] = [
  'price',
  'Price',
  'é',
  "it's",
  'zu teuer',
  '価格',
  'Zoll',
  'abc',
  'b',
]

const EDGES = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-30',
  '2024-01-31',
  '2024-02-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
  '2024-04-30',
  '2024-06-30',
  '2024-07-01',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-01',
]

/** A day around 2024: a third of them at the ends of months and on leap days. */
export function someDay({ once, pick, below }: Chance): string {
  return once(3) ? pick(EDGES) : later('2023-11-01', below(560))
}

const GAPS = [0, 1, 2, 27, 28, 29, 30, 31, 32, 59, 60, 89, 90, 91, 92]

/** A subscription as a row of a table. */
export interface SpanRow {
  readonly [column: string]: string | number | null
  readonly case: number
  readonly customer: string
  readonly startedOn: string
  readonly endedOn: string | null
  readonly reason: string | null
}

/** Subscriptions of one case: overlaps, returns after nasty gaps, one-day spans, equal ends. */
export function spansOf(number: number, { once, pick, below, ...rest }: Chance): SpanRow[] {
  const rows: SpanRow[] = []
  const some = { once, pick, below, ...rest }
  const customers = 1 + below(5)
  for (let at = 0; at < customers; at++) {
    const customer = pick(IDS)
    let start = someDay(some)
    const spans = 1 + below(5)
    for (let span = 0; span < spans; span++) {
      const lasted = once(5) ? 0 : once(3) ? pick(GAPS) : below(200)
      const endedOn =
        span === spans - 1 && once(3)
          ? null
          : once(6)
            ? someDayFrom(start, some)
            : later(start, lasted)
      const reason = (): string | null => (once(3) ? null : pick(WORDS))
      rows.push({ case: number, customer, startedOn: start, endedOn, reason: reason() })
      // A second row with the same end and another reason.
      if (once(4))
        rows.push({
          case: number,
          customer,
          startedOn: once(2) ? start : earlier(start, below(9)),
          endedOn,
          reason: reason(),
        })
      if (endedOn === null) break
      start = once(5) ? earlier(endedOn, below(30)) : later(endedOn, pick(GAPS))
    }
  }
  return shuffled(rows, some)
}

function someDayFrom(start: string, some: Chance): string {
  const day = someDay(some)
  return day < start ? start : day
}

/** So many days earlier. */
export function earlier(day: string, days: number): string {
  return later(day, -days)
}

/** The same rows in another order. */
export function shuffled<Row>(rows: Row[], { below }: Chance): Row[] {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = below(at + 1)
    ;[rows[at], rows[other]] = [rows[other] as Row, rows[at] as Row]
  }
  return rows
}

/** Rows of many cases. */
export function casesOf<Row>(
  cases: number,
  seed: number,
  rowsOf: (number: number, some: Chance) => Row[],
): Row[][] {
  const some = chance(seed)
  return Array.from({ length: cases }, (_, number) => rowsOf(number, some))
}

/** A subscription with what it brings in, and its later prices. */
export interface PricedRow extends SpanRow {
  readonly subscription: string
  readonly amount: string
  readonly currency: string | null
}

const AMOUNTS = [
  '0',
  '10',
  '10.00',
  '0.01',
  '19.9900',
  '99.99',
  '1234567.8901',
  '0.1',
  '0.2',
  '250',
]

/** The subscriptions of a case with prices, and the changes of some. */
export function pricedOf(
  number: number,
  some: Chance,
): (PricedRow & { changes?: { on: string; amount: string }[] })[] {
  const currency = some.once(2) ? null : some.pick(['EUR', 'JPY'])
  return spansOf(number, some).map((row, at) => {
    const priced = { ...row, subscription: `${number}/${at}`, amount: some.pick(AMOUNTS), currency }
    const end = row.endedOn ?? '2025-12-31'
    const changes: { on: string; amount: string }[] = []
    for (
      let on = later(row.startedOn, 1 + some.below(60));
      on < end && changes.length < 3 && some.once(2);
      on = later(on, 1 + some.below(90))
    )
      changes.push({ on, amount: some.pick(AMOUNTS) })
    return changes.length > 0 ? { ...priced, changes } : priced
  })
}

/** The same as a table has it: a row for each price. */
export function asPrices(
  rows: readonly (PricedRow & { changes?: { on: string; amount: string }[] })[],
): PricedRow[] {
  return rows.flatMap(({ changes = [], ...row }) => {
    const starts = [{ on: row.startedOn, amount: row.amount as string }, ...changes]
    return starts.map(
      ({ on, amount }, at) =>
        ({
          ...row,
          amount,
          startedOn: on,
          endedOn: starts[at + 1]?.on ?? row.endedOn,
        }) as PricedRow,
    )
  })
}
