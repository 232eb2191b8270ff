/** Every type of event, with the sentence that the documentation shows. */
export const EVENT_TYPES = {
  'customer.created': 'A customer was added.',
  'customer.updated': 'What is known of a customer was changed.',
  'customer.deleted':
    'A customer was deleted. This event tells no more who it was; earlier ones go on to say what they said.',
  'product.created': 'A product was added.',
  'product.updated': 'What a product says was changed, or whether it is offered.',
  'price.created': 'A price was given to a product.',
  'price.updated': 'A price was switched off or on, or its metadata changed.',
  'invoice.created': 'An invoice was created: open, or as a draft.',
  'invoice.updated': 'What an invoice says was changed; what it asks for changes only while it is a draft.',
  'invoice.finalized': 'A draft took its number and can be paid.',
  'invoice.deleted': 'A draft was deleted.',
  'invoice.paid': 'Confirmed payments cover the invoice.',
  'invoice.partially_paid': 'A confirmed payment covers part of the invoice.',
  'invoice.overpaid':
    'Confirmed payments exceed the amount of the invoice. What is too much is yours to refund.',
  'invoice.past_due': 'The due date of an open invoice passed, and nothing that would pay it is under way.',
  'invoice.expired': 'An open invoice can be paid no more, and nothing that would pay it is under way.',
  'invoice.marked_uncollectible':
    'The merchant expects no payment any more. Money that comes all the same still pays the invoice.',
  'invoice.voided': 'The invoice was voided and can no longer be paid.',
  'invoice.paid_after_void':
    'Confirmed money covers an invoice that was voided. It is yours; refund it if it should not be.',
  'invoice.reopened':
    'A confirmed payment was removed by a reorganisation of the chain; the invoice is unpaid again.',
  'payment_link.created': 'A payment link was created and can be opened.',
  'payment_link.updated': 'A payment link was switched off or on, or its metadata changed.',
  'payment.pending': 'A payment was included in a block and waits for its confirmations.',
  'payment.confirmed': 'A payment reached its confirmations.',
  'payment.reverted': 'A reorganisation of the chain removed a payment.',
  'payment.unmatched':
    'A confirmed payment names the merchant, but was not asked for by any payment request.',
  'payment.assigned': 'An unmatched payment was counted toward an invoice.',
  'payment.captured': 'Money went from escrow to the merchant’s balance.',
  'payment.voided': 'Money in escrow went back to the payer.',
  'payment.reclaimed': 'The payer took back what was not captured in time.',
  'payment.reversed':
    'A reorganisation of the chain removed a confirmed capture, void, reclaim or refund, and the amounts went back; or it moved the payment itself, which is confirmed anew.',
  'payment.refunded': 'Captured money went back to the payer.',
  'refund.created': 'A refund was asked for, or found on chain.',
  'refund.succeeded': 'A refund reached its confirmations; the payer has the money.',
  'refund.failed': 'A refund cannot happen any more; nothing moved.',
  'refund.canceled':
    'A refund was given up before it was sent, by its merchant, or because nobody signed it in time.',
  'refund.reverted': 'A reorganisation of the chain removed a refund that had succeeded.',
  'payout.created': 'A payout was asked for, or found on chain.',
  'payout.succeeded': 'A payout reached its confirmations; the wallet has the money.',
  'payout.failed': 'A payout cannot happen any more; nothing moved.',
  'payout.canceled':
    'A payout was given up before it was sent, by its merchant, or because nobody signed it in time.',
  'payout.reverted': 'A reorganisation of the chain removed a payout that had succeeded.',
  'balance.withdrawn': 'The merchant took money out of its balance.',
  'balance.withdrawal_reverted':
    'A reorganisation of the chain removed a withdrawal; the money is in the balance again.',
  'balance.deposited': 'The merchant brought money into its balance.',
  'balance.deposit_reverted':
    'A reorganisation of the chain removed a deposit; the money is in the wallet again.',
  'balance.prepaid_moved': 'The merchant moved money between its available and its prepaid balance.',
  'balance.prepaid_move_reverted':
    'A reorganisation of the chain removed a move between available and prepaid balance.',
  'balance.transferred': 'Money went from one balance to another; the merchant owns one of them, or both.',
  'balance.transfer_reverted':
    'A reorganisation of the chain removed a transfer between balances; the money is where it was before.',
  'relay.confirmed':
    'What was signed was executed, by us or by somebody who was first, as `executed_by` says. Told again where a reorganisation took it back and it was mined anew.',
  'relay.failed':
    'What was signed was not executed, and we send it no more. A payment that reverted in a block can still be executed by anyone until its deadline; `payment.pending` tells it then.',
  'relay.expired': 'What was signed was not executed in time; nothing moved.',
  'relay.canceled': 'A relay was given up before it was sent.',
  'merchant.updated': 'Settings of the merchant were changed.',
  'merchant.address_added': 'An address was proven to be the merchant’s.',
  'merchant.address_removed': 'An address is no longer used for new invoices.',
  'merchant.default_address_changed': 'New invoices on a chain are paid at another address from now on.',
  'webhook.test':
    'You asked for it, to try an endpoint; only that endpoint hears it. Of its URL the origin is told.',
  'webhook_endpoint.disabled':
    'An endpoint was switched off after failing for too long, or because it answered 410. Of its URL the origin is told.',
} as const

export type EventType = keyof typeof EVENT_TYPES
