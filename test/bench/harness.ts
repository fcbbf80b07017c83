/** What is compared with what, in one process and in turns, so that both meet the same machine. */
export interface Comparison {
  readonly name: string
  /** The stated baseline, and what it is. */
  readonly baseline: readonly [name: string, run: () => unknown]
  /** What the library does. */
  readonly subject: () => unknown
  /** What was promised: subject ÷ baseline at most this. */
  readonly atMost: number
  readonly rounds?: number
  /** Where each run gives its own time in milliseconds, as one in another process does. */
  readonly clock?: 'own'
}

/** Prints the ratio of medians over turns, and whether it keeps what was promised. */
export function compare({ name, baseline, subject, atMost, rounds = 15, clock }: Comparison): void {
  const times: [number[], number[]] = [[], []]
  // Where one round is enough there is much work in it, and warming up is a part of it.
  const warmUp = rounds > 1 ? 3 : 1
  for (let round = 0; round < rounds + warmUp; round++)
    for (const [side, run] of [baseline[1], subject].entries()) {
      const start = performance.now()
      const result = run()
      const time = clock === 'own' ? Number(result) : performance.now() - start
      // The first turns warm up.
      if (round >= warmUp) times[side as 0 | 1].push(time)
    }
  const [base, own] = times.map(median) as [number, number]
  const ratio = own / base
  const verdict = ratio <= atMost ? 'kept' : 'MISSED'
  console.log(
    `${name}: ${own.toFixed(2)} ms, ${ratio.toFixed(3)} × ${baseline[0]} (${base.toFixed(2)} ms); promised at most ${atMost} ×: ${verdict}`,
  )
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

/** Repeatable numbers from 0 to 1 (Park & Miller 1988). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
