import { randomBytes } from 'node:crypto'
import { TypeID } from 'typeid-js'

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

const MAX_MILLISECONDS = 2 ** 48 - 1
/** Five bits a character: the two leading zero bits of a TypeID and the 48 bits of its time. */
const TIME_CHARACTERS = 10

/** The id made last in this process: its time, and the 74 bits after it. */
let newest = { milliseconds: -1, tail: 0n }

/**
 * A new id, whose time is exactly `now`: give the same moment as the object's `created_at`. A list in the order of ids is
 * then in the order of creation, and a span of creation is a span of ids (see {@link idsFrom}), which every index that
 * serves a list finds by itself. Ids of the same millisecond sort in the order in which this process made them.
 */
export function newId(prefix: IdPrefix, now: Date): string {
  const milliseconds = now.getTime()
  const tail = milliseconds === newest.milliseconds ? newest.tail + randomBits(32) + 1n : randomBits(73)
  newest = { milliseconds, tail }
  return TypeID.fromUUID(prefix, uuidv7(milliseconds, tail)).toString()
}

/** What sorts before every id of that millisecond and later, and after every earlier one. */
export function idsFrom(prefix: IdPrefix, milliseconds: number): string {
  const within = Math.min(Math.max(milliseconds, 0), MAX_MILLISECONDS)
  const first = TypeID.fromUUID(prefix, uuidv7(within, 0n)).toString()
  return first.slice(0, prefix.length + 1 + TIME_CHARACTERS)
}

export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    TypeID.fromString(value, prefix)
    return true
  } catch {
    return false
  }
}

/** RFC 9562: 48 bits of time, the version, 12 bits, the variant, 62 bits. */
function uuidv7(milliseconds: number, tail: bigint): string {
  const high = (BigInt(milliseconds) << 16n) | (7n << 12n) | (tail >> 62n)
  const low = (2n << 62n) | BigInt.asUintN(62, tail)
  const hex = high.toString(16).padStart(16, '0') + low.toString(16)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function randomBits(count: number): bigint {
  return BigInt.asUintN(count, BigInt(`0x${randomBytes(Math.ceil(count / 8)).toString('hex')}`))
}
