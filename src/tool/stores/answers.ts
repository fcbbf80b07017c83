import { dayText } from '../read/dates.js'
import type { CellValue, Question } from '../read/format.js'
import { type Calendar, monthStart } from '../report/days.js'

/** Answers counted by rating; a question without any is not there. */
export interface Counted {
  readonly ratings: Readonly<Record<number, number>>
  readonly unanswered: number
}

/** Answers to one question. */
export interface QuestionCounts {
  readonly all: Counted
  readonly segments: Readonly<Record<string, Counted>>
  /** By the first day of the month; empty where answers have no dates. */
  readonly months: Readonly<Record<string, Counted>>
}

/** Everything that a survey is reported from: JSON that adds up with that of other files. */
export interface SurveyCounts {
  readonly questions: Readonly<Partial<Record<Question, QuestionCounts>>>
  /** The last day with an answer. */
  readonly lastDay: string | null
}

interface Counting {
  readonly ratings: Map<number, number>
  unanswered: number
}

interface QuestionCounting {
  readonly all: Counting
  readonly segments: Map<string, Counting>
  readonly months: Map<string, Counting>
}

/** Counts answers as they are read; the rows themselves are not kept. */
export interface AnswerCounter {
  /** Takes an answer, or several that are alike. */
  readonly visit: (row: readonly CellValue[], alike?: number) => void
  readonly add: (counts: SurveyCounts) => void
  readonly counts: () => SurveyCounts
}

/** Makes a counter; answers after `asOf` are left out. */
export function answerCounter(
  asOf: number,
  only: Question | undefined,
  calendar: Calendar,
): AnswerCounter {
  const questions = new Map<Question, QuestionCounting>()
  const months = new Map<number, readonly [date: string, month: string]>()
  let last = ''
  const questionOf = (question: Question): QuestionCounting =>
    upsert(questions, question, () => ({ all: none(), segments: new Map(), months: new Map() }))
  const count = (into: Counting, rating: CellValue, times: number): void => {
    if (rating === null) into.unanswered += times
    else into.ratings.set(rating as number, (into.ratings.get(rating as number) ?? 0) + times)
  }
  return {
    visit: ([rating = null, day, question, segment, responses], alike = 1) => {
      if (typeof day === 'number' && day > asOf) return
      const into = questionOf((question ?? only) as Question)
      const times = alike * (typeof responses === 'number' ? responses : 1)
      count(into.all, rating, times)
      if (typeof segment === 'string') count(upsert(into.segments, segment, none), rating, times)
      if (typeof day !== 'number') return
      const [date, month] = upsert(months, day, () => {
        const text = dayText(day)
        return [text, monthStart(text, 0, calendar)]
      })
      if (date > last) last = date
      count(upsert(into.months, month, none), rating, times)
    },
    add: (counts) => {
      if (counts.lastDay !== null && counts.lastDay > last) last = counts.lastDay
      for (const [question, more] of Object.entries(counts.questions)) {
        const into = questionOf(question as Question)
        addCounted(into.all, more.all)
        for (const [segment, counted] of Object.entries(more.segments))
          addCounted(upsert(into.segments, segment, none), counted)
        for (const [month, counted] of Object.entries(more.months))
          addCounted(upsert(into.months, month, none), counted)
      }
    },
    counts: () => ({
      questions: Object.fromEntries(
        [...questions].map(([question, { all, segments, months: byMonth }]) => [
          question,
          { all: counted(all), segments: countedMap(segments), months: countedMap(byMonth) },
        ]),
      ),
      lastDay: last || null,
    }),
  }
}

function none(): Counting {
  return { ratings: new Map(), unanswered: 0 }
}

function upsert<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function addCounted(into: Counting, { ratings, unanswered }: Counted): void {
  into.unanswered += unanswered
  for (const [rating, times] of Object.entries(ratings))
    into.ratings.set(Number(rating), (into.ratings.get(Number(rating)) ?? 0) + times)
}

function counted({ ratings, unanswered }: Counting): Counted {
  return { ratings: Object.fromEntries(ratings), unanswered }
}

function countedMap(map: ReadonlyMap<string, Counting>): Record<string, Counted> {
  return Object.fromEntries(
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, counted(value)]),
  )
}
