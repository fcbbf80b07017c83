import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { defineConfig } from 'tsup'

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

export default defineConfig(({ outDir = 'dist' }) => [
  {
    entry,
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    // Chunks are shared, so that `instanceof MetricError` holds across subpaths.
    splitting: true,
    treeshake: false,
    clean: true,
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  },
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
