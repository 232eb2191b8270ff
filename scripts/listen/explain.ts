import { FlorinError } from '@florin/sdk/errors.ts'

/** Why the API registered no endpoint, and what would help. Its key is in none of these texts. */
export function explain(error: unknown, apiUrl: string): string {
  if (!(error instanceof FlorinError)) return unreachable(error, apiUrl)
  switch (error.code) {
    case 'insufficient_scope':
      return `${error.message} Listening needs a key with the scope webhook_endpoints:write.`
    case 'webhook_url_forbidden':
      return [
        `The API at ${apiUrl} does not deliver to a listener on this machine: ${error.message}`,
        'Only a local installation does, such as the sandbox of npm start (FLORIN_ENV=local).',
        'For any other, register an https URL that leads here, and verify deliveries as examples/webhookReceiver.mjs does.',
      ].join('\n')
    case 'unknown':
      return `What answers at ${apiUrl} is no API of Florin: it answered with status ${error.status}.`
    default:
      return error.status === 401
        ? `The API at ${apiUrl} does not accept the key: ${error.message}`
        : `The API refused to register the listener: ${error.message}`
  }
}

function unreachable(error: unknown, apiUrl: string): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (error.message !== 'fetch failed' && error.name !== 'TimeoutError') return error.message
  const reason = cause instanceof Error ? cause.message || cause.name : error.message
  return `The API at ${apiUrl} cannot be reached (${reason}). Does it run?`
}
