import { type Ces, type Csat, ces, csat, type Nps, nps } from 'customer-metrics'
import {
  cesByPeriodChart,
  csatByPeriodChart,
  npsByPeriodChart,
  tallyRatingsChart,
} from 'customer-metrics/charts'
import { type Cell, type Figures, fixed, range, type Section, share } from '../page.js'
import { QUESTIONS, type Question, SCALES } from '../read/format.js'
import type { Counted, QuestionCounts, SurveyCounts } from '../stores/answers.js'
import { ifAny } from './attempt.js'
import { type Calendar, lastMonths } from './days.js'

const TITLES: Readonly<Record<Question, string>> = {
  nps: 'Net Promoter Score',
  csat: 'Satisfied customers (CSAT)',
  ces: 'Customer effort (CES)',
}

const DEFINITIONS: Readonly<Record<Question, string>> = {
  nps: 'Promoters (9–10) less detractors (0–6), in points; score interval',
  csat: 'Share of 4 and 5 on a scale of five (top two boxes); Wilson interval',
  ces: 'Mean of seven (CES 2.0), higher is easier; t interval',
}

const GOOD: Readonly<Record<Question, readonly [goodFrom: number, badUpTo: number]>> = {
  nps: [9, 6],
  csat: [4, 2],
  ces: [5, 3],
}

/** What the report is made by. */
export interface SurveyOptions {
  readonly asOf: string
  /** Groups of fewer answers are held back. */
  readonly smallestGroup: number
  readonly calendar: Calendar
}

/** Each question as a whole, by segment and by month. */
export function surveySections(counts: SurveyCounts, options: SurveyOptions): Section[] {
  return QUESTIONS.flatMap((question) => {
    const found = counts.questions[question]
    return found ? [questionSection(question, found, options, counts.lastDay !== null)] : []
  })
}

function size({ ratings }: Counted): number {
  return Object.values(ratings).reduce((sum, times) => sum + times, 0)
}

function questionSection(
  question: Question,
  { all, segments, months }: QuestionCounts,
  { asOf, smallestGroup, calendar }: SurveyOptions,
  hasDates: boolean,
): Section {
  const answered = size(all)
  const isSmall = (counted: Counted): boolean => size(counted) > 0 && size(counted) < smallestGroup
  const row = (name: Cell, counted: Counted): Cell[] =>
    isSmall(counted)
      ? [
          name,
          { label: 'held back' },
          { text: '' },
          { label: 'fewer than {n}', values: { n: { count: smallestGroup } } },
        ]
      : [name, ...measure(question, counted)]
  const columns = ['', 'estimate', '95 % interval', 'answers']
  const spans = lastMonths(asOf, 6, calendar)
  const none: Counted = { ratings: {}, unanswered: 0 }
  const figures: Figures[] = [
    {
      id: `${question}-all`,
      caption: { say: DEFINITIONS[question] },
      columns,
      rows: [
        row({ label: 'all' }, all),
        ...Object.entries(segments).map(([segment, counted]) => row({ text: segment }, counted)),
      ],
      ...(answered >= smallestGroup && {
        picture: (picture) =>
          tallyRatingsChart(all.ratings, {
            ...picture,
            scale: { min: SCALES[question][0], max: SCALES[question][1] },
            goodFrom: GOOD[question][0],
            badUpTo: GOOD[question][1],
          }),
      }),
    },
  ]
  if (hasDates) {
    const shown = spans.map((span) => ({ ...span, counted: months[span.from] ?? none }))
    figures.push({
      id: `${question}-months`,
      caption: { say: `${TITLES[question]} by month` },
      columns,
      rows: shown.map(({ from, complete, counted }) =>
        row({ month: from, unfinished: !complete }, counted),
      ),
      picture: (picture) => {
        const periods = shown.map(({ from, to, complete, counted }) => ({
          from,
          to,
          complete,
          counted: isSmall(counted) ? none : counted,
        }))
        const results = <T>(of: (counted: Counted) => T) =>
          periods.map(({ counted, ...span }) => ({
            ...span,
            result: size(counted) > 0 ? of(counted) : null,
          }))
        if (question === 'nps') return npsByPeriodChart(results(npsOf), picture)
        if (question === 'csat') return csatByPeriodChart(results(csatOf), picture)
        return cesByPeriodChart(results(cesOf), picture)
      },
    })
  }
  return {
    id: question,
    title: TITLES[question],
    notes: [
      {
        say: '{unanswered} of {all} left it unanswered',
        words: { unanswered: { count: all.unanswered }, all: { count: answered + all.unanswered } },
      },
      ...(hasDates
        ? []
        : [{ say: 'No trend: the file has no dates; --columns answeredOn=… names their column' }]),
    ],
    figures,
    results: answered >= smallestGroup ? { [question]: ifAny(() => resultOf(question, all)) } : {},
  }
}

function npsOf({ ratings }: Counted): Nps {
  return nps(ratings)
}

function csatOf({ ratings }: Counted): Csat {
  return csat(ratings)
}

function cesOf({ ratings }: Counted): Ces {
  return ces(ratings)
}

function resultOf(question: Question, counted: Counted): Nps | Csat | Ces {
  if (question === 'nps') return npsOf(counted)
  return question === 'csat' ? csatOf(counted) : cesOf(counted)
}

/** The score of some answers to one question: estimate, interval and number of answers. */
function measure(question: Question, counted: Counted): Cell[] {
  if (size(counted) === 0) return [fixed(null, 1), { label: 'no answers' }, { count: 0 }]
  if (question === 'nps') {
    const { score, interval, responses } = npsOf(counted)
    return [fixed(score, 1), range(interval, 'number', 1), { count: responses }]
  }
  if (question === 'csat') {
    const { rate, interval, responses } = csatOf(counted)
    return [share(rate), range(interval, 'share'), { count: responses }]
  }
  const { mean, meanInterval, responses } = cesOf(counted)
  return [fixed(mean, 2), range(meanInterval, 'number', 2), { count: responses }]
}
