import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Published } from '../support/published.js'

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'))

function textOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

/** A line without the comma that leads to the next. */
function bare(line: string): string {
  return line.replace(/,$/, '')
}

describe('published values can be reviewed line by line', () => {
  it.each(files)('%s has one case a line', (file) => {
    const content: readonly unknown[] | Readonly<Record<string, unknown>> = JSON.parse(textOf(file))
    const lines = textOf(file).trimEnd().split('\n')
    // Tables of functions are lists by name; a row of such a table is a case.
    const expected = Array.isArray(content)
      ? ['[', ...content, ']']
      : [
          '{',
          ...Object.entries(content).flatMap(([name, value]) =>
            Array.isArray(value) ? [`"${name}": [`, ...value, ']'] : [{ [name]: value }],
          ),
          '}',
        ]
    expect(lines.length).toBe(expected.length)
    lines.forEach((line, index) => {
      const want = expected[index]
      if (typeof want === 'string') expect(bare(line)).toBe(want)
      else if (line.startsWith('"')) expect(JSON.parse(`{${bare(line)}}`)).toEqual(want)
      else expect(JSON.parse(bare(line))).toEqual(want)
    })
  })

  it('gives each case of an area an id of its own, a source and a tolerance', () => {
    for (const file of files) {
      const cases: readonly Published[] = JSON.parse(textOf(file))
      if (!Array.isArray(cases)) continue
      expect(new Set(cases.map(({ id }) => id)).size, file).toBe(cases.length)
      for (const { id, source, tolerance } of cases) {
        expect(source, id).toMatch(/\S/)
        expect(tolerance, id).toBeTypeOf('object')
      }
    }
  })
})
