/** The kinds of files. */
export const KINDS = ['survey', 'subscriptions', 'transactions', 'tickets', 'costs'] as const

/** A kind of file. */
export type Kind = (typeof KINDS)[number]
