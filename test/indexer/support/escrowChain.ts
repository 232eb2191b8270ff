import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import {
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  erc20Abi,
  type Hash,
  type Hex,
  http,
  keccak256,
  publicActions,
  toHex,
  zeroAddress,
} from 'viem'
import { type LocalRole, localAccount } from '../../../scripts/local/accounts.ts'
import type { LocalChain } from '../../../scripts/local/chain.ts'
import { installPermit2, readPermit2Code } from '../../../scripts/local/permit2.ts'
import { deployForTests } from '../../support/deployment.ts'

const A_DAY = 86_400n
const MAX_ALLOWANCE = 2n ** 256n - 1n

export type EscrowChain = Awaited<ReturnType<typeof openEscrowChain>>

/** A chain with the contracts on it, and the accounts that use them by their own transactions. */
export async function openEscrowChain(chain: LocalChain, out: string) {
  const { chainId, rpcUrl } = chain
  const deployment = await deployForTests(chain, out)
  const escrow = deployment.contracts.PaymentEscrow.address
  const manager = deployment.contracts.SubscriptionManager.address
  const dollar = deployment.tokens[0]
  if (dollar === undefined) throw new Error('the deployment has no test dollar')
  const { address: token, eip712: tokenDomain } = dollar

  const client = createPublicClient({ transport: http(rpcUrl), cacheTime: 0, pollingInterval: 50 })
  const wallet = createWalletClient({ transport: http(rpcUrl) })
  const address = (role: LocalRole) => localAccount(chainId, role).address
  let salt = 0n

  async function send(role: LocalRole, to: Address, data: Hex, value = 0n) {
    const account = localAccount(chainId, role)
    const hash = await wallet.sendTransaction({ account, to, data, value, chain: null })
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

  async function approve(role: LocalRole, spender: Address = escrow) {
    const args = [spender, MAX_ALLOWANCE] as const
    await send(role, token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args }))
  }

  async function terms(wanted: Partial<Terms> = {}): Promise<Terms> {
    const { timestamp: now } = await client.getBlock()
    salt += 1n
    return {
      payer: address('payer'),
      merchant: address('merchant'),
      operator: address('operator'),
      token: token,
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
      functionName: 'paymentOf',
      args: [id],
    })
  }

  function balanceOf(account: Address, of: Address = token) {
    const args = [account, of] as const
    return client.readContract({ address: escrow, abi: paymentEscrowAbi, functionName: 'balance', args })
  }

  function heldByEscrow(of: Address) {
    if (of === zeroAddress) return client.getBalance({ address: escrow })
    const args = [escrow] as const
    return client.readContract({ address: of, abi: erc20Abi, functionName: 'balanceOf', args })
  }

  function permitNonce(owner: Address) {
    const args = [owner] as const
    return client.readContract({ address: token, abi: testDollarAbi, functionName: 'nonces', args })
  }

  /** Puts Permit2 on an anvil; a Hardhat node of ours begins with it. */
  async function providePermit2() {
    if (await client.getCode({ address: permit2Address })) return
    const tester = createTestClient({ mode: 'anvil', transport: http(rpcUrl) }).extend(publicActions)
    await installPermit2(tester, await readPermit2Code())
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
  const account = (role: LocalRole) => localAccount(chainId, role)
  const place = { chainId, rpcUrl, escrow, manager, token, tokenDomain, client, address, account }
  const writes = { send, signed, mined, terms, approve, rpc, providePermit2 }
  return { ...place, ...writes, idOf, stateOf, balanceOf, heldByEscrow, permitNonce }
}
