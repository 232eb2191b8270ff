import { TypeID, typeid } from 'typeid-js'

/** Prefixes of every object's id. The rest is a UUIDv7, so ids sort by creation time and serve as list cursors. */
export type IdPrefix =
  | 'mer'
  | 'cus'
  | 'prod'
  | 'price'
  | 'plink'
  | 'inv'
  | 'preq'
  | 'pay'
  | 're'
  | 'po'
  | 'evt'
  | 'we'
  | 'rl'
  | 'key'
  | 'ltx'
  | 'mem'
  | 'ses'
  | 'aud'

export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString()
}

export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    TypeID.fromString(value, prefix)
    return true
  } catch {
    return false
  }
}
