import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type CohortTableOptions, cohortTable, type EventRow } from 'customer-metrics'
import { compare, random } from './harness.js'

const EVENTS = 1e6
const CUSTOMERS = 200_000
const MONTHS = 24

const next = random(1)
const pick = (count: number): number => Math.floor(next() * count)
const days = Array.from({ length: 730 }, (_, at) =>
  new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10),
)
const makeEvent = (): EventRow => ({
  customer: `c${pick(CUSTOMERS)}`,
  on: days[pick(days.length)] as string,
})
const events = Array.from({ length: EVENTS }, makeEvent)
const options: CohortTableOptions = {
  every: 'month',
  asOf: '2024-12-31',
  from: '2023-01-01',
  measure: 'on',
  clock: 'calendar',
  cohort: 'first',
  average: 'pooled',
}

/** What one would write by hand: the months of each customer as bits, counted by the first of them. */
function countByHand(): number[][] {
  const index = new Map<unknown, number>()
  const months = new Int32Array(CUSTOMERS)
  for (const { customer, on } of events) {
    const day = on as string
    const month = (+day.slice(0, 4) - 2023) * 12 + +day.slice(5, 7) - 1
    let at = index.get(customer)
    if (at === undefined) {
      at = index.size
      index.set(customer, at)
    }
    months[at] = (months[at] as number) | (1 << month)
  }
  const table = Array.from({ length: MONTHS }, () => new Array<number>(MONTHS).fill(0))
  for (let at = 0; at < index.size; at++) {
    const bits = months[at] as number
    let first = 0
    while (!(bits & (1 << first))) first++
    const row = table[first] as number[]
    for (let month = first; month < MONTHS; month++)
      if (bits & (1 << month)) (row[month - first] as number)++
  }
  return table
}

const byHand = countByHand()
const own = cohortTable(events, options).cohorts.map(({ retained }) => retained.map((n) => n ?? 0))
if (JSON.stringify(own) !== JSON.stringify(byHand)) throw new Error('the tables differ')

compare({
  name: 'cohort table of 1e6 events of 200,000 customers over 24 months, with intervals',
  baseline: ['a hand-written loop that only counts', countByHand],
  subject: () => cohortTable(events, options),
  atMost: 4,
  rounds: 7,
})

// What is held may grow with customers and the months they were active in, never with events: here
// they come and go, and memory is looked at after every half million, when what is dead is swept up.
setFlagsFromString('--expose-gc')
const sweep: () => void = runInNewContext('gc')
function heldNow(): number {
  sweep()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

function heldWhile(count: number): number {
  const before = heldNow()
  let most = 0
  function* stream(): Generator<EventRow> {
    for (let at = 1; at <= count; at++) {
      yield makeEvent()
      if (at % 500_000 === 0) most = Math.max(most, heldNow() - before)
    }
  }
  cohortTable(stream(), options)
  return most
}
console.log(
  `held for 200,000 customers: ${heldWhile(1e6).toFixed(1)} MB while 1e6 events stream through, ` +
    `${heldWhile(1e7).toFixed(1)} MB while 1e7 do`,
)
