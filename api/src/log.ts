import pino from 'pino'
import type { Config } from './config.ts'
import { redactorOf, secretsOfUrl } from './domain/redact.ts'

/**
 * A process's log. Whatever is logged and however, an error, its cause or a sentence, no line leaves with a key or with the
 * URL of a node in it.
 */
export function makeLog(
  config: Config,
  name: string,
  // Lines that come while others are being written are written together; at the process's end all are.
  destination: pino.DestinationStream = pino.destination({ dest: 1, sync: false }),
): pino.Logger {
  const hooks = { streamWrite: redactorOf(secretsOf(config)) }
  return pino({ name, level: config.logLevel, hooks }, destination)
}

function secretsOf(config: Config): string[] {
  const urls = [...config.rpcUrls.values()].flatMap((urls) => urls.own)
  const bare = [...config.gasSignerKeys, config.treasuryKey, config.operatorKey].filter((key) => key !== null)
  const keys = bare.map((key) => key.slice(2))
  const password = URL.parse(config.databaseUrl)?.password ?? ''
  return [
    ...urls.flatMap(secretsOfUrl),
    ...keys,
    ...config.secretsKeys.map((key) => key.toString('hex')),
    password,
  ]
}
