import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { MetricError } from 'customer-metrics'
import * as charts from 'customer-metrics/charts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { junk } from '../support/arbitraries.js'
import {
  type ChartCall,
  type Drawing,
  draw,
  drawFile,
  type Picture,
  picturesOfPage,
} from '../support/pictures.js'
import { refusal } from '../support/refusal.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const names = Object.keys(charts).filter((name) => name.endsWith('Chart'))
const theme = charts.chartTheme()

type Make = (result: unknown, options?: object) => charts.Chart
const make = (name: string): Make => (charts as unknown as Record<string, Make>)[name] as Make

const pictures = await picturesOfPage(root)
const schema = readFileSync(
  join(root, 'node_modules/vega-lite/build/vega-lite-schema.json'),
  'utf8',
)
const ajv = new Ajv({ strict: false, logger: false, validateFormats: false })
const validate = ajv.compile(JSON.parse(schema))

/** The call of a function on the page, each of which has one, made once more. */
function callOf(name: string): ChartCall {
  const { calls } = pictures.find(({ file }) => file === `${name}.svg`) as Picture
  const { args } = calls.at(-1) as ChartCall
  return { name, args, chart: make(name)(...(args as [unknown, object])) }
}

/** A copy in which lists are empty. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return []
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, emptied(part)]))
}

/** A copy in which every interval is null, and lists have one item. */
function single(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(single)
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, /interval$/i.test(key) ? null : single(part)]),
  )
}

/** A copy in which everything is null that may be: a value and its interval. */
function unknowing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unknowing)
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const isRates = key === 'rates' || key === 'intervals'
      if (isRates && Array.isArray(part)) return [key, part.map(() => null)]
      return [key, /interval$|^result$/i.test(key) ? null : unknowing(part)]
    }),
  )
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && value.constructor === Object
}

/** What is made of a copy of the page's result; nothing where it is refused, as it must say. */
function tryMake(name: string, result: unknown, options: object = {}): charts.Chart[] {
  try {
    return [make(name)(result, options)]
  } catch (error) {
    expect(error).toBeInstanceOf(MetricError)
    expect((error as MetricError).metric).toBe(name)
    return []
  }
}

function expectClean({ svg, warnings }: Drawing): void {
  expect(warnings).toEqual([])
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
}

async function expectDrawn(chart: charts.Chart): Promise<string> {
  const drawn = await draw(chart, theme)
  expectClean(drawn)
  expect(validate(chart)).toBe(true)
  return drawn.svg
}

const bodies = new Set<string>()

/** Draws a picture whose body no other had: many are blank in the same way. */
async function expectDrawnOnce(chart: charts.Chart): Promise<void> {
  const { title: _, description: __, ...body } = chart
  const key = JSON.stringify(body)
  if (bodies.has(key)) expect(validate(chart)).toBe(true)
  else await expectDrawn(chart)
  bodies.add(key)
}

/** The picture of the page is what is drawn, without a warning. */
async function expectFile(file: string, chart: charts.Chart): Promise<void> {
  const drawn = await drawFile(chart)
  expectClean(drawn)
  expect(readFileSync(join(root, 'docs/charts', file), 'utf8') === drawn.svg, file).toBe(true)
}

/** Keys and texts of a specification, wherever they stand. */
function eachKey(value: unknown, visit: (key: string, part: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    visit(key, part)
    eachKey(part, visit)
  }
}

/** The parts for which something is so, as few as there are: a test of each by itself is slow. */
function partsOf(
  chart: charts.Chart,
  isSo: (key: string, part: unknown) => boolean,
): [string, unknown][] {
  const found: [string, unknown][] = []
  eachKey(chart, (key, part) => {
    if (isSo(key, part)) found.push([key, part])
  })
  return found
}

function isJson(part: unknown): boolean {
  return part !== undefined && (typeof part !== 'number' || Number.isFinite(part))
}

/** A colour, a font or a configuration, which are the theme's. */
function isLook(key: string, part: unknown): boolean {
  if (/^config$|^font|^stroke$|Color$/.test(key)) return true
  if (key === 'style') return !/^cm-/.test(`${part}`)
  if (key === 'color') return typeof part !== 'object'
  return typeof part === 'string' && /^#[0-9a-f]{3,8}$|^rgb|^hsl/i.test(part)
}

describe.each(names)('%s', (name) => {
  it('stands on the page with its picture', () => {
    expect(pictures.map(({ file }) => file)).toContain(`${name}.svg`)
  })

  it('is a valid specification, the same twice, and the picture that `npm run charts` draws', async () => {
    const { args, chart } = callOf(name)
    expect(validate(chart)).toBe(true)
    expect(make(name)(...(args as [unknown, object]))).toEqual(chart)
    await expectFile(`${name}.svg`, chart)
  })

  it('is plain JSON, free of colours, fonts and configuration', () => {
    const { chart } = callOf(name)
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart)
    expect(structuredClone(chart)).toEqual(chart)
    expect(partsOf(chart, isLook)).toEqual([])
  })

  it('says in whole sentences what it shows', () => {
    const { description } = callOf(name).chart
    expect(description).toMatch(/\d/)
    expect(description).toMatch(/[.]$/)
    expect(description).not.toMatch(/\{\w+\}|undefined|NaN/)
  })

  it('fits a phone, its fonts as they are', async () => {
    const { args } = callOf(name)
    const narrow = make(name)(args[0], { ...(args[1] as object), width: 340 })
    const svg = await expectDrawn(narrow)
    expect(Number(/ width="([\d.]+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(341)
    expect(svg).not.toMatch(/scale\((?!1,1\))/)
  })

  it('draws results that are empty, of one item, and without anything known', async () => {
    const { args } = callOf(name)
    const result = JSON.parse(JSON.stringify(args[0], plain)) as unknown
    const {
      names: _,
      band: __,
      frequency,
      recency,
      ...options
    } = (args[1] ?? {}) as Record<string, unknown>
    const first = (list: unknown): unknown => (list as unknown[]).slice(0, 1)
    const columns = frequency ? { frequency: first(frequency), recency: first(recency) } : {}
    const none = frequency ? { frequency: [], recency: [] } : {}
    const all = frequency ? { frequency, recency } : {}
    const drawn = [
      ...tryMake(name, emptied(result), { ...options, ...none }),
      ...tryMake(name, single(result), { ...options, ...columns }),
      ...tryMake(name, unknowing(result), { ...options, ...all }),
    ]
    expect(drawn.length).toBeGreaterThan(0)
    for (const chart of drawn) await expectDrawnOnce(chart)
  })

  it('refuses what it does not know', () => {
    const { args } = callOf(name)
    expect(() => make(name)(args[0], { ...(args[1] as object), colour: 'red' })).toThrow(
      `${name}: options.colour is "red", not one of title, labels`,
    )
    expect(() => make(name)(args[0], { ...(args[1] as object), labels: { no: '' } })).toThrow(
      `${name}: labels.no is "", not one of`,
    )
    // The parameter has a name, which is said.
    const refused = (given: unknown) => refusal(() => make(name)(given, args[1] as object))
    for (const given of [5, undefined]) {
      expect(refused(given).path[0], name).toMatch(/^\w+$/)
      expect(refused(given).message).toContain(` is ${given}, not `)
    }
  })

  it('survives junk in any one place, with a refusal or a specification', () => {
    const { args } = callOf(name)
    const places = placesOf(args)
    fc.assert(
      fc.property(fc.constantFrom(...places), junk, (place, put) => {
        for (const chart of tryMake(name, ...(withJunk(args, place, put) as [unknown, object])))
          expect(partsOf(chart, (_, part) => !isJson(part))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

/** Typed arrays as arrays, decimals as the texts that they write. */
function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as Iterable<unknown>) : value
}

/** Some places inside arguments, of the first items of lists. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  const here = path.length > 0 ? [[...path]] : []
  if (Array.isArray(value))
    return [...here, ...value.slice(0, 3).flatMap((part, at) => placesOf(part, [...path, at]))]
  if (!isPlain(value)) return here
  return [...here, ...Object.entries(value).flatMap(([at, part]) => placesOf(part, [...path, at]))]
}

function withJunk(
  value: unknown,
  [key, ...rest]: readonly (string | number)[],
  put: unknown,
): unknown {
  if (key === undefined) return put
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const target = copy as Record<string | number, unknown>
  target[key] = withJunk(target[key], rest, put)
  return copy
}

describe('an interval that the result has', () => {
  /** Marks of a specification that stand for an interval. */
  function intervals(chart: charts.Chart): number {
    let count = 0
    eachKey(chart, (key, part) => {
      if (key === 'style' && /^cm-(interval|band)/.test(part as string)) count++
    })
    return count
  }

  it.each(names)('is drawn by %s, and nothing is where it has none', (name) => {
    const { args, chart } = callOf(name)
    const found: unknown[] = []
    eachKey(JSON.parse(JSON.stringify(args[0], plain)), (key, part) => {
      const list = Array.isArray(part) ? part : [part]
      if (/interval/i.test(key)) found.push(...list.filter((item) => isPlain(item)))
    })
    if (found.length > 0) expect(intervals(chart)).toBeGreaterThan(0)
    // The whole of a scorecard has a range, not an interval, where parts are missing.
    else if (name !== 'scorecardChart') expect(intervals(chart)).toBe(0)
  })
})

describe('what is not known', () => {
  const period = (index: number, result: unknown, complete = true): object => {
    return { from: `2025-0${index}-01`, to: `2025-0${index + 1}-01`, complete, result }
  }
  const known = {
    score: 20,
    responses: 40,
    interval: { low: -5, high: 41, confidence: 0.95, method: 'score' },
  }

  it('is a gap in a line, and no dot at 0', () => {
    const chart = make('npsByPeriodChart')([period(1, known), period(2, null), period(3, known)])
    const layers = chart.layer as { mark: { type: string }; data: { values: { y: number }[] } }[]
    const dots = layers.filter(({ mark }) => mark.type === 'point')
    expect(dots.flatMap(({ data }) => data.values.map(({ y }) => y))).toEqual([20, 20])
    expect(layers.filter(({ mark }) => mark.type === 'line')).toEqual([])
  })

  it('leaves the axes, and the periods along them by their names', () => {
    for (const name of ['csatByPeriodChart', 'churnByPeriodChart']) {
      const layers = make(name)([period(1, null), period(2, null)]).layer as {
        encoding: Record<'x' | 'y', { scale: { domain: unknown }; axis: { labelExpr?: string } }>
      }[]
      expect(layers).toHaveLength(1)
      const { x, y } = layers[0]?.encoding ?? {}
      expect(x?.scale.domain).toEqual(['2025-01-01', '2025-02-01'])
      // A name that is its own label needs no expression to say so.
      expect(x?.axis).not.toHaveProperty('labelExpr')
      expect(y?.scale.domain).toEqual([0, 1])
      expect(y?.axis.labelExpr).toContain('100%')
    }
  })

  it('has no sentence on intervals where no result has one', () => {
    const subtitle = (result: object): unknown =>
      (make('npsByPeriodChart')([period(1, result, false)]).title as { subtitle: unknown }).subtitle
    expect(subtitle(known)).toEqual([
      'Points, −100 to 100. Bars: 95% interval. Open dot: not over yet.',
    ])
    expect(subtitle({ ...known, interval: null })).toEqual([
      'Points, −100 to 100. Open dot: not over yet.',
    ])
  })

  it('looks unfinished while a period is not over', () => {
    const chart = make('npsByPeriodChart')([
      period(1, known),
      period(2, known),
      period(3, known, false),
    ])
    const layers = chart.layer as { mark: Record<string, unknown>; data: { values: object[] } }[]
    const open = layers.filter(({ mark }) => mark.filled === false)
    expect(open.flatMap(({ data }) => data.values)).toEqual([
      { x: '2025-03-01', y: 20, complete: false },
    ])
    const dashed = layers.filter(({ mark }) => mark.style === 'cm-interval' && mark.strokeDash)
    expect(dashed.flatMap(({ data }) => data.values)).toHaveLength(1)
    expect(chart.title.subtitle.join(' ')).toContain('Open dot: not over yet.')
  })

  it('is a blank cell in a table of cohorts', () => {
    const { args } = callOf('cohortTableChart')
    const table = args[0] as { cohorts: { rates: (number | null)[] }[] }
    const cells = table.cohorts.flatMap(({ rates }) => rates)
    const chart = callOf('cohortTableChart').chart as unknown as {
      vconcat: { layer: { data: { values: object[] } }[] }[]
    }
    expect(cells).toContain(null)
    expect(chart.vconcat[0]?.layer[0]?.data.values).toHaveLength(
      cells.filter((rate) => rate !== null).length,
    )
  })
})

describe('texts', () => {
  const result = {
    score: 33.4,
    responses: 1200,
    interval: { low: -5.25, high: 41, confidence: 0.9 },
  }
  const periods = [{ from: '2025-01-01', to: '2025-02-01', complete: true, result }]

  it('are the caller’s, with words filled in', () => {
    const chart = make('npsByPeriodChart')(periods, {
      title: 'NPS, {period}',
      labels: {
        description: '{period}: {estimate} von {count}',
        estimate: '{value} [{low}; {high}]',
      },
      format: {
        number: (value: number) => value.toFixed(1).replace('.', ','),
        day: () => 'Jänner',
      },
    })
    expect(chart.title.text).toEqual(['NPS, Jänner'])
    expect(chart.description).toBe('Jänner: 33,4 [-5,3; 41,0] von 1200,0')
  })

  it('run from the right where they are asked to', () => {
    const chart = make('npsByPeriodChart')(periods, { title: 'شاخص NPS', direction: 'rtl' })
    expect(chart.title).toMatchObject({ anchor: 'end', text: ['\u2067شاخص NPS\u2069'] })
  })

  it('are broken where the width ends, words without a gap too', () => {
    const chart = make('npsByPeriodChart')(periods, { title: `A ${'x'.repeat(60)}`, width: 340 })
    expect(chart.title.text).toEqual(['A', 'x'.repeat(27), 'x'.repeat(27), 'x'.repeat(6)])
  })

  it('are refused where a function gives no text', () => {
    expect(() => make('npsByPeriodChart')(periods, { format: { number: () => 5 } })).toThrow(
      'npsByPeriodChart: format.number is 5, not a text',
    )
    expect(() => make('npsByPeriodChart')(periods, { format: { number: 'en' } })).toThrow(
      'npsByPeriodChart: format.number is "en", not a function',
    )
  })
})

describe('amounts', () => {
  const tally = {
    opening: '80.05',
    new: 20,
    expansion: '0',
    reactivation: '0',
    contraction: '0',
    churned: '50',
    closing: '50.05',
  }

  it('are read from decimal texts and numbers', () => {
    expect(make('tallyRevenueChart')(tally).description).toContain('New: +20. Churned: −50.')
    const converted = { ...tally, exchange: '-5' }
    expect(make('tallyRevenueChart')(converted).description).toContain('Exchange rates: −5.')
    expect(make('tallyRevenueChart')({ ...tally, exchange: '0' }).description).not.toContain(
      'rates',
    )
  })

  it('are refused where they are neither', () => {
    for (const opening of ['', '0x10', ' 5', 'NaN', '1e999', null, true, [5]])
      expect(() => make('tallyRevenueChart')({ ...tally, opening })).toThrow(
        /^tallyRevenueChart: tally\.opening is .*, not an amount$/,
      )
  })
})

describe('chartTheme', () => {
  it('gives each style that a specification names', () => {
    const styles = new Set<string>()
    for (const { calls } of pictures)
      for (const { chart } of calls)
        eachKey(chart, (key, part) => {
          if (key === 'style') styles.add(part as string)
        })
    expect([...styles].filter((style) => !Object.hasOwn(theme.style as object, style))).toEqual([])
  })

  it('is light or dark, with colours of the caller’s own', () => {
    const dark = charts.chartTheme({
      mode: 'dark',
      replace: { bad: 'tomato', groups: ['red'] },
      font: 'Inter',
    })
    expect(dark).toMatchObject({
      font: 'Inter',
      range: { category: ['red'] },
      style: { 'cm-bad': { color: 'tomato' }, 'cm-good': { color: '#56a8e0' } },
    })
  })

  it('writes variables for a page', () => {
    const { range, style } = charts.chartTheme({ colors: 'variables' })
    expect(range).toMatchObject({
      category: expect.arrayContaining(['var(--cm-group-1, #0072b2)']),
    })
    expect(style).toMatchObject({ 'cm-on-dark': { color: 'var(--cm-on-dark, #ffffff)' } })
  })

  it('refuses what it does not know', () => {
    const build = charts.chartTheme as (options: object) => object
    expect(() => build({ mode: 'sepia' })).toThrow(
      'chartTheme: mode is "sepia", not one of light, dark',
    )
    expect(() => build({ replace: { pink: '#fff' } })).toThrow('chartTheme: replace.pink is')
    expect(() => build({ replace: { groups: [] } })).toThrow('chartTheme: replace.groups is empty')
  })
})

describe('the pictures of the page', () => {
  it('have a file each, and those beside the functions’ own are what is drawn too', async () => {
    const files = pictures.map(({ file }) => file)
    expect(readdirSync(join(root, 'docs/charts')).sort()).toEqual([...files].sort())
    for (const { file, calls } of pictures)
      if (!names.includes(file.replace('.svg', '')))
        await expectFile(file, (calls.at(-1) as ChartCall).chart)
  })
})
