import { describe, it } from 'node:test'
import { expect } from 'chai'
import { openCatchUp } from '../../indexer/desk/catchUp.ts'

const at = (block: bigint, head: bigint, chainId = 1) => ({ chainId, block, head: { number: head } })

describe('catching up after a start', () => {
  it('is done once each chain has reached the head that stood at the first look, however far that has gone on', () => {
    const isLevel = openCatchUp()
    expect(isLevel(7, [at(90n, 100n), at(5n, 5n, 2)])).to.equal(false)
    expect(isLevel(7, [at(99n, 130n), at(5n, 9n, 2)])).to.equal(false)
    expect(isLevel(7, [at(100n, 140n), at(5n, 9n, 2)])).to.equal(true)
    expect(isLevel(7, [at(100n, 150n), at(5n, 30n, 2)]), 'lag has a limit of its own').to.equal(true)
  })

  it('begins anew with another Ponder', () => {
    const isLevel = openCatchUp()
    expect(isLevel(7, [at(100n, 100n)])).to.equal(true)
    expect(isLevel(8, [at(100n, 101n)])).to.equal(false)
    expect(isLevel(8, [at(101n, 101n)])).to.equal(true)
  })
})
