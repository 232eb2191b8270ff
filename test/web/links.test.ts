import { describe, it } from 'node:test'
import { expect } from 'chai'
import { safeLink, transactionLink } from '../../web/src/checkout/links.ts'
import { parseRoute } from '../../web/src/checkout/route.ts'

describe('safeLink', () => {
  it('accepts http and https', () => {
    expect(safeLink('https://shop.example/a?b=1')).to.equal('https://shop.example/a?b=1')
    expect(safeLink('http://127.0.0.1:3000/')).to.equal('http://127.0.0.1:3000/')
  })
  for (const link of [
    null,
    '',
    'shop.example',
    '//shop.example',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,hi',
    'file:///etc/passwd',
  ]) {
    it(`refuses ${JSON.stringify(link)}`, () => {
      expect(safeLink(link)).to.equal(null)
    })
  }
})

it('links a transaction only where the chain has an explorer', () => {
  expect(transactionLink('https://scan.example/', '0xab')).to.equal('https://scan.example/tx/0xab')
  expect(transactionLink(null, '0xab')).to.equal(null)
})

describe('parseRoute', () => {
  it('knows the home page', () => {
    expect(parseRoute('/', '')).to.deep.equal({ name: 'home' })
  })
  it('reads the invoice and the token', () => {
    expect(parseRoute('/pay/inv_1', '?token=t%2B1')).to.deep.equal({
      name: 'pay',
      invoice: 'inv_1',
      token: 't+1',
    })
  })
  it('has no token where it is empty', () => {
    expect(parseRoute('/pay/inv_1/', '?token=')).to.deep.equal({ name: 'pay', invoice: 'inv_1', token: null })
  })
  it('reads the token of a payment link', () => {
    expect(parseRoute('/link/a-B_9', '?x=1')).to.deep.equal({ name: 'link', token: 'a-B_9' })
  })
  for (const path of [
    '/link',
    '/link/a/b',
    '/link/..%2F',
    '/pay',
    '/pay/',
    '/pay/a/b',
    '/pay/..%2F',
    '/checkout/inv_1',
  ]) {
    it(`knows no page at ${path}`, () => {
      expect(parseRoute(path, '')).to.deep.equal({ name: 'unknown' })
    })
  }
})
