import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import {
  type Address,
  createPublicClient,
  createWalletClient,
  encodeFunctionData,
  type Hash,
  type Hex,
  http,
  keccak256,
  toHex,
} from 'viem'
import { type Deployment, deploy } from '../../../scripts/deploy.ts'
import { type LocalRole, localAccount } from '../../../scripts/local/accounts.ts'
import type { LocalChain } from '../../../scripts/local/chain.ts'

const A_DAY = 86_400n
const MAX_ALLOWANCE = 2n ** 256n - 1n

export type EscrowChain = Awaited<ReturnType<typeof openEscrowChain>>

/** A chain with the contracts on it, and the accounts that use them by their own transactions. */
export async function openEscrowChain(chain: LocalChain, out: string) {
  const { chainId, rpcUrl } = chain
  const deployment: Deployment = await deploy({ rpcUrl, out })
  const escrow = deployment.contracts.PaymentEscrow.address
  const token = deployment.tokens[0]?.address
  if (token === undefined) throw new Error('the deployment has no test dollar')

  const client = createPublicClient({ transport: http(rpcUrl), cacheTime: 0, pollingInterval: 50 })
  const wallet = createWalletClient({ transport: http(rpcUrl) })
  const address = (role: LocalRole) => localAccount(chainId, role).address
  let salt = 0n

  async function send(role: LocalRole, to: Address, data: Hex) {
    const account = localAccount(chainId, role)
    const hash = await wallet.sendTransaction({ account, to, data, chain: null })
    return mined(hash)
  }

  async function mined(hash: Hash) {
    const receipt = await client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`transaction ${hash} reverted`)
    return receipt
  }

  /** The same signed bytes can be sent again after a reorg. */
  async function signed(role: LocalRole, to: Address, data: Hex): Promise<Hex> {
    const account = localAccount(chainId, role)
    const request = await wallet.prepareTransactionRequest({ account, to, data, chain: null })
    return wallet.signTransaction({ ...request, account, chain: null })
  }

  async function approve(role: LocalRole) {
    const args = [escrow, MAX_ALLOWANCE] as const
    await send(
      role,
      token ?? escrow,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'approve', args }),
    )
  }

  async function terms(wanted: Partial<Terms> = {}): Promise<Terms> {
    const { timestamp: now } = await client.getBlock()
    salt += 1n
    return {
      payer: address('payer'),
      merchant: address('merchant'),
      operator: address('operator'),
      token: token ?? escrow,
      amount: 10_000_000n,
      mode: 'escrow',
      authorizeBy: now + A_DAY,
      captureBy: now + 2n * A_DAY,
      refundBy: now + 3n * A_DAY,
      minFeeBps: 100,
      maxFeeBps: 100,
      feeRecipient: address('feeRecipient'),
      invoiceRef: keccak256(toHex(salt)),
      salt,
      ...wanted,
    }
  }

  function stateOf(id: Hex) {
    return client.readContract({
      address: escrow,
      abi: paymentEscrowAbi,
      functionName: 'payment',
      args: [id],
    })
  }

  function balanceOf(account: Address) {
    const args = [account, token ?? escrow] as const
    return client.readContract({ address: escrow, abi: paymentEscrowAbi, functionName: 'balance', args })
  }

  function heldByEscrow() {
    return client.readContract({
      address: token ?? escrow,
      abi: testDollarAbi,
      functionName: 'balanceOf',
      args: [escrow],
    })
  }

  /** JSON-RPC that viem has no name for, such as `anvil_reorg`. */
  async function rpc(method: string, params: unknown[]) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const answer = await response.text()
    if (answer.includes('"error"')) throw new Error(`${method}: ${answer}`)
  }

  const idOf = (agreed: Terms) => paymentId({ chainId, escrow }, agreed)
  await approve('payer')
  const reads = { idOf, stateOf, balanceOf, heldByEscrow }
  return { chainId, rpcUrl, escrow, token, client, address, send, signed, mined, terms, rpc, ...reads }
}
