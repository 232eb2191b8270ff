/** The only source of wall-clock time, injected so that tests decide what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export function toSeconds(date: Date): bigint {
  return BigInt(Math.floor(date.getTime() / 1000))
}

export function fromSeconds(seconds: bigint): Date {
  return new Date(Number(seconds) * 1000)
}
