import { waitFor } from '../../../support/waitFor.ts'
import { differing } from '../differing.ts'
import { readFacts } from '../facts.ts'
import { drain } from '../load/act.ts'
import type { Stage } from './stage.ts'
import { areDelivered } from './webhooks.ts'

/** More than the chain's depth of finality and twice the indexer's. */
const FINAL = 128
const TIMEOUT_MS = 120_000

/** Lets everything come to its end that is under way. Answers what did not. */
export async function settle(stage: Stage): Promise<string[]> {
  const { chain, pool, scene } = stage
  const late: string[] = []
  const until = async (describe: string, holds: () => Promise<boolean>) => {
    await waitFor(holds, { describe, timeoutMs: TIMEOUT_MS, intervalMs: 100 }).catch(() =>
      late.push(describe),
    )
  }
  await drain(scene)
  await until('the relays to be mined', async () => {
    await chain.mine(1)
    return areRelaysDone(stage)
  })
  await chain.mine(FINAL)
  await until('every fact to be final', () => areAllFinal(stage))
  await until('every webhook to be delivered', () => areDelivered(pool))
  return late
}

/** A capture that the chain refused stays accepted until its deadline; nothing of it is under way. */
async function areRelaysDone({ pool }: Stage): Promise<boolean> {
  const { rows } = await pool.query(
    `select from florin.relay where status in ('submitted', 'mined') or (status = 'accepted' and error_code is null)`,
  )
  return rows.length === 0
}

async function areAllFinal({ pool, chain }: Stage): Promise<boolean> {
  const { rows } = await pool.query<{ identity: string; block_hash: string; status: string }>(
    `select identity, block_hash, status from florin.chain_fact where status <> 'reverted' and kind not in ('gas', 'x402_paid')`,
  )
  if (rows.some(({ status }) => status !== 'finalized')) return false
  const booked = new Set(rows.map(({ identity, block_hash }) => `${identity} ${block_hash}`))
  const facts = await readFacts(chain, 0n)
  const onChain = new Set(facts.map(({ identity, blockHash }) => `${identity} ${blockHash}`))
  return differing(booked, onChain) === 0
}
