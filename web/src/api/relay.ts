import type { Hex } from 'viem'
import { readObject } from '../parse/reader.ts'
import type { ApiClient } from './client.ts'

const statuses = ['accepted', 'submitted', 'mined', 'confirmed', 'failed', 'expired', 'canceled'] as const

export type Relay = {
  id: string
  status: (typeof statuses)[number]
  /** The payment that it makes. */
  onchainId: Hex | null
  txHash: Hex | null
  error: { code: string; reason: string } | null
}

export async function createRelay(
  api: ApiClient,
  input: { paymentRequest: string; signature: Hex },
  idempotencyKey: string,
): Promise<Relay> {
  const body = { payment_request: input.paymentRequest, signature: input.signature }
  return readRelay(await api.post('/v1/relays', body, idempotencyKey))
}

export async function getRelay(api: ApiClient, id: string): Promise<Relay> {
  return readRelay(await api.get(`/v1/relays/${encodeURIComponent(id)}`))
}

function readRelay(answer: unknown): Relay {
  const relay = readObject(answer, 'relay')
  const error = relay.childOrNull('error')
  return {
    id: relay.text('id'),
    status: relay.oneOf('status', statuses),
    onchainId: relay.hexOrNull('onchain_id'),
    txHash: relay.hexOrNull('tx_hash'),
    error: error && { code: error.text('code'), reason: error.text('reason') || error.text('code') },
  }
}
