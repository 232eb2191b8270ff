import { x402Facilitator } from '@x402/core/facilitator'
import type { PaymentPayload, PaymentRequirements, SettleResponse, VerifyResponse } from '@x402/core/types'
import type { FacilitatorEvmSigner } from '@x402/evm'
import { ExactEvmScheme } from '@x402/evm/exact/facilitator'
import { UptoEvmScheme } from '@x402/evm/upto/facilitator'
import {
  type Abi,
  type Address,
  encodeFunctionData,
  type HashTypedDataParameters,
  type Hex,
  hashTypedData,
  type PublicClient,
} from 'viem'
import { lowerCase } from '../../domain/address.ts'
import { DomainError } from '../../domain/errors.ts'
import { whoSigned } from '../signatures.ts'
import { chainUnavailable, readAs, readCode } from './reads.ts'

export type { PaymentPayload, PaymentRequirements, SettleResponse, VerifyResponse }

/** How x402's own schemes reach a chain through us. */
export interface Port {
  client: PublicClient
  /** The keys that may send. */
  senders: readonly Address[]
  /** Who is asked as: a payer may name the only one who may send. */
  from: Address
  /** Sends exactly one call for the payer, and answers with the hash under which it was mined. */
  send(call: { contract: Address; calldata: Hex }): Promise<Hex>
}

/** x402's own exact and upto schemes. What they ask of a chain is asked by us, and what they send is sent by our relays. */
export function makeFacilitator(chainId: number, port: Port): Facilitator {
  const state: State = { failure: undefined }
  const signer = signerOf(port, state)
  // Our relays remember what was sent, for every process and across restarts: the package's own memory would only repeat it.
  const config = {
    pendingSettlementStore: { get: async () => undefined, set: async () => {}, delete: async () => {} },
  }
  const facilitator = new x402Facilitator()
    .register(`eip155:${chainId}`, new ExactEvmScheme(signer, config))
    .register(`eip155:${chainId}`, new UptoEvmScheme(signer, config))
  const answered = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work.catch((error: unknown) => {
      throw state.failure ?? error
    })
    // The schemes take a chain that does not answer for a payment that is not valid.
    if (state.failure) throw state.failure
    return answer
  }
  return {
    verify: (payload, requirements) => answered(facilitator.verify(payload, requirements)),
    settle: (payload, requirements) => answered(facilitator.settle(payload, requirements)),
  }
}

export interface Facilitator {
  verify(payload: PaymentPayload, requirements: PaymentRequirements): Promise<VerifyResponse>
  settle(payload: PaymentPayload, requirements: PaymentRequirements): Promise<SettleResponse>
}

interface State {
  failure: DomainError | undefined
}

function signerOf(port: Port, state: State): FacilitatorEvmSigner {
  const { client } = port
  const noting = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DomainError && error.code === 'chain_unavailable') state.failure = error
      throw error
    }
  }
  return {
    getAddresses: () => port.senders,
    readContract: (read) => noting(() => readAs(client, port.from, read)),
    getCode: ({ address }) => noting(() => readCode(client, address)),
    verifyTypedData: (args) =>
      noting(async () => {
        // The package declares typed data loosely.
        const hash = hashTypedData(args as HashTypedDataParameters)
        const { address, signature } = args
        return (await whoSigned(client, { address, hash, signature })) !== undefined
      }),
    writeContract: ({ address, abi, functionName, args, dataSuffix }) =>
      noting(() => {
        if (dataSuffix !== undefined) throw new Error('nothing may be added to what the payer signed')
        const calldata = encodeFunctionData({ abi: abi as Abi, functionName, args })
        return port.send({ contract: lowerCase(address), calldata })
      }),
    sendTransaction: async () => {
      throw new Error('nothing but what the payer signed is sent')
    },
    // Whoever was asked to send has waited already.
    waitForTransactionReceipt: ({ hash }) =>
      noting(() =>
        client.getTransactionReceipt({ hash }).catch(() => {
          throw chainUnavailable()
        }),
      ),
  }
}
