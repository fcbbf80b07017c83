import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EQUIVALENTS } from './equivalent.js'

describe('changes that are equal in effect', () => {
  it.each(EQUIVALENTS)('stand in the source: $file, $line', ({ file, line }) => {
    const source = existsSync(file) ? readFileSync(file, 'utf8') : ''
    expect(source.split('\n').map((each) => each.trim())).toContain(line)
  })

  it('are listed once each', () => {
    const keys = EQUIVALENTS.map(({ file, line, original, replacement }) =>
      JSON.stringify([file, line, original, replacement]),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})
