import type { Logger } from 'pino'
import pino from 'pino'
import { readConfig } from '../../../../api/src/config.ts'
import { type Ctx, makeContext } from '../../../../api/src/context.ts'
import type { Owner, Scope } from '../../../../api/src/domain/caller.ts'
import type { Clock } from '../../../../api/src/domain/clock.ts'
import { createApiKey } from '../../../../api/src/services/createApiKey.ts'
import { createMerchant } from '../../../../api/src/services/createMerchant.ts'
import { createWebhookEndpoint } from '../../../../api/src/services/createWebhookEndpoint.ts'
import { emitNow } from '../../../../api/src/services/emitEvent.ts'
import { connect, type Db, openDatabase } from '../../../../api/src/store/database.ts'
import type { DeliveryKey } from '../../../../api/src/store/deliveries.ts'
import { localKey } from '../../../../scripts/local/accounts.ts'
import { bareSigners } from '../../../support/bareSigners.ts'
import { openMigratedDatabase } from '../../../support/migratedDatabase.ts'

interface DeskOptions {
  role?: 'api' | 'worker'
  environment?: 'local' | 'production'
  clock?: Clock
  log?: Logger
  replace?: Partial<Ctx>
}

/** A migrated database without any chain, and contexts on it: all that webhooks need. */
export interface Desk {
  /** The worker's context. */
  ctx: Ctx
  /** The database as its owner. */
  db: Db
  openCtx(options?: DeskOptions): Ctx
  /** The environment of a process on this database. */
  env(role: 'api' | 'worker'): Record<string, string>
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const database = await openMigratedDatabase()
  const ownerPool = connect(database.urls.owner, { max: 2, name: 'test-owner' })
  const opened: Ctx[] = []
  const env = (role: 'api' | 'worker') => environmentOf(database.urls[role])
  const openCtx = (options: DeskOptions = {}): Ctx => {
    const { role = 'worker', environment = 'local', clock, log, replace } = options
    const config = readConfig({ ...env(role), FLORIN_ENV: environment })
    const ctx = makeContext(config, new Map(), {
      name: `test-${role}`,
      poolSize: 5,
      signers: bareSigners(config),
      log: log ?? pino({ level: 'silent' }),
      ...(clock ? { clock } : {}),
    })
    opened.push(ctx)
    return { ...ctx, ...replace }
  }
  const close = async () => {
    for (const ctx of opened) await ctx.close()
    await ownerPool.end()
    await database.close()
  }
  return { ctx: openCtx(), db: openDatabase(ownerPool), openCtx, env, close }
}

function environmentOf(databaseUrl: string): Record<string, string> {
  return {
    FLORIN_ENV: 'local',
    DATABASE_URL: databaseUrl,
    PORT: '0',
    API_URL: 'http://127.0.0.1:1',
    WEB_URL: 'http://127.0.0.1:2',
    DEPLOYMENTS_DIR: 'unused',
    GAS_SIGNER_KEYS: localKey(31337, 'gasSigner'),
    OPERATOR_KEY: localKey(31337, 'operator'),
    SECRETS_KEY: '42'.repeat(32),
    LOG_LEVEL: 'silent',
  }
}

/** A merchant without an address. */
export async function addOwner(desk: Desk): Promise<Owner> {
  const merchantId = await createMerchant(
    { ...desk.ctx, db: desk.db },
    { name: 'Test merchant', operatorOptedIn: false, addresses: [] },
  )
  return { merchantId, mode: 'test' }
}

export async function addKey(desk: Desk, owner: Owner, scopes: readonly Scope[]): Promise<string> {
  return (await createApiKey({ ...desk.ctx, db: desk.db }, owner, scopes)).key
}

export async function addEndpoint(
  desk: Desk,
  owner: Owner,
  url: string,
  enabledEvents = ['*'],
): Promise<{ id: string; secret: string }> {
  const { row, secret } = await createWebhookEndpoint(desk.ctx, owner, {
    url,
    description: null,
    enabledEvents,
    metadata: {},
  })
  return { id: row.id, secret }
}

/** Emits an event and answers with its delivery to an endpoint. */
export async function addDelivery(
  desk: Desk,
  owner: Owner,
  endpointId: string,
  ctx: Ctx = desk.ctx,
): Promise<DeliveryKey> {
  const eventId = await ctx.db
    .transaction()
    .execute((tx) =>
      emitNow(
        { ...ctx, db: tx },
        { owner, type: 'invoice.paid', objectId: 'inv_1', object: { object: 'invoice', amount: '10000000' } },
      ),
    )
  return { endpointId, eventId }
}

/** A clock that stands until it is moved. */
export function movableClock(start = new Date()): Clock & { moveTo(moment: Date): void } {
  let now = start
  return {
    now: () => now,
    moveTo: (moment) => {
      now = moment
    },
  }
}
