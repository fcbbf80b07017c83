import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { entry } from '../tsup.config.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const src = join(root, 'src')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

interface Import {
  /** The file that imports, from src. */
  readonly file: string
  /** The file from src, or the package, that is imported. */
  readonly target: string
  readonly typeOnly: boolean
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [relative(src, path)]
  })
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022)
  return source.statements.flatMap((statement): Import[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    if (!statement.moduleSpecifier) return []
    const name = (statement.moduleSpecifier as ts.StringLiteral).text
    const target = name.startsWith('.')
      ? relative(src, join(src, dirname(file), name)).replace(/\.js$/, '.ts')
      : name
    return [{ file, target, typeOnly: isTypeOnly(statement) }]
  })
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) {
    if (statement.isTypeOnly) return true
    const clause = statement.exportClause
    return (
      !!clause && ts.isNamedExports(clause) && clause.elements.every(({ isTypeOnly }) => isTypeOnly)
    )
  }
  const clause = statement.importClause
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause?.namedBindings
  return (
    !!bindings &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  )
}

/** The command may know Node; it is built on the rest, which knows nothing of it. */
const all = files(src).filter((file) => !file.startsWith('tool/'))
const tool = files(src).filter((file) => file.startsWith('tool/'))
const imports = all.flatMap(importsOf)

/** Areas have a page, an example, tests and a subpath; the two others only carry a row type. */
const ROWS = ['subscriptions.ts', 'transactions.ts']
const areas = [
  ...new Set(
    all
      .filter((file) => !file.startsWith('internal') && !ROWS.includes(file) && file !== 'index.ts')
      .map((file) => file.split('/')[0]?.replace(/\.ts$/, '') as string),
  ),
].sort()
/** Metrics are measured; charts, errors, schemas and SQL are what surrounds them. */
const AROUND = ['charts', 'errors', 'schemas', 'sql']
const metrics = areas.filter((area) => !AROUND.includes(area))

function areaOf(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') as string
}

/** The files outside internal that come to use a file, by way of others too. */
function users(file: string): string[] {
  const found = new Set([file])
  for (const each of found)
    if (each.startsWith('internal/'))
      for (const user of imports.filter(({ target }) => target === each)) found.add(user.file)
  return [...found].filter((each) => !each.startsWith('internal/'))
}

describe('imports go one way', () => {
  it('errors import nothing', () => {
    expect(imports.filter(({ file }) => file === 'errors.ts')).toEqual([])
  })

  it('internal imports errors, internal and the three packages', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        file.startsWith('internal') &&
        target.endsWith('.ts') &&
        !/^(internal\/|errors\.ts)/.test(target),
    )
    expect(wrong).toEqual([])
  })

  it('internal is mathematics, or what two areas share', () => {
    const wrong = all.filter((file) => {
      const isShared = new Set(users(file).map(areaOf)).size > 1
      return !isShared && /^internal\/(?!math\/|inference\/)/.test(file)
    })
    expect(wrong).toEqual([])
  })

  it('nothing imports itself by way of others, types included', () => {
    const done = new Set<string>()
    const circles: string[] = []
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
      if (way.includes(file) || done.has(file)) return
      for (const { target } of imports.filter((each) => each.file === file))
        follow(target, [...way, file])
      done.add(file)
    }
    for (const file of all) follow(file, [])
    expect(circles).toEqual([])
  })

  it('ratings and the rows import internal, errors and each other', () => {
    const base = [...all.filter((file) => file.startsWith('ratings/')), ...ROWS]
    const wrong = imports.filter(
      ({ file, target }) =>
        base.includes(file) && !/^(internal\/|errors\.ts)/.test(target) && !base.includes(target),
    )
    expect(wrong).toEqual([])
  })

  it('areas do not import each other, except types and where one is built on another', () => {
    const built = ['churn → retention', 'clv → retention', 'cost → clv']
    const found = imports
      .filter(({ file, target, typeOnly }) => {
        const between =
          target.endsWith('.ts') &&
          metrics.includes(areaOf(file)) &&
          metrics.includes(areaOf(target))
        return between && !typeOnly && areaOf(file) !== areaOf(target)
      })
      .map(({ file, target }) => `${areaOf(file)} → ${areaOf(target)}`)
    expect([...new Set(found)].sort()).toEqual(built)
  })

  it('schemas import types and the readers of rows, and nothing imports schemas', () => {
    // One reader of a value for functions and schemas, so that what one accepts the other does.
    const fromOutside = (target: string): boolean =>
      target !== 'zod' &&
      !/^(schemas|internal\/(money|rows|time))\/|^internal\/guard\.ts$/.test(target)
    const ofSchemas = imports.filter(({ file }) => file.startsWith('schemas/'))
    expect(ofSchemas.length).toBeGreaterThan(0)
    expect(ofSchemas.filter(({ target, typeOnly }) => fromOutside(target) && !typeOnly)).toEqual([])
    const ofOthers = imports.filter(({ file }) => !file.startsWith('schemas/'))
    expect(ofOthers.filter(({ target }) => target.startsWith('schemas/'))).toEqual([])
  })

  it('charts import errors, internal and types, and nothing imports charts', () => {
    const ofCharts = imports.filter(({ file }) => file.startsWith('charts/'))
    expect(ofCharts.length).toBeGreaterThan(0)
    expect(
      ofCharts.filter(
        ({ target, typeOnly }) =>
          !/^(charts\/|internal\/guard|errors\.ts)/.test(target) && !typeOnly,
      ),
    ).toEqual([])
    const ofOthers = imports.filter(({ file }) => !file.startsWith('charts/'))
    expect(ofOthers.filter(({ target }) => target.startsWith('charts/'))).toEqual([])
  })

  it('SQL is built on the areas, and nothing is built on SQL, the index included', () => {
    const ofSql = imports.filter(({ file }) => file.startsWith('sql/'))
    expect(ofSql.some(({ target }) => target.startsWith('churn/'))).toBe(true)
    expect(ofSql.filter(({ target }) => !target.endsWith('.ts'))).toEqual([])
    expect(ofSql.filter(({ target }) => /^(index\.ts|schemas\/)/.test(target))).toEqual([])
    const ofOthers = imports.filter(({ file }) => !file.startsWith('sql/'))
    expect(ofOthers.filter(({ target }) => target.startsWith('sql/'))).toEqual([])
  })

  it('a dialect knows none of the others', () => {
    const dialects = imports.filter(({ file }) => file.startsWith('sql/dialects/'))
    const shared = ['sql/dialects/mysqlLanguage.ts', 'sql/dialects/quoted.ts']
    const allowed = ['sql/dialect.ts', ...shared]
    expect(dialects.filter(({ target }) => !allowed.includes(target))).toEqual([])
  })

  it.each([
    ['decimal.js', 'internal/money/exact.ts'],
    ['zod', 'schemas/'],
  ])('only one place imports %s', (name, only) => {
    const importers = imports.filter(
      ({ target }) => target === name || target.startsWith(`${name}/`),
    )
    expect(importers.length).toBeGreaterThan(0)
    expect(importers.filter(({ file }) => !file.startsWith(only))).toEqual([])
  })

  it('the command imports itself, Node, the library by its name, and what draws', () => {
    const outside = tool
      .flatMap(importsOf)
      .filter(
        ({ target }) =>
          !/^(tool\/|node:|customer-metrics(\/|$)|zod$|vega$|vega-lite$)/.test(target),
      )
    expect(tool.length).toBeGreaterThan(0)
    expect(outside).toEqual([])
  })

  it('nothing imports the command', () => {
    expect(imports.filter(({ target }) => target.startsWith('tool/'))).toEqual([])
  })

  it('nothing of Node is imported, and no package beside the dependencies', () => {
    const packages = imports.map(({ target }) => target).filter((target) => !target.endsWith('.ts'))
    const allowed = Object.keys(manifest.dependencies)
    const foreign = packages.filter(
      (target) => !allowed.some((name) => target === name || target.startsWith(`${name}/`)),
    )
    expect(foreign).toEqual([])
  })
})

describe('an area is one name in five places', () => {
  it('knows its areas', () => {
    expect(areas).toContain('nps')
    expect(areas).toContain('retention')
  })

  it.each(areas)('%s has a page and a subpath', (area) => {
    expect(existsSync(join(root, 'docs', `${area}.md`))).toBe(true)
    expect(manifest.exports[`./${area}`]).toBeDefined()
    expect(entry[area]).toMatch(new RegExp(`^src/${area}(\\.ts|/index\\.ts)$`))
  })

  it.each(metrics)('%s has an example, tests, properties and type tests', (area) => {
    expect(existsSync(join(root, 'examples', `${area}.ts`))).toBe(true)
    for (const kind of ['test', 'prop.test', 'test-d'])
      expect(existsSync(join(root, 'test', area, `${area}.${kind}.ts`)), `${area}.${kind}.ts`).toBe(
        true,
      )
  })

  it('charts have an example and tests', () => {
    expect(existsSync(join(root, 'examples/charts.ts'))).toBe(true)
    expect(existsSync(join(root, 'test/charts/charts.test.ts'))).toBe(true)
  })

  it('has no subpath that is not an area', () => {
    const subpaths = Object.keys(manifest.exports).map((path) => path.slice(2))
    expect(subpaths.filter((path) => path !== '' && path !== 'package.json').sort()).toEqual(areas)
  })
})

describe('the rules of the house', () => {
  it('has no clock, no chance and no console in the sources', () => {
    const wrong = all.filter((file) =>
      /Date\.now|new Date\(\)|Math\.random|performance\.|console\.|globalThis|process\./.test(
        readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has no class beside MetricError', () => {
    const classes = all.filter((file) =>
      /^export class|^class /m.test(readFileSync(join(src, file), 'utf8')),
    )
    expect(classes).toEqual(['errors.ts'])
  })

  it('has no ignored coverage and no suppressed type error', () => {
    const wrong = all.filter((file) =>
      /v8 ignore|istanbul|c8 ignore|@ts-|biome-ignore|\bas any[^a-z ]|: any[^a-z ]/.test(
        readFileSync(join(src, file), 'utf8'),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has a source beside every formula', () => {
    const wrong = all.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/\/\*\*[\s\S]*?\*\//g)]
        .map(([block]) => block)
        .filter(
          (block) =>
            block.includes('@formula') &&
            !(block.includes('@source') && block.includes('@unit') && block.includes('@example')),
        )
        .map((block) => `${file}: ${block.slice(0, 80)}`),
    )
    expect(wrong).toEqual([])
  })

  it('has only the top level that was agreed', () => {
    const allowed =
      /^(package\.json|package-lock\.json|tsconfig\.json|tsup\.config\.ts|vitest\.config\.ts|src|test|docs|examples|CHANGELOG\.md|README\.md|LICENSE|\..*|node_modules|dist|coverage|reports|.*\.tgz)$/
    expect(readdirSync(root).filter((name) => !allowed.test(name))).toEqual([])
  })
})
