import { describe, expect, it } from 'vitest'
import { type Outcome, placed } from './ledger.js'

const outcome: Outcome = {
  key: 'src/a.ts 3:5-3:6 ArithmeticOperator x - y',
  file: 'src/a.ts',
  area: 'the root',
  line: 3,
  mutator: 'ArithmeticOperator',
  original: 'x + y',
  replacement: 'x - y',
  around: 'one\ntwo\nthree\nfour\nfive',
  status: 'Survived',
}
const at = (line: number): string => `src/a.ts ${line}:5-${line}:6 ArithmeticOperator x - y`

describe('an outcome that is kept', () => {
  it('stays where it is while the lines about it do', () => {
    expect(placed(outcome, 'one\ntwo\nthree\nfour\nfive\nsix')).toEqual(outcome)
  })

  it('moves with the lines about it, to the nearest place that has them', () => {
    const moved = { ...outcome, key: at(5), line: 5 }
    expect(placed(outcome, `new\nnew\n${outcome.around}\nsix`)).toEqual(moved)
    const twice = `new\nnew\n${outcome.around}\nnew\n${outcome.around}`
    expect(placed(outcome, twice)).toEqual(moved)
    expect(placed({ ...outcome, key: at(10), line: 10 }, twice)?.line).toBe(11)
  })

  it('is one of another program once these have changed', () => {
    expect(placed(outcome, 'one\ntwo\nthree!\nfour\nfive')).toBeUndefined()
    expect(placed(outcome, outcome.around.replace('five', 'fives'))).toBeUndefined()
  })

  it('of the first line has no lines before it', () => {
    const first = { ...outcome, key: at(1), line: 1, around: 'one\ntwo\nthree' }
    expect(placed(first, 'new\none\ntwo\nthree')).toMatchObject({ key: at(2), line: 2 })
  })
})
