import { addMember } from './addMember.ts'
import { addMerchantAddress } from './addMerchantAddress.ts'
import { assignPayment } from './assignPayment.ts'
import { buyFromPayLink } from './buyFromPayLink.ts'
import { cancelPayout } from './cancelPayout.ts'
import { cancelRefund } from './cancelRefund.ts'
import { cancelRelay } from './cancelRelay.ts'
import { capturePayment } from './capturePayment.ts'
import { createAddressChallenge } from './createAddressChallenge.ts'
import { createApiKey } from './createApiKey.ts'
import { createCustomer } from './createCustomer.ts'
import { createInvoice } from './createInvoice.ts'
import { createPaymentLink } from './createPaymentLink.ts'
import { createPaymentRequest } from './createPaymentRequest.ts'
import { createPayout } from './createPayout.ts'
import { createPrice } from './createPrice.ts'
import { createProduct } from './createProduct.ts'
import { createRefund } from './createRefund.ts'
import { createRelay } from './createRelay.ts'
import { createSession } from './createSession.ts'
import { createSessionChallenge } from './createSessionChallenge.ts'
import { createWebhookEndpoint } from './createWebhookEndpoint.ts'
import { deleteCustomer } from './deleteCustomer.ts'
import { deleteInvoice } from './deleteInvoice.ts'
import { deleteMerchantAddress } from './deleteMerchantAddress.ts'
import { deleteWebhookEndpoint } from './deleteWebhookEndpoint.ts'
import { endSession } from './endSession.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { getApiKey } from './getApiKey.ts'
import { getCheckout } from './getCheckout.ts'
import { getConfig } from './getConfig.ts'
import { getCustomer } from './getCustomer.ts'
import { getEvent } from './getEvent.ts'
import { getInvoice } from './getInvoice.ts'
import { getMember } from './getMember.ts'
import { getMerchant } from './getMerchant.ts'
import { getOperator } from './getOperator.ts'
import { getPayLink } from './getPayLink.ts'
import { getPayment } from './getPayment.ts'
import { getPaymentLink } from './getPaymentLink.ts'
import { getPayout } from './getPayout.ts'
import { getPrice } from './getPrice.ts'
import { getProduct } from './getProduct.ts'
import { getRefund } from './getRefund.ts'
import { getRelay } from './getRelay.ts'
import { getSession } from './getSession.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'
import { getX402Supported } from './getX402Supported.ts'
import { listApiKeys } from './listApiKeys.ts'
import { listAuditEntries } from './listAuditEntries.ts'
import { listBalances } from './listBalances.ts'
import { listCustomers } from './listCustomers.ts'
import { listDeliveries } from './listDeliveries.ts'
import { listEvents } from './listEvents.ts'
import { listInvoices } from './listInvoices.ts'
import { listLedgerBalances } from './listLedgerBalances.ts'
import { listLedgerTransactions } from './listLedgerTransactions.ts'
import { listMembers } from './listMembers.ts'
import { listMerchantAddresses } from './listMerchantAddresses.ts'
import { listPaymentLinks } from './listPaymentLinks.ts'
import { listPayments } from './listPayments.ts'
import { listPayoutAddresses } from './listPayoutAddresses.ts'
import { listPayouts } from './listPayouts.ts'
import { listPrices } from './listPrices.ts'
import { listProducts } from './listProducts.ts'
import { listRefunds } from './listRefunds.ts'
import { listRelayCosts } from './listRelayCosts.ts'
import { listRelays } from './listRelays.ts'
import { listSponsorBudgets } from './listSponsorBudgets.ts'
import { listWebhookEndpoints } from './listWebhookEndpoints.ts'
import { markInvoiceUncollectible } from './markInvoiceUncollectible.ts'
import { refundPayment } from './refundPayment.ts'
import { removeMember } from './removeMember.ts'
import { replayEvent } from './replayEvent.ts'
import { replayEvents } from './replayEvents.ts'
import { revokeApiKey } from './revokeApiKey.ts'
import { rollApiKey } from './rollApiKey.ts'
import { rotateWebhookSecret } from './rotateWebhookSecret.ts'
import type { Route } from './route.ts'
import { setDefaultMerchantAddress } from './setDefaultMerchantAddress.ts'
import { settleX402Payment } from './settleX402Payment.ts'
import { testWebhookEndpoint } from './testWebhookEndpoint.ts'
import { updateCustomer } from './updateCustomer.ts'
import { updateInvoice } from './updateInvoice.ts'
import { updateMember } from './updateMember.ts'
import { updateMerchant } from './updateMerchant.ts'
import { updatePaymentLink } from './updatePaymentLink.ts'
import { updatePrice } from './updatePrice.ts'
import { updateProduct } from './updateProduct.ts'
import { updateWebhookEndpoint } from './updateWebhookEndpoint.ts'
import { verifyX402Payment } from './verifyX402Payment.ts'
import { voidInvoice } from './voidInvoice.ts'
import { voidPayment } from './voidPayment.ts'

/** Every endpoint, in the order of the documentation. */
export const routes: readonly Route[] = [
  createCustomer,
  listCustomers,
  getCustomer,
  updateCustomer,
  deleteCustomer,
  createProduct,
  listProducts,
  getProduct,
  updateProduct,
  createPrice,
  listPrices,
  getPrice,
  updatePrice,
  createPaymentLink,
  listPaymentLinks,
  getPaymentLink,
  updatePaymentLink,
  createInvoice,
  listInvoices,
  getInvoice,
  updateInvoice,
  deleteInvoice,
  finalizeInvoice,
  voidInvoice,
  markInvoiceUncollectible,
  createPaymentRequest,
  createRelay,
  listRelays,
  getRelay,
  listRelayCosts,
  listSponsorBudgets,
  getX402Supported,
  verifyX402Payment,
  settleX402Payment,
  listPayments,
  getPayment,
  capturePayment,
  voidPayment,
  refundPayment,
  assignPayment,
  createRefund,
  listRefunds,
  getRefund,
  cancelRefund,
  createPayout,
  listPayouts,
  getPayout,
  cancelPayout,
  cancelRelay,
  listPayoutAddresses,
  listBalances,
  listLedgerTransactions,
  listLedgerBalances,
  getOperator,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listDeliveries,
  replayEvents,
  deleteWebhookEndpoint,
  listEvents,
  getEvent,
  replayEvent,
  getMerchant,
  updateMerchant,
  createAddressChallenge,
  addMerchantAddress,
  listMerchantAddresses,
  setDefaultMerchantAddress,
  deleteMerchantAddress,
  getCheckout,
  getPayLink,
  buyFromPayLink,
  getConfig,
  createSessionChallenge,
  createSession,
  getSession,
  endSession,
  addMember,
  listMembers,
  getMember,
  updateMember,
  removeMember,
  createApiKey,
  listApiKeys,
  getApiKey,
  rollApiKey,
  revokeApiKey,
  listAuditEntries,
]
