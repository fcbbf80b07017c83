import { costByChannel } from 'customer-metrics'
import { costByChannelChart } from 'customer-metrics/charts'
import { amount, type Cell, type Section, share } from '../page.js'
import type { CellValue } from '../read/format.js'
import { attempt } from './attempt.js'

/** Spend and customers of each channel, added up as the rows are read. */
export interface ChannelCounter {
  readonly visit: (row: readonly CellValue[]) => void
  readonly section: () => Section
}

/** Makes a counter of channels. */
export function channelCounter(): ChannelCounter {
  const spend = new Map<string, { exact: bigint; acquired: number }>()
  return {
    visit: ([channel, paid, acquired]) => {
      const name = channel as string
      const sum = spend.get(name) ?? { exact: 0n, acquired: 0 }
      spend.set(name, {
        exact: sum.exact + millionths(paid as string),
        acquired: sum.acquired + (acquired as number),
      })
    },
    section: () => {
      const section = { id: 'costs', title: 'What a won customer costs, by channel' }
      const channels = Object.fromEntries(
        [...spend].map(([name, { exact, acquired }]) => [
          name,
          { acquisitionSpend: decimal(exact), acquired, retentionSpend: '0', retained: 0 },
        ]),
      )
      const paid = [...spend].filter(([, { exact }]) => exact > 0n).map(([name]) => name)
      const tried = attempt(() => costByChannel(channels, { paid }))
      if (!('value' in tried))
        return {
          ...section,
          notes: [{ say: 'Not known: {why}', words: { why: tried } }],
          figures: [],
          results: {},
        }
      const result = tried.value
      return {
        ...section,
        notes: [],
        figures: [
          {
            id: 'costs-channels',
            caption: {
              say: 'Spend by customers won, by channel; blended is all of them, paid those that cost anything',
            },
            columns: ['', 'per customer won', 'customers', 'share of spend', 'share of customers'],
            rows: [
              ...result.channels.map((each): Cell[] => [
                { text: each.channel },
                amount(each.perAcquired),
                { count: each.acquired },
                share(each.spendShare),
                share(each.acquiredShare),
              ]),
              [
                { label: 'blended' },
                amount(result.blended.perAcquired),
                { count: result.blended.acquired },
                { text: '' },
                { text: '' },
              ],
              ...(result.paid
                ? [
                    [
                      { label: 'paid' },
                      amount(result.paid.perAcquired),
                      { count: result.paid.acquired },
                      { text: '' },
                      { text: '' },
                    ] as Cell[],
                  ]
                : []),
            ],
            picture: (picture) => costByChannelChart(result, picture),
          },
        ],
        results: { costs: result },
      }
    },
  }
}

const DECIMALS = 6

/** An amount in whole millionths. */
function millionths(amountText: string): bigint {
  const [whole, parts = ''] = amountText.split('.')
  return BigInt(`${whole}${parts.padEnd(DECIMALS, '0').slice(0, DECIMALS)}`)
}

function decimal(exact: bigint): string {
  const digits = exact.toString().padStart(DECIMALS + 1, '0')
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`
}
