import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as library from 'customer-metrics'
import * as charts from 'customer-metrics/charts'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { type Example, runExample } from './doctest.js'

/** A call of one of the functions, as an example makes it. */
export interface ChartCall {
  readonly name: string
  readonly args: readonly unknown[]
  readonly chart: charts.Chart
}

/** A picture of the page: the file that it names, and the calls of the example above it. */
export interface Picture {
  readonly file: string
  readonly calls: readonly ChartCall[]
}

/** The pictures of docs/charts.md, each made of the example that stands above it. */
export async function picturesOfPage(root: string): Promise<Picture[]> {
  const page = readFileSync(join(root, 'docs/charts.md'), 'utf8')
  const found = [...page.matchAll(/^```ts\n([\s\S]*?)^```\n\n!\[[^\]]*\]\(charts\/(\w+\.svg)\)/gm)]
  const pictures: Picture[] = []
  for (const [, text, file] of found) {
    // An example without a picture may come before: only the last fence belongs to this one.
    const code = (text as string).split('```ts\n').at(-1) as string
    pictures.push({ file: file as string, calls: await callsOf({ where: file as string, code }) })
  }
  return pictures
}

async function callsOf(example: Example): Promise<ChartCall[]> {
  const calls: ChartCall[] = []
  const recorded = Object.fromEntries(
    Object.entries(charts).map(([name, make]) => {
      const call = make as (...args: unknown[]) => charts.Chart
      const record = (...args: unknown[]): charts.Chart => {
        const chart = call(...args)
        calls.push({ name, args, chart })
        return chart
      }
      return [name, name.endsWith('Chart') ? record : call]
    }),
  )
  await runExample(example, { 'customer-metrics': library, 'customer-metrics/charts': recorded })
  return calls
}

/** What drawing one picture gives: its SVG, and what Vega-Lite or Vega had to say. */
export interface Drawing {
  readonly svg: string
  readonly warnings: readonly string[]
}

/** Draws a specification as it is with a theme. */
export async function draw(chart: charts.Chart, theme: object): Promise<Drawing> {
  const warnings: string[] = []
  const note = (...args: readonly unknown[]): typeof logger => {
    warnings.push(args.map(String).join(' '))
    return logger
  }
  const silent = (): typeof logger => logger
  const logger = { warn: note, error: note, info: silent, debug: silent, level: silent } as never
  const spec = { ...structuredClone(chart), config: theme } as unknown as TopLevelSpec
  const view = new View(parse(compile(spec, { logger }).spec), { renderer: 'none', logger })
  const svg = await view.toSVG()
  view.finalize()
  return { svg, warnings }
}

/** The picture as a file: light or dark as its reader likes it, with a title and a description. */
export async function drawFile(chart: charts.Chart): Promise<Drawing> {
  const theme = { ...charts.chartTheme({ colors: 'variables' }), aria: false }
  const { svg, warnings } = await draw(chart, theme)
  const title = escaped(chart.title.text.join(' '))
  const about = `<title>${title}</title><desc>${escaped(chart.description)}</desc>`
  const file = svg
    .replace(/(\.\d\d)\d+/g, '$1')
    .replace('<svg ', '<svg role="img" ')
    .replace(/(<svg [^>]*>)/, `$1${about}${DARK}`)
  return { svg: `${file}\n`, warnings }
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The dark colours, by the variables that the theme writes. */
const DARK = ((): string => {
  const light = JSON.stringify(charts.chartTheme({ colors: 'variables' }))
  const dark = JSON.stringify(charts.chartTheme({ colors: 'variables', mode: 'dark' }))
  const variables = (theme: string): Map<string, string> =>
    new Map(
      [...theme.matchAll(/var\((--cm-[\w-]+), (#\w+)\)/g)].map(([, name, color]) => [
        name as string,
        color as string,
      ]),
    )
  const before = variables(light)
  const changed = [...variables(dark)].filter(([name, color]) => before.get(name) !== color)
  const rules = changed.map(([name, color]) => `${name}:${color}`).join(';')
  return `<style>@media (prefers-color-scheme:dark){:root{${rules}}}</style>`
})()
