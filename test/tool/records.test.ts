import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FileRecord, splitRecords } from '../../src/tool/read/records.js'

/** The records of pieces of text. */
function recordsOf(pieces: readonly string[], delimiter = ',', most = Infinity): FileRecord[] {
  const records: FileRecord[] = []
  const splitter = splitRecords(delimiter, (record) => records.push(record) < most)
  for (const piece of pieces) splitter.push(piece)
  splitter.end()
  return records
}

describe('records', () => {
  it('do not depend on where the pieces of the text end', () => {
    const sign = fc.constantFrom('a', 'b', '"', '"', ',', ' ', '\n', '\r', '\r\n')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.array(fc.nat(60)), (signs, cuts) => {
        const text = signs.join('')
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b)]
        const pieces = places.map((place, at) => text.slice(place, places[at + 1]))
        expect(recordsOf(pieces)).toEqual(recordsOf([text]))
      }),
      { numRuns: 2000 },
    )
  })

  it('may have spaces before a quote, but for a delimiter that is one', () => {
    expect(recordsOf(['ann, "1,5"  ,  "x"\n'])[0]?.cells).toEqual(['ann', '1,5', 'x'])
    expect(recordsOf(['"a" "1 5" "x"\n'], ' ')[0]?.cells).toEqual(['a', '1 5', 'x'])
  })

  it('are what was written, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', 'é') })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), (rows) => {
        const text = rows
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\n')
        expect(recordsOf([text]).map(({ cells }) => cells)).toEqual(
          rows.map((row) => row.map((each) => each.trim())),
        )
      }),
    )
  })

  it('keep their lines where a line end of two signs is cut in two', () => {
    const whole = recordsOf(['"a\nb",c\r\nd,e\r\n'])
    expect(whole).toEqual([
      { line: 1, cells: ['a\nb', 'c'] },
      { line: 3, cells: ['d', 'e'] },
    ])
    expect(recordsOf(['"a\nb",c\r', '\nd,e\r', '\n'])).toEqual(whole)
    expect(recordsOf(['"a"x\r', '\nd,e'])[1]).toEqual({ line: 2, cells: ['d', 'e'] })
  })

  it('may be divided by spaces, also around quotation marks', () => {
    expect(recordsOf(['a "b c" d\n"e" f g'], ' ').map(({ cells }) => cells)).toEqual([
      ['a', 'b c', 'd'],
      ['e', 'f', 'g'],
    ])
    expect(recordsOf(['a, "b" ,c'])[0]?.cells).toEqual(['a', 'b', 'c'])
  })

  it('stop where nobody wants more, and take nothing after that', () => {
    expect(recordsOf(['a\nb\nc\n', 'd\n'], ',', 2).map(({ cells }) => cells)).toEqual([
      ['a'],
      ['b'],
    ])
    const wrong = recordsOf(['a,"b\n', 'c\n'], ',', 1)
    expect(wrong).toEqual([
      {
        line: 1,
        cells: [],
        wrong:
          'a quotation mark opens here and never closes, so that nothing from here on can be read',
        isLast: true,
      },
    ])
  })

  it('show no more of a long cell than its beginning', () => {
    const [record] = recordsOf([`${'x'.repeat(50)}"y,z`])
    expect(record?.wrong).toBe(
      `a quotation mark stands inside "${'x'.repeat(40)}…", which does not begin with one`,
    )
    const [other] = recordsOf(['"x"y,z'])
    expect(other?.wrong).toBe('text follows the closing quotation mark of "x"')
  })
})
