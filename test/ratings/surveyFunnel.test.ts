import { type SurveyRow, surveyFunnel } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrderLaw } from '../support/laws.js'
import { publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const START = Date.parse('2025-03-03T09:00:00Z')
const at = (minutes: number) => new Date(START + minutes * 60_000)
const base = {
  questions: ['score', 'reason', 'contact'],
  asOf: at(1000),
  abandonedAfter: 60,
  unit: 'minute',
} as const

/** A survey of so many minutes: completed, or given up after a question. */
function survey(minutes: number, lastQuestion?: string | null, start = 0): SurveyRow {
  const startedAt = at(start)
  const end = at(start + minutes)
  return lastQuestion === undefined
    ? { startedAt, completedAt: end }
    : { startedAt, lastQuestion, lastAnsweredAt: end }
}

describe('a survey from invitation to submission', () => {
  it('has its rates, and the question at which each one stopped', () => {
    const rows = [
      survey(2),
      survey(3),
      survey(5),
      survey(0, null),
      survey(1, 'score'),
      survey(2, 'score'),
      survey(4, 'contact'),
      survey(4, 'score', 990),
    ]
    const funnel = surveyFunnel(rows, { ...base, invited: 40 })
    expect(funnel).toMatchObject({ started: 8, completed: 3, abandoned: 4, open: 1, invited: 40 })
    expect(funnel.abandonedAfter).toBe(60)
    expect(funnel.completion?.rate).toBe(3 / 7)
    expect(funnel.start?.rate).toBe(0.2)
    expect(funnel.response?.rate).toBe(0.075)
    // Wilson’s interval of 3 of 40, worked out from the formula of Newcombe (1998) in Python.
    expect(funnel.response?.interval.low).toBeCloseTo(0.025836, 6)
    expect(funnel.response?.interval.high).toBeCloseTo(0.198642, 6)
    expect(
      funnel.questions.map(({ question, reached, answered, droppedOff }) => [
        question,
        reached,
        answered,
        droppedOff,
      ]),
    ).toEqual([
      ['score', 7, 6, 1],
      ['reason', 6, 4, 2],
      ['contact', 4, 4, 0],
    ])
    expect(funnel.questions[1]?.dropOff?.rate).toBe(1 / 3)
    expect(funnel.unsubmitted).toBe(1)
  })

  it('takes the time of those who gave up as unfinished, as R does with censored times', () => {
    const { input, expected } = publishedCase('survival', 'P-KM-01')
    const rows = input.time.map((minutes: number, index: number) =>
      survey(minutes, input.event[index] ? undefined : 'score'),
    )
    const { medianTime, medianInterval } = surveyFunnel(rows, base)
    expect(medianTime).toBe(expected.median)
    expect([medianInterval.low, medianInterval.high]).toEqual(expected.medianCi_loglog)
    const inSeconds = surveyFunnel(rows, { ...base, unit: 'second', abandonedAfter: 60 * 60 })
    expect(inSeconds.medianTime).toBe(60 * expected.median)
  })

  it('that nobody has finished yet has no completion, and no question that anybody stopped at', () => {
    const funnel = surveyFunnel([survey(4, 'score', 990)], base)
    expect(funnel).toMatchObject({
      completion: null,
      start: null,
      response: null,
      invited: null,
      open: 1,
      medianTime: null,
    })
    expect(funnel.questions[0]).toMatchObject({ reached: 0, dropOff: null })
  })

  it('counts what happens at the very moment of asOf', () => {
    const rows = [survey(0, null, 1000), survey(10, undefined, 990), survey(10, 'score', 990)]
    expect(surveyFunnel(rows, base)).toMatchObject({ started: 3, completed: 1, open: 2 })
  })

  it('refuses what cannot be: questions, instants and numbers', () => {
    const call = (rows: unknown, options: object = {}) =>
      refusalText(() => surveyFunnel(rows as never, { ...base, ...options }))
    expect(call([survey(2, 'name')])).toEqual([
      'mismatch',
      'surveyFunnel: rows[0].lastQuestion is "name", not one of score, reason, contact',
    ])
    expect(call([survey(2)], { questions: ['a', 'a'] })[1]).toMatch(/questions\[1\] is "a"/)
    expect(call([survey(2)], { questions: [''] })[0]).toBe('invalid')
    expect(call([survey(2)], { questions: [] })).toEqual([
      'empty',
      'surveyFunnel: questions is empty, not at least one question',
    ])
    const many = Array.from({ length: 1001 }, (_, at) => `question ${at}`)
    expect(call([survey(2)], { questions: many })).toEqual([
      'out-of-range',
      'surveyFunnel: questions.length is 1001, not a whole number from 1 to 1000',
    ])
    expect(call([survey(-2)])[1]).toMatch(/not an instant from startedAt to asOf/)
    expect(call([survey(2, undefined, 2000)])[1]).toMatch(
      /startedAt is .* not an instant up to asOf/,
    )
    expect(call([{ startedAt: at(0), lastQuestion: 'score' }])[1]).toMatch(
      /lastAnsweredAt is undefined/,
    )
    expect(call([survey(2), survey(3)], { invited: 1 })[0]).toBe('out-of-range')
    expect(call([])[0]).toBe('empty')
  })
})

describe('laws of a survey', () => {
  const rows = fc.array(
    fc
      .tuple(fc.nat(90), fc.constantFrom(undefined, null, ...base.questions), fc.nat(900))
      .map(([minutes, question, start]) => survey(minutes, question, start)),
    { minLength: 1, maxLength: 30 },
  )

  it('those who stopped, submitted or may go on are all who started', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { questions, unsubmitted, completed, open, started } = surveyFunnel(all, base)
        const stopped = questions.reduce((sum, { droppedOff }) => sum + droppedOff, 0)
        expect(stopped + unsubmitted + completed + open).toBe(started)
        for (const [index, { reached }] of questions.entries())
          expect(reached).toBe(index ? questions[index - 1]?.answered : started - open)
      }),
    )
  })

  it('the order of rows changes nothing', () => {
    checkOrderLaw(rows, (all) => surveyFunnel(all, base))
  })
})
