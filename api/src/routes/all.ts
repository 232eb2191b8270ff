import { createInvoice } from './createInvoice.ts'
import { createPaymentRequest } from './createPaymentRequest.ts'
import { getCheckout } from './getCheckout.ts'
import { getConfig } from './getConfig.ts'
import { getInvoice } from './getInvoice.ts'
import { getPayment } from './getPayment.ts'
import { listInvoices } from './listInvoices.ts'
import { listPayments } from './listPayments.ts'
import type { Route } from './route.ts'
import { voidInvoice } from './voidInvoice.ts'

/** Every endpoint, in the order of the documentation. */
export const routes: readonly Route[] = [
  createInvoice,
  listInvoices,
  getInvoice,
  voidInvoice,
  createPaymentRequest,
  listPayments,
  getPayment,
  getCheckout,
  getConfig,
]
