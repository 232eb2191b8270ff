import { describe, it } from 'node:test'
import { expect } from 'chai'
import { chaosSsrf } from '../../chaos/ssrf.ts'
import { NO_PROGRESS } from '../../chaos/support/progress.ts'

describe('webhooks to hostile URLs', () => {
  it('open no socket to an address that is not public, by URL, name, rebinding or redirect', async () => {
    const results = await chaosSsrf({ progress: NO_PROGRESS })
    expect(results.filter(({ pass }) => pass !== true)).to.deep.equal([])
  })
})
