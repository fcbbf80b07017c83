/** What purchase models read about a customer: x, t_x and T. A `CustomerSummary` is one. */
export interface PurchaseHistory {
  /** Repeat purchases (x); for the BG/BB, later periods with a purchase. */
  readonly frequency: number
  /** Time from the first to the last purchase (t_x), in the model's unit. */
  readonly recency: number
  /** Time from the first purchase to the end of observation (T), in the model's unit. */
  readonly age: number
  /**
   * How many customers have this history; may be fractional. Fits count them, predictions do not.
   * @defaultValue `1`
   */
  readonly customers?: number
}

/** What the model of spend reads about a customer: x and m̄. A `CustomerSummary` is one. */
export interface SpendHistory {
  /** Repeat purchases (x). */
  readonly frequency: number
  /** Their mean amount (m̄); not read where none exist. */
  readonly monetary: number | null
  /**
   * How many customers have this history; may be fractional. Fits count them, predictions do not.
   * @defaultValue `1`
   */
  readonly customers?: number
}

/** Purchase histories as columns: one list, or typed array, for each field. The fast path. */
export interface PurchaseColumns {
  /** Repeat purchases (x) of each customer. */
  readonly frequency: ArrayLike<number>
  /** Time from the first to the last purchase (t_x) of each customer, in the model's unit. */
  readonly recency: ArrayLike<number>
  /** Time from the first purchase to the end of observation (T) of each customer, in the model's unit. */
  readonly age: ArrayLike<number>
  /**
   * How many customers each history stands for. Fits count them, predictions do not.
   * @defaultValue 1 for each
   */
  readonly customers?: ArrayLike<number>
}

/** Spend histories as columns: one list, or typed array, for each field. The fast path. */
export interface SpendColumns {
  /** Repeat purchases (x) of each customer. */
  readonly frequency: ArrayLike<number>
  /** Their mean amount (m̄); not read where none exist. */
  readonly monetary: ArrayLike<number>
  /**
   * How many customers each history stands for. Fits count them, predictions do not.
   * @defaultValue 1 for each
   */
  readonly customers?: ArrayLike<number>
}
