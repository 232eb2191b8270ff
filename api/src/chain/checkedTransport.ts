import { BaseError, custom, type Transport } from 'viem'
import type { Clock } from '../domain/clock.ts'
import { isOfTheFuture } from '../domain/falseHead.ts'
import { isLocalChain } from '../domain/localChain.ts'
import { redactorOf, secretsOfUrl } from '../domain/redact.ts'
import { gatheredNode } from './gatheredNode.ts'
import { isHead, timeOf } from './headAnswer.ts'
import { away, quiet, rpcAnswerOf } from './rpcAnswer.ts'

const TIMEOUT_MS = 5_000

/**
 * HTTP to one node, which must prove its chain before anything else it says is believed: at the first request, and again
 * after each failure to answer, because another node may stand behind the same URL then: before a second attempt too.
 * Nor is it believed when it shows a head of the future, by which every deadline would seem to have passed.
 */
export function checkedTransport(url: string, chainId: number, clock: Clock): Transport {
  const askNode = gatheredNode(url, TIMEOUT_MS)
  const redact = redactorOf(secretsOfUrl(url))
  let proven = false

  async function ask(method: string, params?: unknown): Promise<unknown> {
    try {
      return await askNode({ method, params })
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

  /** The time of a chain on somebody's own machine is as its owner sets it. */
  function refuseFuture(time: number | undefined): void {
    if (time === undefined || isLocalChain(chainId) || !isOfTheFuture(time, clock.now())) return
    const shown = new Date(time).toISOString()
    throw new BaseError(`RPC_URL_${chainId} shows a block of ${shown}, which is in the future.`, {
      cause: away(),
    })
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    // The question itself passes, so that whoever asks it learns the truth.
    if (!proven && method !== 'eth_chainId') await prove()
    const answer = await ask(method, params)
    if (isHead(method, params)) refuseFuture(timeOf(answer))
    return answer
  }
  return custom({ request }, { retryCount: 1 })
}
