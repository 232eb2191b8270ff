import { EXAMPLE_TIME, exampleId } from './parts.ts'

export const webhookEndpointExample = {
  object: 'webhook_endpoint',
  id: exampleId('we'),
  mode: 'test',
  url: 'https://shop.example/webhooks',
  description: 'Orders',
  enabled_events: ['*'],
  metadata: { team: 'orders' },
  status: 'enabled',
  disabled_reason: null,
  failing_since: null,
  previous_secret_expires_at: null,
  version: '2026-11-22',
  created_at: EXAMPLE_TIME,
}
