export type { RowStream } from '../internal/rows/readRows.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export { type ByGroupOptions, byGroup, type Group } from './byGroup.js'
export type {
  GroupHead,
  GroupKey,
  GroupOptions,
  GroupPeriod,
  GroupTotals,
  GroupValue,
} from './groupReader.js'
export { type GroupOutcome, type MappedGroup, mapGroups } from './mapGroups.js'
export {
  type GroupRows,
  type GroupTally,
  type TallyByGroupOptions,
  tallyByGroup,
} from './tallyByGroup.js'
