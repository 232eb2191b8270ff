import { UnreadableCall } from '@florin/sdk/calls/canonical.ts'
import { type IntakeCall, readIntakeCall } from '@florin/sdk/escrow/intakeCall.ts'
import { type EscrowCall, readEscrowCall } from '@florin/sdk/escrow/signedCall.ts'
import { type ManagerCall, readManagerCall } from '@florin/sdk/subscriptions/signedCall.ts'
import type { Ctx } from '../../context.ts'
import { parseAddress, shownAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { invalidCall } from '../../domain/callRules.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { chainNamed } from '../chainOf.ts'

type Hex = `0x${string}`

export interface CallInput {
  chain: string
  call: { to: string; data: Hex }
}

/** A call as its own bytes say what it does. */
export type ReadCall = { chain: ChainInfo; contract: Hex; data: Hex } & (
  | { of: 'payer'; intake: IntakeCall }
  | { of: 'escrow'; action: EscrowCall }
  | { of: 'manager'; action: ManagerCall }
)

/** Finds out what a call would do. Nothing is sent that is not read whole, of a contract that is not ours, or of another verb. */
export function readCall(ctx: Ctx, owner: Owner, input: CallInput): ReadCall {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const to = parseAddress(input.call.to, 'call.to')
  const { data } = input.call
  try {
    return read(chain, to, data)
  } catch (error) {
    if (error instanceof UnreadableCall) throw invalidCall(error.message)
    throw error
  }
}

function read(chain: ChainInfo, to: Hex, data: Hex): ReadCall {
  const { chainId, escrow, manager } = chain
  if (to === escrow) {
    const intake = readIntakeCall({ chainId, escrow }, data)
    if (intake) return { chain, contract: to, data, of: 'payer', intake }
    return { chain, contract: to, data, of: 'escrow', action: readEscrowCall({ chainId, escrow }, data) }
  }
  if (to === manager) {
    return { chain, contract: to, data, of: 'manager', action: readManagerCall({ chainId, manager }, data) }
  }
  throw invalidCall(
    `expected the escrow ${shownAddress(escrow)} or the subscription manager ${shownAddress(manager)} of ${chain.name}`,
    'call.to',
  )
}
