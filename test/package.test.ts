import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
const names = subpaths.map((path) => path.replace(/^\./, 'customer-metrics'))

/** A stranger's folder, with the packed tarball installed and nothing else of ours. */
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'customer-metrics-'))
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  })
  const tarball = packed.trim().split('\n').at(-1) as string
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', modules])
  execFileSync('mv', [join(modules, 'package'), join(modules, 'customer-metrics')])
  for (const name of Object.keys(manifest.dependencies))
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  write('package.json', '{ "type": "module", "private": true }')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function node(file: string): string {
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })
}

function installed(path = ''): string {
  return join(folder, 'node_modules/customer-metrics', path)
}

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesIn(file) : [file]
  })
}

describe('the tarball', () => {
  it('holds what is built, and what people read', () => {
    const files = filesIn(installed()).map((file) => relative(installed(), file))
    expect(files.filter((file) => !/^(dist|docs|examples)\//.test(file)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ])
    // What the README links to is there, and so are the examples.
    expect(files).toContain('docs/nps.md')
    expect(files).toContain('examples/nps.ts')
    expect(
      files.filter(
        (file) =>
          !/\.(js|cjs|d\.ts|d\.cts)$|\.md$|LICENSE|THIRD-PARTY-NOTICES|package\.json|^examples\/(data\/)?\w+\.(ts|csv)$/.test(
            file,
          ),
      ),
    ).toEqual([])
  })

  it('has both formats and both types for every subpath', () => {
    for (const path of subpaths)
      for (const { types, default: code } of Object.values(manifest.exports[path]) as Record<
        string,
        string
      >[]) {
        expect(existsSync(installed(types)), types).toBe(true)
        expect(existsSync(installed(code)), code).toBe(true)
      }
  })

  it('names nothing of Node, the command apart', () => {
    const library = filesIn(installed('dist')).filter((file) => !/\/tool[.-][^/]*$/.test(file))
    const wrong = library.filter((file) =>
      /from ["']node:|require\(["']node:|\bprocess\.|\b__dirname\b/.test(
        readFileSync(file, 'utf8'),
      ),
    )
    expect(wrong).toEqual([])
  })
})

describe('a program that imports the library', () => {
  it('loads nothing of the command, nor any package that the command alone needs', () => {
    const needed = Object.keys(manifest.dependencies)
    for (const entry of subpaths.flatMap((path) =>
      (Object.values(manifest.exports[path]) as Record<string, string>[]).map(
        (each) => each.default as string,
      ),
    )) {
      const reached = new Set<string>()
      const packages = new Set<string>()
      const visit = (file: string): void => {
        if (reached.has(file)) return
        reached.add(file)
        const text = readFileSync(installed(file), 'utf8')
        for (const [, target = ''] of text.matchAll(
          /(?:\bfrom |\bimport |\brequire\(|\bimport\()['"]([^'"\s]+)['"]/g,
        ))
          if (target.startsWith('.')) visit(join('dist', target))
          else packages.add(target)
      }
      visit(entry)
      expect([...reached].filter((file) => /tool/.test(file))).toEqual([])
      expect(
        [...packages].filter(
          (name) => !needed.some((each) => name === each || name.startsWith(`${each}/`)),
        ),
        entry,
      ).toEqual([])
    }
  })
})

describe('a program that uses the package', () => {
  it('runs as an ES module', () => {
    const file = write(
      'program.mjs',
      `${names.map((name, index) => `import * as m${index} from '${name}'`).join('\n')}
import { nps, MetricError as FromIndex } from 'customer-metrics'
import { csat } from 'customer-metrics/csat'
import { MetricError } from 'customer-metrics/errors'
let caught
try { csat([9]) } catch (error) { caught = error }
console.log(JSON.stringify([nps([10, 9, 8, 3]).score, caught instanceof MetricError, MetricError === FromIndex]))`,
    )
    expect(JSON.parse(node(file))).toEqual([25, true, true])
  })

  it('runs as a CommonJS module', () => {
    const file = write(
      'program.cjs',
      `${names.map((name, index) => `const m${index} = require('${name}')`).join('\n')}
const { clv, MetricError } = require('customer-metrics')
const { tallyLives } = require('customer-metrics/retention')
let caught
try { tallyLives(5, { asOf: '2025-01-01', unit: 'month' }) } catch (error) { caught = error }
const value = clv({ margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' }).value
console.log(JSON.stringify([Number(value).toFixed(2), caught instanceof MetricError]))`,
    )
    expect(JSON.parse(node(file))).toEqual(['366.67', true])
  })

  const program = `import { type Churn, churn, clv, type LifeTally, nps, type Nps, retentionCurve } from 'customer-metrics'
import { subscriptionRowSchema } from 'customer-metrics/schemas'
${names.map((name, index) => `import * as m${index} from '${name}'`).join('\n')}
const score: Nps = nps([10, 9, 8, 3])
const lives: LifeTally = { 1: { lost: 1, censored: 2 } }
const lost: Churn = churn({ opening: 10, lost: 1 })
const value: string = clv({ margin: '100', retention: 0.8, discount: 0.1, firstMargin: 'now' }).value
export const all = [score.interval.low, retentionCurve(lives).points[0]?.rate, lost.rate, value, subscriptionRowSchema, ${names.map((_, index) => `m${index}`).join(', ')}]
// @ts-expect-error a policy is one of its names
churn({ opening: 10, lost: 1 }, { policy: 'best' })
// @ts-expect-error which of the two values is meant has to be said
clv({ margin: 100, retention: 0.8, discount: 0.1 })
`

  it.each([
    ['typescript-5.4', 'nodenext', 'nodenext'],
    ['typescript-5.4', 'esnext', 'bundler'],
    ['typescript', 'nodenext', 'nodenext'],
    ['typescript', 'esnext', 'bundler'],
    ['typescript-7', 'nodenext', 'nodenext'],
    ['typescript-7', 'esnext', 'bundler'],
  ])('compiles with %s, module %s, resolution %s', (compiler, module, moduleResolution) => {
    for (const file of module === 'nodenext' ? ['program.mts', 'program.cts'] : ['program.ts'])
      write(file, program)
    write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          target: 'es2022',
          lib: ['es2022', 'dom'],
          module,
          moduleResolution,
          types: [],
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
        },
        files: module === 'nodenext' ? ['program.mts', 'program.cts'] : ['program.ts'],
      }),
    )
    const bin = JSON.parse(
      readFileSync(join(root, 'node_modules', compiler, 'package.json'), 'utf8'),
    ).bin.tsc
    const compile = (): string =>
      execFileSync(process.execPath, [join(root, 'node_modules', compiler, bin), '-p', folder], {
        cwd: folder,
        encoding: 'utf8',
      })
    expect(compile()).toBe('')
  })
})

/** A browser bundle of some names: its code, its compressed size and what went into it. */
async function bundle(code: string): Promise<{ text: string; bytes: number; inputs: string[] }> {
  const result = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
  })
  const text = result.outputFiles[0]?.text ?? ''
  const used = Object.values(result.metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  )
  return { text, bytes: gzipSync(text, { level: 9 }).length, inputs: used.map(([path]) => path) }
}

describe('a browser bundle', () => {
  it('works without anything of Node', async () => {
    const { text } = await bundle(
      `import { nps, tallyChurn, clv } from 'customer-metrics'
      const tally = tallyChurn([{ customer: 1, startedOn: new Date('2024-12-31T20:00:00Z') }],
        { from: '2025-01-01', to: '2025-02-01', timeZone: 'Asia/Tokyo' })
      result = [nps([10, 3, 9]).promoters, tally.gained, clv({ margin: 1, retention: 0, discount: 0, firstMargin: 'now' }).value]`,
    )
    const sandbox: { result?: unknown } = { result: undefined }
    runInNewContext(text, sandbox)
    expect(JSON.stringify(sandbox.result)).toBe('[2,1,"1"]')
  })

  /** Ceilings in bytes, minified and gzipped: the size now, rounded up. They are raised knowingly. */
  it.each([
    ['nps', 2400, []],
    ['tallyRatings', 2300, []],
    ['csat', 4700, []],
    ['ces', 4750, []],
    ['proportionInterval', 4050, []],
    ['churn', 4150, []],
    ['tallyChurn', 7_900, []],
    ['retentionCurve', 3050, []],
    ['tallyLives', 7_850, []],
    ['byPeriod', 6_700, []],
    ['clv', 15_100, ['decimal.js']],
    ['customerCost', 15_500, ['decimal.js']],
    ['summarizeCustomers', 7_450, []],
    ['cohortTable', 15_650, []],
    ['tallyRevenue', 10_150, []],
    ['fitBgNbd', 15_450, []],
    ['fitSbg', 5_700, []],
    ['resolutionTimes', 10_150, []],
    ['concentration', 18_500, ['decimal.js']],
    ['optimalSpend', 18_400, ['decimal.js']],
  ])('of %s alone stays below %d bytes, with %j', async (name, ceiling, packages) => {
    const { bytes, inputs } = await bundle(`export { ${name} } from 'customer-metrics'`)
    expect(bytes).toBeLessThanOrEqual(ceiling)
    const found = ['decimal.js', 'zod'].filter((dependency) =>
      inputs.some((input) => input.includes(`/${dependency}/`)),
    )
    expect(found).toEqual(packages)
  })

  it('of everything but schemas has no zod in it', async () => {
    const { inputs, bytes } = await bundle(`export * from 'customer-metrics'`)
    expect(inputs.filter((input) => input.includes('/zod/'))).toEqual([])
    expect(bytes).toBeLessThanOrEqual(165_000)
  })

  it.each([
    ['tallyRatingsSql', 7_000],
    ['tallyWeightedRatingsSql', 7_200],
    ['tallySegmentMovesSql', 7_300],
    ['tallyContactsSql', 7_700],
    ['latestAnswersSql', 7_700],
    ['tallyTimesSql', 7_950],
    ['costByChannelSql', 7_400],
    ['summarizePurchasesSql', 8_050],
    ['tallyRenewalsSql', 8_150],
    ['tallyLivesSql', 8_900],
    ['summarizeCustomersSql', 9_050],
    ['tallyChurnSql', 10_100],
    ['tallyRevenueSql', 11_100],
    ['cohortTableSql', 13_150],
    ['lifecycleSql', 13_300],
    ['tallyChurnByPeriodSql', 13_400],
    ['tallyRevenueByPeriodSql', 13_900],
  ])(
    'of the statement %s stays below %d bytes, and has no package in it',
    async (name, ceiling) => {
      const { inputs, bytes } = await bundle(
        `export { ${name}, postgresql, readTallies } from 'customer-metrics/sql'`,
      )
      expect(inputs.filter((input) => /\/(decimal\.js|zod)\//.test(input))).toEqual([])
      expect(bytes).toBeLessThanOrEqual(ceiling)
    },
  )

  it('of one chart stays below 5800 bytes, and has none of the packages in it', async () => {
    const { inputs, bytes } = await bundle(
      `export { npsByPeriodChart } from 'customer-metrics/charts'`,
    )
    expect(inputs.filter((input) => /\/(decimal\.js|zod)\//.test(input))).toEqual([])
    expect(bytes).toBeLessThanOrEqual(5800)
  })

  it('of the schemas stays below 50.5 KB', async () => {
    const { bytes } = await bundle(`export * from 'customer-metrics/schemas'`)
    expect(bytes).toBeLessThanOrEqual(50_500)
  })
})
