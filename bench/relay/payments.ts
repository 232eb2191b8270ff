import { randomBytes } from 'node:crypto'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { Hash } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { fromTermsRow } from '../../api/src/domain/terms.ts'
import { localAccount } from '../../scripts/local/accounts.ts'
import { testClientOf } from '../../test/api/relays/support/chain.ts'
import { addInvoice, addPaymentRequest } from '../../test/api/support/invoices.ts'
import { addMerchant, type TestMerchant } from '../../test/api/support/merchants.ts'
import type { World } from '../../test/api/support/world.ts'

const MERCHANTS = 16
const PAYERS = 64
const LANES = 8
const MINT_GAS = 100_000n
const AMOUNT = 10_000_000n

/** A payment that its payer has signed: a body for the API, and the call that executes it. */
export interface SignedPayment {
  key: string
  body: string
  calldata: `0x${string}`
}

/** Merchants with invoices, and payers who can pay them. */
export async function openPayments(world: World, most: number) {
  const merchants: TestMerchant[] = []
  for (let index = 0; index < MERCHANTS; index += 1) merchants.push(await addMerchant(world))
  const payers = Array.from({ length: PAYERS }, () => privateKeyToAccount(generatePrivateKey()))
  const each = AMOUNT * BigInt(Math.ceil(most / PAYERS))
  await giveAll(world, payers, each)

  /** Signs so many payments, one merchant and one payer after the other. */
  async function sign(count: number, onOne: (done: number) => void): Promise<SignedPayment[]> {
    const signed: SignedPayment[] = []
    let next = 0
    const lane = async () => {
      while (next < count) {
        next += 1
        signed.push(await signOne(world, at(merchants, next), at(payers, next)))
        onOne(signed.length)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    return signed
  }
  return { sign }
}

/** Mints for all of them into one block or two, instead of a block for each. */
async function giveAll(world: World, payers: readonly PrivateKeyAccount[], amount: bigint): Promise<void> {
  const client = testClientOf(world)
  const account = localAccount(world.chain.chainId, 'deployer')
  const first = await client.getTransactionCount({ address: account.address })
  const mint = { account, chain: null, address: world.token.address, abi: testDollarAbi, gas: MINT_GAS }
  const hashes: Hash[] = []
  for (const [index, payer] of payers.entries()) {
    hashes.push(
      await client.writeContract({
        ...mint,
        functionName: 'mint',
        args: [payer.address, amount],
        nonce: first + index,
      }),
    )
  }
  for (const hash of hashes) await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}

async function signOne(
  world: World,
  merchant: TestMerchant,
  payer: PrivateKeyAccount,
): Promise<SignedPayment> {
  const invoice = await addInvoice(world, merchant.owner, { amount: AMOUNT.toString() })
  const request = await addPaymentRequest(world, invoice, payer.address)
  const terms = fromTermsRow(request.terms)
  const { chainId, escrow } = world.chain
  const signature = await payer.signTypedData(
    receiveWithAuthorizationTypedData({ chainId, escrow, terms, tokenDomain: world.token.eip712 }),
  )
  return {
    key: merchant.key,
    body: JSON.stringify({ payment_request: request.id, signature }),
    calldata: encodeCharge(terms, feeBounds(terms.amount, terms).least, { source: 'erc3009', signature }),
  }
}

/** A name that no other request has. */
export function idempotencyKey(): string {
  return randomBytes(16).toString('hex')
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('the list is empty')
  return found
}
