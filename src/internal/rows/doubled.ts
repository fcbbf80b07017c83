/**
 * The same numbers with room for as many again. A list of millions takes a half or a quarter of the
 * memory that an array of JavaScript takes, and none while it grows.
 */
export function doubled<Numbers extends Int32Array | Float64Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (size: number) => Numbers)(2 * numbers.length)
  larger.set(numbers)
  return larger
}

/** Numbers one after another. */
export interface NumberList {
  readonly push: (value: number) => void
  /** The numbers so far. */
  readonly values: () => Float64Array
}

/** A list of numbers, packed, with room for some at first. */
export function numberList(room = 0): NumberList {
  let size = 0
  let numbers = new Float64Array(room || 64)
  return {
    push: (value) => {
      if (size === numbers.length) numbers = doubled(numbers)
      numbers[size++] = value
    },
    values: () => numbers.subarray(0, size),
  }
}
