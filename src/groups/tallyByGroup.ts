import { check, type Fields, readOptions, refuse } from '../internal/guard.js'
import {
  feedOf,
  type RowCounter,
  type RowStream,
  readRows,
  rowCounter,
} from '../internal/rows/readRows.js'
import { GROUP_OPTIONS, type GroupHead, type GroupOptions, groupReader } from './groupReader.js'
import { type GroupOutcome, outcomeOf } from './mapGroups.js'

/** The rows of a group that are still to come. A tally takes them as it takes a list. */
export interface GroupRows<Row> extends Iterable<Row> {
  /** What a function reads of each row, such as its rating. */
  map<Item>(read: (row: Row) => Item): Iterable<Item>
}

/** How rows are put into groups, and what counts them. */
export interface TallyByGroupOptions<Row, Tally> extends GroupOptions<keyof Row & string> {
  /**
   * Gives the rows of a group to one function whose name begins with `tally` or `summarize`. It is
   * called once for each group, before the rows are there, and does nothing else with them.
   */
  readonly tally: (rows: GroupRows<Row>) => Tally
}

/** The fields that are read; another one is refused. */
const TALLY_BY_GROUP_OPTIONS: Fields<TallyByGroupOptions<Record<string, unknown>, unknown>> = {
  ...GROUP_OPTIONS,
  tally: 1,
}

/** A group with its tally. */
export interface GroupTally<Tally> extends GroupHead, GroupOutcome<Tally> {}

/**
 * Counts the rows of each group in one pass, without a list of the rows of any group.
 *
 * The groups are those of `byGroup`, and their results are those of `mapGroups` with the same
 * function. Use this for many rows, or for a stream; metrics go on with `mapGroups`.
 *
 * @param rows - Rows of any kind.
 * @param options - The columns, the totals, the size below which a group is small, and the tally.
 * @returns The groups in the order met, each with its tally; then the totals, that of all rows last.
 * @throws {@link MetricError} As `byGroup`, and what the tally throws for a wrong row; `invalid` for a
 * function that does more than give the rows to one tally.
 *
 * @example
 * ```ts
 * const answers = [
 *   { plan: 'pro', rating: 10 },
 *   { plan: 'free', rating: 3 },
 *   { plan: 'pro', rating: 9 },
 * ]
 * const tallies = tallyByGroup(answers, {
 *   by: ['plan'], totals: 'all',
 *   tally: (rows) => tallyRatings(rows.map(({ rating }) => rating)),
 * })
 * tallies.map(({ by, result }) => [by, result])
 * // => [[{ plan: 'pro' }, { 9: 1, 10: 1 }], [{ plan: 'free' }, { 3: 1 }], [{}, { 3: 1, 9: 1, 10: 1 }]]
 * mapGroups(tallies, (tally) => nps(tally).score).map(({ result }) => result) // => [100, -100, 33.33…]
 * ```
 */
export function tallyByGroup<Row extends object, Tally>(
  rows: Iterable<Row>,
  options: TallyByGroupOptions<Row, Tally>,
): GroupTally<Tally>[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyByGroup<Row extends object, Tally>(
  rows: RowStream<Row>,
  options: TallyByGroupOptions<Row, Tally>,
): Promise<GroupTally<Tally>[]>
export function tallyByGroup(
  rows: Iterable<object> | RowStream<object>,
  options: TallyByGroupOptions<Record<string, unknown>, unknown>,
): GroupTally<unknown>[] | Promise<GroupTally<unknown>[]> {
  const metric = 'tallyByGroup'
  return readRows(metric, ['rows'], rows, () => {
    const given = readOptions<TallyByGroupOptions<Record<string, unknown>, unknown>>(
      metric,
      options,
      TALLY_BY_GROUP_OPTIONS,
    )
    const { tally } = given
    check(metric, ['tally'], tally, typeof tally === 'function', 'a function', 'invalid')
    const reader = groupReader<GroupCounter>(
      metric,
      given,
      () => counterOf(metric, tally),
      ({ counter, read }, row, index) => {
        counter.visit(read(row), index)
      },
    )
    return rowCounter(metric, ['rows'], reader.visit, (_, all) =>
      reader
        .end(all)
        .map(({ head, content }) => ({ ...head, ...outcomeOf(() => content.counter.end(all)) })),
    )
  })
}

/** What counts a group, and what it reads of a row. */
interface GroupCounter {
  readonly counter: RowCounter<unknown>
  readonly read: (row: unknown) => unknown
}

/** The counter that a function gives the rows of a group to. */
function counterOf(metric: string, tally: (rows: never) => unknown): GroupCounter {
  const refuseTally = (): never => refuse(metric, ['tally'], tally, ONE_TALLY, 'invalid')
  let taken: GroupCounter | undefined
  const rowsBy = (read: (row: unknown) => unknown): object => ({
    ...feedOf((counter) => {
      if (taken) refuseTally()
      taken = { counter, read }
    }),
    [Symbol.iterator]: refuseTally,
  })
  const rows = { ...rowsBy((row) => row), map: rowsBy }
  let made: unknown
  try {
    made = tally(rows as never)
  } catch (error) {
    // What comes after the tally reads a result that is not there yet.
    if (taken) refuseTally()
    throw error
  }
  return taken && made === undefined ? taken : refuseTally()
}

const ONE_TALLY =
  'one that only gives the rows to a function such as tallyRatings: apply metrics to the tallies with mapGroups'
