import { describe, it } from 'node:test'
import { expect } from 'chai'
import { networkOf } from '../../../api/src/domain/network.ts'

describe('networkOf', () => {
  for (const [ip, network] of [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const) {
    it(`takes ${ip} for ${network}`, () => {
      expect(networkOf(ip)).to.equal(network)
    })
  }
})
