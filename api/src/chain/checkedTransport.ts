import { BaseError, custom, http, type Transport } from 'viem'
import { redactorOf, secretsOfUrl } from '../domain/redact.ts'
import { away, quiet, rpcAnswerOf } from './rpcAnswer.ts'

const TIMEOUT_MS = 5_000

/**
 * HTTP to one node, which must prove its chain before anything else it says is believed: at the first request, and again
 * after each failure to answer, because another node may stand behind the same URL then: before a second attempt too.
 */
export function checkedTransport(url: string, chainId: number): Transport {
  const node = http(url, { timeout: TIMEOUT_MS, retryCount: 0 })({})
  const redact = redactorOf(secretsOfUrl(url))
  let proven = false

  async function ask(method: string, params?: unknown): Promise<unknown> {
    try {
      return await node.request({ method, params })
    } catch (error) {
      // A refusal is an answer too; silence and broken connections are not.
      proven = proven && rpcAnswerOf(error) !== undefined
      throw quiet(error, `RPC_URL_${chainId}`, method, redact)
    }
  }

  async function prove(): Promise<void> {
    const actual = Number(await ask('eth_chainId'))
    if (actual !== chainId) {
      throw new BaseError(`a node for chain ${chainId} says that it is chain ${actual}`, { cause: away() })
    }
    proven = true
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    // The question itself passes, so that whoever asks it learns the truth.
    if (!proven && method !== 'eth_chainId') await prove()
    return ask(method, params)
  }
  return custom({ request }, { retryCount: 1 })
}
