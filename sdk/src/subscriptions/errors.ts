import type { ContractErrorName, Hex } from 'viem'
import { subscriptionManagerAbi } from '../abi/subscriptionManager.ts'
import type { ContractError } from '../contractErrors.ts'
import { errorDecoder } from '../contractErrors.ts'
import type { EscrowError } from '../escrow/errors.ts'
import { decodeEscrowError } from '../escrow/errors.ts'

export type ManagerErrorName = ContractErrorName<typeof subscriptionManagerAbi>
export type ManagerError = ContractError<ManagerErrorName>

const decoder = errorDecoder(subscriptionManagerAbi.filter((item) => item.type === 'error'))

/**
 * The error of a selector of 4 bytes, as `canCharge` and the reason of `SubscriptionChargeFailed` state it; undefined for one
 * of another contract.
 */
export function managerErrorName(selector: Hex): ManagerErrorName | undefined {
  return decoder.nameOf(selector)
}

/**
 * Decodes revert data of a call to the manager, through which the escrow's errors pass. Undefined where it is no whole custom
 * error of either, such as a token's own or a panic.
 */
export function decodeManagerError(data: Hex): ManagerError | EscrowError | undefined {
  return decoder.decode(data) ?? decodeEscrowError(data)
}
