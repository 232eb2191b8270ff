import { describe, it } from 'node:test'
import { expect } from 'chai'
import { zeroAddress } from 'viem'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import {
  intakePaused,
  ownershipTransferred,
  ownershipTransferStarted,
} from '../../indexer/src/rows/escrowSetting.ts'
import { chargeFailed } from '../../indexer/src/rows/failures.ts'
import { tokenAfter, unknownToken } from '../../indexer/src/rows/token.ts'
import type { BalanceEntryRow } from '../../indexer/src/rows/types.ts'
import { account, CHAIN_ID, ESCROW, mined, minedByManager } from './support/events.ts'

const [owner, successor, stranger] = [account(1), account(2), account(3)]
const first = mined('OwnershipTransferred', { previousOwner: zeroAddress, newOwner: owner })
const own = ownershipTransferred(CHAIN_ID, first.event, null)

describe('the escrow’s owner', () => {
  it('is named by the first event, passes on in two steps, and keeps what it set', () => {
    expect(own).to.include({ escrow: ESCROW.toLowerCase(), owner, pendingOwner: null, intakePaused: false })
    const paused = intakePaused(CHAIN_ID, mined('IntakePaused', { paused: true }).event, own)
    const started = mined('OwnershipTransferStarted', { previousOwner: owner, newOwner: successor })
    const pending = ownershipTransferStarted(CHAIN_ID, started.event, paused)
    expect(pending).to.include({ owner, pendingOwner: successor, intakePaused: true })
    const accepted = mined('OwnershipTransferred', { previousOwner: owner, newOwner: successor })
    expect(ownershipTransferred(CHAIN_ID, accepted.event, pending)).to.include({
      owner: successor,
      pendingOwner: null,
      intakePaused: true,
    })
  })

  it('can take a nomination back', () => {
    const nobody = mined('OwnershipTransferStarted', { previousOwner: owner, newOwner: zeroAddress })
    expect(ownershipTransferStarted(CHAIN_ID, nobody.event, own).pendingOwner).to.equal(null)
  })

  it('stops the indexer where the one before is another', () => {
    const event = { previousOwner: stranger, newOwner: successor }
    for (const change of [
      () => ownershipTransferred(CHAIN_ID, mined('OwnershipTransferred', event).event, own),
      () => ownershipTransferStarted(CHAIN_ID, mined('OwnershipTransferStarted', event).event, own),
      () => intakePaused(CHAIN_ID, mined('IntakePaused', { paused: true }).event, null),
    ])
      expect(change).to.throw(IndexMismatch)
  })
})

describe('what the escrow owes in a token', () => {
  const at = { chainId: CHAIN_ID, name: 'Captured', origin: first.event } as const
  const leg = (accountKind: BalanceEntryRow['accountKind'], amount: bigint): BalanceEntryRow => ({
    chainId: CHAIN_ID,
    identity: '0x',
    position: 0,
    accountKind,
    account: owner,
    token: zeroAddress,
    amount,
    blockNumber: 1n,
  })
  const before = { ...unknownToken(CHAIN_ID, zeroAddress), escrowed: 10n }

  it('follows the legs of each fact, and leaves what is outside out', () => {
    const legs = [leg('escrow', -7n), leg('available', 4n), leg('prepaid', 2n), leg('external', 1n)]
    expect(tokenAfter(at, before, legs)).to.include({
      escrowed: 3n,
      available: 4n,
      prepaid: 2n,
      listed: false,
    })
  })

  it('stops the indexer where it would be less than nothing', () => {
    for (const kind of ['escrow', 'available', 'prepaid'] as const)
      expect(() => tokenAfter(at, before, [leg(kind, -11n)]), kind).to.throw(IndexMismatch, 'at least 0')
  })
})

describe('a failed charge', () => {
  it('stops the indexer where nobody knows the subscription', () => {
    const failed = minedByManager('SubscriptionChargeFailed', { id: '0x01', period: 1, reason: '0x12345678' })
    expect(() => chargeFailed(CHAIN_ID, failed.event, null)).to.throw(IndexMismatch, 'unknown')
  })
})
