import { caip2 } from '../chain.ts'
import type { RelayKind } from '../relay.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface RelayCostFields {
  /** The day of acceptance, by UTC. */
  day: string
  chain_id: bigint
  kind: RelayKind
  relays: bigint
  gas_used: bigint
  spent: bigint
  reserved: bigint
  /** By token, in base units. */
  recovered: { token: Hex; amount: string }[]
}

/** What the relays of one kind that were accepted on one day cost on one chain. */
export function toRelayCost(chains: Chains, row: RelayCostFields) {
  const { chain_id } = row
  return {
    object: 'relay_cost' as const,
    day: row.day,
    chain: caip2(chain_id),
    kind: row.kind,
    relays: row.relays.toString(),
    gas_used: row.gas_used.toString(),
    spent: row.spent.toString(),
    reserved: row.reserved.toString(),
    recovered: row.recovered.map(({ token, amount }) => toMoney(chains, { chain_id, token }, BigInt(amount))),
  }
}
