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
  ],
}
