/** Customers who came together. */
export interface Cohort {
  /** How many they were. */
  readonly customers: number
  /** Their age then, in periods. */
  readonly age: number
  /** The period in which they came; 0 for those who were there. */
  readonly since: number
  /** Whether their number is itself a Poisson count. */
  readonly random: boolean
}

/** One retention for all ages and its variance, or a curve by age and Greenwood’s terms of it. */
export type Survival =
  | { readonly rate: number; readonly doubt: number }
  | { readonly rates: readonly number[]; readonly doubts: readonly number[] }

/** A sum over customers of one period: what each brings who stayed, was there, or was won. */
export interface Flow {
  readonly stayed: number
  readonly opening: number
  readonly acquired: number
}

/** Customers expected to have stayed, and the standard deviations of what flows from a period. */
export interface Spread {
  readonly retained: number
  readonly deviations: readonly number[]
}

/**
 * Cohorts in one period.
 *
 * Customers stay or leave one by one: those left of a known number are binomial, those of a Poisson
 * count are Poisson again, and the leavers of a period are drawn from those who were there. What is not
 * known of the retention moves all cohorts together.
 */
export function spreadOf(
  survival: Survival,
  cohorts: readonly Cohort[],
  period: number,
  flows: readonly Flow[],
): Spread {
  let retained = 0
  const variances = flows.map(() => 0)
  const slopes = flows.map(() => emptySlopes(survival))
  for (const { customers, age, since, random } of cohorts) {
    const steps = period - since
    if (steps === 0) {
      flows.forEach((flow, i) => {
        variances[i] = (variances[i] as number) + (random ? customers * flow.acquired ** 2 : 0)
      })
      continue
    }
    const before = keptShare(survival, age, steps - 1)
    const now = keptShare(survival, age, steps)
    retained += customers * now
    // Of a known number the share still there varies less than a count by the share itself.
    const known = random ? 0 : 1
    const varied = customers * before * (1 - known * before)
    const variesNow = customers * now * (1 - known * now)
    const together = customers * now * (1 - known * before)
    flows.forEach((flow, i) => {
      variances[i] =
        (variances[i] as number) +
        flow.stayed ** 2 * variesNow +
        flow.opening ** 2 * varied +
        2 * flow.stayed * flow.opening * together
      addSlopes(survival, slopes[i] as number[], customers, age, steps, flow)
    })
  }
  const deviations = variances.map((variance, i) =>
    Math.sqrt(Math.max(0, variance) + doubtIn(survival, slopes[i] as number[])),
  )
  return { retained, deviations }
}

/** The share still there after so many more periods. */
function keptShare(survival: Survival, age: number, steps: number): number {
  if ('rate' in survival) return survival.rate ** steps
  const start = survival.rates[age] as number
  return start > 0 ? (survival.rates[age + steps] as number) / start : 0
}

function emptySlopes(survival: Survival): number[] {
  return 'rate' in survival ? [0] : Array<number>(survival.rates.length + 1).fill(0)
}

/** How a flow moves with the retention: in the rate, or in the logarithm of each step of a curve. */
function addSlopes(
  survival: Survival,
  slopes: number[],
  customers: number,
  age: number,
  steps: number,
  { stayed, opening }: Flow,
): void {
  const add = (at: number, value: number): void => {
    slopes[at] = (slopes[at] as number) + value
  }
  if ('rate' in survival) {
    const slope = (count: number): number => (count > 0 ? count * survival.rate ** (count - 1) : 0)
    add(0, customers * (stayed * slope(steps) + opening * slope(steps - 1)))
    return
  }
  // Steps after the cohort came, up to each of the two ages: as differences, added up at the end.
  const now = stayed * customers * keptShare(survival, age, steps)
  const before = opening * customers * keptShare(survival, age, steps - 1)
  add(age + 1, now + before)
  add(age + steps + 1, -now)
  add(age + steps, -before)
}

/** The variance that the doubt about the retention brings. */
function doubtIn(survival: Survival, slopes: readonly number[]): number {
  if ('rate' in survival) return (slopes[0] as number) ** 2 * survival.doubt
  let slope = 0
  let variance = 0
  survival.doubts.forEach((doubt, age) => {
    slope += slopes[age] as number
    variance += doubt * slope * slope
  })
  return variance
}
