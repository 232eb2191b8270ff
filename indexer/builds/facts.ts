import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import { type AbiEvent, toEventSelector } from 'viem'
import type { ChainClient } from '../genesis.ts'
import { type Query, qualified } from '../sql.ts'

/** Facts by identity, each with the hash of its block. */
export type Facts = ReadonlyMap<string, string>

type Range = { from: bigint; to: bigint }

/** Where the index keeps facts, each under its identity. */
const TABLES = ['payment_event', 'withdrawal', 'balance_event', 'subscription_charge', 'usage_charge']

const EVENTS = [
  ['Authorized', 'Charged', 'Captured', 'Voided', 'Reclaimed', 'Refunded', 'Withdrawn'],
  ['Deposited', 'PrepaidMoved', 'BalanceTransferred', 'SubscriptionCharged', 'UsageCharged'],
].flat()

const selectors = new Set(
  [...paymentEscrowAbi, ...subscriptionManagerAbi]
    .filter((item): item is Extract<typeof item, AbiEvent> => item.type === 'event')
    .filter(({ name }) => EVENTS.includes(name))
    .map((event) => toEventSelector(event)),
)

/** What a node says of the blocks, and how many logs it had to tell. */
export async function factsOfChain(
  { chainId, client, contracts }: ChainClient,
  { from, to }: Range,
): Promise<{ facts: Facts; logs: number }> {
  const logs = await client.getLogs({ address: contracts, fromBlock: from, toBlock: to })
  const facts = logs
    .filter(({ topics: [selector] }) => selector !== undefined && selectors.has(selector))
    .map(({ address, topics, data, blockHash }) => {
      const contract = lowerAddress(address)
      return [factIdentity({ chainId, contract, topics, data }), blockHash.toLowerCase()] as const
    })
  return { facts: new Map(facts), logs: logs.length }
}

/** What a build says of them. */
export async function factsOfBuild(
  db: Query,
  build: string,
  chainId: number,
  { from, to }: Range,
): Promise<Facts> {
  const found = await db.query<{ identity: string; block_hash: string }>(
    TABLES.map(
      (table) => `select identity, block_hash from ${qualified(build, table)}
        where chain_id = $1 and block_number between $2 and $3`,
    ).join(' union all '),
    [chainId, from, to],
  )
  return new Map(found.rows.map(({ identity, block_hash }) => [identity, block_hash]))
}

/** How two tellings of the same blocks differ, or undefined where they do not. */
export function differenceOf(chain: Facts, build: Facts): string | undefined {
  const lacking = [...chain].filter(([identity, hash]) => build.get(identity) !== hash)
  const surplus = [...build].filter(([identity, hash]) => chain.get(identity) !== hash)
  if (lacking.length === 0 && surplus.length === 0) return undefined
  const [first] = [...lacking, ...surplus]
  return `the chain has ${lacking.length} facts that the tables lack, the tables ${surplus.length} that the chain lacks, such as ${first?.[0]}`
}

function lowerAddress(address: `0x${string}`): `0x${string}` {
  return `0x${address.slice(2).toLowerCase()}`
}
