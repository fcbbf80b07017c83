import { readFileSync } from 'node:fs'
import {
  churnTallySchema,
  lifeTallySchema,
  ratingTallySchema,
  revenueTallySchema,
  timeTallySchema,
} from 'customer-metrics/schemas'
import { z } from 'zod'
import { plain } from './escape.js'
import { inputError } from './inputError.js'
import type { Tally } from './tally.js'

const counted = z.object({ ratings: ratingTallySchema, unanswered: z.number().int().nonnegative() })
const complete = z.object({ complete: z.boolean() })
const questions = z.object({
  all: counted,
  segments: z.record(z.string(), counted),
  months: z.record(z.string(), counted),
})

const schema = z.object({
  tally: z.literal('customer-metrics 1'),
  survey: z
    .object({
      questions: z.object({
        nps: questions.exactOptional(),
        csat: questions.exactOptional(),
        ces: questions.exactOptional(),
      }),
      lastDay: z.string().nullable(),
    })
    .nullable(),
  subscriptions: z
    .object({
      asOf: z.string(),
      churn: z.array(z.intersection(churnTallySchema, complete)).min(1),
      lives: lifeTallySchema.nullable(),
      revenue: z.array(z.intersection(revenueTallySchema, complete)).nullable(),
    })
    .nullable(),
  tickets: z
    .object({ firstReply: timeTallySchema.nullable(), resolution: timeTallySchema.nullable() })
    .nullable(),
})

/** Reads a tally that an earlier call has written. */
export function readTally(file: string): Tally {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw inputError(
      `${plain(file)}: ${isAbsent ? 'there is no such file' : 'the file is not a tally; name tables with --survey, --transactions and so on'}`,
    )
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data as Tally
  const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue
  throw inputError(
    `${plain(file)}: the file is not a tally, ${plain(path.join('.'))}: ${plain(message)}`,
  )
}
