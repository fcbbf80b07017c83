import type { Chart } from '../chart.js'
import { confidenceOf, type Reader, readResults, type Stretch } from './read.js'
import type { Domain } from './scales.js'
import type { Sheet } from './sheet.js'
import { type Moment, timeline } from './timeline.js'

/** A period with what was computed of its rows; `null` where there were none. */
export interface PeriodResult<Result> {
  /** First day of the period. */
  readonly from: string
  /** First day after it. */
  readonly to: string
  /** Whether all its days are in it; one that is not looks unfinished. */
  readonly complete: boolean
  /** What was computed; `null` where it could not be. */
  readonly result: Result | null
}

/** One value of a period's result. */
export interface PeriodValue {
  readonly value: number | null
  readonly stretch: Stretch | null
  readonly count?: number
}

/** The texts that a picture of periods needs. */
export type PeriodLabel = 'count' | 'unfinished'

/** A picture of one value a period, from a list of periods with their results. */
export function periodsChart(
  sheet: Sheet<PeriodLabel>,
  periods: unknown,
  read: (result: Reader) => PeriodValue,
  options: {
    /** The scale, by the values, the ends of their intervals and the first result there is. */
    readonly domainOf: (values: readonly (number | null)[], first: Reader | null) => Domain
    readonly write: (value: number) => string
    readonly reference?: number
  },
): Chart {
  const { metric, format } = sheet
  const results: (Reader | null)[] = []
  const moments = readResults(metric, ['periods'], periods).map((period): Moment => {
    const from = period.text('from')
    period.text('to')
    const complete = period.flag('complete')
    const result = period.maybePart('result')
    results.push(result)
    const { value, stretch, count } = result ? read(result) : { value: null, stretch: null }
    const shown = count === undefined ? {} : { count: format.number(count) }
    return { x: from, text: format.day(from), value, stretch, complete, ...shown }
  })
  return momentsChart(sheet, moments, {
    ...options,
    domain: options.domainOf(extremes(moments), results.find(Boolean) ?? null),
  })
}

/** Values and the ends of their intervals. */
export function extremes(moments: readonly Pick<Moment, 'value' | 'stretch'>[]): (number | null)[] {
  return moments.flatMap(({ value, stretch }) => [
    value,
    stretch?.low ?? null,
    stretch?.high ?? null,
  ])
}

/** A picture of moments, with its words about the last one that is whole. */
export function momentsChart(
  sheet: Sheet<PeriodLabel>,
  moments: readonly Moment[],
  options: {
    readonly domain: Domain
    readonly write: (value: number) => string
    readonly reference?: number
    readonly under?: Parameters<typeof timeline>[1]['under']
    readonly words?: Readonly<Record<string, string>>
  },
): Chart {
  const { write, words = {} } = options
  const isOpen = moments.some(({ complete }) => !complete)
  const last = moments.filter(({ value, complete }) => value !== null && complete).at(-1)
  const isCounted = moments.some(({ count }) => count !== undefined)
  const filled = {
    confidence: confidenceOf(
      moments.map(({ stretch }) => stretch),
      sheet.format.share,
    ),
    unfinished: isOpen ? sheet.say('unfinished') : '',
    from: moments[0]?.text ?? '',
    to: moments.at(-1)?.text ?? '',
    period: last?.text ?? sheet.say('unknown'),
    estimate: sheet.estimate(last?.value ?? null, last?.stretch ?? null, write),
    count: last?.count ?? sheet.say('unknown'),
    ...words,
  }
  if (moments.length === 0) return sheet.blank(filled)
  const { domain, reference, under } = options
  const body = timeline(moments, {
    width: sheet.width,
    domain,
    write,
    ...(reference !== undefined && { reference }),
    ...(under && { under }),
    ...(isCounted && { counts: sheet.say('count') }),
  })
  return sheet.frame(body, filled)
}
