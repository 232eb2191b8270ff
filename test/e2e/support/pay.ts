import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { abiTerms, type Terms } from '@florin/sdk/escrow/terms.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import {
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  publicActions,
} from 'viem'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import type { Stack } from './stack.ts'

export type Invoice = components['schemas']['Invoice']
export type PaymentRequest = components['schemas']['PaymentRequest']

export async function createInvoice({ api, world }: Stack, amount = '10000000'): Promise<Invoice> {
  const { data, error } = await api.POST('/v1/invoices', {
    body: { amount, chain: `eip155:${world.chain.chainId}`, token: world.token.address },
  })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}

export async function requestPayment({ api, world }: Stack, invoice: Invoice): Promise<PaymentRequest> {
  const payer = localAccount(world.chain.chainId, 'payer')
  const { data, error } = await api.POST('/v1/invoices/{id}/payment_requests', {
    params: { path: { id: invoice.id } },
    body: { payer: payer.address },
  })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}

/** The terms that were issued, as the SDK has them. */
export function termsOf(request: PaymentRequest): Terms {
  const { payer, merchant, operator, token, fee_recipient, invoice_ref, ...rest } = request.terms
  return fromTermsRow({
    ...rest,
    payer: hex(payer),
    merchant: hex(merchant),
    operator: hex(operator),
    token: hex(token),
    fee_recipient: hex(fee_recipient),
    invoice_ref: hex(invoice_ref),
  })
}

function hex(text: string): Hex {
  return `0x${text.slice(2)}`
}

/** A stranger with gas sends a charge that the payer signed; the relayer has no part in it. */
export async function chargeDirectly({ world }: Stack, terms: Terms): Promise<Hex> {
  const { chainId, escrow } = world.chain
  const payer = localAccount(chainId, 'payer')
  const typedData = receiveWithAuthorizationTypedData({
    chainId,
    escrow,
    terms,
    tokenDomain: world.token.eip712,
  })
  const signature = await payer.signTypedData(typedData)
  const stranger = createWalletClient({
    account: localAccount(chainId, 'deployer'),
    transport: http(world.anvil.rpcUrl),
  }).extend(publicActions)
  const hash = await stranger.sendTransaction({
    chain: null,
    to: escrow,
    data: encodeCharge(terms, 0n, { source: 'erc3009', signature }),
  })
  await stranger.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  return hash
}

/** The payer itself sends the same payment, with gas, from an ERC-20 allowance. */
export async function chargeByAllowance({ world }: Stack, request: PaymentRequest): Promise<void> {
  const payer = createWalletClient({
    account: localAccount(world.chain.chainId, 'payer'),
    transport: http(world.anvil.rpcUrl),
  }).extend(publicActions)
  const approve = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'approve',
    args: [world.chain.escrow, BigInt(request.terms.amount)],
  })
  for (const call of [
    { to: world.token.address, data: approve },
    { to: hex(request.call.to), data: hex(request.call.data) },
  ]) {
    const hash = await payer.sendTransaction({ chain: null, ...call })
    const { status } = await payer.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    if (status !== 'success') throw new Error(`${hash} was reverted`)
  }
}

/** A balance by the books and by the contract: the merchant's, or that of `owner`. */
export async function balanceOf({ world, merchant }: Stack, owner = merchant.account.address) {
  const { escrow, chainId } = world.chain
  const [onChain, prepaidOnChain] = await anvilOf(world.anvil.rpcUrl).readContract({
    address: escrow,
    abi: paymentEscrowAbi,
    functionName: 'balance',
    args: [owner, world.token.address],
  })
  const booked = (kind: string) => {
    const account = `${kind}:${owner.toLowerCase()}`
    return world.ctx.store.ledger.balance(world.db, BigInt(chainId), world.token.address, account)
  }
  return { available: await booked('available'), prepaid: await booked('prepaid'), onChain, prepaidOnChain }
}

/** What the contract itself computes as these terms' id. */
export async function idOnChain({ world }: Stack, terms: Terms): Promise<Hex> {
  const client = anvilOf(world.anvil.rpcUrl)
  return client.readContract({
    address: world.chain.escrow,
    abi: paymentEscrowAbi,
    functionName: 'paymentId',
    args: [abiTerms(terms)],
  })
}

type AnvilReorg = {
  Method: 'anvil_reorg'
  Parameters: [depth: number, pairs: [transaction: Hex, block: number][]]
  ReturnType: null
}

function anvilOf(rpcUrl: string) {
  return createTestClient({ mode: 'anvil', transport: http(rpcUrl) }).extend(publicActions)
}

/** Controls of the development chain. */
export function chainControls({ world }: Stack) {
  const anvil = anvilOf(world.anvil.rpcUrl)
  return {
    mine: (blocks: number) => anvil.mine({ blocks }),
    /** Replaces the newest blocks by others, which hold only what is given here as raw transactions. */
    reorg: (depth: number, pairs: [Hex, number][] = []) =>
      anvil.request<AnvilReorg>({ method: 'anvil_reorg', params: [depth, pairs] }),
    rawTransaction: (hash: Hex) =>
      anvil.request<{ Method: 'debug_getRawTransaction'; Parameters: [Hex]; ReturnType: Hex }>({
        method: 'debug_getRawTransaction',
        params: [hash],
      }),
    send: (raw: Hex) => anvil.sendRawTransaction({ serializedTransaction: raw }),
  }
}
