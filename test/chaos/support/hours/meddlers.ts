import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeBurn, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { encodeFunctionData, type Hex, type LocalAccount } from 'viem'
import { fromTermsRow } from '../../../../api/src/domain/terms.ts'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import { payerOf, readRelay } from '../../../api/relays/support/relays.ts'
import type { World } from '../../../api/support/world.ts'
import type { Random } from '../../../support/random.ts'
import type { Ether } from './ether.ts'
import type { Sale } from './people.ts'

const GWEI = 10n ** 9n
const GAS = 500_000n

/** What others do with what we are about to send. */
export function openMeddlers(world: World, ether: Ether, random: Random) {
  const { chainId, escrow } = world.chain
  const counts = { frontRuns: 0, burns: 0, withdrawals: 0 }

  async function send(account: LocalAccount, data: Hex): Promise<void> {
    const raw = await account.signTransaction({
      type: 'eip1559',
      chainId,
      to: escrow,
      data,
      gas: GAS,
      nonce: await ether.pendingCount(account.address),
      maxFeePerGas: 100n * GWEI,
      maxPriorityFeePerGas: BigInt(1 + random.integer(4)) * GWEI,
    })
    await ether.send(raw)
  }

  return {
    counts,
    /** A stranger takes the call out of a transaction that it saw in the pool, and sends it itself. */
    frontRun: async (relayId: string): Promise<void> => {
      const relay = await readRelay(world, relayId)
      if (relay.status !== 'submitted' || relay.tx_hash === null) return
      counts.frontRuns += 1
      await send(localAccount(chainId, 'deployer'), relay.calldata)
    },
    /** The payer thinks better of it. */
    burn: async ({ request }: Sale): Promise<void> => {
      counts.burns += 1
      await send(payerOf(world), encodeBurn(fromTermsRow(request.terms), senderAuth))
    },
    /** The merchant takes everything out, so that a refund that is under way finds nothing. */
    withdraw: async ({ merchant }: Sale): Promise<void> => {
      const { account } = merchant
      const [available] = await ether.chain.balanceOf(account.address)
      if (available === 0n) return
      counts.withdrawals += 1
      const args = [world.token.address, available, account.address, '0x'] as const
      await send(account, encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'withdraw', args }))
    },
  }
}
