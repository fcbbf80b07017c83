import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apiFolder, apiReport } from './report.js'

const { files, hidden } = apiReport()

/** Lists of what has a subpath of its own and is not in the index; and that of all names. */
const APART = ['names.txt', 'schemas.txt', 'sql.txt', 'charts.txt']

function written(name: string): string {
  return readFileSync(join(apiFolder, name), 'utf8')
}

describe('the public API changes only on purpose, by `npm run api`', () => {
  it.each([...files.keys()])('%s lists what the sources export', (name) => {
    expect(files.get(name)).toBe(written(name))
  })

  it('has no list of an area that does not exist any more', () => {
    const lists = readdirSync(apiFolder).filter((name) => name.endsWith('.txt'))
    expect(lists.sort()).toEqual([...files.keys()].sort())
  })

  it('exports from the package what the areas export, those apart, and nothing else', () => {
    const heads = /^(?:(?:function|interface|class|type|const) )?([A-Za-z]\w*)/gm
    const ofAreas = [...files.keys()]
      .filter((name) => !APART.includes(name))
      .flatMap((name) => [...written(name).matchAll(heads)].map((match) => match[1] as string))
    expect([...new Set(ofAreas)].sort()).toEqual(written('names.txt').trim().split('\n').sort())
  })

  it('still has every name of 0.1.0, as the page on moving says', () => {
    const before: string[] = JSON.parse(written('names-0.1.0.json'))
    const names = new Set(written('names.txt').trim().split('\n'))
    expect(before.filter((name) => !names.has(name))).toEqual([])
    const page = readFileSync(new URL('../../docs/releases/0.2.0.md', import.meta.url), 'utf8')
    expect(page).toContain(`its ${before.length} names are all there`)
  })

  it('makes no exported type of one that callers cannot name', () => {
    expect(hidden).toEqual([])
  })
})
