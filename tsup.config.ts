import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'
import { defineConfig } from 'tsup'
import ts from 'typescript'

/** The source of each subpath that package.json promises: a file, or the index of a folder. */
export const entry: Record<string, string> = Object.fromEntries(
  Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).exports)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => {
      const name = subpath.slice(2) || 'index'
      return [name, existsSync(`src/${name}.ts`) ? `src/${name}.ts` : `src/${name}/index.ts`]
    }),
)

/** Writes down the licences of the packages that the command carries. */
function writeNotices(folder: string): void {
  const metafile = JSON.parse(readFileSync(`${folder}/metafile-esm.json`, 'utf8'))
  const names = new Set<string>()
  for (const path of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)
    if (found) names.add(found[1] as string)
  }
  const notices = [...names].sort().map((name) => {
    const place = `node_modules/${name}`
    const { version, license } = JSON.parse(readFileSync(`${place}/package.json`, 'utf8'))
    const file = readdirSync(place).find((each) => /^licen[cs]e/i.test(each))
    const text = file ? readFileSync(`${place}/${file}`, 'utf8').trim() : 'No licence file.'
    return `${name} ${version}, ${license}\n\n${text}\n`
  })
  const line = `\n${'-'.repeat(80)}\n\n`
  const about = `The command of this package, dist/tool.js, carries these packages. The library does not.\n`
  rmSync(`${folder}/metafile-esm.json`)
  writeFileSync(`${folder}/THIRD-PARTY-NOTICES.txt`, [about, ...notices].join(line))
}

/**
 * To load a file takes about as long as to read 20 KB of code. So the library is a few files, and a
 * subpath is a list of names in one of them: most in the index, and those of surveys in a file that is
 * without money and models.
 */
const OWN_FILE = ['index', 'charts', 'schemas', 'sql']
const SURVEYS = ['ces', 'csat', 'errors', 'groups', 'nps', 'ratings', 'statistics']
const wholes = Object.fromEntries(OWN_FILE.map((name) => [name, entry[name] as string]))

/** Besides, decimal.js is imported by a file of its own, which a bundle leaves out where it can. */
const EXACT = 'src/internal/money/exact.ts'

/** The file of surveys, which has no source: it is the indices of its areas. */
const surveys: Plugin = {
  name: 'surveys',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^surveys$/ }, () => ({ path: 'surveys', namespace: 'surveys' }))
    onLoad({ filter: /.*/, namespace: 'surveys' }, () => ({
      contents: SURVEYS.map((name) => `export * from './${entry[name]}'`).join('\n'),
      resolveDir: '.',
    }))
  },
}

/**
 * Top-level code is pure here, which a bundler cannot see of a call, a spread or a text with parts. Each is
 * marked, so that a bundle of one function is without the constants of the others beside it.
 */
const pureConstants: Plugin = {
  name: 'pure constants',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022)
      let contents = ''
      let done = 0
      for (const statement of source.statements) {
        if (!ts.isVariableStatement(statement)) continue
        for (const { initializer } of statement.declarationList.declarations) {
          if (!initializer || !seemsToAct(initializer)) continue
          const [start, end] = [initializer.getStart(source), initializer.end]
          const value = text.slice(start, end)
          contents += `${text.slice(done, start)}/* @__PURE__ */ (() => (${value}))()`
          done = end
        }
      }
      return { contents: contents + text.slice(done), loader: 'ts' }
    })
  },
}

/** Whether a bundler has to think that an expression does something, that of a function apart. */
function seemsToAct(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  const acts =
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isComputedPropertyName(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isBinaryExpression(node)
  return acts || ts.forEachChild(node, (child) => seemsToAct(child) || undefined) === true
}

/** Writes the files of the other subpaths. */
async function writeSubpaths(folder: string, format: 'esm' | 'cjs'): Promise<void> {
  const { metafile } = await build({
    entryPoints: entry,
    outdir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  for (const { entryPoint, exports } of Object.values(metafile.outputs)) {
    const [name] = Object.entries(entry).find(([, path]) => path === entryPoint) ?? []
    if (!name || OWN_FILE.includes(name)) continue
    const from = SURVEYS.includes(name) ? 'surveys' : 'index'
    const names = [...exports].sort()
    const text =
      format === 'esm'
        ? `export {\n${names.map((each) => `  ${each},\n`).join('')}} from "./${from}.js";\n`
        : `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nconst all = require("./${from}.cjs");\n${names.map((each) => `exports.${each} = all.${each};\n`).join('')}`
    writeFileSync(`${folder}/${name}.${format === 'esm' ? 'js' : 'cjs'}`, text)
  }
}

export default defineConfig(({ outDir = 'dist', dts, format }) => [
  {
    entry: { ...wholes, exact: EXACT },
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    // Chunks are shared, so that `instanceof MetricError` holds across subpaths.
    splitting: true,
    treeshake: false,
    clean: true,
    esbuildPlugins: [surveys, pureConstants],
    esbuildOptions: (options) => {
      options.entryPoints = {
        ...(options.entryPoints as Record<string, string>),
        surveys: 'surveys',
      }
    },
    async onSuccess() {
      for (const each of format ? [format].flat() : (['esm', 'cjs'] as const))
        await writeSubpaths(outDir, each as 'esm' | 'cjs')
    },
  },
  // The types, of each subpath, unless none are wanted.
  ...(dts === false
    ? []
    : [
        {
          entry,
          format: ['esm', 'cjs'] as ('esm' | 'cjs')[],
          clean: false,
          dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } },
        },
      ]),
  {
    // The command: what draws is a file of its own, which only a page with pictures loads.
    entry: { tool: 'src/tool/bin.ts' },
    format: ['esm'],
    target: 'node20',
    platform: 'node',
    splitting: true,
    minify: true,
    esbuildOptions: (options) => {
      options.chunkNames = 'tool-[name]-[hash]'
    },
    metafile: true,
    clean: false,
    banner: { js: '#!/usr/bin/env node' },
    noExternal: [/^vega/],
    // The library is the one beside it, so that the command carries no second copy.
    external: [/^customer-metrics/, 'canvas', 'zod', ...builtinModules],
    async onSuccess() {
      writeNotices(outDir)
    },
  },
])
