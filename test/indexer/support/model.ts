import { type Address, type Hex, padHex } from 'viem'
import { type Happened, mined } from './events.ts'
import { type AbiTerms, idOf } from './terms.ts'

const AVAILABLE = 1
const NO_CAUSE = padHex('0x', { size: 32 })

const min = (a: bigint, b: bigint) => (a < b ? a : b)

type Balance = { account: Address; token: Address; available: bigint; prepaid: bigint; seq: bigint }
type Payment = { id: Hex; terms: AbiTerms; capturable: bigint; refundable: bigint }
type Item = { payment: Payment; amount: bigint; feePercent: bigint }
type Group = Pick<AbiTerms, 'merchant' | 'token' | 'feeRecipient'> & {
  net: bigint
  fees: bigint
  seq: bigint
}

export type EscrowModel = ReturnType<typeof escrowModel>

/** What the contract does to its books and which events it sends in which order, without chain, tokens or signatures. */
export function escrowModel() {
  const payments: Payment[] = []
  const balances = new Map<string, Balance>()
  const events: Happened[] = []

  function balanceOf(account: Address, token: Address): Balance {
    const key = `${account} ${token}`
    const held = balances.get(key) ?? { account, token, available: 0n, prepaid: 0n, seq: 0n }
    balances.set(key, held)
    return held
  }

  function emit(event: Happened) {
    events.push(event)
  }

  function move(account: Address, token: Address, amount: bigint, cause: Hex): bigint {
    return amount === 0n
      ? balanceOf(account, token).seq
      : change(account, token, { available: amount }, cause)
  }

  function change(
    account: Address,
    token: Address,
    { available = 0n, prepaid = 0n }: { available?: bigint; prepaid?: bigint },
    cause: Hex,
  ): bigint {
    const held = balanceOf(account, token)
    held.available += available
    held.prepaid += prepaid
    held.seq += 1n
    const totals = { availableAfter: held.available, prepaidAfter: held.prepaid, seq: held.seq }
    emit(mined('BalanceChanged', { account, token, cause, ...totals }, place()))
    return held.seq
  }

  function credit({ id, terms }: Payment, net: bigint, fee: bigint): bigint {
    const seq = move(terms.merchant, terms.token, net, id)
    move(terms.feeRecipient, terms.token, fee, id)
    return seq
  }

  // Every event in a block of its own: the place is what tells one log from another here.
  const place = () => ({ block: BigInt(events.length + 1), logIndex: events.length % 5 })

  function open(terms: AbiTerms, source: number): Payment | undefined {
    const id = idOf(terms)
    const { available } = balanceOf(terms.payer, terms.token)
    if (terms.payer === terms.merchant || payments.some((known) => known.id === id)) return undefined
    if (source === AVAILABLE && available < terms.amount) return undefined
    const payment = { id, terms, capturable: 0n, refundable: 0n }
    payments.push(payment)
    return payment
  }

  function pull({ id, terms }: Payment, source: number) {
    if (source === AVAILABLE) move(terms.payer, terms.token, -terms.amount, id)
  }

  function authorize(terms: AbiTerms, source: number) {
    const payment = open(terms, source)
    if (!payment) return
    payment.capturable = terms.amount
    const after = { capturableAfter: terms.amount, refundableAfter: 0n }
    const { merchant, invoiceRef } = terms
    emit(mined('Authorized', { id: payment.id, merchant, invoiceRef, terms, source, ...after }, place()))
    pull(payment, source)
  }

  function charge(terms: AbiTerms, fee: bigint, source: number) {
    const payment = open(terms, source)
    if (!payment) return
    const { id } = payment
    payment.refundable = terms.amount - fee
    const seq = credit(payment, terms.amount - fee, fee)
    const after = { capturableAfter: 0n, refundableAfter: payment.refundable, seq }
    const { merchant, invoiceRef } = terms
    emit(mined('Charged', { id, merchant, invoiceRef, terms, source, fee, ...after }, place()))
    pull(payment, source)
  }

  function capture(payment: Payment, wanted: bigint, feePercent: bigint) {
    const { id, terms } = payment
    const { merchant, token, feeRecipient } = terms
    const amount = min(wanted, payment.capturable)
    if (amount === 0n) return
    const fee = (amount * feePercent) / 100n
    payment.capturable -= amount
    payment.refundable += amount - fee
    const seq = credit(payment, amount - fee, fee)
    const after = { capturableAfter: payment.capturable, refundableAfter: payment.refundable, seq }
    emit(mined('Captured', { id, merchant, token, amount, fee, feeRecipient, ...after }, place()))
  }

  /** Neighbours of one merchant, token and fee recipient are credited at once, after their events. */
  function captureBatch(items: readonly Item[]) {
    let group: Group | undefined
    for (const { payment, amount: wanted, feePercent } of items) {
      const amount = min(wanted, payment.capturable)
      if (amount === 0n) continue
      if (!group || !belongs(group, payment.terms)) {
        creditGroup(group)
        const { merchant, token, feeRecipient } = payment.terms
        group = { merchant, token, feeRecipient, net: 0n, fees: 0n, seq: balanceOf(merchant, token).seq }
      }
      captureInto(group, payment, amount, (amount * feePercent) / 100n)
    }
    creditGroup(group)
  }

  function captureInto(group: Group, payment: Payment, amount: bigint, fee: bigint) {
    const { merchant, token, feeRecipient } = group
    payment.capturable -= amount
    payment.refundable += amount - fee
    group.net += amount - fee
    group.fees += fee
    const seq = group.net === 0n ? group.seq : group.seq + 1n
    const after = { capturableAfter: payment.capturable, refundableAfter: payment.refundable, seq }
    emit(mined('Captured', { id: payment.id, merchant, token, amount, fee, feeRecipient, ...after }, place()))
  }

  function creditGroup(group: Group | undefined) {
    if (!group) return
    move(group.merchant, group.token, group.net, NO_CAUSE)
    move(group.feeRecipient, group.token, group.fees, NO_CAUSE)
  }

  function giveBack(payment: Payment, name: 'Voided' | 'Reclaimed', credited: boolean) {
    const { id, terms, capturable: amount } = payment
    if (amount === 0n) return
    payment.capturable = 0n
    if (credited) move(terms.payer, terms.token, amount, id)
    const after = { capturableAfter: 0n, refundableAfter: payment.refundable }
    const args = { id, amount, credited, ...after }
    emit(name === 'Voided' ? mined('Voided', args, place()) : mined('Reclaimed', args, place()))
  }

  function refund(payment: Payment, wanted: bigint, source: number, credited: boolean) {
    const { id, terms } = payment
    const { merchant, token, payer: to } = terms
    const held = balanceOf(merchant, token)
    const limit = source === AVAILABLE ? min(payment.refundable, held.available) : payment.refundable
    const amount = min(wanted, limit)
    if (amount === 0n) return
    payment.refundable -= amount
    const seq = source === AVAILABLE ? move(merchant, token, -amount, id) : held.seq
    if (credited) move(to, token, amount, id)
    const after = { capturableAfter: payment.capturable, refundableAfter: payment.refundable, seq }
    emit(mined('Refunded', { id, amount, source, credited, ...after }, place()))
  }

  function withdraw(account: Address, token: Address, wanted: bigint, to: Address) {
    const held = balanceOf(account, token)
    const amount = min(wanted, held.available)
    if (amount === 0n) return
    held.available -= amount
    held.seq += 1n
    const totals = { availableAfter: held.available, prepaidAfter: held.prepaid, seq: held.seq }
    emit(mined('Withdrawn', { account, token, to, amount, ...totals }, place()))
  }

  function deposit(account: Address, token: Address, amount: bigint, toPrepaid: boolean) {
    const seq = change(account, token, toPrepaid ? { prepaid: amount } : { available: amount }, NO_CAUSE)
    emit(mined('Deposited', { account, token, amount, toPrepaid, source: 0, seq }, place()))
  }

  function movePrepaid(account: Address, token: Address, wanted: bigint, toPrepaid: boolean) {
    const held = balanceOf(account, token)
    const amount = min(wanted, toPrepaid ? held.available : held.prepaid)
    if (amount === 0n) return
    const moved = toPrepaid ? amount : -amount
    const seq = change(account, token, { available: -moved, prepaid: moved }, NO_CAUSE)
    emit(mined('PrepaidMoved', { account, token, amount, toPrepaid, seq }, place()))
  }

  function transfer(from: Address, to: Address, token: Address, wanted: bigint, ref: Hex) {
    const amount = min(wanted, balanceOf(from, token).available)
    if (amount === 0n || from === to) return
    const seq = move(from, token, -amount, NO_CAUSE)
    move(to, token, amount, NO_CAUSE)
    emit(mined('BalanceTransferred', { from, to, token, amount, ref, seq }, place()))
  }

  const own = { deposit, movePrepaid, transfer, withdraw }
  const verbs = { authorize, charge, capture, captureBatch, giveBack, refund, ...own }
  /** What SubscriptionManager reaches by its hooks. */
  const hooks = { balanceOf, move, change, emit, place }
  return { payments, balances, events, ...verbs, hooks }
}

function belongs(group: Group, { merchant, token, feeRecipient }: AbiTerms): boolean {
  return merchant === group.merchant && token === group.token && feeRecipient === group.feeRecipient
}
