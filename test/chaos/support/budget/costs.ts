import { ALL_HOURS } from '../../../../api/src/domain/sponsorship.ts'
import { type ChainView, readChain } from '../relays/chainView.ts'
import type { SignedPayment } from './intents.ts'
import type { BudgetSite } from './site.ts'

type Costs = { spent: bigint; onChain: bigint }

/**
 * What the budgets say that was spent beside the chain's own receipts, asked without our code: for one merchant those of the
 * transactions in which its payments entered, for all of them whatever the keys that pay gas ever sent.
 */
export async function readCosts(
  site: BudgetSite,
  payments: readonly SignedPayment[],
): Promise<{ merchant: Costs; everybody: Costs }> {
  const { world, merchant } = site
  const chain = await readChain(world)
  const signers = await world.db.selectFrom('gas_signer').select('address').execute()
  const receipts = signers.flatMap(({ address }) => chain.receipts.get(address) ?? [])
  const costs = new Map(receipts.map(({ hash, wei }) => [hash, wei]))
  const counters = await world.db.selectFrom('sponsor_counter').selectAll().execute()
  const ofMerchant = counters.filter(
    ({ subject, hour }) =>
      subject === `merchant:${merchant.owner.merchantId}` && hour.getTime() === ALL_HOURS.getTime(),
  )
  const ofChain = counters.filter(({ subject }) => subject === 'chain')
  return {
    merchant: {
      spent: sum(ofMerchant.map(({ spent }) => spent)),
      onChain: sum(hashesOf(chain, payments).map((hash) => costs.get(hash) ?? 0n)),
    },
    everybody: { spent: sum(ofChain.map(({ spent }) => spent)), onChain: sum([...costs.values()]) },
  }
}

/** Transactions in which payments entered the contract. */
function hashesOf(chain: ChainView, payments: readonly SignedPayment[]): `0x${string}`[] {
  return payments.flatMap(({ onchainId }) => chain.intakes.get(onchainId) ?? [])
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)

/** What any budget still holds for relays that are under way. */
export async function readReserved({ world }: BudgetSite): Promise<bigint> {
  const counters = await world.db.selectFrom('sponsor_counter').select('reserved').execute()
  return sum(counters.map(({ reserved }) => reserved))
}
