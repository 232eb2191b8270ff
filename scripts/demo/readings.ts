import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import pg from 'pg'
import { type Address, createPublicClient, erc20Abi, type Hex, http } from 'viem'

/** Amounts as each part of the system knows them, in base units; null where that part does not keep the figure. */
export type Reading = {
  chain: bigint | null
  index: bigint | null
  api: bigint | null
  ledger: bigint | null
  webhooks: bigint | null
}

const POSTED = `
  SELECT sum(entry.amount) AS amount
  FROM florin.ledger_entry entry
  JOIN florin.ledger_transaction posting ON posting.id = entry.transaction_id
  JOIN florin.chain_fact fact USING (identity, inclusion)
  WHERE fact.chain_id = $1 AND entry.account = $3`

export interface Sources {
  rpcUrl: string
  /** The database as its reporting role. */
  databaseUrl: string
  chainId: number
  escrow: Address
}

export interface Books {
  /** A payment's state in the contract. */
  escrowed(onchainId: Hex): Promise<{ capturable: bigint; refundable: bigint }>
  available(account: Address, token: Address): Promise<{ chain: bigint; index: bigint; ledger: bigint }>
  indexed(onchainId: Hex): Promise<{ captured: bigint; refunded: bigint }>
  /** Sum of the ledger's legs on an account that belong to a payment's facts of these kinds. */
  posted(onchainId: Hex, kinds: readonly string[], account: string): Promise<bigint>
  /** The same for one transaction on chain. */
  postedBy(txHash: Hex, account: string): Promise<bigint>
  walletBalance(account: Address, token: Address): Promise<bigint>
  blockOf(txHash: Hex): Promise<string>
  /** How many ledger transactions do not sum to zero. */
  unbalanced(): Promise<number>
  close(): Promise<void>
}

/** Opens the sources that are not the API: the chain itself, the indexer's views, and the ledger. */
export async function openBooks(sources: Sources): Promise<Books> {
  const client = createPublicClient({ transport: http(sources.rpcUrl), cacheTime: 0 })
  const database = new pg.Client({ connectionString: sources.databaseUrl })
  await database.connect()
  const contract = { address: sources.escrow, abi: paymentEscrowAbi } as const

  async function amount(sql: string, values: unknown[]): Promise<bigint> {
    const { rows } = await database.query<{ amount: string | null }>(sql, values)
    return BigInt(rows[0]?.amount ?? '0')
  }

  return {
    escrowed: async (onchainId) => {
      const [, capturable, refundable] = await client.readContract({
        ...contract,
        functionName: 'paymentOf',
        args: [onchainId],
      })
      return { capturable, refundable }
    },
    available: async (account, token) => {
      const [chain] = await client.readContract({
        ...contract,
        functionName: 'balance',
        args: [account, token],
      })
      const values = [sources.chainId, account.toLowerCase(), token.toLowerCase()]
      const index = await amount(
        'SELECT available AS amount FROM onchain_main.account_balance WHERE chain_id = $1 AND account = $2 AND token = $3',
        values,
      )
      const ledger = await amount(
        `SELECT sum(amount) AS amount FROM florin.ledger_entry
         WHERE chain_id = $1 AND account = 'available:' || $2 AND token = $3`,
        values,
      )
      return { chain, index, ledger }
    },
    indexed: async (onchainId) => {
      const { rows } = await database.query<{ captured: string; refunded: string }>(
        'SELECT captured, refunded FROM onchain_main.payment WHERE chain_id = $1 AND id = $2',
        [sources.chainId, onchainId],
      )
      const row = rows[0]
      if (!row) throw new Error(`the index has no payment ${onchainId}`)
      return { captured: BigInt(row.captured), refunded: BigInt(row.refunded) }
    },
    posted: (onchainId, kinds, account) =>
      amount(`${POSTED} AND fact.payment_onchain_id = $2 AND fact.kind = ANY ($4)`, [
        sources.chainId,
        onchainId,
        account.toLowerCase(),
        kinds,
      ]),
    postedBy: (txHash, account) =>
      amount(`${POSTED} AND fact.tx_hash = $2`, [sources.chainId, txHash, account.toLowerCase()]),
    walletBalance: (account, token) =>
      client.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [account] }),
    blockOf: async (txHash) => {
      const { blockNumber } = await client.getTransactionReceipt({ hash: txHash })
      return blockNumber.toString()
    },
    unbalanced: async () => {
      const { rows } = await database.query(
        'SELECT FROM florin.ledger_entry GROUP BY transaction_id, chain_id, token HAVING sum(amount) <> 0',
      )
      return rows.length
    },
    close: () => database.end(),
  }
}
