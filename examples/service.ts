/**
 * A week of support: how long customers wait, how often the promise is kept, and what is still open.
 *
 *   npx tsx examples/service.ts
 */
import {
  type BusinessHours,
  backlog,
  businessTime,
  contactRate,
  firstContactResolution,
  firstReplyTimes,
  mergeTimes,
  resolutionTimes,
  slaAttainment,
  type TicketRow,
  tallyContacts,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'

const day = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '17:00' },
]
const hours: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: ['2025-04-18', '2025-04-21'],
}

// Forty tickets of the week before Easter, day and night. Each takes a little longer than the one
// before, every fifth is still open, and every third was left to a bot.
const tickets: TicketRow[] = Array.from({ length: 40 }, (_, index) => {
  const opened = Date.parse('2025-04-14T07:00:00Z') + index * 2.7 * 3_600_000
  return {
    customer: index % 25,
    openedAt: new Date(opened),
    firstReplyAt: new Date(opened + (30 + index * 20) * 60_000),
    resolvedAt: index % 5 === 4 ? null : new Date(opened + (1 + index) * 3_600_000),
    participants: index % 4 === 0 ? 2 : 1,
    bot: index % 3 === 0,
  }
})
const options = {
  asOf: '2025-04-22T10:00:00+02:00',
  clock: hours,
} as const

const times = resolutionTimes(tickets, {
  ...options,
  unit: 'hour',
  definition: 7,
  reopened: 'last',
  at: [0.9],
})
console.log(`${times.tickets} tickets, ${times.open} of them open, ${times.bots} left to bots`)
// => '26 tickets, 5 of them open, 14 left to bots'
console.log(times.median) // => 4
// Those that are finished are the quick ones.
console.log(times.finished.mean) // => 3.3333…
// Nobody knows yet when nine of ten are done.
console.log(times.percentiles[0]?.time) // => null

const replies = firstReplyTimes(tickets, { ...options, unit: 'minute', definition: 7 })
// Half wait for no working hour at all: the night shift answers them.
console.log(replies.percentiles.map(({ at, time }) => [at, time])) // => [[0.5, 0], [0.75, 138], [0.9, 210], [0.95, 222]]

const sla = slaAttainment(tickets, {
  ...options,
  measure: 'resolution',
  reopened: 'last',
  target: { hours: 8 },
})
console.log([sla.met, sla.missed, sla.pending]) // => [15, 3, 8]

const asOf = options.asOf
console.log(firstContactResolution(tickets, { asOf, definition: 'one-participant' }).rate) // => 0.6153…

const open = backlog(tickets, { ...options, unit: 'hour', definition: 7, brackets: [7, 14] })
console.log(open.brackets.map((bracket) => bracket.tickets)) // => [2, 1, 2]

// Two teams keep their own tallies; together they say the same as their tickets.
const tally = (some: TicketRow[]) =>
  tallyTimes(some, { ...options, measure: 'resolution', reopened: 'last', unit: 'minute' })
const both = mergeTimes([tally(tickets.slice(0, 20)), tally(tickets.slice(20))])
console.log(ticketTimes(both, { definition: 7 }).median) // => 240

const april = { from: '2025-04-01', to: '2025-05-01', customers: 400, timeZone: hours.timeZone }
const contacts = contactRate(tallyContacts(tickets, april))
console.log([contacts.rate, contacts.contactedRate, contacts.perContacted]) // => [0.1, 0.0625, 1.6]

// The hours of work between Maundy Thursday and the Tuesday after Easter.
const easter = { from: '2025-04-17T16:00:00+02:00', to: '2025-04-22T10:00:00+02:00' }
console.log(businessTime(easter, { hours, unit: 'hour' })) // => 2
