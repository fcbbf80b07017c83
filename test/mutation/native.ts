import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { transformSync } from 'esbuild'
import { entry } from '../../tsup.config.js'

/**
 * Translates all of `src` into a folder beside it, file by file, and gives the plugin by which tests import
 * from there. Node loads those files itself, which takes a fraction of the time that a test runner needs to
 * hand over hundreds of modules one by one, for each change anew.
 */
export function nativeSources(root: string) {
  const source = join(root, 'src')
  const target = join(root, `native-${process.env.STRYKER_MUTATOR_WORKER ?? 0}`)
  for (const each of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!(each.isFile() && each.name.endsWith('.ts'))) continue
    const file = join(each.parentPath, each.name)
    const to = nativeOf(file)
    mkdirSync(dirname(to), { recursive: true })
    // Stryker loses the brackets of `(count as number)++`, which nobody can read after that.
    const code = readFileSync(file, 'utf8')
      .replace(/ as number(?=\+\+|--)/g, '')
      .replace(/(?<=(?:from|import\() ?)'customer-metrics(?:\/(\w+))?'/g, (_, name = 'index') =>
        JSON.stringify(
          nativeOf(join(root, (entry as Readonly<Record<string, string>>)[name] ?? '')),
        ),
      )
    writeFileSync(to, transformSync(code, { loader: 'ts', format: 'esm', target: 'node20' }).code)
  }

  function nativeOf(file: string): string {
    return join(target, relative(source, file)).replace(/\.ts$/, '.js')
  }

  return {
    name: 'native-sources',
    enforce: 'pre' as const,
    async resolveId(
      this: {
        resolve: (id: string, from?: string, how?: object) => Promise<{ id: string } | null>
      },
      id: string,
      from: string | undefined,
    ) {
      const found = await this.resolve(id, from, { skipSelf: true })
      if (!found?.id.startsWith(`${source}/`)) return found
      return { id: nativeOf(found.id), external: true }
    },
  }
}
