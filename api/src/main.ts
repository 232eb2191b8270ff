import { createServer } from 'node:http'
import { makeApp } from './app.ts'
import { readDeployments } from './chain/deployments.ts'
import { readConfig } from './config.ts'
import { makeContext } from './context.ts'
import { routes } from './routes/all.ts'

const config = readConfig()
const ctx = makeContext(config, readDeployments(config.deploymentsDir, config.rpcUrls), { name: 'api', poolSize: 20 })
const server = createServer(makeApp(ctx, routes))
