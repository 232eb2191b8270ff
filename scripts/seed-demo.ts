// Adds the demo merchant with its API key and an open invoice; a part of `npm start` on local chains only.
// Usage: node scripts/seed-demo.ts --chain 31337, with the environment of the API and DEMO_API_KEY
import { parseArgs } from 'node:util'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type Address, createWalletClient, defineChain, http, publicActions } from 'viem'
import { readDeployments } from '../api/src/chain/deployments.ts'
import { readConfig } from '../api/src/config.ts'
import { type Ctx, makeContext } from '../api/src/context.ts'
import { SCOPES } from '../api/src/domain/caller.ts'
import type { ChainInfo } from '../api/src/domain/chain.ts'
import { newId } from '../api/src/domain/ids.ts'
import { hashSecret } from '../api/src/middleware/authenticate.ts'
import { localAccount } from './local/accounts.ts'
import { textAt } from './local/json.ts'

const MERCHANT_NAME = 'Harbour Coffee Roasters'
const API_VERSION = '2026-11-01'
const DAILY_REFUND_CAP = 100_000_000_000n // 100,000 test dollars
const INVOICE_AMOUNT = '25000000' // 25 test dollars
const RPC_POLLING_MS = 200

const lowerCase = (address: Address): Address => `0x${address.slice(2).toLowerCase()}`

/** Adds the merchant, its address and its key once; a database that survives a restart keeps them. */
async function provideMerchant(ctx: Ctx, chainId: number, apiKey: string): Promise<string> {
  const address = lowerCase(localAccount(chainId, 'merchant').address)
  const known = await ctx.store.merchants.findByAddress(ctx.db, BigInt(chainId), address)
  if (known) return known.merchant_id
  const id = newId('mer')
  const created_at = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const { merchants, apiKeys } = ctx.store
    await merchants.insert(tx, { id, name: MERCHANT_NAME, operator_opted_in: true, created_at })
    await merchants.insertAddress(tx, {
      chain_id: BigInt(chainId),
      address,
      mode: 'test',
      merchant_id: id,
      created_at,
    })
    await apiKeys.insert(tx, {
      id: newId('key'),
      merchant_id: id,
      mode: 'test',
      sha256: hashSecret(apiKey),
      scopes: [...SCOPES],
      version: API_VERSION,
      created_at,
    })
  })
  return id
}

/** The merchant itself lets the host's operator key refund for it, up to a cap per day. */
async function registerOperator(chain: ChainInfo, rpcUrl: string, token: Address): Promise<void> {
  const merchant = localAccount(chain.chainId, 'merchant')
  const operator = localAccount(chain.chainId, 'operator').address
  const client = createWalletClient({
    account: merchant,
    chain: defineChain({
      id: chain.chainId,
      name: chain.name,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    }),
    transport: http(rpcUrl),
    pollingInterval: RPC_POLLING_MS,
  }).extend(publicActions)
  const contract = { address: chain.escrow, abi: paymentEscrowAbi } as const
  const [dailyCap] = await client.readContract({
    ...contract,
    functionName: 'operatorOf',
    args: [merchant.address, operator, token],
  })
  if (dailyCap === DAILY_REFUND_CAP) return
  const hash = await client.writeContract({
    ...contract,
    functionName: 'setOperator',
    args: [operator, token, DAILY_REFUND_CAP, '0x'],
  })
  const { status } = await client.waitForTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`setOperator for the demo merchant failed in ${hash}.`)
}

async function createInvoice(
  apiUrl: string,
  apiKey: string,
  chainId: number,
  token: Address,
): Promise<unknown> {
  const response = await fetch(`${apiUrl}/v1/invoices`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': newId('inv'),
    },
    body: JSON.stringify({
      amount: INVOICE_AMOUNT,
      chain: `eip155:${chainId}`,
      token,
      description: 'House blend, 1 kg',
    }),
  })
  const answer = await response.text()
  if (response.ok) return JSON.parse(answer)
  throw new Error(`The demo invoice was refused with ${response.status}: ${answer}`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { chain: { type: 'string', default: '31337' } } })
  const chainId = Number(values.chain)
  const apiKey = process.env.DEMO_API_KEY
  if (!apiKey) throw new Error('DEMO_API_KEY must be set.')

  const config = readConfig()
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const chain = chains.get(chainId)
  const token = chain?.tokens[0]
  const rpcUrl = config.rpcUrls.get(chainId)?.own[0]
  if (!chain || !token || !rpcUrl) throw new Error(`Chain ${chainId} has no deployment with a token.`)

  const ctx = makeContext(config, chains, { name: 'seed-demo', poolSize: 1 })
  try {
    const merchant = await provideMerchant(ctx, chainId, apiKey)
    await registerOperator(chain, rpcUrl, token.address)
    const invoice = await createInvoice(config.apiUrl, apiKey, chainId, token.address)
    const made = { merchant, invoice: textAt(invoice, 'id'), checkoutUrl: textAt(invoice, 'checkout_url') }
    process.stdout.write(`${JSON.stringify(made)}\n`)
  } finally {
    await ctx.close()
  }
}

await main()
