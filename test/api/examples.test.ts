import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { routes } from '../../api/src/routes/all.ts'
import { faultsOfExamples } from '../../api/src/routes/routeExamples.ts'
import { type ExampleStage, openExampleStage, sendExample } from './support/examples/stage.ts'

// The document shows an example of what each route takes and answers. Here every one of them is sent to a real API. A new
// route whose example needs what no other example makes gets an arrangement in support/examples/arrangements.ts.
describe('the example of each route', () => {
  let stage: ExampleStage
  before(async () => {
    stage = await openExampleStage()
  })
  after(() => stage.close())

  for (const route of routes) {
    it(`${route.operationId} is accepted, and the answer is as documented`, async () => {
      expect(faultsOfExamples(route)).to.deep.equal([])
      const reply = await sendExample(stage, route)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(route.answer.status)
      const parsed = route.answer.schema.safeParse(reply.body)
      expect(parsed.error?.issues ?? []).to.deep.equal([])
      // A field that the schema does not name would be missing in what was parsed.
      expect(parsed.data).to.deep.equal(reply.body)
    })
  }
})
