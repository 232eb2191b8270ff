import type { Page } from 'playwright-core'
import type { TypedDataDefinition } from 'viem'
import { type Json, walletPayer } from './fixtures.ts'

/** A wallet extension as a page sees it: announced by EIP-6963, its answers decided by the test. */
export type FakeWallet = {
  name: string
  chainId: number
  knownChains: number[]
  /** Whether it opens to the page at once; `wait` leaves the question open. */
  onConnect: 'connect' | 'wait'
  /** What it does when asked for a signature; `wait` leaves the question open, as a person who thinks. */
  onSign: 'sign' | 'reject' | 'wait'
  isConnected: boolean
  signed: TypedDataDefinition[]
}

type Question = { method: string; params?: Json[] }
type Reply = { result?: Json; error?: { code: number; message: string }; chainChanged?: string }

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"%3E%3Crect width="40" height="40" fill="%232b3a67"/%3E%3Cpath d="M10 26l10-14 10 14z" fill="%23ffd166"/%3E%3C/svg%3E'

export async function announceWallet(page: Page, changes: Partial<FakeWallet> = {}): Promise<FakeWallet> {
  const wallet: FakeWallet = {
    name: 'Lantern',
    chainId: 31337,
    knownChains: [31337, 1],
    onConnect: 'connect',
    onSign: 'sign',
    isConnected: false,
    signed: [],
    ...changes,
  }
  const id = wallet.name.toLowerCase().replace(/\W/g, '')
  await page.exposeFunction(`${id}Ask`, (question: Question) => reply(wallet, question))
  await page.addInitScript({ content: announcement(wallet.name, id) })
  return wallet
}

async function reply(wallet: FakeWallet, { method, params = [] }: Question): Promise<Reply> {
  switch (method) {
    case 'wallet_requestPermissions':
    case 'eth_requestAccounts':
      if (wallet.onConnect === 'wait') return new Promise(() => {})
      if (method === 'wallet_requestPermissions') return unsupported(method)
      wallet.isConnected = true
      return { result: [walletPayer.address] }
    case 'eth_accounts':
      return { result: wallet.isConnected ? [walletPayer.address] : [] }
    case 'eth_chainId':
      return { result: `0x${wallet.chainId.toString(16)}` }
    case 'wallet_switchEthereumChain':
      return switchChain(wallet, params[0])
    case 'wallet_addEthereumChain':
      wallet.knownChains.push(chainIdOf(params[0]))
      return switchChain(wallet, params[0])
    case 'eth_signTypedData_v4':
      return sign(wallet, String(params[1]))
    default:
      return unsupported(method)
  }
}

function unsupported(method: string): Reply {
  return { error: { code: 4200, message: `${method} is not supported` } }
}

function switchChain(wallet: FakeWallet, target: Json | undefined): Reply {
  const chainId = chainIdOf(target)
  if (!wallet.knownChains.includes(chainId))
    return { error: { code: 4902, message: 'Unrecognized chain ID' } }
  wallet.chainId = chainId
  return { result: null, chainChanged: `0x${chainId.toString(16)}` }
}

async function sign(wallet: FakeWallet, text: string): Promise<Reply> {
  if (wallet.onSign === 'reject') return { error: { code: 4001, message: 'User rejected the request.' } }
  if (wallet.onSign === 'wait') return new Promise(() => {})
  const typedData: TypedDataDefinition = JSON.parse(text)
  wallet.signed.push(typedData)
  return { result: await walletPayer.signTypedData(typedData) }
}

function chainIdOf(target: Json | undefined): number {
  const isObject = typeof target === 'object' && target !== null && !Array.isArray(target)
  return Number(isObject ? target.chainId : Number.NaN)
}

/** Runs in the page before its own scripts. */
function announcement(name: string, id: string): string {
  return `(() => {
    const listeners = []
    const emit = (event, value) => listeners.filter((item) => item.event === event).forEach((item) => item.call(value))
    const provider = {
      async request(question) {
        const reply = await window[${JSON.stringify(`${id}Ask`)}](question)
        if (reply.error) throw Object.assign(new Error(reply.error.message), { code: reply.error.code })
        if (reply.chainChanged) emit('chainChanged', reply.chainChanged)
        return reply.result
      },
      on: (event, call) => { listeners.push({ event, call }) },
      removeListener: (event, call) => {
        const index = listeners.findIndex((item) => item.event === event && item.call === call)
        if (index >= 0) listeners.splice(index, 1)
      },
    }
    const info = Object.freeze({
      uuid: ${JSON.stringify(`350670db-19fa-4704-a166-${id.padEnd(12, '0').slice(0, 12)}`)},
      name: ${JSON.stringify(name)},
      icon: ${JSON.stringify(ICON)},
      rdns: ${JSON.stringify(`test.${id}`)},
    })
    const announce = () =>
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }))
    window.addEventListener('eip6963:requestProvider', announce)
    announce()
  })()`
}
