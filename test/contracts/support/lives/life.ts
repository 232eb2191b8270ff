import { encodeAuth, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import type { SignedAction } from '@florin/sdk/escrow/typedData.ts'
import type { ManagerDomain } from '@florin/sdk/subscriptions/plan.ts'
import { expect } from 'chai'
import type { Address, Hex, TypedDataDefinition } from 'viem'
import { canonical } from '../model/facts.ts'
import type { Act, Agreement, OfferedPlan, Refusals, World } from '../model/world.ts'
import { type Account, accounts, type Sandbox } from '../sandbox.ts'
import { attempt, type Outcome, sendInOneBlock, type Transaction } from './attempt.ts'

/** A chain, and a model of it in which the same happens at the same times. */
export type Life = {
  box: Sandbox
  world: World
  plans: OfferedPlan[]
  /** Everything that was ever agreed to, whether it began or not. */
  agreements: Agreement[]
  /** When the next block is made, at the earliest. */
  nextAt: bigint
  nonce: bigint
  /** How often what came of which verb. */
  tally: Map<string, number>
}

/** How an account acts: by its own call, or by a signature that a relayer delivers. */
export type Signer = Pick<Account, 'address' | 'signTypedData'>
export type Delivery = 'call' | 'signature' | 'forged' | 'late'
export type By = { account: Signer; delivery: Delivery }
type SignableAction = SignedAction & ManagerDomain

/** Lets the block under way be one second after the last, or as late as was waited for. Every step begins with it. */
export function tick(life: Life): bigint {
  const { world } = life
  world.now = life.nextAt > world.now ? life.nextAt : world.now + 1n
  return world.now
}

/** Lets the newest block be of the model's time, whether a transaction was sent then or not: views answer for that block. */
export async function mineNow({ box, world }: Life): Promise<void> {
  if ((await box.now()) === world.now) return
  await box.client.setNextBlockTimestamp({ timestamp: world.now })
  await box.client.mine({ blocks: 1 })
}

/** Does the same on the chain and in the model, which have to tell the same facts or the same reason not to. */
export async function doBoth(
  { box, world, tally }: Life,
  verb: string,
  transaction: Transaction,
  inModel: () => Refusals,
): Promise<Outcome> {
  world.facts = []
  const refusals = inModel()
  const outcome = await attempt(box, world.now, transaction)
  const { refusal, facts } = outcome
  count(tally, `${verb}: ${refusal ?? 'done'}`)
  for (const { name } of facts) count(tally, `told: ${name}`)
  if (refusals.length === 0) expect(refusal, `${verb}: why it was refused`).to.equal(undefined)
  else expect(refusals, `${verb}: why it is to be refused`).to.include(refusal)
  expect(linesOf(facts), `${verb}: what is told`).to.deep.equal(linesOf(world.facts))
  return outcome
}

/** The same of two transactions that succeed in one block. Where the model refuses them, nothing is done. */
export async function doBothInOneBlock(
  { box, world, tally }: Life,
  verb: string,
  transactions: readonly [Transaction, Transaction],
  inModel: () => Refusals,
): Promise<void> {
  world.facts = []
  if (inModel().length > 0) return
  inModel()
  const facts = await sendInOneBlock(box, world.now, transactions)
  count(tally, `${verb} twice in a block: done`)
  for (const { name } of facts) count(tally, `told: ${name}`)
  expect(linesOf(facts), `${verb}: what is told in one block`).to.deep.equal(linesOf(world.facts))
}

/** A failure moves nothing: that it is told twice of a subscription that stands in a batch twice is no difference. */
function linesOf(facts: Outcome['facts']): string[] {
  const lines = canonical(facts)
  return lines.filter((line, i) => !line.startsWith('SubscriptionChargeFailed') || line !== lines[i - 1])
}

function count(tally: Life['tally'], result: string): void {
  tally.set(result, (tally.get(result) ?? 0) + 1)
}

/** How the account's action comes to the chain, and what the model is to know of it. */
export async function deliveryOf(
  life: Life,
  { account, delivery }: By,
  typedData: (action: SignableAction) => TypedDataDefinition,
): Promise<{ from: Address; auth: Hex; act: Act }> {
  const actor = account.address
  if (delivery === 'call') return { from: actor, auth: senderAuth, act: { actor, isSigned: false } }
  const { box, world } = life
  life.nonce += 1n
  // Strictly before the deadline, so this one is the first that is too late, or the last that is not.
  const deadline = delivery === 'late' ? world.now : world.now + 1n
  const action = { ...box.domain, manager: box.manager, account: actor, nonce: life.nonce, deadline }
  const signer = delivery === 'forged' ? accounts.stranger : account
  const signature = await signer.signTypedData(typedData(action))
  const flaw = delivery === 'signature' ? undefined : delivery
  return {
    from: accounts.relayer.address,
    auth: encodeAuth({ ...action, signature }),
    act: { actor, isSigned: true, flaw },
  }
}
