import { formatDay } from '../internal/time/dayNumber.js'
import { OPEN } from '../internal/time/days.js'
import type { Prices } from './prices.js'
import type { BillingSpan, RowTimes } from './rowTimes.js'

/** An uninterrupted time of a subscription that counts, and its amounts. */
export interface Run {
  readonly startedOn: string
  readonly endedOn: string | null
  readonly amount?: string
  readonly changes?: readonly RunChange[]
  readonly startKnownOn?: string
  readonly endKnownOn?: string
}

interface RunChange {
  readonly on: string
  readonly amount: string
  readonly knownOn?: string
}

/** A time without a change in it. */
interface Segment {
  readonly from: number
  readonly until: number
  readonly policy: BillingSpan['policy']
}

/** The times of a subscription that count, in order; touching ones are one, with changes of amount. */
export function runsOf(times: RowTimes, prices: Prices | undefined): Run[] {
  const runs: Segment[][] = []
  let isOpen = false
  for (const segment of segmentsOf(times, prices?.changesOn ?? [])) {
    const counts = segment.policy !== 'exclude'
    if (counts && isOpen) (runs.at(-1) as Segment[]).push(segment)
    else if (counts) runs.push([segment])
    isOpen = counts
  }
  return runs.map((segments) => runOf(times, prices, segments))
}

/** The time of a subscription, cut wherever something begins or ends. */
function segmentsOf({ start, end, spans }: RowTimes, changesOn: readonly number[]): Segment[] {
  const all = [start, ...changesOn, ...spans.flatMap(({ from, until }) => [from, until])]
  const inside = all.filter((day) => day >= start && day < end)
  const cuts = [...new Set(inside)].sort((a, b) => a - b)
  return cuts.map((from, at) => {
    const here = spans.filter((span) => span.from <= from && from < span.until)
    const policies = here.map(({ policy }) => policy)
    const policy = policies.includes('exclude') ? 'exclude' : (policies[0] ?? 'include')
    return { from, until: cuts[at + 1] ?? end, policy }
  })
}

function runOf(times: RowTimes, prices: Prices | undefined, segments: readonly Segment[]): Run {
  const [first] = segments as [Segment]
  const { from: start } = first
  const { until: end } = segments.at(-1) as Segment
  const startKnown = start === times.start ? times.startKnownOn : knownBoundary(times, start)
  const endKnown = end === times.end ? times.endKnownOn : knownBoundary(times, end)
  return {
    startedOn: formatDay(start),
    endedOn: end === OPEN ? null : formatDay(end),
    ...(prices && amountsOf(times, prices, segments)),
    ...(startKnown !== undefined && { startKnownOn: formatDay(startKnown) }),
    ...(endKnown !== undefined && { endKnownOn: formatDay(endKnown) }),
  }
}

/** The amount of a run, and the days on which another one begins. */
function amountsOf(
  times: RowTimes,
  prices: Prices,
  segments: readonly Segment[],
): Pick<Run, 'amount' | 'changes'> {
  const amounts = segments.map(({ from, policy }) =>
    policy === 'free' ? '0' : prices.amountOn(from),
  )
  const changes = segments.flatMap(({ from }, at): RunChange[] => {
    const amount = amounts[at] as string
    if (at === 0 || amount === amounts[at - 1]) return []
    const isRest = times.spans.some((span) => span.from === from || span.until === from)
    const known = isRest ? knownBoundary(times, from) : prices.knownOn(from)
    const knownOn = known === undefined ? {} : { knownOn: formatDay(known) }
    return [{ on: formatDay(from), amount, ...knownOn }]
  })
  return { amount: amounts[0] as string, ...(changes.length > 0 && { changes }) }
}

/** When the beginning or the end of a time became known: of two on one day, the later one. */
function knownBoundary({ spans }: RowTimes, day: number): number | undefined {
  const here = spans.filter(({ from, until }) => from === day || until === day)
  const known = here.map(({ knownOn }) => knownOn)
  return known.every((on) => on !== undefined) ? Math.max(...(known as number[])) : undefined
}
