import { byPeriod, ces, csat, nps } from 'customer-metrics'
import { dayAfter, dayOf, monthStart } from './days.js'
import type { Question, SurveyRow } from './formats.js'
import { type Context, fixed, heading, percent, range, say, table } from './print.js'

const QUESTIONS: Readonly<Record<Question, string>> = {
  nps: 'Net Promoter Score',
  csat: 'Satisfied (CSAT, top two of five)',
  ces: 'Effort (CES 2.0, mean of seven)',
}

/** The score of some answers to one question: estimate, interval and number of answers. */
function measure(question: Question, rows: readonly SurveyRow[]): string[] {
  const ratings = rows.map(({ rating }) => rating)
  if (!ratings.some((rating) => rating !== null)) return ['–', 'no answers', '0']
  if (question === 'nps') {
    const { score, interval, responses } = nps(ratings, { unanswered: 'skip' })
    return [fixed(score, 1), range(interval, (value) => fixed(value, 1)), `${responses}`]
  }
  if (question === 'csat') {
    const { rate, interval, responses } = csat(ratings, { unanswered: 'skip' })
    return [percent(rate), range(interval, percent), `${responses}`]
  }
  const { mean, meanInterval, responses } = ces(ratings, { unanswered: 'skip' })
  return [fixed(mean, 2), range(meanInterval, (value) => fixed(value, 2)), `${responses}`]
}

/** Each question as a whole, by segment and by month. */
export function reportSurvey(rows: readonly SurveyRow[], { asOf, timeZone }: Context): void {
  const known = rows.filter(({ answeredOn }) => dayOf(answeredOn, timeZone) <= asOf)
  for (const question of Object.keys(QUESTIONS) as Question[]) {
    const answers = known.filter((row) => row.question === question)
    if (answers.length === 0) continue
    const unanswered = answers.filter(({ rating }) => rating === null).length
    say(heading(QUESTIONS[question]), `  ${unanswered} of ${answers.length} left it unanswered`, '')
    const segments = [...new Set(answers.flatMap(({ segment }) => segment ?? []))].sort()
    const months = byPeriod(answers, {
      on: 'answeredOn',
      every: 'month',
      from: monthStart(asOf, -5),
      to: dayAfter(asOf),
      timeZone,
    })
    say(
      table(
        ['', 'estimate', '95 % interval', 'answers'],
        [
          ['all', ...measure(question, answers)],
          ...segments.map((segment) => [
            segment,
            ...measure(
              question,
              answers.filter((row) => row.segment === segment),
            ),
          ]),
          ...months.map(({ from, complete, rows: inMonth }) => [
            `${from.slice(0, 7)}${complete ? '' : ' (unfinished)'}`,
            ...measure(question, inMonth),
          ]),
        ],
      ),
    )
  }
}
