import { z } from 'zod'
import { createSessionChallenge as create } from '../services/createSessionChallenge.ts'
import { defineRoute } from './route.ts'
import { addressInput, chainInput } from './shapes/common.ts'
import { sessionChallengeSchema } from './shapes/session.ts'

export const createSessionChallenge = defineRoute({
  method: 'post',
  path: '/v1/sessions/challenge',
  operationId: 'createSessionChallenge',
  summary: 'Ask for a text to sign in with',
  description:
    'Answers with a Sign-In with Ethereum message for the wallet to sign with `personal_sign`, good once and for five minutes. With a contract wallet, name the chain on which it stands.',
  tag: 'Sessions',
  access: 'public',
  body: z.strictObject({ address: addressInput, chain: chainInput }).meta({ id: 'CreateSessionChallenge' }),
  answer: { status: 201, schema: sessionChallengeSchema, description: 'The text to sign.' },
  handle: async (ctx, { body }) => {
    const { nonce, message, expires_at } = await create(ctx, body)
    return {
      object: 'session_challenge' as const,
      nonce,
      message,
      expires_at: expires_at.toISOString(),
    }
  },
})
