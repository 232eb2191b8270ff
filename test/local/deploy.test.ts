import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { expect } from 'chai'
import hre from 'hardhat'
import { type Address, createWalletClient, http, publicActions } from 'viem'
import subscriptionManager from '../../ignition/modules/subscriptionManager.ts'
import { deploy } from '../../scripts/deploy.ts'
import { predictManager } from '../../scripts/deployment/predictManager.ts'
import { localAccount } from '../../scripts/local/accounts.ts'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { testFile } from '../support/workspace.ts'
import { startInterferingProxy } from './support/interferingProxy.ts'

const ESCROW = 1
const MANAGER = 2

describe('the deployment of both contracts', () => {
  let node: LocalChain

  before(async () => {
    node = await startTestAnvil()
  })
  after(() => node?.stop())

  const deployer = () =>
    createWalletClient({
      account: localAccount(node.chainId, 'deployer'),
      transport: http(node.rpcUrl),
      pollingInterval: 20,
    }).extend(publicActions)

  async function sendSomethingElse(): Promise<void> {
    const client = deployer()
    const hash = await client.sendTransaction({ chain: null, to: client.account.address })
    await client.waitForTransactionReceipt({ hash })
  }

  const managerOf = (escrow: Address) =>
    deployer().readContract({ address: escrow, abi: paymentEscrowAbi, functionName: 'subscriptionManager' })

  it('names each with the block and the transaction that created it, and each knows the other', async () => {
    await sendSomethingElse()
    const out = testFile('deployments')
    const { contracts } = await deploy({ rpcUrl: node.rpcUrl, out })
    const file: unknown = JSON.parse(readFileSync(path.join(out, '31337.json'), 'utf8'))
    expect(file).to.deep.include({ chainId: 31337, contracts })
    for (const { address, block, transaction } of Object.values(contracts)) {
      const receipt = await deployer().getTransactionReceipt({ hash: transaction })
      expect([receipt.contractAddress, Number(receipt.blockNumber)]).to.deep.equal([
        address.toLowerCase(),
        block,
      ])
    }
    const { PaymentEscrow: escrow, SubscriptionManager: manager } = contracts
    expect(await managerOf(escrow.address)).to.equal(manager.address)
    const back = { address: manager.address, abi: subscriptionManagerAbi, functionName: 'escrow' } as const
    expect(await deployer().readContract(back)).to.equal(escrow.address)
  })

  for (const [contract, place] of [
    ['the escrow', ESCROW],
    ['the manager', MANAGER],
  ] as const)
    it(`writes nothing where the deployer sends something else just before ${contract}`, async () => {
      const proxy = await startInterferingProxy(node.rpcUrl, {
        method: 'eth_sendTransaction',
        time: place,
        interfere: async () => {
          await sendSomethingElse()
          return 'pass'
        },
      })
      const out = testFile('deployments')
      const failure = await failureOf(deploy({ rpcUrl: proxy.url, out }))
      expect(failure.message).to.match(/^SubscriptionManager: expected at 0x\w{40}, found nothing there/)
      expect(existsSync(out)).to.equal(false)
      await proxy.close()
    })

  describe('that stopped between the two', () => {
    const deploymentIds: string[] = []
    after(async () => {
      for (const id of deploymentIds)
        await rm(path.join(hre.config.paths.ignition, 'deployments', id), { recursive: true, force: true })
    })

    /** Answers with what resumes it. */
    async function stopHalfway() {
      const predicted = await predictManager(deployer(), deployer().account.address)
      const deploymentId = `test-${randomUUID()}`
      deploymentIds.push(deploymentId)
      // A transaction that was sent and not answered would have to be looked for by hand.
      const proxy = await startInterferingProxy(node.rpcUrl, {
        method: 'eth_estimateGas',
        time: MANAGER,
        interfere: async () => 'refuse',
      })
      await failureOf(deployBoth(proxy.url, deploymentId, predicted))
      await proxy.close()
      const resume = (manager: Address) => deployBoth(node.rpcUrl, deploymentId, manager)
      return { predicted, resume }
    }

    it('is resumed with the same address', async () => {
      const { predicted, resume } = await stopHalfway()
      const { escrow, manager } = await resume(predicted)
      expect(manager).to.equal(predicted)
      expect(await managerOf(escrow)).to.equal(predicted)
    })

    it('is not resumed with another address: the escrow has been told', async () => {
      const { resume } = await stopHalfway()
      const failure = await failureOf(resume('0x00000000000000000000000000000000000000aa'))
      expect(failure.message).to.include('PaymentEscrow#PaymentEscrow')
    })

    it('is not resumed where the deployer has sent something else: the constructor refuses', async () => {
      const { predicted, resume } = await stopHalfway()
      await sendSomethingElse()
      const failure = await failureOf(resume(predicted))
      expect(failure.message).to.include('NotTheManager')
      expect(failure.message).to.include(predicted)
    })
  })
})

async function deployBoth(url: string, deploymentId: string, manager: Address) {
  const connection = await hre.network.create({ network: 'rpc', override: { url } })
  try {
    const { escrow, manager: created } = await connection.ignition.deploy(subscriptionManager, {
      deploymentId,
      parameters: { PaymentEscrow: { subscriptionManager: manager } },
      config: { requiredConfirmations: 1, blockPollingInterval: 50 },
    })
    return { escrow: escrow.address, manager: created.address }
  } finally {
    await connection.close()
  }
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (outcome instanceof Error) return outcome
  throw new Error(`expected an error, found ${outcome}`)
}
