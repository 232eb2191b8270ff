import { type IdPrefix, idsFrom } from './ids.ts'

interface Limits {
  gte?: string | undefined
  gt?: string | undefined
  lte?: string | undefined
  lt?: string | undefined
}

/** A span of ids: what was created from, and before, some moments. */
export interface CreatedSpan {
  createdFrom?: string
  createdBefore?: string
}

/**
 * Objects created within these limits, as a span of their ids: an id's time is its object's `created_at`, in whole
 * milliseconds (see newId). Where both limits of one side are given, the narrower one counts.
 */
export function createdSpan(prefix: IdPrefix, { gte, gt, lte, lt }: Limits): CreatedSpan {
  const from = [...moments(gte, wholeFrom), ...moments(gt, wholeAfter)]
  const before = [...moments(lt, wholeFrom), ...moments(lte, wholeAfter)]
  return {
    ...(from.length > 0 ? { createdFrom: idsFrom(prefix, Math.max(...from)) } : {}),
    ...(before.length > 0 ? { createdBefore: idsFrom(prefix, Math.min(...before)) } : {}),
  }
}

function moments(text: string | undefined, read: (text: string) => number): number[] {
  return text === undefined ? [] : [read(text)]
}

/** The first whole millisecond that is not before this time, whose fraction may have any number of digits. */
function wholeFrom(time: string): number {
  const finer = /\.\d{3}(\d+)Z$/.exec(time)?.[1] ?? ''
  return Date.parse(time) + (/[1-9]/.test(finer) ? 1 : 0)
}

/** The first whole millisecond after this time. */
function wholeAfter(time: string): number {
  return Date.parse(time) + 1
}
