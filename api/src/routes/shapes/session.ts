import { z } from 'zod'
import { ROLES, scopesOfRole } from '../../domain/roles.ts'
import { EXAMPLE_MERCHANT, EXAMPLE_TIME, exampleId } from '../examples/parts.ts'
import { addressSchema, timeSchema } from './common.ts'

export const EXAMPLE_SIGN_IN = [
  'pay.example wants you to sign in with your Ethereum account:',
  EXAMPLE_MERCHANT,
  '',
  'Sign in to Florin. This moves no money and costs no gas.',
  '',
  'URI: https://pay.example',
  'Version: 1',
  'Chain ID: 31337',
  'Nonce: 6f1ed002ab5595859014ebf0951522d9',
  'Issued At: 2026-11-22T12:00:00.000Z',
  'Expiration Time: 2026-11-22T12:05:00.000Z',
].join('\n')

export const sessionChallengeSchema = z
  .object({
    object: z.literal('session_challenge'),
    nonce: z.string(),
    message: z.string().meta({ description: 'What the wallet is to sign, to the last byte (EIP-4361).' }),
    expires_at: timeSchema,
  })
  .meta({
    id: 'SessionChallenge',
    example: {
      object: 'session_challenge',
      nonce: '6f1ed002ab5595859014ebf0951522d9',
      message: EXAMPLE_SIGN_IN,
      expires_at: '2026-11-22T12:05:00.000Z',
    },
  })

const fields = {
  object: z.literal('session'),
  id: z.string(),
  mode: z.enum(['test', 'live']),
  merchant: z.string(),
  address: addressSchema.meta({ description: 'The member who signed in.' }),
  role: z.enum(ROLES),
  scopes: z.array(z.string()).meta({ description: 'What the role may do.' }),
  created_at: timeSchema,
  expires_at: timeSchema,
}

const shown = {
  object: 'session' as const,
  id: exampleId('ses'),
  mode: 'test' as const,
  merchant: exampleId('mer'),
  address: EXAMPLE_MERCHANT,
  role: 'viewer' as const,
  scopes: [...scopesOfRole('viewer')],
  created_at: EXAMPLE_TIME,
  expires_at: '2026-11-23T00:00:00.000Z',
}

export const sessionSchema = z.object(fields).meta({ id: 'Session', example: shown })

export const newSessionSchema = z
  .object({
    ...fields,
    token: z.string().meta({
      description: 'Send it as `Authorization: Bearer fl_sess_…`. Shown this once.',
    }),
  })
  .meta({ id: 'NewSession', example: { ...shown, token: 'fl_sess_…' } })

export const endedSessionSchema = z
  .object({ object: z.literal('session'), id: z.string(), deleted: z.literal(true) })
  .meta({ id: 'EndedSession', example: { object: 'session', id: exampleId('ses'), deleted: true } })
