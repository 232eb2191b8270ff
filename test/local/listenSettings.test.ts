import { describe, it } from 'node:test'
import { expect } from 'chai'
import { readListenSettings } from '../../scripts/listen/settings.ts'
import { SettingsError } from '../../scripts/local/settingsError.ts'

const api = 'http://127.0.0.1:3001'
const key = 'fl_test_abc'

describe('the settings of npm run listen', () => {
  it('are read from options and environment', () => {
    const flags = {
      api: `${api}/`,
      events: 'invoice.paid, refund.failed',
      forward: 'http://localhost:8080/hooks',
    }
    expect(readListenSettings({ FLORIN_API_KEY: key }, flags, undefined)).to.deep.equal({
      apiUrl: api,
      apiKey: key,
      events: ['invoice.paid', 'refund.failed'],
      forwardTo: new URL('http://localhost:8080/hooks'),
      full: false,
      asJson: false,
    })
  })

  const wrong: [Record<string, string>, string][] = [
    [{}, 'npm start'],
    [{ api }, 'FLORIN_API_KEY'],
    [{ api: 'nonsense', key }, '--api must be'],
    [{ api: 'ftp://127.0.0.1', key }, '--api must be'],
    [{ api, key: 'sk_live_abc' }, 'must be an API key'],
    [{ api, key, events: 'invoice.eaten' }, '"invoice.eaten"'],
    [{ api, key, events: '' }, '--events knows no ""'],
    [{ api, key, forward: 'http://shop.example/hooks' }, '--forward must be'],
    [{ api, key, forward: 'http://127.0.0.1.shop.example/hooks' }, '--forward must be'],
    [{ api, key, forward: 'https://127.0.0.1/hooks' }, '--forward must be'],
  ]
  for (const [flags, says] of wrong)
    it(`refuse ${JSON.stringify(flags)}, and never tell a key`, () => {
      const read = () => readListenSettings({}, flags, undefined)
      expect(read).to.throw(SettingsError, says)
      expect(read).to.not.throw(SettingsError, flags.key ?? key)
    })
})
