import { BaseError, custom, http, RpcRequestError, type Transport } from 'viem'

const TIMEOUT_MS = 5_000

/**
 * HTTP to one node, which must prove its chain before anything else it says is believed: at the first request, and again
 * after each failure to answer, because another node may stand behind the same URL then.
 */
export function checkedTransport(url: string, chainId: number): Transport {
  const node = http(url, { timeout: TIMEOUT_MS, retryCount: 1 })({})
  let proven = false

  async function prove(): Promise<void> {
    const actual: unknown = await node.request({ method: 'eth_chainId' })
    if (Number(actual) !== chainId)
      throw new Error(`a node for chain ${chainId} says that it is chain ${Number(actual)}`)
    proven = true
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    // The question itself passes, so that whoever asks it learns the truth.
    if (!proven && method !== 'eth_chainId') await prove()
    try {
      return await node.request({ method, params })
    } catch (error) {
      proven = proven && answered(error)
      throw error
    }
  }
  return custom({ request }, { retryCount: 0 })
}

/** A refusal is an answer too; silence and broken connections are not. */
function answered(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof RpcRequestError) !== null
}
