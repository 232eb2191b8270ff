import { type EscrowEvent, identity, inclusion } from '../event.ts'
import { lower } from '../hex.ts'
import { balanceEntries } from './balanceEntries.ts'
import type { BalanceEntryRow, WithdrawalRow } from './types.ts'

/** Money left an account's available balance. */
export function withdrawn(
  chainId: number,
  event: EscrowEvent<'Withdrawn'>,
): { withdrawal: WithdrawalRow; entries: BalanceEntryRow[] } {
  const { amount, seq, ...args } = event.args
  const [account, to, token] = [lower(args.account), lower(args.to), lower(args.token)]
  const withdrawal = {
    ...inclusion(chainId, event),
    identity: identity(chainId, event),
    contract: lower(event.log.address),
    account,
    token,
    recipient: to,
    amount,
    seq,
  }
  return { withdrawal, entries: balanceEntries(withdrawal, { kind: 'withdrawn', account, to, amount }) }
}
