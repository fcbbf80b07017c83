import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of data sets that may not be shipped, where it exists. */
export const sharedData: string | undefined = [
  process.env.CUSTOMER_METRICS_DATA,
  fileURLToPath(new URL('../../../shared/reference/data', import.meta.url)),
].find((path) => path && existsSync(`${path}/cdnow_summary.csv`))

/** The rows of a data set that may not be shipped. */
export function sharedRows(file: string): string[][] {
  return rowsOf(`${sharedData}/${file}`)
}

/** The rows of a data set beside the published values. */
export function ownRows(file: string): string[][] {
  return rowsOf(fileURLToPath(new URL(`../published/${file}`, import.meta.url)))
}

function rowsOf(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(','))
}

/** The published table of the CDNOW sample: x, t_x, T and m, rounded there to two decimals. */
export function cdnow(): {
  frequency: number
  recency: number
  age: number
  monetary: number | null
}[] {
  return sharedRows('cdnow_summary.csv').map((row) => {
    const [, frequency, recency, age, monetary] = row.map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ]
    return { frequency, recency, age, monetary: frequency > 0 ? monetary : null }
  })
}

/** Donors counted by the years in which they gave (Fader, Hardie & Shang 2010, table 3). */
export function donors(): {
  frequency: number
  recency: number
  age: number
  customers: number
}[] {
  return ownRows('donations.csv').map((row) => {
    const [frequency, recency, age, customers] = row.map(Number) as [number, number, number, number]
    return { frequency, recency, age, customers }
  })
}

/** Customers who were simulated by the Pareto/NBD for this project. */
export function simulatedBuyers(): { frequency: number; recency: number; age: number }[] {
  return ownRows('simulated_pareto_summary.csv').map((row) => {
    const [, frequency, recency, age] = row.map(Number) as [number, number, number, number]
    return { frequency, recency: recency / 7, age: age / 7 }
  })
}
