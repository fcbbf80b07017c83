/**
 * Effort before and after a survey was changed from version 1.0, where low is easy, to version 2.0,
 * where high is.
 *
 *   npx tsx examples/ces.ts
 */
import { type Ces, ces, compareCes } from 'customer-metrics'

// Until June: “How much effort …”, 1 to 5. From July: “… made it easy for me”, 1 to 7.
const june = { 1: 61, 2: 48, 3: 30, 4: 14, 5: 7 }
const july = { 1: 5, 2: 8, 3: 10, 4: 27, 5: 33, 6: 41, 7: 38 }

const before = ces(june, { easy: 'low' })
const after = ces(july)

// The means are in points of two scales and say nothing beside each other.
console.log([before.mean, after.mean].map((mean) => mean.toFixed(2))) // => ['2.11', '5.16']

// The shares can be put side by side, with care: the questions differ, too.
const show = ({ easyRate, easyInterval: { low, high } }: Ces): string =>
  [easyRate, low, high].map((share) => Math.round(share * 100)).join(', ')
console.log(show(before)) // => '68, 61, 75'
console.log(show(after)) // => '69, 62, 76'
console.log(before.scale.easy) // => 'low'
console.log(after.scale.easy) // => 'high'

// Read without its direction, the old survey is a catastrophe that did not happen.
console.log(ces(june).easyRate) // => 0.04375

// A stricter reading of the new one: 6 and 7 are easy, 1 to 3 difficult.
const strict = ces(july, { easyFrom: 6 })
console.log(strict.easyRate) // => 0.487…
console.log(strict.netEase) // => 0.345…

// August against July, on the same scale: did the new help pages make it easier?
const august = { 1: 2, 2: 5, 3: 9, 4: 20, 5: 34, 6: 50, 7: 45 }
const { difference, pValue } = compareCes({ a: ces(august), b: after })
console.log(difference.toFixed(2)) // => '0.32'
console.log(pValue?.toFixed(3)) // => '0.057'
