import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { Client } from 'pg'
import { createPublicClient, http, type Log, parseEventLogs } from 'viem'
import type { BenchChain } from './chain.ts'
import { copyInto } from './copyInto.ts'

/** Of dense blocks; viem reads answers of at most 10 MiB. */
const BLOCKS_PER_QUESTION = 20n
const TABLE = 'bench.event'
const COLUMNS = 'block bigint, time bigint, hash text, tx text, log int, name text, args jsonb'
const abi = [...paymentEscrowAbi, ...subscriptionManagerAbi]

/**
 * What an indexer from scratch cannot leave out: asks for the logs of both contracts, range by range, and for the block of
 * each, decodes them, and copies a row per event. Answers the seconds it took.
 */
export async function viemLoop(chain: BenchChain, databaseUrl: string): Promise<number> {
  const db = new Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await db.query('create schema bench')
    await db.query(`create table ${TABLE} (${COLUMNS})`)
    const since = performance.now()
    await copyEvents(chain, db)
    return (performance.now() - since) / 1_000
  } finally {
    await db.query('drop schema if exists bench cascade')
    await db.end()
  }
}

async function copyEvents({ rpcUrl, escrow, manager }: BenchChain, db: Client): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 60_000 }), cacheTime: 0 })
  const head = await client.getBlockNumber()
  for (let fromBlock = 0n; fromBlock <= head; fromBlock += BLOCKS_PER_QUESTION) {
    const toBlock = fromBlock + BLOCKS_PER_QUESTION - 1n
    const logs = await client.getLogs({ address: [escrow, manager], fromBlock, toBlock })
    const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))]
    const blocks = await Promise.all(
      numbers.map((blockNumber) => client.getBlock({ blockNumber, includeTransactions: true })),
    )
    const times = new Map(blocks.map(({ number, timestamp }) => [number, timestamp]))
    const lines = decoded(logs).map((event) => lineOf(event, times.get(event.blockNumber) ?? 0n))
    if (lines.length > 0) await copyInto(db, TABLE, lines)
  }
}

type MinedLog = Log<bigint, number, false>
const decoded = (logs: MinedLog[]) => parseEventLogs({ abi, logs })

function lineOf(event: ReturnType<typeof decoded>[number], time: bigint): string {
  const args = JSON.stringify(event.args, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  const { blockNumber, blockHash, transactionHash, logIndex, eventName } = event
  return [blockNumber, time, blockHash, transactionHash, logIndex, eventName, args].join('\t')
}
