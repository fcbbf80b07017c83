import { readdirSync, readFileSync } from 'node:fs'
import type { Published } from '../support/published.js'
import { type Agreement, agreements } from './agreement.js'
import { coverages } from './coverage.js'
import { bound, type Recorded, recorded } from './recorded.js'
import { uncompared, uncomparedAreas } from './uncompared.js'

const root = new URL('../', import.meta.url)

/** The public functions of each area, from the API that is written down. */
export function functionsByArea(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of readdirSync(new URL('api/', root)).filter((name) => name.endsWith('.txt'))) {
    const text = readFileSync(new URL(`api/${file}`, root), 'utf8')
    const names = [...text.matchAll(/^function (\w+)/gm)].map(([, name]) => name as string)
    if (names.length > 0) found.set(file.replace('.txt', ''), [...new Set(names)])
  }
  return found
}

const number = (value: number): string => value.toLocaleString('en-US')
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
const power = (value: number): string => `10${superscript(Math.round(Math.log10(value)))}`

function superscript(exponent: number): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  if (exponent === 0) return '⁰'
  return `⁻${[...`${-exponent}`].map((digit) => digits[Number(digit)]).join('')}`
}

const within = (largest: number): string => power(bound(largest))

function table(
  head: readonly string[],
  right: number,
  rows: readonly (readonly string[])[],
): string {
  const rule = head.map((_, at) => (at >= head.length - right ? '--:' : '---'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function byArea(found: readonly Agreement[]): string {
  const rows = [...functionsByArea()].flatMap(([area, names]) => {
    const own = found.filter((each) => names.includes(each.function))
    if (own.length === 0) return []
    const peers = [...new Set(own.map(({ peer }) => peer.replace(/ [\d.]+$/, '')))]
    return [
      [
        `[${area}](${area}.md)`,
        peers.join(', '),
        number(new Set(own.map((each) => each.function)).size),
        number(sum(own.map(({ figures }) => figures))),
        within(Math.max(...own.map(({ largest }) => largest))),
      ],
    ]
  })
  return table(['Area', 'Peers', 'Functions', 'Figures', 'Largest difference'], 3, rows)
}

function byFunction(found: readonly Agreement[]): string {
  const parts = [...functionsByArea()].flatMap(([area, names]) => {
    const own = found.filter((each) => names.includes(each.function))
    if (own.length === 0) return []
    const rows = names.flatMap((name) =>
      own
        .filter((each) => each.function === name)
        .map((each) => [
          `\`${name}\``,
          each.what,
          each.peer,
          number(each.figures),
          within(each.largest),
        ]),
    )
    return [
      `### ${area}\n\n${table(['Function', 'What', 'Peer', 'Figures', 'Largest difference'], 2, rows)}`,
    ]
  })
  return parts.join('\n\n')
}

/** All published cases by their id. */
function cases(): Map<string, Published & { readonly area: string }> {
  const found = new Map<string, Published & { readonly area: string }>()
  const folder = new URL('published/', root)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    const list: (Published & { area: string })[] = Array.isArray(content) ? content : []
    for (const each of list) found.set(each.id, { ...each, area: file.replace('.json', '') })
  }
  return found
}

const needsData = ({ input }: Published): boolean =>
  /cdnow|apparel/.test(JSON.stringify(input ?? ''))

function publishedTable(tests: readonly Recorded[]): string {
  const known = cases()
  const rows = new Map<
    string,
    { area: string; what: string; source: string; figures: number; within: number }
  >()
  for (const test of tests)
    for (const id of test.cases) {
      const found = known.get(id)
      if (!found) continue
      const before = rows.get(id)
      // A test of several cases counts for the first of them.
      const figures = id === test.cases.find((each) => known.has(each)) ? test.figures : 0
      rows.set(id, {
        area: found.area,
        what: `${found.metric}${needsData(found) ? ' ¹' : ''}`,
        source: short(found.source),
        figures: figures + (before?.figures ?? 0),
        within: Math.max(test.within, before?.within ?? 0),
      })
    }
  const sorted = [...rows].sort(
    ([a, { area: x }], [b, { area: y }]) => compare(x, y) || compare(a, b),
  )
  return table(
    ['Case', 'What', 'Source', 'Figures', 'Largest difference'],
    2,
    sorted.map(([id, { what, source, figures, within: nearest }]) => [
      id,
      cell(what),
      cell(source),
      figures === 0 ? 'with another' : number(figures),
      power(nearest),
    ]),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The first part of a citation; the rest stands beside the values. */
function short(source: string): string {
  const most = 90
  if (source.length <= most) return source
  return `${source.slice(0, source.lastIndexOf(' ', most)).replace(/[,;:]$/, '')} …`
}

function coverageTable(): string {
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`
  return table(
    ['Function', 'Interval and samples', 'Draws', 'Average', 'Lowest'],
    3,
    coverages().map(({ function: name, what, draws, average, lowest }) => [
      `\`${name}\``,
      what,
      draws,
      share(average),
      share(lowest),
    ]),
  )
}

function missing(): string {
  const areas = Object.entries(uncomparedAreas).map(
    ([area, why]) => [`all of [${area}](${area}.md)`, why] as const,
  )
  const groups = uncompared.map(
    ([why, names]) =>
      [
        [...names]
          .sort()
          .map((name) => `\`${name}\``)
          .join(', '),
        why,
      ] as const,
  )
  return table(['Functions', 'Why'], 0, [...groups, ...areas])
}

/** The page of proof as a run makes it. */
export function proofPage(): string {
  const found = agreements()
  const tests = recorded()
  const peers = [...new Set(found.map(({ peer }) => peer))].sort(compare)
  const figures = sum(found.map((each) => each.figures))
  const functions = new Set(found.map((each) => each.function)).size
  const publishedFigures = sum(tests.map((test) => test.figures))
  const kinds = new Set(tests.flatMap((test) => test.cases)).size
  return `# Proof

What these functions give, beside what other programs and the literature give. \`npm run proof\` computes this page anew, and a test fails if the page and the run differ. How well the tests would notice a mistake in the code has [a page of its own](mutation.md).

**${number(figures)} figures of ${functions} functions agree with ${peers.length} releases of other programs, and ${number(publishedFigures)} figures with ${kinds} published cases.** The differences are relative to the other program’s figure, and rounded up to a power of ten. ${power(1e-12)} is the rounding of the arithmetic and nothing else.

The other programs ran once, on inputs that were simulated for this project. Their figures, the inputs and the scripts are in \`test/reference\`. Releases: ${peers.join(', ')}.

## Other programs, by area

${byArea(found)}

Fits are searches for a maximum, and a search stops where it is near enough. There the difference says how near the other program’s search came; the likelihoods agree to ${power(1e-12)}.

## How often intervals contain the truth

95 % intervals on samples whose truth is known, over several truths. The draws are seeded. The lowest is that of the least favourable truth. More sizes and methods: \`npm run simulate\`.

${coverageTable()}

The Wald intervals are here because other programs use them. They are not the default of any function.

## Other programs, by function

${byFunction(found)}

## Published values

The cases are in \`test/published\`, with their full sources. A difference above ${power(1e-3)} is one of a source that prints few digits.

${publishedTable(tests)}

¹ Needs data that may not be shipped (CDNOW, apparel). A clone skips this case unless \`CUSTOMER_METRICS_DATA\` names the folder of the data. The cases of the same functions on simulated data run everywhere.

## What was not compared

${missing()}
`
}
