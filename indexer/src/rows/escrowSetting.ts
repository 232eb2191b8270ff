import { zeroAddress } from 'viem'
import type { EscrowEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { EscrowSettingRow } from './types.ts'

/** Whoever deploys an escrow gives it its first owner, by the first event that it emits. */
export function ownershipTransferred(
  chainId: number,
  event: EscrowEvent<'OwnershipTransferred'>,
  before: EscrowSettingRow | null,
): EscrowSettingRow {
  const { previousOwner, newOwner } = event.args
  checker(chainId, 'OwnershipTransferred', event).address(
    'previousOwner',
    previousOwner,
    before?.owner ?? zeroAddress,
  )
  return {
    chainId,
    escrow: lower(event.log.address),
    owner: lower(newOwner),
    pendingOwner: null,
    intakePaused: before?.intakePaused ?? false,
    blockNumber: event.block.number,
  }
}

/** The owner names its successor, who has to accept. */
export function ownershipTransferStarted(
  chainId: number,
  event: EscrowEvent<'OwnershipTransferStarted'>,
  row: EscrowSettingRow | null,
): EscrowSettingRow {
  const { previousOwner, newOwner } = event.args
  const check = checker(chainId, 'OwnershipTransferStarted', event)
  const before = check.present(`escrow ${event.log.address}`, row)
  check.address('previousOwner', previousOwner, before.owner)
  const pendingOwner = newOwner === zeroAddress ? null : lower(newOwner)
  return { ...before, pendingOwner, blockNumber: event.block.number }
}

/** No money enters the escrow while its intake is paused; everybody can leave. */
export function intakePaused(
  chainId: number,
  event: EscrowEvent<'IntakePaused'>,
  row: EscrowSettingRow | null,
): EscrowSettingRow {
  const before = checker(chainId, 'IntakePaused', event).present(`escrow ${event.log.address}`, row)
  return { ...before, intakePaused: event.args.paused, blockNumber: event.block.number }
}
