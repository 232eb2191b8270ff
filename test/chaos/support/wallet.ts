import type { Address, Hex, LocalAccount } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { LOCAL_MNEMONIC } from '../../../scripts/local/accounts.ts'
import type { ChaosChain } from './chain.ts'

const GAS = 2_000_000n
const MAX_FEE_PER_GAS = 10n ** 11n
const GAS_MONEY = 10n ** 22n
/** What nodes answer to a transaction that they have, or had. */
const KNOWN = /already (known|imported)|nonce too low/i

export type Wallet = Awaited<ReturnType<typeof openWallet>>

/** An account that nobody else uses: of the local mnemonic, beyond those that a node provides. */
export const ownAccount = (index: number) => mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: 20 + index })

/**
 * A wallet that has never sent anything and keeps every transaction that it signs, so that it can send the same bytes again
 * after a reorg.
 */
export async function openWallet(chain: ChaosChain, account: LocalAccount) {
  const { chainId, client } = chain
  const { address } = account
  const signed: Hex[] = []
  await client.setBalance({ address, value: GAS_MONEY })

  function sign(nonce: number, to: Address, data: Hex): Promise<Hex> {
    const fees = { gas: GAS, maxFeePerGas: MAX_FEE_PER_GAS, maxPriorityFeePerGas: 1n }
    return account.signTransaction({ type: 'eip1559', chainId, nonce, to, data, ...fees })
  }

  /** Signs at once, so that calls that run side by side take nonces of their own. */
  async function send(to: Address, data: Hex): Promise<void> {
    const nonce = signed.push('0x') - 1
    const raw = await sign(nonce, to, data)
    signed[nonce] = raw
    await submit(raw)
  }

  async function submit(raw: Hex): Promise<void> {
    try {
      await client.sendRawTransaction({ serializedTransaction: raw })
    } catch (error) {
      if (!KNOWN.test(String(error))) throw error
    }
  }

  const unmined = async () => signed.slice(await client.getTransactionCount({ address }))

  return {
    account,
    address,
    send,
    /** What is not mined goes to the node again. Answers how many transactions that were. */
    async resubmit(): Promise<number> {
      const waiting = await unmined()
      for (const raw of waiting) await submit(raw)
      return waiting.length
    },
    /** Gives a transaction up for good: its nonce goes to one that does nothing. */
    async giveUp(raw: Hex): Promise<void> {
      const nonce = signed.indexOf(raw)
      if (nonce >= 0) signed[nonce] = await sign(nonce, address, '0x')
    },
  }
}
