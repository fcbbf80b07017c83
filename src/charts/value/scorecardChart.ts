import type { Scorecard } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { LABEL, layer, NOTE, OPEN_INTERVAL, STRONG } from '../drawing/marks.js'
import { readResult } from '../drawing/read.js'
import { nameScale, numberScale } from '../drawing/scales.js'
import { type Json, readSheet } from '../drawing/sheet.js'
import { shorten, widest } from '../drawing/text.js'

/** The whole, what stands beside each part, and what is said of it. */
export type ScorecardLabel = 'whole' | 'met' | 'missed' | 'weight' | 'part' | 'range'

const ROW = 28

/**
 * A picture of a scorecard as bullets: a bar for each score on its range, and the whole with its range.
 *
 * What is missing has no bar, and the whole then has the range that it could still take, dashed.
 *
 * @param card - What `scorecard` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; green where a target is met, red where it is not, by the theme.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const card = scorecard([{ name: 'nps', value: 30, weight: 1, direction: 'higher', bounds: [-100, 100], target: 20 }])
 * scorecardChart(card).description // => 'Scorecard: 65%. nps: 65%, target met.'
 * ```
 */
export function scorecardChart(card: Scorecard, options: ChartOptions<ScorecardLabel> = {}): Chart {
  const metric = 'scorecardChart'
  const sheet = readSheet<ScorecardLabel>(metric, options, {
    title: 'Scorecard',
    subtitle: 'Score of each part on its range, and its weight. {range}',
    description: 'Scorecard: {whole}. {parts}',
    whole: 'All',
    met: 'target met',
    missed: 'target missed',
    weight: '× {weight}',
    part: '{name}: {score}.',
    range: 'Dashed: what the whole can be, as parts are missing.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['card'], card)
  const parts = result.list('parts').map((part) => {
    const met = part.has('met') ? part.flag('met') : null
    const score = part.maybe('score', 0, 1)
    return {
      name: part.text('name'),
      score,
      style: met === null ? 'cm-bar' : met ? 'cm-good' : 'cm-bad',
      sign: met === null ? '' : met ? ' ✓' : ' ✗',
      said: met === null ? '' : `, ${say(met ? 'met' : 'missed')}`,
      note: say('weight', { weight: format.share(part.number('weight', 0, 1)) }),
    }
  })
  const whole = result.maybe('score', 0, 1)
  const [low, high] = [result.number('low', 0, 1), result.number('high', 0, 1)]
  const isWhole = whole !== null
  const written = (score: number | null): string =>
    score === null ? say('unknown') : format.share(score)
  const words = {
    range: isWhole ? '' : say('range'),
    whole: isWhole
      ? format.share(whole)
      : sheet
          .estimate(null, null, format.share)
          .concat(` (${format.share(low)}–${format.share(high)})`),
    parts: parts
      .map(({ name, score, said }) => say('part', { name, score: written(score) + said }))
      .join(' '),
  }
  if (parts.length === 0) return sheet.blank(words)
  const rows = [
    { name: say('whole'), score: whole, style: 'cm-total', sign: '', note: '' },
    ...parts,
  ]
  const names = rows.map((_, index) => `${index}`)
  const texts = rows.map(({ name }) => shorten(name, sheet.width * 0.42))
  const y = nameScale({ names, texts, length: ROW * rows.length, kind: 'band' })
  const room = widest(rows.map(({ note }) => note))
  const width = sheet.width - y.room - room - 24
  const x = numberScale({ domain: [0, 1], write: format.share, length: width, isAcross: true })
  const drawn = rows.map(({ score, style, sign, note }, index) => {
    return {
      y: `${index}`,
      zero: 0,
      one: 1,
      score,
      style,
      text: `${score === null ? '' : format.share(score)}${sign}`,
      note,
    }
  })
  const styles = [...new Set(drawn.map(({ style }) => style))]
  const at = y.channel('y')
  const range = { y: at, x: x.channel('zero'), x2: { field: 'one' } }
  const bar = { y: at, x: x.channel('zero'), x2: { field: 'score' } }
  const inside = drawn.filter(({ score }) => score !== null && score > 0.85)
  const outside = drawn.filter(({ score }) => score !== null && score <= 0.85)
  const label = { y: at, x: x.channel('score'), text: { field: 'text' } }
  const body: Json = {
    width,
    height: ROW * rows.length,
    layer: [
      ...layer(
        { type: 'bar', style: 'cm-range', height: { band: 0.75 }, opacity: 0.25 },
        drawn,
        range,
      ),
      ...styles.flatMap((style) =>
        layer(
          { type: 'bar', style, height: { band: 0.4 } },
          drawn.filter((row) => row.style === style && row.score !== null),
          bar,
        ),
      ),
      ...(isWhole
        ? []
        : layer({ ...OPEN_INTERVAL, strokeWidth: 3 }, [{ y: '0', low, high }], {
            y: at,
            x: x.channel('low'),
            x2: { field: 'high' },
          })),
      ...layer({ ...LABEL, align: 'left', dx: 5 }, outside, label),
      ...layer({ ...STRONG, style: 'cm-on-dark', align: 'right', dx: -5 }, inside, label),
      ...layer(
        { ...NOTE, align: 'right' },
        drawn.filter(({ note }) => note !== ''),
        { y: at, x: { value: width + room + 20 }, text: { field: 'note' } },
      ),
    ],
  }
  return sheet.frame(body, words)
}
