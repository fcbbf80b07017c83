import { proportionInterval } from 'customer-metrics'
import { type Outcome, outcomes } from './ledger.js'

const isNoticed = ({ status }: Outcome): boolean => status !== 'Survived' && status !== 'NoCoverage'

/** The outcomes that are known, by area, with the share of changes that a test noticed. */
export function areaTable(): string {
  const all = [...outcomes().values()]
  const areas = [...new Set(all.map(({ area }) => area))].sort()
  const lines = areas.map((area) => {
    const own = all.filter((each) => each.area === area)
    const noticed = own.filter(isNoticed).length
    const { low, high } = proportionInterval(
      { successes: noticed, trials: own.length },
      { interval: 'wilson' },
    )
    const share = (value: number): string => `${(100 * value).toFixed(1)} %`
    return `| ${area} | ${own.length} | ${noticed} | ${share(noticed / own.length)} | ${share(low)} to ${share(high)} |`
  })
  return [
    '| Area | Changes | Noticed | Share | Wilson 95 % |',
    '| --- | --: | --: | --: | --- |',
    ...lines,
  ].join('\n')
}

/** The changes that no test noticed, a line each. */
export function survivorLines(): string[] {
  return [...outcomes().values()]
    .filter((outcome) => !isNoticed(outcome))
    .map(
      ({ file, line, original, replacement }) =>
        `${file}:${line} ${JSON.stringify(original)} → ${JSON.stringify(replacement)}`,
    )
    .sort()
}
