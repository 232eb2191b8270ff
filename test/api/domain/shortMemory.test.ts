import { describe, it } from 'node:test'
import { expect } from 'chai'
import { makeShortMemory } from '../../../api/src/domain/shortMemory.ts'

describe('a short memory', () => {
  it('knows a value until its moment is over', () => {
    let ms = 0
    const memory = makeShortMemory<string>({ forMs: 800, most: 10, now: () => ms })
    memory.set('a', 'one')
    ms = 799
    expect(memory.get('a')).to.equal('one')
    ms = 800
    expect(memory.get('a')).to.equal(undefined)
  })

  it('is not kept alive by being asked', () => {
    let ms = 0
    const memory = makeShortMemory<string>({ forMs: 800, most: 10, now: () => ms })
    memory.set('a', 'one')
    for (ms = 100; ms < 800; ms += 100) memory.get('a')
    ms = 801
    expect(memory.get('a')).to.equal(undefined)
  })

  it('never holds more than it may', () => {
    const memory = makeShortMemory<number>({ forMs: 800, most: 3, now: () => 0 })
    for (let i = 0; i < 10; i += 1) memory.set(String(i), i)
    const known = Array.from({ length: 10 }, (_, i) => memory.get(String(i))).filter(
      (value) => value !== undefined,
    )
    expect(known.length).to.be.at.most(3)
    expect(memory.get('9')).to.equal(9)
  })
})
