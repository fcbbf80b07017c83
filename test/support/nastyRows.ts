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
function chance(seed: number): Chance {
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
function someDay({ once, pick, below }: Chance): string {
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
function spansOf(number: number, { once, pick, below, ...rest }: Chance): SpanRow[] {
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

/** The same with ids of subscriptions, of which some have two parts with a pause between. */
export function partedOf(
  number: number,
  some: Chance,
): (SpanRow & { readonly subscription: string })[] {
  const rows = spansOf(number, some).flatMap((row, at) => {
    const whole = { ...row, subscription: `${number}/${at}` }
    const end = row.endedOn ?? '2025-12-31'
    const middle = later(row.startedOn, 1 + some.below(120))
    const next = later(middle, some.pick(GAPS))
    if (some.once(2) || next >= end) return [whole]
    const reason = some.once(3) ? null : some.pick(WORDS)
    // A part of no day is at no time, also within another one.
    const noDay = later(row.startedOn, some.below(60))
    return [
      { ...whole, endedOn: middle, reason },
      { ...whole, startedOn: next },
      ...(some.once(4) ? [{ ...whole, startedOn: noDay, endedOn: noDay }] : []),
    ]
  })
  return shuffled(rows, some)
}

function someDayFrom(start: string, some: Chance): string {
  const day = someDay(some)
  return day < start ? start : day
}

/** So many days earlier. */
function earlier(day: string, days: number): string {
  return later(day, -days)
}

/** The same rows in another order. */
function shuffled<Row>(rows: Row[], { below }: Chance): Row[] {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = below(at + 1)
    ;[rows[at], rows[other]] = [rows[other] as Row, rows[at] as Row]
  }
  return rows
}

/** How many random cases each statement is compared on; `npm run engines` asks for 300. */
export const CASES = Number(process.env.SQL_CASES ?? 60)

/** Of so many sets of options one is asked, where an engine has little time. */
const SHARE = Number(process.env.SQL_SHARE ?? 1)

/** The sets of options that are asked. */
export function asked<Options>(all: readonly Options[]): Options[] {
  return all.filter((_, at) => at % SHARE === 0)
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

/** A subscription with its later prices, as the functions read it. */
export type ChangingRow = PricedRow & { changes?: { on: string; amount: string }[] }

/** The same, each subscription that costs anything in a currency of its own; what is free may be of any. */
export function abroadOf(number: number, some: Chance): ChangingRow[] {
  return pricedOf(number, some).map((row) => {
    const isFree = Number(row.amount) === 0 && !row.changes
    const currency = isFree ? some.pick(['CHF', 'EUR', null]) : some.pick(['EUR', 'USD', 'JPY'])
    return { ...row, currency } as ChangingRow
  })
}

/** The subscriptions of a case with prices, and the changes of some. */
export function pricedOf(number: number, some: Chance): ChangingRow[] {
  const one = some.once(2) ? null : some.pick(['EUR', 'JPY'])
  const isFree = some.once(8)
  return partedOf(number, some).map((row) => {
    const amount = isFree ? '0' : some.pick(AMOUNTS)
    // What costs nothing, or lasted for no day, may be of another currency.
    const isNothing = amount === '0' || row.startedOn === row.endedOn
    const currency = isNothing && some.once(2) ? some.pick(['EUR', 'USD', null]) : one
    const priced = { ...row, amount, currency }
    const end = row.endedOn ?? '2025-12-31'
    const changes: { on: string; amount: string }[] = []
    for (
      let on = later(row.startedOn, 1 + some.below(60));
      on < end && changes.length < 3 && !isFree && currency === one && some.once(2);
      on = later(on, 1 + some.below(90))
    )
      changes.push({ on, amount: some.pick(AMOUNTS) })
    return (changes.length > 0 ? { ...priced, changes } : priced) as ChangingRow
  })
}

/** The same as a table has it: a row for each price. */
export function asPrices(rows: readonly ChangingRow[]): PricedRow[] {
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

/** A moment of a day; a third of them at its edges, where time zones disagree. */
function someMoment(day: string, { once, pick, below }: Chance): string {
  if (once(3))
    return `${day}T${pick(['00:00:00.000', '23:59:59.999', '15:00:00.000', '14:59:59.999', '03:00:00.000'])}Z`
  return new Date(Date.parse(day) + below(86_400_000)).toISOString()
}

/** Answers of a case: several of one customer on one day and at one moment, some left out. */
export function answersOf(
  number: number,
  some: Chance,
): {
  case: number
  customer: string
  rating: number | null
  weight: number
  day: string
  instant: string
  sequence: number
}[] {
  const customers = Array.from({ length: 1 + some.below(4) }, () => some.pick(IDS))
  let [day, instant] = ['', '']
  return Array.from({ length: 1 + some.below(14) }, (_, sequence) => {
    if (day === '' || some.once(2)) day = someDay(some)
    if (!instant.startsWith(day) || some.once(2)) instant = someMoment(day, some)
    const rating = some.once(6) ? null : some.below(11) - (some.once(9) ? 900 : 0)
    return {
      case: number,
      customer: some.pick(customers),
      rating,
      weight: some.pick([0.5, 1, 1.25, 2, 8, 1024]),
      day,
      instant,
      sequence,
    }
  })
}

/** Terms of contracts of a case, renewed early, late or never. */
export function contractsOf(
  number: number,
  some: Chance,
): {
  case: number
  customer: string
  dueOn: string
  renewedOn: string | null
  amount: string
  renewedAmount: string
}[] {
  return Array.from({ length: 1 + some.below(12) }, () => {
    const dueOn = someDay(some)
    const renewedOn = some.once(3)
      ? null
      : some.once(2)
        ? later(dueOn, some.pick(GAPS))
        : earlier(dueOn, some.below(120))
    return {
      case: number,
      customer: some.pick(IDS),
      dueOn,
      renewedOn,
      amount: some.pick(AMOUNTS),
      renewedAmount: some.pick(AMOUNTS),
    }
  })
}

/** Tickets of a case, some open, some never answered, some of bots. */
export function ticketsOf(
  number: number,
  some: Chance,
): {
  case: number
  customer: string
  openedAt: string
  firstReplyAt: string | null
  resolvedAt: string | null
  bot: boolean
}[] {
  return Array.from({ length: 1 + some.below(12) }, () => {
    const openedAt = someMoment(someDay(some), some)
    const after = (): string | null => {
      if (some.once(4)) return null
      const took = some.once(3)
        ? some.pick([0, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000, 86_399_999])
        : some.below(900_000_000)
      return new Date(Date.parse(openedAt) + took).toISOString()
    }
    return {
      case: number,
      customer: some.pick(IDS),
      openedAt,
      firstReplyAt: after(),
      resolvedAt: after(),
      bot: some.once(6),
    }
  })
}

/** Costs of a case by day and channel. */
export function costsOf(
  number: number,
  some: Chance,
): {
  case: number
  channel: string
  acquisitionSpend: string
  acquired: number
  retentionSpend: string
  retained: number
  region: string
  day: string
}[] {
  return Array.from({ length: 1 + some.below(12) }, () => ({
    case: number,
    channel: some.pick([...WORDS, '__proto__x', 'constructor']),
    acquisitionSpend: some.pick(AMOUNTS),
    acquired: some.below(50),
    retentionSpend: some.pick(AMOUNTS),
    retained: some.below(50),
    region: some.pick(WORDS),
    day: someDay(some),
  }))
}

/** Customers of a case with their segments in two periods. */
export function segmentsOf(
  number: number,
  some: Chance,
): {
  case: number
  period: 'before' | 'after'
  customer: string
  segment: string
  region: string
  day: string
}[] {
  return (['before', 'after'] as const).flatMap((period) => {
    const customers = IDS.filter(() => some.once(2))
    return customers.map((customer) => ({
      case: number,
      period,
      customer,
      segment: some.pick(WORDS),
      region: some.pick(WORDS),
      day: someDay(some),
    }))
  })
}

/** Transactions of a case: several on a day, refunds before, on and after purchases. */
export function purchasesOf(
  number: number,
  some: Chance,
): { case: number; customer: string; on: string; amount: string }[] {
  const rows: { case: number; customer: string; on: string; amount: string }[] = []
  for (let at = 1 + some.below(4); at > 0; at--) {
    const customer = some.pick(IDS)
    let on = someDay(some)
    for (let left = 1 + some.below(8); left > 0; left--) {
      const amount = some.pick(AMOUNTS)
      rows.push({
        case: number,
        customer,
        on,
        amount: some.once(5) && amount !== '0' ? `-${amount}` : amount,
      })
      on = some.once(4)
        ? on
        : some.once(9)
          ? earlier(on, some.below(40))
          : later(on, some.once(2) ? some.pick(GAPS) : some.below(50))
    }
  }
  return shuffled(rows, some)
}
