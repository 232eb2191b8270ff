// Adds the demo merchant with its API key and an open invoice; a part of `npm start` on local chains only.
// Usage: node scripts/seed-demo.ts --chain 31337, with the environment of the API and DEMO_API_KEY
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type Address, createWalletClient, defineChain, http, publicActions } from 'viem'
import { readDeployments } from '../api/src/chain/deployments.ts'
import { readConfig } from '../api/src/config.ts'
import { type Ctx, makeContext } from '../api/src/context.ts'
import { lowerCase } from '../api/src/domain/address.ts'
import { SCOPES } from '../api/src/domain/caller.ts'
import type { ChainInfo } from '../api/src/domain/chain.ts'
import { createApiKey } from '../api/src/services/createApiKey.ts'
import { createMerchant } from '../api/src/services/createMerchant.ts'
import { loadSigners } from '../api/src/signers.ts'
import { localAccount } from './local/accounts.ts'
import { textAt } from './local/json.ts'

const MERCHANT_NAME = 'Harbour Coffee Roasters'
const KEY_PREFIX = 'fl_test_'
const DAILY_REFUND_CAP = 100_000_000_000n // 100,000 test dollars
const INVOICE_AMOUNT = '25000000' // 25 test dollars
const RPC_POLLING_MS = 200

/** Adds the merchant with its address and key once; a database that survives a restart keeps them. */
async function provideMerchant(ctx: Ctx, chainId: number, apiKey: string): Promise<string> {
  const { address } = localAccount(chainId, 'merchant')
  const known = await ctx.store.merchants.findByAddress(ctx.db, BigInt(chainId), lowerCase(address))
  if (known) return known.merchant_id
  return ctx.store.locks.inTransaction(ctx.db, async (db) => {
    const merchantId = await createMerchant(
      { ...ctx, db },
      {
        name: MERCHANT_NAME,
        operatorOptedIn: true,
        owner: address,
        addresses: [{ chainId, mode: 'test', address }],
      },
    )
    const secret = apiKey.slice(KEY_PREFIX.length)
    await createApiKey({ ...ctx, db }, { merchantId, mode: 'test' }, SCOPES, { name: 'demo', secret })
    return merchantId
  })
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
      'idempotency-key': randomUUID(),
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
  if (!apiKey?.startsWith(KEY_PREFIX))
    throw new Error(`DEMO_API_KEY must be a key that begins with ${KEY_PREFIX}.`)

  const config = readConfig()
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const chain = chains.get(chainId)
  const token = chain?.tokens[0]
  const rpcUrl = config.rpcUrls.get(chainId)?.own[0]
  if (!chain || !token || !rpcUrl) throw new Error(`Chain ${chainId} has no deployment with a token.`)

  const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: false })
  const ctx = makeContext(config, chains, { name: 'seed-demo', poolSize: 1, signers })
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
