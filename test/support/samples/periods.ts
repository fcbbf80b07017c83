import type { Samples } from './types.js'

/** Arguments that work, for each public function of `periods`. */
export const periods: Samples = {
  byPeriod: [
    [
      [{ on: '2025-01-05' }, { on: new Date('2025-02-01T23:30:00Z') }],
      {
        on: 'on',
        every: 'week',
        weekStartsOn: 'monday',
        from: '2025-01-01',
        to: '2025-03-01',
        timeZone: 'Asia/Kathmandu',
      },
    ],
    [[{ on: '2025-01-05' }], { on: 'on', every: 'quarter', from: '2025-01-01', to: '2025-03-01' }],
    [
      [{ on: '۱۴۰۳/۱۲/۳۰' }, { on: '2025-03-25' }],
      { on: 'on', every: 'month', calendar: 'persian', from: '1403/12/01', to: '2025-04-01' },
    ],
    [
      [{ on: '2025-02-05' }],
      {
        on: 'on',
        every: 'month',
        calendar: {
          weeks: '4-5-4',
          yearEndsIn: 1,
          yearEndsOn: 'saturday',
          yearEnd: 'nearest',
          extraWeekIn: 12,
          namedBy: 'end',
        },
        from: '2025-01-01',
        to: '2025-06-01',
      },
    ],
    [
      [{ on: '2025-02-05' }],
      {
        on: 'on',
        every: 'week',
        weekStartsOn: 'sunday',
        calendar: { fiscalYearStartsIn: 4, namedBy: 'start' },
        from: '2025-02-01',
        to: '2025-03-01',
      },
    ],
    [
      [{ on: '2025-02-05' }],
      {
        on: 'on',
        boundaries: ['2025-01-05', '2025-02-02', '2025-03-02'],
        from: '2025-01-10',
        to: '2025-03-02',
      },
    ],
  ],
}
