import type { AnswerRow, SubscriptionRow, TransactionRow } from 'customer-metrics'
import {
  answerRowSchema,
  subscriptionRowSchema,
  transactionRowSchema,
} from 'customer-metrics/schemas'
import { z } from 'zod'
import type { TableFormat } from './input.js'

const CUSTOMER = ['customer', 'customerid', 'user', 'userid', 'account', 'accountid', 'client']

/** The lowest and highest rating of each question that the report knows. */
const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const

export type Question = keyof typeof SCALES

/** An answer, to which question, and of which group of customers. */
export interface SurveyRow extends AnswerRow {
  readonly question: Question
  readonly segment?: string
}

const number = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)

export const SURVEY: TableFormat<SurveyRow> = {
  flag: 'survey-columns',
  columns: [
    {
      field: 'rating',
      headers: ['rating', 'score', 'answer', 'value'],
      required: true,
      whenEmpty: null,
      read: number,
    },
    {
      field: 'answeredOn',
      headers: ['answeredon', 'answeredat', 'date', 'on', 'createdat', 'submittedat'],
      required: true,
    },
    {
      field: 'question',
      headers: ['question', 'survey', 'type', 'metric'],
      required: true,
      read: (text) => text.toLowerCase(),
    },
    { field: 'segment', headers: ['segment', 'group', 'plan', 'region'], whenEmpty: undefined },
    { field: 'customer', headers: CUSTOMER, whenEmpty: undefined },
  ],
  schema: z.intersection(
    answerRowSchema,
    z.object({
      question: z.enum(['nps', 'csat', 'ces'], { error: 'one of nps, csat, ces' }),
      segment: z.string().exactOptional(),
    }),
  ),
  check: ({ rating, question }) => {
    const [low, high] = SCALES[question]
    const fits = rating === null || (rating >= low && rating <= high)
    return fits ? undefined : ['rating', `a rating from ${low} to ${high}, as ${question} has`]
  },
}

export const SUBSCRIPTIONS: TableFormat<SubscriptionRow> = {
  flag: 'subscriptions-columns',
  columns: [
    { field: 'customer', headers: CUSTOMER, required: true },
    {
      field: 'startedOn',
      headers: ['startedon', 'startedat', 'start', 'startdate', 'from', 'createdat'],
      required: true,
    },
    {
      field: 'endedOn',
      headers: ['endedon', 'endedat', 'end', 'enddate', 'to', 'canceledat', 'cancelledat'],
      required: true,
      whenEmpty: null,
    },
  ],
  schema: subscriptionRowSchema,
}

export const TRANSACTIONS: TableFormat<TransactionRow> = {
  flag: 'transactions-columns',
  columns: [
    { field: 'customer', headers: CUSTOMER, required: true },
    {
      field: 'on',
      headers: ['on', 'orderdate', 'date', 'purchasedon', 'createdat', 'paidat'],
      required: true,
    },
    {
      field: 'amount',
      headers: ['amount', 'sales', 'revenue', 'total', 'price', 'value'],
      required: true,
    },
  ],
  schema: transactionRowSchema,
}
