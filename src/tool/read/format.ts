/** What a column holds, and so how its cells are read. */
type ColumnKind = 'customer' | 'text' | 'day' | 'instant' | 'amount' | 'whole' | 'choice'

/** A column that a file should have. */
export interface Column {
  /** The field that it fills. */
  readonly field: string
  readonly kind: ColumnKind
  /** Headers that mean it, in lower case and without signs. */
  readonly headers: readonly string[]
  readonly required?: boolean
  /** Whether an empty cell is nothing rather than wrong. */
  readonly mayBeEmpty?: boolean
  /** What a choice allows, in lower case. */
  readonly choices?: readonly string[]
}

/** A value of a cell: a text, a number, a date or nothing. */
export type CellValue = string | number | null

/** What a file is read as. */
export interface TableFormat {
  readonly name: string
  readonly columns: readonly Column[]
  /** Headers that say what the format cannot, without case and separators. */
  readonly telling?: RegExp
  /** What else has to hold of a row: the field that is wrong, and what was expected. */
  readonly check?: (
    row: readonly CellValue[],
  ) => readonly [field: string, expected: string] | undefined
}

const CUSTOMER: Column = {
  field: 'customer',
  kind: 'customer',
  headers: [
    'customer',
    'customerid',
    'user',
    'userid',
    'account',
    'accountid',
    'client',
    'clientid',
    'مشتری',
    'شناسهمشتری',
    'کدمشتری',
  ],
}

/** The lowest and highest rating of each question. */
export const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const

/** A question that the report knows. */
export type Question = keyof typeof SCALES

/** The questions in the order of the report. */
export const QUESTIONS: readonly Question[] = ['nps', 'csat', 'ces']

/** Answers; with `question`, all of a file are to that one. */
export function surveyFormat(question: Question | undefined): TableFormat {
  return {
    name: 'survey',
    columns: [
      {
        field: 'rating',
        kind: 'whole',
        headers: ['rating', 'score', 'answer', 'value', 'نمره', 'امتیاز'],
        required: true,
        mayBeEmpty: true,
      },
      {
        field: 'answeredOn',
        kind: 'day',
        headers: [
          'answeredon',
          'answeredat',
          'date',
          'on',
          'createdat',
          'submittedat',
          'submitdateutc',
          'تاریخ',
          'تاریخپاسخ',
        ],
      },
      {
        field: 'question',
        kind: 'choice',
        choices: QUESTIONS,
        headers: ['question', 'survey', 'type', 'metric'],
        required: question === undefined,
      },
      {
        field: 'segment',
        kind: 'text',
        headers: ['segment', 'group', 'plan', 'region', 'بخش', 'گروه'],
        mayBeEmpty: true,
      },
      {
        field: 'responses',
        kind: 'whole',
        headers: ['responses', 'responsecount', 'count', 'answers'],
      },
    ],
    check: ([rating, , asked, , responses]) => {
      const [low, high] = SCALES[(question ?? asked) as Question]
      if (typeof rating === 'number' && (rating < low || rating > high))
        return ['rating', `a rating from ${low} to ${high}, as ${question ?? asked} has`]
      if (typeof responses === 'number' && responses < 0)
        return ['responses', 'a number of answers']
      return undefined
    },
  }
}

/** Subscriptions; with amounts, also what they bring in each month. */
export const SUBSCRIPTIONS: TableFormat = {
  name: 'subscriptions',
  columns: [
    { ...CUSTOMER, required: true },
    {
      field: 'startedOn',
      kind: 'day',
      headers: [
        'startedon',
        'startedat',
        'started',
        'start',
        'startdate',
        'from',
        'createdat',
        'شروع',
        'تاریخشروع',
      ],
      required: true,
    },
    {
      field: 'endedOn',
      kind: 'day',
      headers: [
        'endedon',
        'endedat',
        'ended',
        'end',
        'enddate',
        'to',
        'canceledat',
        'cancelledat',
        'پایان',
        'تاریخپایان',
      ],
      required: true,
      mayBeEmpty: true,
    },
    {
      field: 'reason',
      kind: 'text',
      headers: ['reason', 'churnreason', 'cancelreason', 'cancellationreason', 'علت', 'دلیل'],
      mayBeEmpty: true,
    },
    {
      field: 'amount',
      kind: 'amount',
      headers: ['amount', 'monthlyamount', 'mrr', 'monthlyprice', 'price', 'مبلغ', 'مبلغماهانه'],
    },
  ],
  // Trials, pauses, late payments and discounts are policies, which nobody has said here.
  telling:
    /^(?:subscription)?status$|^trial(?:until|end)|^paused?(?:from|until|on|at|start|end)|^pauses$|^discounts?$|^coupons?$|^usage$/,
  check: ([, start, end, , amount]) => {
    if (end !== null && (end as number) < (start as number))
      return ['endedOn', 'a day from startedOn on']
    if (amount !== null && String(amount).startsWith('-'))
      return ['amount', 'an amount of at least 0']
    return undefined
  },
}

/** Orders and refunds. */
export const TRANSACTIONS: TableFormat = {
  name: 'transactions',
  columns: [
    { ...CUSTOMER, required: true },
    {
      field: 'on',
      kind: 'day',
      headers: [
        'on',
        'orderdate',
        'invoicedate',
        'date',
        'purchasedon',
        'createdat',
        'paidat',
        'تاریخ',
        'تاریخسفارش',
        'تاریخخرید',
      ],
      required: true,
    },
    {
      field: 'amount',
      kind: 'amount',
      headers: ['amount', 'sales', 'revenue', 'total', 'price', 'value', 'مبلغ', 'مبلغکل'],
      required: true,
    },
  ],
}

/** Tickets of the customer service. */
export const TICKETS: TableFormat = {
  name: 'tickets',
  columns: [
    {
      field: 'openedAt',
      kind: 'instant',
      headers: ['openedat', 'createdat', 'opened', 'created', 'openedon', 'createddate'],
      required: true,
    },
    {
      field: 'firstReplyAt',
      kind: 'instant',
      headers: ['firstreplyat', 'firstreply', 'firstresponseat', 'repliedat'],
      mayBeEmpty: true,
    },
    {
      field: 'resolvedAt',
      kind: 'instant',
      headers: ['resolvedat', 'resolved', 'closedat', 'solvedat', 'closed', 'closeddate'],
      mayBeEmpty: true,
      required: true,
    },
  ],
  check: ([opened, replied, resolved]) => {
    if (replied !== null && (replied as number) < (opened as number))
      return ['firstReplyAt', 'a time from openedAt on']
    if (resolved !== null && (resolved as number) < (opened as number))
      return ['resolvedAt', 'a time from openedAt on']
    return undefined
  },
}

/** What was spent on each channel, and how many customers came through it. */
export const COSTS: TableFormat = {
  name: 'costs',
  columns: [
    {
      field: 'channel',
      kind: 'text',
      headers: ['channel', 'source', 'campaign', 'کانال'],
      required: true,
    },
    {
      field: 'spend',
      kind: 'amount',
      headers: ['spend', 'cost', 'amount', 'هزینه'],
      required: true,
    },
    {
      field: 'acquired',
      kind: 'whole',
      headers: ['acquired', 'customers', 'newcustomers', 'won', 'مشتریجدید', 'جذبشده'],
      required: true,
    },
  ],
  check: ([, spend, acquired]) => {
    if (String(spend).startsWith('-')) return ['spend', 'an amount of at least 0']
    return (acquired as number) < 0 ? ['acquired', 'a number of customers'] : undefined
  },
}
