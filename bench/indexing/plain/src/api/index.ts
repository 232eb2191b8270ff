import { Hono } from 'hono'

// Ponder insists on this file. Nothing is served from here: readers use the views in Postgres.
export default new Hono()
