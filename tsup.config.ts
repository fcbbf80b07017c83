import { existsSync, readFileSync } from 'node:fs'
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

export default defineConfig({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Chunks are shared, so that `instanceof MetricError` holds across subpaths.
  splitting: true,
  treeshake: false,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
})
