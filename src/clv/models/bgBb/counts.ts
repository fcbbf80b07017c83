/**
 * The chances of 0, 1, … purchases below a number in the BG/BB, for new customers of ages that rise:
 * one walk through the periods, in which each chance follows from the one a period earlier.
 */
export function bgBbCounts(
  [alpha, beta, gamma, delta]: readonly [number, number, number, number],
  ages: readonly number[],
  size: number,
  visit: (age: number, chances: Float64Array) => void,
): void {
  // Logarithms of the chances of somebody who stays, and chances to have bought so often and left.
  const logs = new Float64Array(size).fill(-Infinity, 1)
  const left = new Float64Array(size)
  let there = 1
  let always = 0
  let period = 0
  for (const age of ages) {
    for (; period < age; period++) {
      const leaves = (there * gamma) / (gamma + delta + period)
      const seen = alpha + beta + period
      for (let x = 0; x < size && x <= period; x++) {
        left[x] = (left[x] as number) + leaves * Math.exp(logs[x] as number)
        const stays = ((period + 1) / (period + 1 - x)) * ((beta + period - x) / seen)
        logs[x] = (logs[x] as number) + Math.log(stays)
      }
      there *= (delta + period) / (gamma + delta + period)
      always += Math.log((alpha + period) / seen)
      if (period + 1 < size) logs[period + 1] = always
    }
    visit(
      age,
      left.map((chance, x) => chance + there * Math.exp(logs[x] as number)),
    )
  }
}
