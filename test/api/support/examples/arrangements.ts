import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import {
  EXAMPLE_CHAIN,
  EXAMPLE_MERCHANT,
  EXAMPLE_PAYER,
  EXAMPLE_SIGNATURE,
  exampleId,
} from '../../../../api/src/routes/examples/parts.ts'
import { addMemberRow, challenge } from '../../access/support/signIn.ts'
import { sendAsStranger } from '../../relays/support/chain.ts'
import { acceptPayment, payerOf, requestPayment, signPayment } from '../../relays/support/relays.ts'
import { askingFor, frontRun, signPayment as signX402Payment } from '../../x402/support/payments.ts'
import { addInvoice, addPaymentRequest } from '../invoices.ts'
import { addPayment } from '../payments.ts'
import { proveAddress } from '../proveAddress.ts'
import { withLink, withPrice } from './links.ts'
import type { ExampleStage } from './stage.ts'

const EXAMPLE_ADDRESS = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

/** What an example needs beyond objects that other examples make. */
interface Arrangement {
  /** Texts of the example, and what is sent in their place. */
  ids?: Record<string, string>
  /** Sent instead of the example, where nothing of it can be known before, such as a signed message. */
  body?: unknown
  /** Another key than the merchant's. */
  key?: string
}

type Arrange = (stage: ExampleStage) => Promise<Arrangement>

/** A payment of ten test dollars, as posting would have written it. */
function withPayment(captureMethod: 'automatic' | 'manual'): Arrange {
  return async ({ world, merchant }) => {
    const invoice = await addInvoice(world, merchant.owner, { captureMethod })
    const request = await addPaymentRequest(world, invoice, payerOf(world).address)
    return { ids: { [exampleId('pay')]: (await addPayment(world, request)).id } }
  }
}

const withDraft: Arrange = async ({ world, server, merchant }) => {
  const { status, body } = await server.call('POST', '/v1/invoices', {
    key: merchant.key,
    body: { draft: true, amount: '10000000', chain: EXAMPLE_CHAIN, token: world.token.address },
  })
  if (status !== 201) throw new Error(`no draft: ${JSON.stringify(body)}`)
  return { ids: { [exampleId('inv')]: String(body.id) } }
}

const withSignature: Arrange = async ({ world, merchant }) => {
  const request = await requestPayment(world, merchant)
  const signature = await signPayment(world, request)
  return { ids: { [exampleId('preq')]: request.id, [EXAMPLE_SIGNATURE]: signature } }
}

const withRelay: Arrange = async ({ world, merchant }) => {
  const { relay } = await acceptPayment(world, merchant)
  return { ids: { [exampleId('rl')]: relay.id } }
}

const withEvent: Arrange = async ({ world, merchant }) => {
  await addInvoice(world, merchant.owner)
  const event = await world.db
    .selectFrom('event')
    .select('id')
    .where('merchant_id', '=', merchant.owner.merchantId)
    .executeTakeFirstOrThrow()
  return { ids: { [exampleId('evt')]: event.id } }
}

const withBalance: Arrange = async ({ views, merchant }) => {
  await views.setBalance(merchant.account.address, { available: 9_900_000n, prepaid: 0n })
  await views.sync()
  return {}
}

/** The address of the example, which no invoice uses. */
const withAddress: Arrange = async ({ world, merchant }) => {
  const key = { chainId: BigInt(world.chain.chainId), address: EXAMPLE_ADDRESS } as const
  await world.ctx.store.merchantAddresses.claim(world.db, merchant.owner, key, world.ctx.clock.now())
  return { ids: { [EXAMPLE_MERCHANT]: EXAMPLE_MERCHANT } }
}

const withProof: Arrange = async ({ server, merchant }) => {
  const account = privateKeyToAccount(generatePrivateKey())
  const { body } = await proveAddress(server, merchant.key, account)
  return { body }
}

const withBooks: Arrange = async ({ world, merchant }) => {
  const { postingChains } = world.ctx.store
  const chainId = BigInt(world.chain.chainId)
  const now = world.ctx.clock.now()
  const head = { head_block: 42n, head_time: now, updated_at: now }
  await postingChains.begin(world.db, {
    chain_id: chainId,
    finalized_block: 0n,
    highest_seen_block: 0n,
    ...head,
  })
  await postingChains.noteRead(world.db, chainId, 42n)
  return { ids: { [`available:${EXAMPLE_MERCHANT}`]: `available:${merchant.account.address}` } }
}

/** Money that nobody asked for, and an invoice that it may pay. */
const withUnmatched: Arrange = async ({ world, merchant }) => {
  const invoice = await addInvoice(world, merchant.owner)
  const request = await addPaymentRequest(world, invoice, payerOf(world).address)
  const payment = await addPayment(world, request, {}, false)
  return { ids: { [exampleId('pay')]: payment.id, [exampleId('inv')]: invoice.id } }
}

/** Ten test dollars in the merchant's balance. */
const withEarnings: Arrange = async ({ world, merchant }) => {
  const { relay } = await acceptPayment(world, merchant)
  await sendAsStranger(world, relay.calldata)
  return {}
}

const withMember: Arrange = async ({ world, merchant }) => {
  const member = await addMemberRow(world, merchant, 'finance')
  return { ids: { [EXAMPLE_MERCHANT]: member.address, [EXAMPLE_PAYER]: member.address } }
}

const withSignIn: Arrange = async ({ server, merchant }) => {
  const message = await challenge(server, merchant.account.address)
  return { body: { message, signature: await merchant.account.signMessage({ message }) } }
}

/** A payment that somebody else executed already, so that no worker is needed to settle it. */
const withX402Payment =
  (executed: boolean): Arrange =>
  async ({ world, merchant }) => {
    const payment = await signX402Payment(world, payerOf(world), askingFor(world, merchant.account.address))
    if (executed) await frontRun(world, payment)
    const { payload, requirements } = payment
    return { body: { x402Version: 2, paymentPayload: payload, paymentRequirements: requirements } }
  }

/** By the name of the operation. */
export const arrangements: Partial<Record<string, Arrange>> = {
  addMerchantAddress: withProof,
  setDefaultMerchantAddress: withAddress,
  deleteMerchantAddress: withAddress,
  finalizeInvoice: withDraft,
  listLedgerBalances: withBooks,
  deleteInvoice: withDraft,
  createPaymentLink: withPrice,
  listPaymentLinks: withLink,
  getPaymentLink: withLink,
  updatePaymentLink: withLink,
  getPayLink: withLink,
  buyFromPayLink: withLink,
  verifyX402Payment: withX402Payment(false),
  settleX402Payment: withX402Payment(true),
  createRelay: withSignature,
  getRelay: withRelay,
  getPayment: withPayment('automatic'),
  capturePayment: withPayment('manual'),
  voidPayment: withPayment('manual'),
  refundPayment: withPayment('automatic'),
  createRefund: withPayment('automatic'),
  getEvent: withEvent,
  listBalances: withBalance,
  createPayout: withEarnings,
  getPayout: withEarnings,
  cancelPayout: withEarnings,
  cancelRelay: withRelay,
  assignPayment: withUnmatched,
  createSession: withSignIn,
  getMember: withMember,
  updateMember: withMember,
  removeMember: withMember,
}
