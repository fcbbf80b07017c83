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
export interface CohortSpread {
  readonly retained: number
  readonly deviations: readonly number[]
}

/** The customers at first by age, and whether the number of those won is a Poisson count. */
export interface Beginning {
  readonly opening: readonly number[]
  readonly isRandom: boolean
}

/**
 * Carries customers on by one period after the other, given how many each one wins.
 *
 * Customers stay or leave one by one: those left of a known number are binomial, those of a Poisson
 * count are Poisson again. What a period brings varies with who was there when it began, and beyond
 * that with who of them stays; the two are added. What is not known of the retention moves all cohorts
 * together.
 */
export function carryOn(
  survival: Survival,
  beginning: Beginning,
  flows: readonly Flow[],
): (won: number) => CohortSpread {
  return 'rate' in survival
    ? carryAtRate(survival, beginning, flows)
    : carryAlong(survival, beginning, flows)
}

/** With one retention all cohorts are one: their number, its variance and its slope are carried on. */
function carryAtRate(
  { rate, doubt }: { readonly rate: number; readonly doubt: number },
  { opening, isRandom }: Beginning,
  flows: readonly Flow[],
): (won: number) => CohortSpread {
  let there = opening.reduce((sum, customers) => sum + customers, 0)
  let variance = 0
  let slope = 0
  return (won) => {
    const retained = there * rate
    const leaving = (1 - rate) * retained
    const next = slope * rate + there
    const chance = isRandom ? won : 0
    const deviations = flows.map((flow) =>
      Math.sqrt(
        leaving * flow.stayed ** 2 +
          variance * (flow.stayed * rate + flow.opening) ** 2 +
          chance * flow.acquired ** 2 +
          doubt * (flow.stayed * next + flow.opening * slope) ** 2,
      ),
    )
    there = retained + won
    variance = rate * rate * variance + leaving + chance
    slope = next
    return { retained, deviations }
  }
}

/** Customers who came together: how many they were, and at what age in which period. */
interface Cohort {
  readonly customers: number
  readonly age: number
  readonly since: number
  readonly isRandom: boolean
}

/** Along a curve each cohort is at an age of its own. */
function carryAlong(
  { rates, doubts }: { readonly rates: readonly number[]; readonly doubts: readonly number[] },
  { opening, isRandom }: Beginning,
  flows: readonly Flow[],
): (won: number) => CohortSpread {
  const cohorts = opening.map(
    (customers, age): Cohort => ({ customers, age, since: 0, isRandom: false }),
  )
  const slopes = flows.map(() => new Float64Array(doubts.length + 1))
  let period = 0
  return (won) => {
    period++
    let retained = 0
    const variances = flows.map(({ acquired }) => (isRandom ? won * acquired ** 2 : 0))
    for (const { customers, age, since, isRandom: varies } of cohorts) {
      const last = age + period - since
      const first = rates[age] as number
      // A cohort that had nobody to begin with has no share of them either.
      const before = first === 0 ? 0 : (rates[last - 1] as number) / first
      const now = first === 0 ? 0 : (rates[last] as number) / first
      const kept = before === 0 ? 0 : now / before
      retained += customers * now
      const leaving = customers * now * (1 - kept)
      const variance = customers * before * (varies ? 1 : 1 - before)
      for (let i = 0; i < flows.length; i++) {
        const flow = flows[i] as Flow
        variances[i] =
          (variances[i] as number) +
          leaving * flow.stayed ** 2 +
          variance * (flow.stayed * kept + flow.opening) ** 2
        if (doubts.length > 0)
          addSlopes(slopes[i] as Float64Array, age, last, [
            flow.stayed * customers * now,
            flow.opening * customers * before,
          ])
      }
    }
    cohorts.push({ customers: won, age: 0, since: period, isRandom })
    const deviations = variances.map((variance, i) =>
      Math.sqrt(variance + doubtIn(doubts, slopes[i] as Float64Array)),
    )
    return { retained, deviations }
  }
}

/**
 * How a flow moves with the logarithm of each step of a curve: with those after the cohort came, up to
 * its age before and now. Noted as differences, which are added up at the end.
 */
function addSlopes(
  slopes: Float64Array,
  age: number,
  last: number,
  [now, before]: readonly [now: number, before: number],
): void {
  slopes[age + 1] = (slopes[age + 1] as number) + now + before
  slopes[last + 1] = (slopes[last + 1] as number) - now
  slopes[last] = (slopes[last] as number) - before
}

/** The variance that the doubt about the curve brings; the slopes are cleared for the next period. */
function doubtIn(doubts: readonly number[], slopes: Float64Array): number {
  let slope = 0
  let variance = 0
  for (let age = 0; age < doubts.length; age++) {
    slope += slopes[age] as number
    variance += (doubts[age] as number) * slope * slope
  }
  slopes.fill(0)
  return variance
}
