import type { Address, Hex } from 'viem'
import { type MoneyEvent, mined } from './events.ts'
import { type AbiTerms, idOf } from './terms.ts'

const AVAILABLE = 1

const min = (a: bigint, b: bigint) => (a < b ? a : b)

type Balance = { account: Address; token: Address; available: bigint; seq: bigint }
type Payment = { id: Hex; terms: AbiTerms; capturable: bigint; refundable: bigint }

/** What the contract does to its books and which events it sends in which order, without chain, tokens or signatures. */
export function escrowModel() {
  const payments: Payment[] = []
  const balances = new Map<string, Balance>()
  const events: MoneyEvent[] = []

  function balanceOf(account: Address, token: Address): Balance {
    const key = `${account} ${token}`
    const held = balances.get(key) ?? { account, token, available: 0n, seq: 0n }
    balances.set(key, held)
    return held
  }

  function emit(event: MoneyEvent) {
    events.push(event)
  }

  function move(account: Address, token: Address, change: bigint, cause: Hex): bigint {
    const held = balanceOf(account, token)
    if (change === 0n) return held.seq
    held.available += change
    held.seq += 1n
    const totals = { availableAfter: held.available, prepaidAfter: 0n, seq: held.seq }
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

  function giveBack(payment: Payment, name: 'Voided' | 'Reclaimed', credited: boolean) {
    const { id, terms, capturable: amount } = payment
    if (amount === 0n) return
    payment.capturable = 0n
    if (credited) move(terms.payer, terms.token, amount, id)
    const after = { capturableAfter: 0n, refundableAfter: payment.refundable }
    const args = { id, to: terms.payer, amount, credited, ...after }
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
    const totals = { availableAfter: held.available, prepaidAfter: 0n, seq: held.seq }
    emit(mined('Withdrawn', { account, token, to, amount, ...totals }, place()))
  }

  const verbs = { authorize, charge, capture, giveBack, refund, withdraw }
  return { payments, balances, events, ...verbs }
}
