/** A column of numbers that grows. */
export interface NumberColumn {
  readonly push: (value: number) => void
  readonly at: (index: number) => number
  readonly size: () => number
}

/** A column of whole numbers up to 2^31. */
export function wholeColumn(): NumberColumn {
  return growing((size) => new Int32Array(size))
}

/** A column of any numbers. */
export function numberColumn(): NumberColumn {
  return growing((size) => new Float64Array(size))
}

function growing(make: (size: number) => Int32Array | Float64Array): NumberColumn {
  let values = make(1024)
  let size = 0
  return {
    push: (value) => {
      if (size === values.length) {
        const larger = make(size * 2)
        larger.set(values)
        values = larger
      }
      values[size++] = value
    },
    at: (index) => values[index] as number,
    size: () => size,
  }
}

/** Texts, each kept once. */
export interface Names {
  readonly indexOf: (text: string) => number
  readonly at: (index: number) => string
}

/** Makes a list of texts. */
export function names(): Names {
  const indexes = new Map<string, number>()
  const list: string[] = []
  return {
    indexOf: (text) => {
      const known = indexes.get(text)
      if (known !== undefined) return known
      const own = copied(text)
      indexes.set(own, list.length)
      return list.push(own) - 1
    },
    at: (index) => list[index] as string,
  }
}

/** A text of its own: a part of a longer one would keep all of that in memory. */
function copied(text: string): string {
  return JSON.parse(JSON.stringify(text))
}

/** Amounts: as numbers where their digits are the same, else as texts. */
export interface AmountColumn {
  readonly push: (amount: string) => void
  readonly at: (index: number) => number | string
}

/** Makes a column of amounts. */
export function amountColumn(): AmountColumn {
  const numbers = numberColumn()
  const texts = new Map<number, string>()
  return {
    push: (amount) => {
      const value = Number(amount)
      const shortest = amount
        .replace(/^(-?)0+(?=\d)/, '$1')
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
      if (String(value) !== shortest) texts.set(numbers.size(), amount)
      numbers.push(value)
    },
    at: (index) => texts.get(index) ?? numbers.at(index),
  }
}
