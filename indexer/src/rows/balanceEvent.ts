import { sourceName } from '../enums.ts'
import { type EscrowEvent, identity, inclusion, type Origin } from '../event.ts'
import { lower } from '../hex.ts'
import { balanceEntries } from './balanceEntries.ts'
import type { BalanceEventRow, BalanceEventRows } from './types.ts'

/** Money came from the account's wallet into its balance. */
export function deposited(chainId: number, event: EscrowEvent<'Deposited'>): BalanceEventRows {
  const { amount, toPrepaid, seq } = event.args
  const [account, token] = [lower(event.args.account), lower(event.args.token)]
  const said = { kind: 'deposited', account, token, amount, toPrepaid, seq } as const
  const balanceEvent = row(chainId, event, { ...said, source: sourceName(event.args.source) })
  return { balanceEvent, entries: balanceEntries(balanceEvent, said) }
}

/** Money went from the available balance to the prepaid one, or back. */
export function prepaidMoved(chainId: number, event: EscrowEvent<'PrepaidMoved'>): BalanceEventRows {
  const { amount, toPrepaid, seq } = event.args
  const [account, token] = [lower(event.args.account), lower(event.args.token)]
  const said = { kind: 'prepaid_moved', account, token, amount, toPrepaid, seq } as const
  const balanceEvent = row(chainId, event, said)
  return { balanceEvent, entries: balanceEntries(balanceEvent, said) }
}

/** Money went from one account's available balance to that of another. */
export function balanceTransferred(
  chainId: number,
  event: EscrowEvent<'BalanceTransferred'>,
): BalanceEventRows {
  const { amount, ref, seq } = event.args
  const [account, to, token] = [lower(event.args.from), lower(event.args.to), lower(event.args.token)]
  const said = { kind: 'transferred', account, token, amount, seq } as const
  const balanceEvent = row(chainId, event, { ...said, recipient: to, ref: lower(ref) })
  return { balanceEvent, entries: balanceEntries(balanceEvent, { ...said, to }) }
}

type Said = Pick<BalanceEventRow, 'kind' | 'account' | 'token' | 'amount' | 'seq'> &
  Partial<Pick<BalanceEventRow, 'toPrepaid' | 'source' | 'recipient' | 'ref'>>

function row(chainId: number, origin: Origin, said: Said): BalanceEventRow {
  return {
    ...inclusion(chainId, origin),
    identity: identity(chainId, origin),
    contract: lower(origin.log.address),
    kind: said.kind,
    account: said.account,
    token: said.token,
    amount: said.amount,
    toPrepaid: said.toPrepaid ?? null,
    source: said.source ?? null,
    recipient: said.recipient ?? null,
    ref: said.ref ?? null,
    seq: said.seq,
  }
}
