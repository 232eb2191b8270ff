import type { SubscriptionStatus } from '@florin/sdk/subscriptions/state.ts'
import fc from 'fast-check'
import type { Agreement } from '../model/world.ts'
import { type Delivery, type Life, tick } from './life.ts'

/** Something that happens in a life; fast-check shows its name and input where a life fails. */
export type Step = { run: (life: Life) => Promise<void> }

export type Kind = { weight: number; arbitrary: fc.Arbitrary<Step> }

/** A kind of step, whose input is chosen before it is known what there will be to choose from. */
export function step<input>(
  name: string,
  weight: number,
  input: fc.Arbitrary<input>,
  perform: (life: Life, input: input) => Promise<void>,
): Kind {
  const arbitrary = input.map((value) => ({
    run(life: Life) {
      tick(life)
      return perform(life, value)
    },
    [fc.toStringMethod]: () => `${name} ${fc.stringify(value)}`,
  }))
  return { weight, arbitrary }
}

/** Stands for one of however many there will be. */
export const index = fc.nat(1_000)

/** Undefined where there are none. */
export function at<item>(items: readonly item[], which: number): item | undefined {
  return items[which % items.length]
}

/** Mostly one that is active, since little can happen to most others; undefined where there is none. */
export function anAgreement(
  { agreements, world }: Life,
  which: number,
  status: SubscriptionStatus = 'active',
): Agreement | undefined {
  const ones = agreements.filter(({ id }) => world.subscriptions.get(id)?.status === status)
  return at(which % 7 === 0 ? agreements : ones, which)
}

/** One in fifteen is odd. */
export function mostly<value>(usual: fc.Arbitrary<value>, odd: fc.Arbitrary<value>): fc.Arbitrary<value> {
  return fc.oneof({ weight: 14, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

export const delivery = mostly(
  fc.constantFrom<Delivery>('call', 'signature'),
  fc.constantFrom<Delivery>('forged', 'late'),
)

export const usually = mostly(fc.constant(true), fc.constant(false))
