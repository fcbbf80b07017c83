import { check, checkFields, checkNumber, checkObject, checkWhole } from '../../internal/guard.js'
import type { RatingScale, RatingTally } from '../../ratings/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { type Bar, uprightBars } from '../drawing/bars.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** How ratings are drawn. */
export interface RatingsChartOptions extends ChartOptions<never> {
  /**
   * The ratings that the question offers, so that those nobody gave have a place.
   * @defaultValue the lowest and highest that were given
   */
  readonly scale?: RatingScale
  /** The lowest rating that is good: 9 for a Net Promoter Score. */
  readonly goodFrom?: number
  /** The highest rating that is bad: 6 for a Net Promoter Score. */
  readonly badUpTo?: number
}

/** More bars than this have no room, and a question has fewer answers. */
const MOST = 101

/**
 * A picture of how people answered: a bar for each rating, and how many gave it.
 *
 * @param tally - What `tallyRatings` returned.
 * @param options - Title, labels and width; the scale, and which ratings are good or bad.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const tally = tallyRatings([10, 9, 8, 10])
 * tallyRatingsChart(tally, { scale: { min: 0, max: 10 }, goodFrom: 9, badUpTo: 6 }).description
 * // => '4 answers by rating. 8: 1 (25%). 9: 1 (25%). 10: 2 (50%).'
 * ```
 */
export function tallyRatingsChart(tally: RatingTally, options: RatingsChartOptions = {}): Chart {
  const metric = 'tallyRatingsChart'
  const texts = {
    title: 'How people answered',
    subtitle: 'Share and number of {count} answers by rating.',
    description: '{count} answers by rating. {ratings}',
  }
  const sheet = readSheet<never>(metric, options, texts, ['scale', 'goodFrom', 'badUpTo'])
  const { format } = sheet
  const counts = readCounts(metric, tally)
  const { min, max } = readScale(metric, [...counts.keys()], options.scale)
  const goodFrom = checkWhole(metric, ['goodFrom'], options.goodFrom ?? 1001, -1000, 1001)
  const badUpTo = checkWhole(metric, ['badUpTo'], options.badUpTo ?? -1001, -1001, goodFrom - 1)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return sheet.blank({ count: format.number(0), ratings: '' })
  const bars = Array.from({ length: max - min + 1 }, (_, index): Bar => {
    const rating = min + index
    const count = counts.get(rating) ?? 0
    const style =
      rating >= goodFrom
        ? 'cm-good'
        : rating <= badUpTo
          ? 'cm-bad'
          : options.goodFrom === undefined
            ? 'cm-bar'
            : 'cm-total'
    return { name: format.number(rating), value: count / total, label: format.number(count), style }
  })
  const given = bars.filter(({ value }) => value !== 0)
  const domain = domainOf(bars.map(({ value }) => value))
  return sheet.frame(uprightBars(bars, { width: sheet.width, domain, write: format.share }), {
    count: format.number(total),
    ratings: given
      .map(({ name, label, value }) => `${name}: ${label} (${format.share(value as number)}).`)
      .join(' '),
  })
}

function readCounts(metric: string, tally: unknown): Map<number, number> {
  const given = checkObject<Record<string, unknown>>(metric, ['tally'], tally)
  return new Map(
    Object.entries(given).map(([rating, count]) => [
      checkWhole(metric, ['tally', rating], Number(rating), -1000, 1000),
      checkNumber(metric, ['tally', rating], count, 0, 2 ** 53 - 1),
    ]),
  )
}

/** The lowest and the highest rating; none that was given may lie outside. */
function readScale(metric: string, ratings: readonly number[], scale: unknown): RatingScale {
  if (scale === undefined) return { min: Math.min(...ratings), max: Math.max(...ratings) }
  const given = checkObject<RatingScale>(metric, ['scale'], scale)
  checkFields(metric, ['scale'], given, ['min', 'max'])
  const min = checkWhole(metric, ['scale', 'min'], given.min, -1000, 1000)
  const max = checkWhole(
    metric,
    ['scale', 'max'],
    given.max,
    min + 1,
    Math.min(1000, min + MOST - 1),
  )
  for (const rating of ratings)
    check(
      metric,
      ['tally', rating],
      rating,
      rating >= min && rating <= max,
      `a rating from ${min} to ${max}`,
    )
  return { min, max }
}
