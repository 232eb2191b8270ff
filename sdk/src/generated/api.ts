// Made by scripts/generate-openapi.ts from the route schemas. Do not edit.

export interface paths {
    "/v1/api_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first
         * @description Keys of your mode, those that were revoked or have ended among them.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The key is the `secret` in this answer, shown this once. It sees the mode in which you call, and may do at most what you may do.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api_keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key
         * @description Shows by which ends to tell it, what it may do, and when it was last used.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Ends it at once, everywhere. A key may revoke itself, so that whoever finds a leaked one can end it with it; its row stays in the list.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api_keys/{id}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll an API key
         * @description Answers with a new key of the same name and scopes. The old one ends at once, or goes on for `expires_in` seconds, so that servers can change over without a gap. You need every scope that the key has.
         */
        post: operations["rollApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit_log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, newest first
         * @description Every change by a key, a person, a payer’s page, a job or the host. Refused calls and replays leave no entry. Nothing can be changed or deleted here.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what your addresses hold inside the escrow
         * @description Every balance at once, by chain, account and token, as the index shows it: before the depth at which payments are confirmed. While the index is not whole, the answer is 503 `index_not_ready` instead of figures that may be wrong.
         */
        get: operations["listBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a payer’s page shows of an invoice
         * @description Guarded by the token of the invoice’s link: what is due, to whom, and the payments so far.
         */
        get: operations["getCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Chains, tokens and contract addresses of this installation
         * @description Public: what pages and the SDK need to know before they ask a wallet.
         */
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers, newest first
         * @description Without deleted ones. Filters can be combined.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Add a customer
         * @description Everything about it is optional. Its `reference` is your own name for it: where another customer has it, the answer is 409 `customer_reference_taken`, so that two calls at once add one customer.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description A deleted one is shown too, empty and with `deleted: true`, because invoices name it.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        /**
         * Delete a customer
         * @description Its name, e-mail address, reference and metadata are deleted for good; its id stays, because invoices name it. Earlier events, the audit log, and for 30 days answers kept for replays, still hold what they said before. A second call answers the same.
         */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        /**
         * Change a customer
         * @description Changes the fields that are sent; null empties one, and `metadata` is replaced as a whole. A deleted customer changes no more (409 `customer_deleted`).
         */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first
         * @description Everything that happened to your objects, by sequence number without gaps.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event with its deliveries
         * @description Shows every attempt to deliver the event to your webhook endpoints, and what they answered.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event once more
         * @description With the same id and body, so a receiver that remembers `webhook-id` sees that it is no news. Without `endpoint` it goes to all enabled endpoints that want its type. The schedule of retries begins anew; earlier attempts stay on record.
         */
        post: operations["replayEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invoices, newest first
         * @description Page by page, by cursor. Filters can be combined.
         */
        get: operations["listInvoices"];
        put?: never;
        /**
         * Create an invoice
         * @description The invoice is open at once; send your customer to its `checkout_url`. Give an `amount`, or `lines` that add up to it. With `draft` it waits until you finalize it, and can be changed until then.
         */
        post: operations["createInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an invoice
         * @description The invoice as it is now, with what was paid and what is due.
         */
        get: operations["getInvoice"];
        put?: never;
        post?: never;
        /**
         * Delete a draft
         * @description Only a draft can be deleted. Void an open invoice instead: its number stays taken.
         */
        delete: operations["deleteInvoice"];
        options?: never;
        head?: never;
        /**
         * Change an invoice
         * @description Everything of a draft but its chain and token. Of an open invoice only description, due_at, return_url, cancel_url and metadata: what it asks for never changes. Afterwards only metadata. Lines and metadata are replaced as a whole.
         */
        patch: operations["updateInvoice"];
        trace?: never;
    };
    "/v1/invoices/{id}/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a draft
         * @description The draft takes the next number and can be paid; what it asks for is fixed from then on.
         */
        post: operations["finalizeInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{id}/mark_uncollectible": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an open invoice up
         * @description No new terms are issued for it. Money that comes all the same, by terms issued before, still pays it.
         */
        post: operations["markInvoiceUncollectible"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{id}/payment_requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue terms for one payer
         * @description Answers with the terms of a payment, the typed data that a wallet signs, one for each source that its money may come from, and the calldata it may send itself. What was signed goes to `POST /v1/relays` with its source. A payment counts toward the invoice only with terms issued here. With `amount` a payer pays a part. Terms reserve nothing: two payers may hold terms for the whole, and what is paid twice makes the invoice overpaid.
         */
        post: operations["createPaymentRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void an invoice
         * @description It is asked for no more, and stays in the books with its number. Refused while a payment is under way. Money that comes all the same is yours, and told by `invoice.paid_after_void`.
         */
        post: operations["voidInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what your accounts held after a block
         * @description The sum of the entries of all facts up to a block, as the books know these facts now: what a reorganisation removed counts as if it had never been. Facts count once they have their confirmations. A block that the books have not reached is refused with 409 `block_not_posted`. Without `account`: the available and prepaid balances of all your addresses on that chain.
         */
        get: operations["listLedgerBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the transactions of your books, newest first
         * @description Each transaction that touches an account of yours: the available and the prepaid balance of each address that you have proven, and the escrow of each payment to such an address. All of its entries are shown, those of others too; what they say is public on chain. Nothing is ever changed or deleted: a reorganisation adds a `reverse`.
         */
        get: operations["listLedgerTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members, newest first
         * @description The people who may act for the merchant, in test and live mode alike.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Add a member
         * @description Lets a wallet sign in for the merchant. Only an owner’s session may; no key can. A contract wallet needs its `chain`: there alone it speaks for the member.
         */
        post: operations["addMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a member
         * @description A member is named by the address of its wallet.
         */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Ends its sessions at once. Only an owner’s session may, and the last owner cannot be removed.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member’s role
         * @description Counts from the member’s next request on. Only an owner’s session may, and the last owner stays one.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/merchant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your own settings
         * @description The merchant whose key calls. Confirmation tiers are those of the chains of the key’s mode.
         */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your settings
         * @description Changes the fields that are sent; `metadata`, `allowed_origins` and `confirmation_tiers` are replaced as a whole. All but the tiers hold for both modes, so a test key may change them only until the merchant has a live address.
         */
        patch: operations["updateMerchant"];
        trace?: never;
    };
    "/v1/merchant/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the addresses you are paid at
         * @description All of the key’s mode at once, by chain, the default first.
         */
        get: operations["listMerchantAddresses"];
        put?: never;
        /**
         * Register an address by its signature
         * @description The first address of a chain is where new invoices are paid; change that with `/default`. An address belongs to one merchant at a time. Proving your own address again renews its proof.
         */
        post: operations["addMerchantAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/addresses/{chain}/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop being paid at an address
         * @description Refused while an invoice may still be paid there. Its past payments and its balance stay yours and visible, until another merchant proves to be the account.
         */
        delete: operations["deleteMerchantAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/addresses/{chain}/{address}/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be paid at an address from now on
         * @description New invoices on its chain name this address; those that exist keep theirs.
         */
        post: operations["setDefaultMerchantAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/addresses/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for what proves an address
         * @description Answers with typed data that the account signs to prove that it is yours. It is good once, for ten minutes, and moves nothing.
         */
        post: operations["createAddressChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/operator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the host’s operator key acts for you
         * @description Captures and voids need your opting in, and terms that name the key. Refunds need a daily cap besides, which your account gives on chain by setOperator and takes back the same way. Read from the chain now, for your first 20 addresses and each token of their chains.
         */
        get: operations["getOperator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/payout_addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your registered payout addresses
         * @description Your accounts set them on chain by setPayout, for every token at once. Read from the chain now, all in one page, for your first 100 addresses.
         */
        get: operations["listPayoutAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay_links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a payment link sells, as whoever opens it sees it
         * @description Needs no key: the token of a published link opens what the link sells, and nothing else. A link that is switched off answers `payment_link_inactive`.
         */
        get: operations["getPayLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay_links/{token}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an invoice from a payment link
         * @description Needs no key but the token of the link. The invoice is open for an hour; send the payer to its `checkout_url`. With an Idempotency-Key of its own, one click makes one invoice. While 1,000 invoices of the link wait for their payers, it answers `payment_link_busy`.
         */
        post: operations["buyFromPayLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payment links, newest first
         * @description Your payment links, all of them or only those that are switched on or off.
         */
        get: operations["listPaymentLinks"];
        put?: never;
        /**
         * Create a payment link
         * @description A page that anybody may open to buy the same thing. Each purchase makes an open invoice of its own, which ends after an hour unpaid and carries the metadata of the link. All prices are in one token.
         */
        post: operations["createPaymentLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payment link
         * @description A payment link and what it sells.
         */
        get: operations["getPaymentLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Switch a payment link off or on
         * @description Changes whether it is active, or its metadata as a whole. What it sells never changes: make a new link. Invoices made from it stay as they are.
         */
        patch: operations["updatePaymentLink"];
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments, newest first
         * @description Unmatched payments stand here too: they name you on chain, but none of your requests asked for them.
         */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payment
         * @description The payment as the chain has it at the depth reached so far.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count an unmatched payment toward an invoice
         * @description For confirmed money that none of your payment requests asked for, such as what a customer sent with terms of its own. The invoice must be open or uncollectible and in the same token. It is for good: who is told that an invoice is paid must be able to rely on it. Refund the payment if it was wrong. While the books of the chain are being written the answer may be 409 `posting_busy`; send the same call again.
         */
        post: operations["assignPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture an authorized payment
         * @description Moves money from escrow to your balance: the amount given, or all that is left.
         */
        post: operations["capturePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund this payment
         * @description The same as `POST /v1/refunds` with the payment in the path.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void an authorized payment
         * @description Gives everything that is still in escrow back to the payer.
         */
        post: operations["voidPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payouts, newest first
         * @description What your accounts withdrew on chain by themselves stands here too, with `source` chain.
         */
        get: operations["listPayouts"];
        put?: never;
        /**
         * Pay a balance out
         * @description Where you opted in to the host and the account registered a payout address by setPayout at least 24 hours ago, the host has the whole available balance paid to that address, and to no other; what arrives between this answer and the block goes along. A part of the balance, or one without such an address, waits for your own signature: `signature_request` says what to sign or send, to the registered address if there is one, else to the account’s own wallet.
         */
        post: operations["createPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payout
         * @description While it waits for your signature, `signature_request` says what to sign or send.
         */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a payout that waits for your signature
         * @description Only while it requires a signature. If you signed it all the same and somebody delivers that, it counts as succeeded.
         */
        post: operations["cancelPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List prices, newest first
         * @description Of all products, or of one. Filters can be combined.
         */
        get: operations["listPrices"];
        put?: never;
        /**
         * Give a product a price
         * @description What one unit of a product costs in one token. The amount never changes: for a new one make a new price and switch the old one off.
         */
        post: operations["createPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a price
         * @description The price, offered or not.
         */
        get: operations["getPrice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Switch a price off or on
         * @description Changes whether it is active, or its metadata as a whole; what it asks for never changes. A price cannot be deleted, because invoices name it: with `active: false` it is in no new ones, and payment links that sell it sell nothing.
         */
        patch: operations["updatePrice"];
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products, newest first
         * @description Offered or not, unless you ask for one of them. Filters can be combined.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Add a product
         * @description Something you sell. Its prices say what it costs in which token; lines of invoices and payment links name those.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a product
         * @description The product as it is now, offered or not.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description Changes the fields that are sent; `metadata` is replaced as a whole. Invoices keep the words they were made with. A product cannot be deleted, because its prices stand in invoices: with `active: false` it, and all its prices, are in no new ones, and payment links that sell it sell nothing.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List refunds, newest first
         * @description Refunds that your account made on chain by itself stand here too, with `source` chain.
         */
        get: operations["listRefunds"];
        put?: never;
        /**
         * Refund a captured payment
         * @description Pays captured money back to the payer from your available balance: the amount given, or all that is left. Where you opted in to the host’s operator key, registered it with a daily cap and the payment’s terms name it, the host does it; else the answer says in `signature_request` what you are to sign or send. A payment that nothing asked for is refunded the same way.
         */
        post: operations["createRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a refund
         * @description While it waits for your signature, `signature_request` says what to sign or send.
         */
        get: operations["getRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a refund that waits for your signature
         * @description Only while it requires a signature. If you signed it all the same and somebody delivers that, it counts as succeeded.
         */
        post: operations["cancelRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relay_costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report what your relays cost
         * @description All at once, by day of acceptance (UTC), chain and kind, newest day first. What is still under way is in `reserved`, so that the figures of a day change until its last relay has ended.
         */
        get: operations["listRelayCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List relays, newest first
         * @description Everything that was or is sent to a chain for you: payers’ payments and your own actions.
         */
        get: operations["listRelays"];
        put?: never;
        /**
         * Have something sent that was signed
         * @description Takes a payer’s signature over a payment request, or the calldata of any signed action of the two contracts, tries it against the chain, and sends it: whoever signed needs no gas. A payment is known by `payment_request`, `source` and `signature`. An action is known by `chain` and `call`, and must concern you: a payment of yours (capture, void, refund), a payment request of yours (burn), an address of yours (withdraw, transferBalance, setPayout, setOperator), or a plan that pays one (everything about plans and subscriptions). You may also have sent what concerns its signer alone (deposit, movePrepaid, cancelNonce). With a checkout token, payments of its invoice are taken, and burns of requests whose payment was handed in. A refund or payout that waits for this very signature follows the relay from then on. The answer comes before anything is mined: follow the relay, or wait for its events.
         */
        post: operations["createRelay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a relay
         * @description Where a signed intent stands: accepted, submitted, mined, and how it ended.
         */
        get: operations["getRelay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a relay before it is sent
         * @description Ends a relay that waits to be sent, at once, and the refund or payout that it is for. One that was sent is public and cannot be taken back: 409 `relay_not_cancelable`, where `cancel_by` names the call of its signer that stops it if it is mined first: `cancel_nonce`, `burn` or `burn_subscription`. Whoever signed may still deliver the signature itself; what it does counts.
         */
        post: operations["cancelRelay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a wallet
         * @description Takes a signed message of `POST /v1/sessions/challenge` and answers with the token of a session of twelve hours. A wallet that is a member of several merchants names one.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a text to sign in with
         * @description Answers with a Sign-In with Ethereum message for the wallet to sign with `personal_sign`, good once and for five minutes. With a contract wallet, name the chain on which it stands.
         */
        post: operations["createSessionChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the session that calls
         * @description Says for which merchant, in which mode and with which role you are signed in, and until when.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the session that calls, at once and everywhere.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sponsor_budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the host still pays for your relays
         * @description One for each chain. A relay reserves the most that it may cost when it is accepted, in the hour of its acceptance, and is settled to what it did cost when it ends. Where there is no room left, relays are refused with 429 `sponsor_budget_exhausted` until the hour ends, or 409 `sponsor_budget_spent` for the total; whatever is relayed can be sent from one’s own wallet instead.
         */
        get: operations["listSponsorBudgets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints, newest first
         * @description All endpoints of the key’s mode, without their secrets.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description Deliveries follow Standard Webhooks and are signed with the `secret` in this answer, which is shown this once.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description The endpoint, with since when its deliveries have failed if they do.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing more is delivered to it, what is waiting included.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Changes the fields that are sent; `metadata` and `enabled_events` are replaced as a whole. While it is disabled an endpoint hears nothing, and what becomes due then is given up: replay it afterwards. Enabling forgets its failures.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook endpoint was told
         * @description Newest event first, each with every attempt and what your server answered. An event’s id is the cursor.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver the events of a span of time once more
         * @description All events made from `from` until before `to`, at most 10,000, in their order and with their own ids, whatever types the endpoint wants. They become deliveries within moments, after all that is new to the endpoint; until then another replay to it is refused; list these to see how far it is.
         */
        post: operations["replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/rotate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook endpoint a new secret
         * @description Until the old secret expires every delivery is signed with both, so that your servers can change one after the other: `webhook-signature` then has two signatures, and one that fits is enough. The new secret is shown this once.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook endpoint
         * @description Makes a `webhook.test` event that this endpoint alone hears, whatever types it wants. Read the event to see what your server answered.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x402/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a payment of a paid API
         * @description Sends a payer’s signed payment as a relay and answers, in the form of x402, when its money has moved to your address: after about a block, at most after a minute. The payer’s nonce makes it one payment however often it is posted: one call hears of its success; a repetition is `settlement_pending` until the relay has ended, and gets its outcome afterwards.
         */
        post: operations["settleX402Payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x402/supported": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this facilitator settles
         * @description Schemes and chains, in the form of x402. `upto` is offered on chains that have its Permit2 proxy; a payer names the facilitator’s address, which `extra` tells.
         */
        get: operations["getX402Supported"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x402/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a payment of a paid API
         * @description Checks a payer’s signature and tries its payment against the chain, in the form of x402. `payTo` must be an address of yours and `asset` a token of this installation. A payment that is not valid is answered with 200 and its reason.
         */
        post: operations["verifyX402Payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example {
         *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "role": "finance"
         *     } */
        AddMember: {
            /**
             * @description Address, all lower case or with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /** @default null */
            chain?: string | null;
            /**
             * @description What the member may do: docs/roles.md.
             * @example finance
             * @enum {string}
             */
            role: "owner" | "finance" | "developer" | "viewer";
        };
        /** @example {
         *       "chain": "eip155:31337",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
         *       "signature": "0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1b"
         *     } */
        AddMerchantAddress: {
            /**
             * @description Address, all lower case or with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @description From the challenge.
             * @example 0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a
             */
            nonce: string;
            /**
             * @description Over the challenge’s typed data, by the account’s key or as its contract accepts it.
             * @example 0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1b
             */
            signature: string;
        };
        /** @example {
         *       "object": "address_challenge",
         *       "chain": "eip155:31337",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
         *       "expires_at": "2026-11-22T12:10:00.000Z",
         *       "typed_data": {
         *         "domain": {
         *           "name": "Florin",
         *           "version": "1",
         *           "chainId": 31337
         *         },
         *         "types": {
         *           "EIP712Domain": [
         *             {
         *               "name": "name",
         *               "type": "string"
         *             },
         *             {
         *               "name": "version",
         *               "type": "string"
         *             },
         *             {
         *               "name": "chainId",
         *               "type": "uint256"
         *             }
         *           ],
         *           "AddressProof": [
         *             {
         *               "name": "installation",
         *               "type": "string"
         *             },
         *             {
         *               "name": "merchant",
         *               "type": "string"
         *             },
         *             {
         *               "name": "account",
         *               "type": "address"
         *             },
         *             {
         *               "name": "nonce",
         *               "type": "bytes32"
         *             },
         *             {
         *               "name": "expiry",
         *               "type": "uint256"
         *             }
         *           ]
         *         },
         *         "primaryType": "AddressProof",
         *         "message": {
         *           "installation": "https://api.example.com",
         *           "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
         *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *           "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
         *           "expiry": "1795435800"
         *         }
         *       }
         *     } */
        AddressChallenge: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            chain: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            expires_at: string;
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            nonce: string;
            /** @constant */
            object: "address_challenge";
            typed_data: components["schemas"]["TypedData"];
        };
        /** @example {
         *       "object": "api_key",
         *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "name": "shop server",
         *       "prefix": "fl_test_",
         *       "last_four": "x7Qe",
         *       "scopes": [
         *         "invoices:read",
         *         "invoices:write"
         *       ],
         *       "version": "2026-11-22",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "last_used_at": null,
         *       "expires_at": null,
         *       "revoked_at": null
         *     } */
        ApiKey: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description When a rolled key ends. */
            expires_at: string | null;
            id: string;
            /** @description How the key ends; null where it is not known. */
            last_four: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            /** @enum {string} */
            mode: "test" | "live";
            name: string | null;
            /** @constant */
            object: "api_key";
            /** @description How the key begins. */
            prefix: string;
            revoked_at: string | null;
            scopes: string[];
            /** @description The version of the API that the key is bound to. */
            version: string;
        };
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @description The state of a chain that figures speak of. */
        AsOf: {
            /** @description The newest block in the figures. A reorganisation may still replace it. */
            block_number: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            block_time: string;
            chain: string;
            /** @description Blocks behind the chain’s head; null where nobody reads it. */
            lag_blocks: number | null;
            /** @description The head’s time less this block’s. */
            lag_seconds: number | null;
        };
        AssignPayment: {
            /**
             * @description Id of an invoice.
             * @example inv_01h2xcejqtf2nbrexx3vqjhp41
             */
            invoice: string;
        };
        /** @example {
         *       "object": "audit_entry",
         *       "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "actor": {
         *         "kind": "key",
         *         "id": "key_01h2xcejqtf2nbrexx3vqjhp41"
         *       },
         *       "operation": "deleteWebhookEndpoint",
         *       "target": {
         *         "object": "webhook_endpoint",
         *         "id": "we_01h2xcejqtf2nbrexx3vqjhp41"
         *       },
         *       "before": {
         *         "object": "webhook_endpoint",
         *         "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *         "status": "enabled"
         *       },
         *       "after": {
         *         "object": "webhook_endpoint",
         *         "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *         "deleted": true
         *       },
         *       "request_id": "req_0f4a3c1d9b8e4f6a8c7d6e5f4a3b2c1d",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        AuditEntry: {
            /** @description A key by its id, a member by its address, a payer’s page by its invoice, a job or the host’s command by its name. */
            actor: {
                id: string;
                /** @enum {string} */
                kind: "key" | "member" | "payer" | "job" | "host";
            };
            /** @description What the call answered, without secrets. */
            after: unknown;
            /** @description The target as it was shown before; null where it is new. */
            before: unknown;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            id: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "audit_entry";
            /** @description The `operationId` of the call, or what the job did. */
            operation: string;
            request_id: string | null;
            /** @description What the call’s path names, or else what it made. */
            target: {
                id: string;
                object: string;
            };
        };
        AuditEntryList: {
            data: components["schemas"]["AuditEntry"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        Balance: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            account: string;
            /** @description Can be withdrawn, and pays refunds. */
            available: components["schemas"]["Money"];
            chain: string;
            /** @constant */
            object: "balance";
            /** @description Set aside by the account for subscriptions that it pays. */
            prepaid: components["schemas"]["Money"];
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            token: string;
        };
        /** @example {
         *       "object": "list",
         *       "url": "/v1/balances",
         *       "has_more": false,
         *       "data": [
         *         {
         *           "object": "balance",
         *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *           "chain": "eip155:31337",
         *           "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *           "available": {
         *             "amount": "9900000",
         *             "amount_decimal": "9.900000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "prepaid": {
         *             "amount": "0",
         *             "amount_decimal": "0.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           }
         *         }
         *       ],
         *       "as_of": [
         *         {
         *           "chain": "eip155:31337",
         *           "block_number": "42",
         *           "block_time": "2026-11-22T12:00:00.000Z",
         *           "lag_blocks": 0,
         *           "lag_seconds": 0
         *         }
         *       ]
         *     } */
        BalanceList: {
            /** @description One for each chain of the key’s mode. */
            as_of: components["schemas"]["AsOf"][];
            data: components["schemas"]["Balance"][];
            has_more: boolean;
            /** @constant */
            object: "list";
            url: string;
        };
        /** @description A transaction that the account itself may send. */
        Call: {
            /** @description Calldata. */
            data: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            to: string;
        };
        CapturePayment: {
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
        };
        /** @example {
         *       "object": "checkout",
         *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *       "number": "1042",
         *       "status": "open",
         *       "payment_status": "none",
         *       "expired": false,
         *       "past_due": false,
         *       "due_at": null,
         *       "expires_at": "2026-11-29T12:00:00.000Z",
         *       "description": "House blend, 1 kg",
         *       "merchant": {
         *         "name": "Harbour Coffee",
         *         "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
         *       },
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "lines": [
         *         {
         *           "description": "House blend, 1 kg",
         *           "quantity": 2,
         *           "unit_amount": {
         *             "amount": "5000000",
         *             "amount_decimal": "5.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "price": null
         *         }
         *       ],
         *       "amount_paid": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_due": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "capture_method": "automatic",
         *       "return_url": "https://shop.example/thanks",
         *       "cancel_url": null,
         *       "payments": []
         *     } */
        Checkout: {
            amount: components["schemas"]["Money"];
            /** @description What a new payment would be asked for: payments under way are taken off. */
            amount_due: components["schemas"]["Money"];
            amount_paid: components["schemas"]["Money"];
            cancel_url: string | null;
            /** @enum {string} */
            capture_method: "automatic" | "manual";
            description: string | null;
            due_at: string | null;
            expired: boolean;
            expires_at: string | null;
            invoice: string;
            lines: components["schemas"]["InvoiceLine"][];
            merchant: {
                /**
                 * @description Who is paid; the terms must name it.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                address: string;
                name: string;
            };
            number: string | null;
            /** @constant */
            object: "checkout";
            past_due: boolean;
            /** @enum {string} */
            payment_status: "none" | "pending" | "authorized" | "partial" | "paid" | "overpaid";
            payments: {
                amount: components["schemas"]["Money"];
                /** @description Held by the contract: not collected yet. */
                amount_capturable: components["schemas"]["Money"];
                amount_captured: components["schemas"]["Money"];
                amount_refunded: components["schemas"]["Money"];
                /** @description Given back to the payer before it was collected. */
                amount_returned: components["schemas"]["Money"];
                block_number: string;
                /** @description Until when it can be collected; null where it was collected at once. */
                capture_by: string | null;
                confirmations_required: number;
                id: string;
                /**
                 * @description 32 bytes as hex.
                 * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
                 */
                onchain_id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 * @example 2026-11-22T12:00:00.000Z
                 */
                paid_at: string;
                payer: string;
                /** @enum {string} */
                status: "pending" | "confirmed" | "finalized" | "reverted";
                /**
                 * @description 32 bytes as hex.
                 * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
                 */
                tx_hash: string;
            }[];
            return_url: string | null;
            /** @enum {string} */
            status: "open" | "paid" | "void" | "uncollectible";
        };
        Config: {
            /** @example 2026-11-22 */
            api_version: string;
            chains: {
                /**
                 * @description CAIP-2 chain.
                 * @example eip155:31337
                 */
                chain: string;
                /** @example 31337 */
                chain_id: number;
                confirmations: number;
                contracts: {
                    /**
                     * @description Address with its EIP-55 checksum.
                     * @example 0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0
                     */
                    payment_escrow: string;
                    /**
                     * @description Address with its EIP-55 checksum.
                     * @example 0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9
                     */
                    subscription_manager: string;
                };
                explorer: string | null;
                /** @enum {string} */
                mode: "test" | "live";
                /** @example Local */
                name: string;
                public_rpc_url: string | null;
                tokens: {
                    /** @example 6 */
                    decimals: number;
                    /** @example {
                     *       "name": "Florin Test Dollar",
                     *       "version": "2"
                     *     } */
                    eip712: {
                        name: string;
                        version: string;
                    };
                    /** @example true */
                    eip3009: boolean;
                    /** @example Florin Test Dollar */
                    name: string;
                    /** @example TUSD */
                    symbol: string;
                    /**
                     * @description Address with its EIP-55 checksum.
                     * @example 0x5FbDB2315678afecb367f032d93F642f64180aa3
                     */
                    token: string;
                }[];
            }[];
            /** @enum {string} */
            environment: "local" | "production";
            /** @constant */
            object: "config";
        };
        ConfirmationTierInput: {
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @description 1 means included in a block.
             * @example 12
             */
            confirmations: number;
            /**
             * @description From this amount on, in base units of the token; "0" for all. Without a token always "0".
             * @default 0
             * @example 1000000000
             */
            min_amount?: string;
            /**
             * @description Null for every token of the chain that no other tier is for.
             * @default null
             * @example null
             */
            token?: string | null;
        };
        /** @example {
         *       "chain": "eip155:31337",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
         *     } */
        CreateAddressChallenge: {
            /**
             * @description Address, all lower case or with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
        };
        /** @example {
         *       "name": "shop server",
         *       "scopes": [
         *         "invoices:read",
         *         "invoices:write"
         *       ]
         *     } */
        CreateApiKey: {
            /**
             * @description For yourself.
             * @default null
             */
            name?: string | null;
            /**
             * @description What the key may do: at most what you may do yourself.
             * @example [
             *       "invoices:read",
             *       "invoices:write"
             *     ]
             */
            scopes: ("merchant:read" | "merchant:write" | "api_keys:read" | "api_keys:write" | "customers:read" | "customers:write" | "products:read" | "products:write" | "payment_links:read" | "payment_links:write" | "invoices:read" | "invoices:write" | "payments:read" | "payments:write" | "refunds:read" | "balances:read" | "payouts:read" | "payouts:write" | "ledger:read" | "relays:read" | "relays:write" | "webhook_endpoints:read" | "webhook_endpoints:write" | "events:read" | "members:read" | "audit:read")[];
        };
        /** @example {
         *       "name": "Ada Lovelace",
         *       "email": "ada@example.com",
         *       "metadata": {
         *         "language": "en"
         *       }
         *     } */
        CreateCustomer: {
            /** @default null */
            email?: string | null;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @default null */
            name?: string | null;
            /** @default null */
            reference?: string | null;
        };
        /** @example {
         *       "chain": "eip155:31337",
         *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *       "amount": "10000000",
         *       "description": "House blend, 1 kg",
         *       "metadata": {
         *         "order": "1042"
         *       }
         *     } */
        CreateInvoice: {
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
            /**
             * @description Where the payer goes who does not pay.
             * @default null
             */
            cancel_url?: string | null;
            /**
             * @description automatic charges at once; manual authorizes, and you capture later.
             * @default automatic
             * @enum {string}
             */
            capture_method?: "automatic" | "manual";
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @default null
             * @example null
             */
            customer?: string | null;
            /** @default null */
            description?: string | null;
            /** @default false */
            draft?: boolean;
            /**
             * @description When it should be paid; what comes later is `paid_late`.
             * @default null
             * @example null
             */
            due_at?: string | null;
            /**
             * @description When it can be paid no more. Default: seven days from its opening, or 30 days after it is due.
             * @default null
             * @example null
             */
            expires_at?: string | null;
            /**
             * @description What is asked for; the amount of the invoice is their sum. A line has a description and a unit_amount, or the price of a product.
             * @example [
             *       {
             *         "description": "House blend, 1 kg",
             *         "quantity": 2,
             *         "unit_amount": "5000000"
             *       }
             *     ]
             */
            lines?: components["schemas"]["InvoiceLineInput"][];
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @default null */
            return_url?: string | null;
            /**
             * @description Address of a token that this installation accepts; see `/v1/config`.
             * @example 0x5FbDB2315678afecb367f032d93F642f64180aa3
             */
            token: string;
            /**
             * @description How much less than the amount, in ten-thousandths of it, still counts as paid. Default: the merchant’s `default_tolerance_bps`.
             * @example 50
             */
            tolerance_bps?: number;
        };
        /** @example {
         *       "lines": [
         *         {
         *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41",
         *           "quantity": 2
         *         }
         *       ],
         *       "return_url": "https://shop.example/thanks",
         *       "metadata": {
         *         "campaign": "spring"
         *       }
         *     } */
        CreatePaymentLink: {
            /**
             * @description Where the payer goes who does not pay.
             * @default null
             */
            cancel_url?: string | null;
            /**
             * @description automatic charges at once; manual authorizes, and you capture later.
             * @default automatic
             * @enum {string}
             */
            capture_method?: "automatic" | "manual";
            lines: components["schemas"]["PaymentLinkLineInput"][];
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @default null */
            return_url?: string | null;
        };
        CreatePaymentRequest: {
            /**
             * @description Part of what is due, in base units. Default: all of it.
             * @example 10000000
             */
            amount?: string;
            /**
             * @description The wallet that will pay.
             * @example 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC
             */
            payer: string;
            /**
             * @description Whether the payer signs, and has us send. A payer with code of which no signature could be verified (ERC-1271), such as a wallet that is delegated by EIP-7702 to code that does not know it, is refused with `payer_cannot_sign`, unless it says false and sends `call` itself.
             * @default true
             */
            signs?: boolean;
            /**
             * @description The token of the invoice, to be sure of it.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            token?: string;
        };
        /** @example {
         *       "chain": "eip155:31337",
         *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *       "amount": "8000000"
         *     } */
        CreatePayout: {
            /**
             * @description Address, all lower case or with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            account?: string;
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Address of a token that this installation accepts; see `/v1/config`.
             * @example 0x5FbDB2315678afecb367f032d93F642f64180aa3
             */
            token: string;
        };
        /** @example {
         *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
         *       "chain": "eip155:31337",
         *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *       "unit_amount": "5000000"
         *     } */
        CreatePrice: {
            /**
             * @description Whether it is offered: what is not stands in no new invoice.
             * @default true
             * @example true
             */
            active?: boolean;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Id of a product.
             * @example prod_01h2xcejqtf2nbrexx3vqjhp41
             */
            product: string;
            /**
             * @description Address of a token that this installation accepts; see `/v1/config`.
             * @example 0x5FbDB2315678afecb367f032d93F642f64180aa3
             */
            token: string;
            /**
             * @default one_time
             * @enum {string}
             */
            type?: "one_time";
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            unit_amount: string;
        };
        /** @example {
         *       "name": "House blend, 1 kg",
         *       "description": "Roasted on Mondays.",
         *       "metadata": {
         *         "sku": "HB-1"
         *       }
         *     } */
        CreateProduct: {
            /**
             * @description Whether it is offered: what is not stands in no new invoice.
             * @default true
             * @example true
             */
            active?: boolean;
            /** @default null */
            description?: string | null;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description What a line of an invoice says, unless it has words of its own.
             * @example Tea
             */
            name: string;
        };
        /** @example {
         *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
         *       "amount": "2000000",
         *       "reason": "One bag came torn.",
         *       "metadata": {
         *         "order": "1042"
         *       }
         *     } */
        CreateRefund: {
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Id of a payment.
             * @example pay_01h2xcejqtf2nbrexx3vqjhp41
             */
            payment: string;
            /**
             * @description For your own books.
             * @default null
             */
            reason?: string | null;
        };
        /** @example {
         *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
         *       "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b"
         *     } */
        CreateRelay: {
            call?: components["schemas"]["SignedCall"];
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain?: string;
            /**
             * @description Id of a payment request.
             * @example preq_01h2xcejqtf2nbrexx3vqjhp41
             */
            payment_request?: string;
            permit?: components["schemas"]["SignedPermit"];
            /**
             * @description What the payer signed of the payment request’s `typed_data`, for this source.
             * @example 0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b
             */
            signature?: string;
            /**
             * @description Where the payer’s money comes from. Default: `erc3009`, a signature for the token itself. `allowance`, `available` (the payer’s balance in the escrow) and `permit` need the matching consent, `permit2` the signature for Permit2.
             * @enum {string}
             */
            source?: "allowance" | "available" | "erc3009" | "permit" | "permit2";
        };
        /** @example {
         *       "message": "pay.example wants you to sign in with your Ethereum account:\n0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n\nSign in to Florin. This moves no money and costs no gas.\n\nURI: https://pay.example\nVersion: 1\nChain ID: 31337\nNonce: 6f1ed002ab5595859014ebf0951522d9\nIssued At: 2026-11-22T12:00:00.000Z\nExpiration Time: 2026-11-22T12:05:00.000Z",
         *       "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b",
         *       "mode": "test"
         *     } */
        CreateSession: {
            /**
             * @description Id of a merchant.
             * @example mer_01h2xcejqtf2nbrexx3vqjhp41
             */
            merchant?: string;
            /**
             * @description The message, unchanged.
             * @example pay.example wants you to sign in with your Ethereum account:
             *     0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             *
             *     Sign in to Florin. This moves no money and costs no gas.
             *
             *     URI: https://pay.example
             *     Version: 1
             *     Chain ID: 31337
             *     Nonce: 6f1ed002ab5595859014ebf0951522d9
             *     Issued At: 2026-11-22T12:00:00.000Z
             *     Expiration Time: 2026-11-22T12:05:00.000Z
             */
            message: string;
            /**
             * @description Which objects the session sees. Default: test where a test chain is served, else live.
             * @enum {string}
             */
            mode?: "test" | "live";
            /**
             * @description The wallet’s signature of the message (EIP-191, or ERC-1271).
             * @example 0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b
             */
            signature: string;
        };
        CreateSessionChallenge: {
            /**
             * @description Address, all lower case or with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
        };
        CreateWebhookEndpoint: {
            /** @default null */
            description?: string | null;
            /**
             * @description Types of event to deliver, or `*` alone for all of them.
             * @default [
             *       "*"
             *     ]
             */
            enabled_events?: ("*" | "customer.created" | "customer.updated" | "customer.deleted" | "product.created" | "product.updated" | "price.created" | "price.updated" | "invoice.created" | "invoice.updated" | "invoice.finalized" | "invoice.deleted" | "invoice.paid" | "invoice.partially_paid" | "invoice.overpaid" | "invoice.past_due" | "invoice.expired" | "invoice.marked_uncollectible" | "invoice.voided" | "invoice.paid_after_void" | "invoice.reopened" | "payment_link.created" | "payment_link.updated" | "payment.pending" | "payment.confirmed" | "payment.reverted" | "payment.unmatched" | "payment.assigned" | "payment.captured" | "payment.voided" | "payment.reclaimed" | "payment.reversed" | "payment.refunded" | "refund.created" | "refund.succeeded" | "refund.failed" | "refund.canceled" | "refund.reverted" | "payout.created" | "payout.succeeded" | "payout.failed" | "payout.canceled" | "payout.reverted" | "balance.withdrawn" | "balance.withdrawal_reverted" | "balance.deposited" | "balance.deposit_reverted" | "balance.prepaid_moved" | "balance.prepaid_move_reverted" | "balance.transferred" | "balance.transfer_reverted" | "relay.confirmed" | "relay.failed" | "relay.expired" | "relay.canceled" | "merchant.updated" | "merchant.address_added" | "merchant.address_removed" | "merchant.default_address_changed" | "webhook.test" | "webhook_endpoint.disabled")[];
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description https, at most 2,048 characters, without credentials or fragment.
             * @example https://shop.example/webhooks
             */
            url: string;
        };
        /** @example {
         *       "object": "customer",
         *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "deleted": false,
         *       "name": "Ada Lovelace",
         *       "email": "ada@example.com",
         *       "reference": null,
         *       "metadata": {
         *         "language": "en"
         *       },
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Customer: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description It is deleted: nothing but its id is left. */
            deleted: boolean;
            email: string | null;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            name: string | null;
            /** @constant */
            object: "customer";
            /** @description Your own name for the customer. */
            reference: string | null;
        };
        CustomerList: {
            data: components["schemas"]["Customer"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "customer",
         *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "deleted": true,
         *       "name": null,
         *       "email": null,
         *       "reference": null,
         *       "metadata": {},
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        DeletedCustomer: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @constant */
            deleted: true;
            email: string | null;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            name: string | null;
            /** @constant */
            object: "customer";
            /** @description Your own name for the customer. */
            reference: string | null;
        };
        DeletedInvoice: {
            /** @constant */
            deleted: true;
            /** @example inv_01h2xcejqtf2nbrexx3vqjhp41 */
            id: string;
            /** @constant */
            object: "invoice";
        };
        /** @example {
         *       "object": "merchant_address",
         *       "chain": "eip155:31337",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "deleted": true
         *     } */
        DeletedMerchantAddress: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            chain: string;
            /** @constant */
            deleted: true;
            /** @constant */
            object: "merchant_address";
        };
        DeletedWebhookEndpoint: {
            /** @constant */
            deleted: true;
            /**
             * @description Id of the endpoint that is gone.
             * @example we_01h2xcejqtf2nbrexx3vqjhp41
             */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
        };
        /** @example {
         *       "object": "session",
         *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
         *       "deleted": true
         *     } */
        EndedSession: {
            /** @constant */
            deleted: true;
            id: string;
            /** @constant */
            object: "session";
        };
        /** @example {
         *       "object": "event",
         *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
         *       "type": "invoice.paid",
         *       "seq": 7,
         *       "mode": "test",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "data": {
         *         "object": {
         *           "object": "invoice",
         *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *           "mode": "test",
         *           "number": "1042",
         *           "status": "paid",
         *           "payment_status": "paid",
         *           "paid_late": false,
         *           "past_due": false,
         *           "expired": false,
         *           "customer": null,
         *           "payment_link": null,
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount_paid": {
         *             "amount": "0",
         *             "amount_decimal": "0.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount_due": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "tolerance_bps": 0,
         *           "lines": [
         *             {
         *               "description": "House blend, 1 kg",
         *               "quantity": 2,
         *               "unit_amount": {
         *                 "amount": "5000000",
         *                 "amount_decimal": "5.000000",
         *                 "chain": "eip155:31337",
         *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *                 "symbol": "TUSD",
         *                 "decimals": 6
         *               },
         *               "amount": {
         *                 "amount": "10000000",
         *                 "amount_decimal": "10.000000",
         *                 "chain": "eip155:31337",
         *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *                 "symbol": "TUSD",
         *                 "decimals": 6
         *               },
         *               "price": null
         *             }
         *           ],
         *           "capture_method": "automatic",
         *           "description": "House blend, 1 kg",
         *           "return_url": "https://shop.example/thanks",
         *           "cancel_url": null,
         *           "metadata": {
         *             "order": "1042"
         *           },
         *           "due_at": null,
         *           "expires_at": "2026-11-29T12:00:00.000Z",
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "finalized_at": "2026-11-22T12:00:00.000Z",
         *           "paid_at": "2026-11-22T12:00:00.000Z",
         *           "voided_at": null,
         *           "uncollectible_at": null
         *         }
         *       }
         *     } */
        Event: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description `object` as it was at that moment, and perhaps the `cause` of the event. */
            data: {
                [key: string]: unknown;
            };
            id: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "event";
            /** @description Number in the merchant’s series of this mode, without gaps. */
            seq: number;
            type: string;
        };
        EventList: {
            data: components["schemas"]["Event"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "event",
         *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
         *       "type": "invoice.paid",
         *       "seq": 7,
         *       "mode": "test",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "data": {
         *         "object": {
         *           "object": "invoice",
         *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *           "mode": "test",
         *           "number": "1042",
         *           "status": "paid",
         *           "payment_status": "paid",
         *           "paid_late": false,
         *           "past_due": false,
         *           "expired": false,
         *           "customer": null,
         *           "payment_link": null,
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount_paid": {
         *             "amount": "0",
         *             "amount_decimal": "0.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount_due": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "tolerance_bps": 0,
         *           "lines": [
         *             {
         *               "description": "House blend, 1 kg",
         *               "quantity": 2,
         *               "unit_amount": {
         *                 "amount": "5000000",
         *                 "amount_decimal": "5.000000",
         *                 "chain": "eip155:31337",
         *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *                 "symbol": "TUSD",
         *                 "decimals": 6
         *               },
         *               "amount": {
         *                 "amount": "10000000",
         *                 "amount_decimal": "10.000000",
         *                 "chain": "eip155:31337",
         *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *                 "symbol": "TUSD",
         *                 "decimals": 6
         *               },
         *               "price": null
         *             }
         *           ],
         *           "capture_method": "automatic",
         *           "description": "House blend, 1 kg",
         *           "return_url": "https://shop.example/thanks",
         *           "cancel_url": null,
         *           "metadata": {
         *             "order": "1042"
         *           },
         *           "due_at": null,
         *           "expires_at": "2026-11-29T12:00:00.000Z",
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "finalized_at": "2026-11-22T12:00:00.000Z",
         *           "paid_at": "2026-11-22T12:00:00.000Z",
         *           "voided_at": null,
         *           "uncollectible_at": null
         *         }
         *       },
         *       "deliveries": [
         *         {
         *           "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *           "status": "delivered",
         *           "next_attempt_at": null,
         *           "delivered_at": "2026-11-22T12:00:00.000Z",
         *           "attempts": [
         *             {
         *               "number": 1,
         *               "started_at": "2026-11-22T12:00:00.000Z",
         *               "duration_ms": 48,
         *               "response_status": 204,
         *               "response_excerpt": "",
         *               "error": null
         *             }
         *           ]
         *         }
         *       ]
         *     } */
        EventWithDeliveries: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description `object` as it was at that moment, and perhaps the `cause` of the event. */
            data: {
                [key: string]: unknown;
            };
            deliveries: components["schemas"]["WebhookDelivery"][];
            id: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "event";
            /** @description Number in the merchant’s series of this mode, without gaps. */
            seq: number;
            type: string;
        };
        /** @example {
         *       "object": "invoice",
         *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "number": "1042",
         *       "status": "open",
         *       "payment_status": "none",
         *       "paid_late": false,
         *       "past_due": false,
         *       "expired": false,
         *       "customer": null,
         *       "payment_link": null,
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_paid": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_due": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "tolerance_bps": 0,
         *       "lines": [
         *         {
         *           "description": "House blend, 1 kg",
         *           "quantity": 2,
         *           "unit_amount": {
         *             "amount": "5000000",
         *             "amount_decimal": "5.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "price": null
         *         }
         *       ],
         *       "capture_method": "automatic",
         *       "description": "House blend, 1 kg",
         *       "return_url": "https://shop.example/thanks",
         *       "cancel_url": null,
         *       "metadata": {
         *         "order": "1042"
         *       },
         *       "due_at": null,
         *       "expires_at": "2026-11-29T12:00:00.000Z",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "finalized_at": "2026-11-22T12:00:00.000Z",
         *       "paid_at": null,
         *       "voided_at": null,
         *       "uncollectible_at": null,
         *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
         *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
         *     } */
        Invoice: {
            amount: components["schemas"]["Money"];
            /** @description What is missing; zero once it is paid, within its tolerance. */
            amount_due: components["schemas"]["Money"];
            amount_paid: components["schemas"]["Money"];
            cancel_url: string | null;
            /** @enum {string} */
            capture_method: "automatic" | "manual";
            /** @description The token in `checkout_url`, for your own checkout page. */
            checkout_token: string;
            /** @description Where the customer pays. Whoever has it may pay the invoice. */
            checkout_url: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            customer: string | null;
            description: string | null;
            /** @description When it should be paid. */
            due_at: string | null;
            /** @description It is open and can be paid no more. */
            expired: boolean;
            /** @description When it can be paid no more. */
            expires_at: string | null;
            /** @description When it was opened and got its number. */
            finalized_at: string | null;
            id: string;
            lines: components["schemas"]["InvoiceLine"][];
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @description Number in the merchant’s series, without gaps; null while it is a draft. */
            number: string | null;
            /** @constant */
            object: "invoice";
            paid_at: string | null;
            /** @description Money that paid it came after it was due, or had expired. */
            paid_late: boolean;
            /** @description It is open and its due date has passed. */
            past_due: boolean;
            /** @description The payment link it was made from. */
            payment_link: string | null;
            /** @enum {string} */
            payment_status: "none" | "pending" | "authorized" | "partial" | "paid" | "overpaid";
            return_url: string | null;
            /** @enum {string} */
            status: "draft" | "open" | "paid" | "void" | "uncollectible";
            tolerance_bps: number;
            uncollectible_at: string | null;
            voided_at: string | null;
        };
        InvoiceLine: {
            amount: components["schemas"]["Money"];
            description: string;
            price: string | null;
            quantity: number;
            unit_amount: components["schemas"]["Money"];
        };
        InvoiceLineInput: {
            description?: string;
            /**
             * @description Id of a price.
             * @example price_01h2xcejqtf2nbrexx3vqjhp41
             */
            price?: string;
            /**
             * @description 1 to 1,000,000.
             * @default 1
             * @example 2
             */
            quantity?: number;
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            unit_amount?: string;
        };
        InvoiceList: {
            data: components["schemas"]["Invoice"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        LedgerBalance: {
            /** @description `available:<address>` and `prepaid:<address>` inside the contract, `escrow:<onchain id>` of a payment, `external:<address>` outside. */
            account: string;
            balance: components["schemas"]["Money"];
            chain: string;
            /** @constant */
            object: "ledger_balance";
        };
        /** @example {
         *       "object": "list",
         *       "url": "/v1/ledger/balances",
         *       "has_more": false,
         *       "data": [
         *         {
         *           "object": "ledger_balance",
         *           "account": "available:0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *           "chain": "eip155:31337",
         *           "balance": {
         *             "amount": "9900000",
         *             "amount_decimal": "9.900000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           }
         *         }
         *       ],
         *       "at_block": "42",
         *       "finalized_block": "40",
         *       "final": false
         *     } */
        LedgerBalanceList: {
            at_block: string;
            /** @description Accounts and tokens that nothing ever touched are left out. */
            data: components["schemas"]["LedgerBalance"][];
            /** @description False while a reorganisation, or a fact that waits for its confirmations, may still change the figures. */
            final: boolean;
            /** @description Up to here figures are final. */
            finalized_block: string;
            has_more: boolean;
            /** @constant */
            object: "list";
            url: string;
        };
        LedgerEntry: {
            /** @description `available:<address>` and `prepaid:<address>` inside the contract, `escrow:<onchain id>` of a payment, `external:<address>` outside. */
            account: string;
            /** @description Signed: less than zero leaves the account. */
            amount: components["schemas"]["Money"];
        };
        /** @description What happened on chain. */
        LedgerFact: {
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            block_hash: string;
            block_number: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            block_time: string;
            /**
             * @description keccak256 of chain, contract, topics and data of the event.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            identity: string;
            /** @description Which time the fact entered the chain; a reorganisation may repeat it. */
            inclusion: number;
            kind: string;
            /** @enum {string} */
            status: "pending" | "confirmed" | "finalized" | "reverted";
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            tx_hash: string;
        };
        /** @example {
         *       "object": "ledger_transaction",
         *       "id": "ltx_01h2xcejqtf2nbrexx3vqjhp41",
         *       "chain": "eip155:31337",
         *       "direction": "post",
         *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
         *       "fact": {
         *         "identity": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
         *         "inclusion": 1,
         *         "kind": "charged",
         *         "status": "confirmed",
         *         "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
         *         "block_number": "42",
         *         "block_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
         *         "block_time": "2026-11-22T12:00:00.000Z"
         *       },
         *       "entries": [
         *         {
         *           "account": "external:0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *           "amount": {
         *             "amount": "-10000000",
         *             "amount_decimal": "-10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           }
         *         },
         *         {
         *           "account": "available:0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           }
         *         }
         *       ],
         *       "effective_at": "2026-11-22T12:00:00.000Z",
         *       "posted_at": "2026-11-22T12:00:00.000Z"
         *     } */
        LedgerTransaction: {
            chain: string;
            /**
             * @description `reverse` takes back what a reorganisation removed; both stay.
             * @enum {string}
             */
            direction: "post" | "reverse";
            /**
             * Format: date-time
             * @description The period it belongs to: the time of the block, or of learning that it was taken back.
             * @example 2026-11-22T12:00:00.000Z
             */
            effective_at: string;
            /** @description All of them; they sum to zero per token. */
            entries: components["schemas"]["LedgerEntry"][];
            fact: components["schemas"]["LedgerFact"];
            id: string;
            /** @constant */
            object: "ledger_transaction";
            /** @description Your payment that the fact belongs to. */
            payment: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            posted_at: string;
        };
        LedgerTransactionList: {
            data: components["schemas"]["LedgerTransaction"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "member",
         *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
         *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "chain": null,
         *       "role": "finance",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Member: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /** @description The one chain whose contract wallet speaks for the member. */
            chain: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            id: string;
            /** @constant */
            object: "member";
            /** @enum {string} */
            role: "owner" | "finance" | "developer" | "viewer";
        };
        MemberList: {
            data: components["schemas"]["Member"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "merchant",
         *       "id": "mer_01h2xcejqtf2nbrexx3vqjhp41",
         *       "name": "Harbour Books",
         *       "support_email": "help@shop.example",
         *       "support_url": null,
         *       "time_zone": "Europe/Berlin",
         *       "default_tolerance_bps": 50,
         *       "allowed_origins": [
         *         "https://shop.example"
         *       ],
         *       "operator_opted_in": false,
         *       "host_operator": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "confirmation_tiers": [
         *         {
         *           "chain": "eip155:8453",
         *           "token": null,
         *           "min_amount": "0",
         *           "confirmations": 2
         *         },
         *         {
         *           "chain": "eip155:8453",
         *           "token": "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
         *           "min_amount": "1000000000",
         *           "confirmations": 12
         *         }
         *       ],
         *       "metadata": {
         *         "order": "1042"
         *       },
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Merchant: {
            allowed_origins: string[];
            confirmation_tiers: {
                chain: string;
                confirmations: number;
                min_amount: string;
                token: string | null;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            default_tolerance_bps: number;
            /**
             * @description The host’s operator key.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            host_operator: string;
            /** @example mer_01h2xcejqtf2nbrexx3vqjhp41 */
            id: string;
            metadata: {
                [key: string]: string;
            };
            name: string;
            /** @constant */
            object: "merchant";
            operator_opted_in: boolean;
            support_email: string | null;
            support_url: string | null;
            time_zone: string;
        };
        /** @example {
         *       "object": "merchant_address",
         *       "chain": "eip155:31337",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "mode": "test",
         *       "default": true,
         *       "proof": "signature",
         *       "proven_at": "2026-11-22T12:00:00.000Z",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        MerchantAddress: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            chain: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description Whether new invoices on this chain are paid here. */
            default: boolean;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "merchant_address";
            /**
             * @description Who vouched: the account itself, or the host.
             * @enum {string}
             */
            proof: "signature" | "host";
            proven_at: string | null;
        };
        MerchantAddressList: {
            data: components["schemas"]["MerchantAddress"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        Money: {
            /**
             * @description Base units.
             * @example 10000000
             */
            amount: string;
            /**
             * @description The same amount in whole tokens.
             * @example 10.000000
             */
            amount_decimal: string;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /** @example 6 */
            decimals: number;
            /** @example TUSD */
            symbol: string;
            /**
             * @description Address of the token.
             * @example 0x5FbDB2315678afecb367f032d93F642f64180aa3
             */
            token: string;
        };
        /** @description Sign the typed data, which is valid for ten minutes of chain time and may then be delivered by anybody, or send the call from your own account. What is called after this was canceled counts as found on chain. */
        MoneyOutSignature: {
            call: components["schemas"]["Call"];
            /** @description Until when, by chain time, the signature can be used. Some time later what nobody signed is canceled; ask anew then. */
            expires_at: string | null;
            /**
             * @description Why the host’s operator key does not act for you.
             * @enum {string}
             */
            reason: "not_opted_in" | "operator_not_in_terms" | "address_not_yours" | "operator_not_registered" | "refund_window_closed" | "no_payout_address" | "payout_address_not_yet_valid" | "partial_payout";
            typed_data: components["schemas"]["TypedData"];
        };
        /** @example {
         *       "object": "api_key",
         *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "name": "shop server",
         *       "prefix": "fl_test_",
         *       "last_four": "x7Qe",
         *       "scopes": [
         *         "invoices:read",
         *         "invoices:write"
         *       ],
         *       "version": "2026-11-22",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "last_used_at": null,
         *       "expires_at": null,
         *       "revoked_at": null,
         *       "secret": "fl_test_…x7Qe"
         *     } */
        NewApiKey: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /** @description When a rolled key ends. */
            expires_at: string | null;
            id: string;
            /** @description How the key ends; null where it is not known. */
            last_four: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            /** @enum {string} */
            mode: "test" | "live";
            name: string | null;
            /** @constant */
            object: "api_key";
            /** @description How the key begins. */
            prefix: string;
            revoked_at: string | null;
            scopes: string[];
            /** @description The key itself. Shown this once: a replay of this call has null. */
            secret: string | null;
            /** @description The version of the API that the key is bound to. */
            version: string;
        };
        /** @example {
         *       "object": "session",
         *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "role": "viewer",
         *       "scopes": [
         *         "merchant:read",
         *         "customers:read",
         *         "products:read",
         *         "payment_links:read",
         *         "invoices:read",
         *         "payments:read",
         *         "refunds:read",
         *         "balances:read",
         *         "payouts:read",
         *         "ledger:read",
         *         "relays:read",
         *         "events:read",
         *         "members:read"
         *       ],
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "expires_at": "2026-11-23T00:00:00.000Z",
         *       "token": "fl_sess_…"
         *     } */
        NewSession: {
            /**
             * @description The member who signed in.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            expires_at: string;
            id: string;
            merchant: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "session";
            /** @enum {string} */
            role: "owner" | "finance" | "developer" | "viewer";
            /** @description What the role may do. */
            scopes: string[];
            /** @description Send it as `Authorization: Bearer fl_sess_…`. Shown this once. */
            token: string;
        };
        /** @example {
         *       "object": "webhook_endpoint",
         *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "url": "https://shop.example/webhooks",
         *       "description": "Orders",
         *       "enabled_events": [
         *         "*"
         *       ],
         *       "metadata": {
         *         "team": "orders"
         *       },
         *       "status": "enabled",
         *       "disabled_reason": null,
         *       "failing_since": null,
         *       "previous_secret_expires_at": null,
         *       "version": "2026-11-22",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "secret": "whsec_ZmxvcmluZmxvcmluZmxvcmluZmxvcmlu"
         *     } */
        NewWebhookEndpoint: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            description: string | null;
            /** @description `gone` after an answer of 410, `failing` after five days of failures, `requested` where you did it. */
            disabled_reason: string | null;
            enabled_events: string[];
            /** @description Since when every attempt has failed. */
            failing_since: string | null;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "webhook_endpoint";
            /** @description Until then deliveries are signed with the secret before the last rotation too. */
            previous_secret_expires_at: string | null;
            /** @description Verifies deliveries (Standard Webhooks). Shown this once: a replay of this call has null. */
            secret: string | null;
            /** @enum {string} */
            status: "enabled" | "disabled";
            url: string;
            version: string;
        };
        Operator: {
            /**
             * @description The host’s operator key.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            grants: components["schemas"]["OperatorGrant"][];
            /** @constant */
            object: "operator";
            opted_in: boolean;
        };
        /** @example {
         *       "chain": "eip155:31337",
         *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "registered": true,
         *       "daily_cap": {
         *         "amount": "100000000000",
         *         "amount_decimal": "100000.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "used_today": {
         *         "amount": "5000000",
         *         "amount_decimal": "5.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "under_way": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "left_today": {
         *         "amount": "99995000000",
         *         "amount_decimal": "99995.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "resets_at": "2026-11-23T00:00:00.000Z"
         *     } */
        OperatorGrant: {
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            account: string;
            chain: string;
            daily_cap: components["schemas"]["Money"];
            left_today: components["schemas"]["Money"];
            /** @description Whether the account gave the key a daily cap by setOperator; without one it refunds nothing. */
            registered: boolean;
            /**
             * Format: date-time
             * @description The next UTC midnight, by chain time.
             * @example 2026-11-22T12:00:00.000Z
             */
            resets_at: string;
            /** @description Refunds that are signed and in no block yet. */
            under_way: components["schemas"]["Money"];
            used_today: components["schemas"]["Money"];
        };
        /** @example {
         *       "object": "pay_link",
         *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "merchant": {
         *         "name": "Harbour Coffee",
         *         "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
         *       },
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "lines": [
         *         {
         *           "description": "House blend, 1 kg",
         *           "quantity": 2,
         *           "unit_amount": {
         *             "amount": "5000000",
         *             "amount_decimal": "5.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
         *         }
         *       ],
         *       "cancel_url": null
         *     } */
        PayLink: {
            amount: components["schemas"]["Money"];
            cancel_url: string | null;
            id: string;
            lines: components["schemas"]["InvoiceLine"][];
            merchant: {
                /**
                 * @description Address with its EIP-55 checksum.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                address: string;
                name: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "pay_link";
        };
        /** @example {
         *       "object": "pay_link_invoice",
         *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
         *       "expires_at": "2026-11-22T13:00:00.000Z"
         *     } */
        PayLinkInvoice: {
            /** @description Where it is paid. */
            checkout_url: string;
            expires_at: string | null;
            /** @description Id of the invoice. */
            id: string;
            /** @constant */
            object: "pay_link_invoice";
        };
        /** @example {
         *       "object": "payment",
         *       "id": "pay_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
         *       "source": "escrow",
         *       "matched": true,
         *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
         *       "assigned_at": null,
         *       "status": "confirmed",
         *       "escrow_status": "captured",
         *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_captured": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_fee": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_refunded": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_returned": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_capturable": {
         *         "amount": "0",
         *         "amount_decimal": "0.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "amount_refundable": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "x402": null,
         *       "capture_by": null,
         *       "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
         *       "block_number": "42",
         *       "confirmations_required": 1,
         *       "paid_at": "2026-11-22T12:00:00.000Z",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Payment: {
            amount: components["schemas"]["Money"];
            amount_capturable: components["schemas"]["Money"];
            amount_captured: components["schemas"]["Money"];
            amount_fee: components["schemas"]["Money"];
            amount_refundable: components["schemas"]["Money"];
            amount_refunded: components["schemas"]["Money"];
            amount_returned: components["schemas"]["Money"];
            /** @description When you counted an unmatched payment toward its invoice. */
            assigned_at: string | null;
            block_number: string;
            capture_by: string | null;
            /**
             * @description By your confirmation tiers when it was first seen.
             * @example 3
             */
            confirmations_required: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            escrow_status: ("authorized" | "partially_captured" | "captured" | "returned") | null;
            id: string;
            invoice: string | null;
            /** @description False where no payment request and no paid API of yours asked for it. */
            matched: boolean;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            merchant: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "payment";
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            onchain_id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            paid_at: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            payer: string;
            payment_request: string | null;
            /**
             * @description Whether the money entered the escrow, or went to your wallet for a paid API.
             * @enum {string}
             */
            source: "escrow" | "x402";
            /**
             * @description pending in a block; confirmed with its confirmations; finalized once its block is final, which a confirmed one becomes without an event of its own; reverted where a reorganisation removed it.
             * @enum {string}
             */
            status: "pending" | "confirmed" | "finalized" | "reverted";
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            tx_hash: string;
            /** @description What a paid API was paid for, as the payer’s client handed it on. Capture, void and refund do not apply: give money back from your own wallet. */
            x402: {
                description: string | null;
                /** @enum {string} */
                method: "eip3009" | "permit2";
                resource: string | null;
                /** @enum {string} */
                scheme: "exact" | "upto";
            } | null;
        };
        PaymentAction: components["schemas"]["Relay"] | components["schemas"]["SignatureRequest"];
        /** @example {
         *       "object": "payment_link",
         *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "active": true,
         *       "url": "https://pay.example/link/q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
         *       "link_token": "q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "lines": [
         *         {
         *           "description": "House blend, 1 kg",
         *           "quantity": 2,
         *           "unit_amount": {
         *             "amount": "5000000",
         *             "amount_decimal": "5.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "amount": {
         *             "amount": "10000000",
         *             "amount_decimal": "10.000000",
         *             "chain": "eip155:31337",
         *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *             "symbol": "TUSD",
         *             "decimals": 6
         *           },
         *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
         *         }
         *       ],
         *       "capture_method": "automatic",
         *       "return_url": "https://shop.example/thanks",
         *       "cancel_url": null,
         *       "metadata": {
         *         "campaign": "spring"
         *       },
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        PaymentLink: {
            active: boolean;
            amount: components["schemas"]["Money"];
            cancel_url: string | null;
            /** @enum {string} */
            capture_method: "automatic" | "manual";
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            id: string;
            lines: components["schemas"]["InvoiceLine"][];
            /** @description The token in `url`, for a page of your own. */
            link_token: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "payment_link";
            return_url: string | null;
            /** @description The page to publish: whoever opens it may buy. */
            url: string;
        };
        PaymentLinkLineInput: {
            /**
             * @description Id of a price.
             * @example price_01h2xcejqtf2nbrexx3vqjhp41
             */
            price: string;
            /**
             * @description 1 to 1,000,000.
             * @default 1
             * @example 2
             */
            quantity?: number;
        };
        PaymentLinkList: {
            data: components["schemas"]["PaymentLink"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        PaymentList: {
            data: components["schemas"]["Payment"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "payment_request",
         *       "id": "preq_01h2xcejqtf2nbrexx3vqjhp41",
         *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
         *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "chain": "eip155:31337",
         *       "onchain_id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
         *       "mode": "charge",
         *       "amount": {
         *         "amount": "10000000",
         *         "amount_decimal": "10.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "terms": {
         *         "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *         "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *         "operator": "0x0000000000000000000000000000000000000000",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "amount": "10000000",
         *         "mode": "charge",
         *         "authorize_by": "1795350600",
         *         "capture_by": "1795350600",
         *         "refund_by": "1803126600",
         *         "min_fee_bps": 0,
         *         "max_fee_bps": 0,
         *         "fee_recipient": "0x0000000000000000000000000000000000000000",
         *         "invoice_ref": "0x1717171717171717171717171717171717171717171717171717171717171717",
         *         "salt": "1234567890"
         *       },
         *       "authorize_by": "2026-11-22T12:30:00.000Z",
         *       "typed_data": {
         *         "receive_with_authorization": {
         *           "domain": {
         *             "name": "Florin Test Dollar",
         *             "version": "2",
         *             "chainId": 31337,
         *             "verifyingContract": "0x5FbDB2315678afecb367f032d93F642f64180aa3"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "version",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "ReceiveWithAuthorization": [
         *               {
         *                 "name": "from",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "to",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "value",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "validAfter",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "validBefore",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "nonce",
         *                 "type": "bytes32"
         *               }
         *             ]
         *           },
         *           "primaryType": "ReceiveWithAuthorization",
         *           "message": {
         *             "from": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *             "to": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
         *             "value": "10000000",
         *             "validAfter": "0",
         *             "validBefore": "1795350600",
         *             "nonce": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688"
         *           }
         *         },
         *         "consent": {
         *           "domain": {
         *             "name": "Florin PaymentEscrow",
         *             "version": "1",
         *             "chainId": 31337,
         *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "version",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "Consent": [
         *               {
         *                 "name": "id",
         *                 "type": "bytes32"
         *               },
         *               {
         *                 "name": "source",
         *                 "type": "uint8"
         *               }
         *             ]
         *           },
         *           "primaryType": "Consent",
         *           "message": {
         *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
         *             "source": 0
         *           }
         *         },
         *         "consent_available": {
         *           "domain": {
         *             "name": "Florin PaymentEscrow",
         *             "version": "1",
         *             "chainId": 31337,
         *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "version",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "Consent": [
         *               {
         *                 "name": "id",
         *                 "type": "bytes32"
         *               },
         *               {
         *                 "name": "source",
         *                 "type": "uint8"
         *               }
         *             ]
         *           },
         *           "primaryType": "Consent",
         *           "message": {
         *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
         *             "source": 1
         *           }
         *         },
         *         "permit": {
         *           "domain": {
         *             "name": "Florin Test Dollar",
         *             "version": "2",
         *             "chainId": 31337,
         *             "verifyingContract": "0x5FbDB2315678afecb367f032d93F642f64180aa3"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "version",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "Permit": [
         *               {
         *                 "name": "owner",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "spender",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "value",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "nonce",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "deadline",
         *                 "type": "uint256"
         *               }
         *             ]
         *           },
         *           "primaryType": "Permit",
         *           "message": {
         *             "owner": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *             "spender": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
         *             "value": "10000000",
         *             "nonce": "0",
         *             "deadline": "1795350600"
         *           }
         *         },
         *         "consent_permit": {
         *           "domain": {
         *             "name": "Florin PaymentEscrow",
         *             "version": "1",
         *             "chainId": 31337,
         *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "version",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "Consent": [
         *               {
         *                 "name": "id",
         *                 "type": "bytes32"
         *               },
         *               {
         *                 "name": "source",
         *                 "type": "uint8"
         *               }
         *             ]
         *           },
         *           "primaryType": "Consent",
         *           "message": {
         *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
         *             "source": 3
         *           }
         *         },
         *         "permit2": {
         *           "domain": {
         *             "name": "Permit2",
         *             "chainId": 31337,
         *             "verifyingContract": "0x000000000022D473030F116dDEE9F6B43aC78BA3"
         *           },
         *           "types": {
         *             "EIP712Domain": [
         *               {
         *                 "name": "name",
         *                 "type": "string"
         *               },
         *               {
         *                 "name": "chainId",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "verifyingContract",
         *                 "type": "address"
         *               }
         *             ],
         *             "PermitWitnessTransferFrom": [
         *               {
         *                 "name": "permitted",
         *                 "type": "TokenPermissions"
         *               },
         *               {
         *                 "name": "spender",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "nonce",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "deadline",
         *                 "type": "uint256"
         *               },
         *               {
         *                 "name": "witness",
         *                 "type": "Terms"
         *               }
         *             ],
         *             "Terms": [
         *               {
         *                 "name": "payer",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "merchant",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "operator",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "token",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "amount",
         *                 "type": "uint96"
         *               },
         *               {
         *                 "name": "mode",
         *                 "type": "uint8"
         *               },
         *               {
         *                 "name": "authorizeBy",
         *                 "type": "uint48"
         *               },
         *               {
         *                 "name": "captureBy",
         *                 "type": "uint48"
         *               },
         *               {
         *                 "name": "refundBy",
         *                 "type": "uint48"
         *               },
         *               {
         *                 "name": "minFeeBps",
         *                 "type": "uint16"
         *               },
         *               {
         *                 "name": "maxFeeBps",
         *                 "type": "uint16"
         *               },
         *               {
         *                 "name": "feeRecipient",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "invoiceRef",
         *                 "type": "bytes32"
         *               },
         *               {
         *                 "name": "salt",
         *                 "type": "uint256"
         *               }
         *             ],
         *             "TokenPermissions": [
         *               {
         *                 "name": "token",
         *                 "type": "address"
         *               },
         *               {
         *                 "name": "amount",
         *                 "type": "uint256"
         *               }
         *             ]
         *           },
         *           "primaryType": "PermitWitnessTransferFrom",
         *           "message": {
         *             "permitted": {
         *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *               "amount": "10000000"
         *             },
         *             "spender": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
         *             "nonce": "110464324490718093586035886981554061425758277663864482854914819184766557423240",
         *             "deadline": "1795350600",
         *             "witness": {
         *               "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *               "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *               "operator": "0x0000000000000000000000000000000000000000",
         *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *               "amount": "10000000",
         *               "mode": 1,
         *               "authorizeBy": 1795350600,
         *               "captureBy": 1795350600,
         *               "refundBy": 1803126600,
         *               "minFeeBps": 0,
         *               "maxFeeBps": 0,
         *               "feeRecipient": "0x0000000000000000000000000000000000000000",
         *               "invoiceRef": "0x1717171717171717171717171717171717171717171717171717171717171717",
         *               "salt": "1234567890"
         *             }
         *           }
         *         }
         *       },
         *       "call": {
         *         "to": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
         *         "data": "0x21fc945e0000000000000000000000003c44cdddb6a900fa2b585dd299e03d12fa4293bc00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c800000000000000000000000000000000000000000000000000000000000000000000000000000000000000005fbdb2315678afecb367f032d93f642f64180aa300000000000000000000000000000000000000000000000000000000009896800000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000006b02e048000000000000000000000000000000000000000000000000000000006b02e048000000000000000000000000000000000000000000000000000000006b798748000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000171717171717171717171717171717171717171717171717171717171717171700000000000000000000000000000000000000000000000000000000499602d200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000000"
         *       },
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        PaymentRequest: {
            amount: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            authorize_by: string;
            call: components["schemas"]["Call"];
            chain: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            id: string;
            invoice: string;
            /** @enum {string} */
            mode: "escrow" | "charge";
            /** @constant */
            object: "payment_request";
            /**
             * @description The payment id on chain: the EIP-712 digest of the terms.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            onchain_id: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            payer: string;
            terms: components["schemas"]["Terms"];
            typed_data: {
                /** @description Source `allowance`: consent to be paid from an ERC-20 allowance of the escrow, which must be there. */
                consent: components["schemas"]["TypedData"];
                /** @description Source `available`: consent to be paid from the payer’s own balance in the escrow. */
                consent_available: components["schemas"]["TypedData"];
                /** @description Source `permit`: consent to be paid from that permit. Null where `permit` is. */
                consent_permit: components["schemas"]["TypedData"] | null;
                /** @description Source `permit`: an EIP-2612 permit that lets the escrow spend the amount until `authorize_by`; given as `permit`, beside `consent_permit`. A later permit of the same wallet for this token makes it void. Null where the token takes none, where the payer is a contract, or where the chain does not answer now. */
                permit: components["schemas"]["TypedData"] | null;
                /** @description Source `permit2`: one signature pays and binds all terms, where Permit2 has an allowance of the token. Null where the chain has no Permit2, or does not answer now. */
                permit2: components["schemas"]["TypedData"] | null;
                /** @description Source `erc3009`: one signature, by EIP-3009, pays and binds all terms. Null where the token does not know it. */
                receive_with_authorization: components["schemas"]["TypedData"] | null;
            };
        };
        /** @example {
         *       "object": "payout",
         *       "id": "po_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "status": "pending",
         *       "source": "api",
         *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
         *       "tx_hash": null,
         *       "signature_request": null,
         *       "failure": null,
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "succeeded_at": null,
         *       "canceled_at": null,
         *       "amount": {
         *         "amount": "8000000",
         *         "amount_decimal": "8.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "metadata": {},
         *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "recipient": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
         *     } */
        Payout: {
            /**
             * @description Whose balance it leaves.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            account: string;
            amount: components["schemas"]["Money"];
            canceled_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            failure: {
                code: string;
                reason: string;
            } | null;
            id: string;
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "payout";
            /**
             * @description The wallet that gets it.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            recipient: string;
            /** @description The relay by which the host executes it. */
            relay: string | null;
            signature_request: components["schemas"]["MoneyOutSignature"] | null;
            /**
             * @description chain: nobody asked for it here; your account did it on chain.
             * @enum {string}
             */
            source: "api" | "chain";
            /**
             * @description requires_signature until you sign or send it; pending until it is deep enough in the chain; succeeded, failed or canceled.
             * @enum {string}
             */
            status: "requires_signature" | "pending" | "succeeded" | "failed" | "canceled";
            /** @description Time of its block. */
            succeeded_at: string | null;
            tx_hash: string | null;
        };
        /** @example {
         *       "object": "payout_address",
         *       "chain": "eip155:31337",
         *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "valid_from": "2026-11-22T12:00:00.000Z"
         *     } */
        PayoutAddress: {
            /**
             * @description Your address whose balances are meant.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            account: string;
            /**
             * @description Where anybody may have them paid to.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            chain: string;
            /** @constant */
            object: "payout_address";
            /**
             * Format: date-time
             * @description By chain time: 24 hours after it was set.
             * @example 2026-11-22T12:00:00.000Z
             */
            valid_from: string;
        };
        PayoutAddressList: {
            data: components["schemas"]["PayoutAddress"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        PayoutList: {
            data: components["schemas"]["Payout"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "price",
         *       "id": "price_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
         *       "type": "one_time",
         *       "unit_amount": {
         *         "amount": "5000000",
         *         "amount_decimal": "5.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "active": true,
         *       "metadata": {},
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Price: {
            active: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "price";
            product: string;
            /** @enum {string} */
            type: "one_time";
            unit_amount: components["schemas"]["Money"];
        };
        PriceList: {
            data: components["schemas"]["Price"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @description RFC 9457 problem details, and what else helps with some codes. */
        Problem: {
            /** @description Base units: what can be paid out. With `balance_too_low`. */
            available?: string;
            /** @description Whose budget it is, for how long, and on which chain. The numbers are told of your own alone. With `sponsor_budget_exhausted`, `sponsor_budget_spent`. */
            budget?: {
                chain: string;
                period: string;
                scope: string;
            };
            /** @description The action that its signer can stop it by, if any. With `relay_not_cancelable`. */
            cancel_by?: string | null;
            /** @description Never changes its meaning; for programs to decide by. All of them stand in `docs/errors.md` of the repository; there will be more. */
            code: string;
            /** @description Base units: what may be refunded in a day. With `refund_cap_exceeded`. */
            daily_cap?: string;
            /** @description The contract that the payer is delegated to, if any. With `payer_cannot_sign`. */
            delegate?: string | null;
            /** @description What was wrong, and what would be right. */
            detail: string;
            /** @description Every fault, where several were found. */
            errors?: {
                message: string;
                param: string;
            }[];
            /** @description The path that was called. */
            instance: string;
            /** @description The invoice that is in the way, or is counted toward. With `address_in_use`, `payment_already_assigned`. */
            invoice?: string | null;
            /** @description Base units: the smallest part. With `part_too_small`. */
            least?: string;
            /** @description Base units: what is left. With `invoice_already_covered`, `payment_not_capturable`, `payment_not_refundable`, `refund_cap_exceeded`, `relay_in_flight`. */
            left?: string;
            /** @description Wei: the budget. With `sponsor_budget_exhausted`, `sponsor_budget_spent`. */
            limit?: string;
            /** @description Those that the wallet is a member of. With `merchant_required`. */
            merchants?: {
                id: string;
                name: string;
            }[];
            /** @description How many may wait at once. With `too_many_unsigned_refunds`, `too_many_unsigned_payouts`. */
            most?: number;
            /** @description Wei: what the relay may cost. With `sponsor_budget_exhausted`, `sponsor_budget_spent`. */
            needed?: string;
            /** @description Where in the request the fault is. */
            param?: string;
            /** @description The payment request whose terms are in the way. With `address_in_use`. */
            payment_request?: string;
            /** @description The payout that is under way. With `relay_in_flight`. */
            payout?: string;
            /** @description Why the contract would refuse it, in its own words. With `invalid_request`, `invalid_signature`, `would_revert`. */
            reason?: string;
            /** @description The refund that is under way. With `payment_not_assignable`. */
            refund?: string | null;
            /** @description The relay that is in the way; null where it is none of yours. With `invoice_has_pending_payment`, `invoice_already_covered`, `relay_in_flight`, `would_revert`. */
            relay?: string | null;
            /** @description The status of the relay. With `relay_not_cancelable`. */
            relay_status?: string;
            /** @description Names this request in the logs of the host. */
            request_id: string;
            /** @description Wei: what is kept for relays under way. With `sponsor_budget_exhausted`, `sponsor_budget_spent`. */
            reserved?: string;
            /** @description When the day of the cap ends. With `refund_cap_exceeded`. */
            resets_at?: string;
            /** @description The selector of the contract’s error, if it gave one. With `invalid_request`, `invalid_signature`, `would_revert`. */
            selector?: string | null;
            /** @description Wei: what was spent. With `sponsor_budget_exhausted`, `sponsor_budget_spent`. */
            spent?: string;
            /** @description The status of the answer. */
            status: number;
            /** @description The code in words. */
            title: string;
            /** @description `urn:florin:problem:` and the code. */
            type: string;
            /** @description Until when the terms can be paid. With `address_in_use`. */
            until?: string;
        };
        /** @example {
         *       "object": "product",
         *       "id": "prod_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "name": "House blend, 1 kg",
         *       "description": "Roasted on Mondays.",
         *       "active": true,
         *       "metadata": {
         *         "sku": "HB-1"
         *       },
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Product: {
            active: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            description: string | null;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            name: string;
            /** @constant */
            object: "product";
        };
        ProductList: {
            data: components["schemas"]["Product"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "refund",
         *       "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "status": "pending",
         *       "source": "api",
         *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
         *       "tx_hash": null,
         *       "signature_request": null,
         *       "failure": null,
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "succeeded_at": null,
         *       "canceled_at": null,
         *       "amount": {
         *         "amount": "2000000",
         *         "amount_decimal": "2.000000",
         *         "chain": "eip155:31337",
         *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "symbol": "TUSD",
         *         "decimals": 6
         *       },
         *       "metadata": {
         *         "order": "1042"
         *       },
         *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
         *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "reason": "One bag came torn."
         *     } */
        Refund: {
            amount: components["schemas"]["Money"];
            canceled_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            failure: {
                code: string;
                reason: string;
            } | null;
            id: string;
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "refund";
            /**
             * @description Who gets the money.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            payer: string;
            payment: string;
            reason: string | null;
            /** @description The relay by which the host executes it. */
            relay: string | null;
            signature_request: components["schemas"]["MoneyOutSignature"] | null;
            /**
             * @description chain: nobody asked for it here; your account did it on chain.
             * @enum {string}
             */
            source: "api" | "chain";
            /**
             * @description requires_signature until you sign or send it; pending until it is deep enough in the chain; succeeded, failed or canceled.
             * @enum {string}
             */
            status: "requires_signature" | "pending" | "succeeded" | "failed" | "canceled";
            /** @description Time of its block. */
            succeeded_at: string | null;
            tx_hash: string | null;
        };
        RefundList: {
            data: components["schemas"]["Refund"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "amount": "2000000"
         *     } */
        RefundPayment: {
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
            /**
             * @description Up to 20 keys of your own.
             * @default {}
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description For your own books.
             * @default null
             */
            reason?: string | null;
        };
        /** @example {
         *       "object": "relay",
         *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "kind": "charge",
         *       "status": "accepted",
         *       "chain": "eip155:31337",
         *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
         *       "payment": null,
         *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
         *       "amount": "10000000",
         *       "tx_hash": null,
         *       "executed_by": null,
         *       "error": null,
         *       "gas": {
         *         "reserved": "131812500000000000",
         *         "spent": "0",
         *         "recovered": "0"
         *       },
         *       "deadline": "2026-11-22T12:30:00.000Z",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        Relay: {
            /** @description Base units; null for a void, which gives back all that is left. */
            amount: string | null;
            chain: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description After this moment of chain time the contract refuses the intent. Until then a capture, void or refund that was refused after it was sent stays `accepted`: its signature is public, and it may still be executed.
             * @example 2026-11-22T12:00:00.000Z
             */
            deadline: string;
            error: {
                code: string;
                reason: string;
            } | null;
            /** @description Who executed the intent: anyone may send it through the contract before us. */
            executed_by: ("self" | "other") | null;
            gas: components["schemas"]["RelayGas"];
            id: string;
            /** @enum {string} */
            kind: "authorize" | "charge" | "capture" | "void" | "refund" | "burn" | "deposit" | "move_prepaid" | "transfer_balance" | "withdraw" | "set_payout" | "set_operator" | "cancel_nonce" | "create_plan" | "set_price" | "archive_plan" | "subscribe" | "replace" | "burn_subscription" | "charge_usage" | "pause" | "resume" | "cancel" | "x402_exact" | "x402_upto";
            /** @enum {string} */
            mode: "test" | "live";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            object: "relay";
            /** @description The payment’s id on chain; null for a payout. */
            onchain_id: string | null;
            /** @description The payment that a capture, void or refund acts on. Null for an authorize or charge, which begins one: that payment names the same `payment_request`, and `GET /v1/payments?invoice=…` lists it. */
            payment: string | null;
            /** @description What an authorize, a charge or its burn is of. */
            payment_request: string | null;
            /** @enum {string} */
            status: "accepted" | "submitted" | "mined" | "confirmed" | "failed" | "expired" | "canceled";
            tx_hash: string | null;
        };
        /** @example {
         *       "object": "relay_cost",
         *       "day": "2026-11-22",
         *       "chain": "eip155:31337",
         *       "kind": "capture",
         *       "relays": "12",
         *       "gas_used": "804000",
         *       "spent": "1608000000000000",
         *       "reserved": "0",
         *       "recovered": [
         *         {
         *           "amount": "4800000",
         *           "amount_decimal": "4.800000",
         *           "chain": "eip155:31337",
         *           "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *           "symbol": "TUSD",
         *           "decimals": 6
         *         }
         *       ]
         *     } */
        RelayCost: {
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /**
             * @description The day of acceptance, by UTC.
             * @example 2026-11-22
             */
            day: string;
            /** @description Units of gas that their ended transactions burned. */
            gas_used: string;
            /** @enum {string} */
            kind: "authorize" | "charge" | "capture" | "void" | "refund" | "burn" | "deposit" | "move_prepaid" | "transfer_balance" | "withdraw" | "set_payout" | "set_operator" | "cancel_nonce" | "create_plan" | "set_price" | "archive_plan" | "subscribe" | "replace" | "burn_subscription" | "charge_usage" | "pause" | "resume" | "cancel" | "x402_exact" | "x402_upto";
            /** @constant */
            object: "relay_cost";
            /** @description By token: what fees of executed captures were raised by to pay for it. */
            recovered: components["schemas"]["Money"][];
            /** @description How many were accepted. */
            relays: string;
            /** @description Wei of the chain’s coin: the most that those still under way may cost. */
            reserved: string;
            /** @description Wei of the chain’s coin: what these cost. */
            spent: string;
        };
        RelayCostList: {
            data: components["schemas"]["RelayCost"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @description What sending it costs the host. */
        RelayGas: {
            /** @description Base units of the payment’s token: what a capture’s fee was raised by to pay for its gas. */
            recovered: string;
            /** @description Wei of the chain’s coin: the most that what is still under way may cost. */
            reserved: string;
            /** @description Wei of the chain’s coin: what its ended transactions cost by their receipts, reverted and closing ones too. */
            spent: string;
        };
        RelayList: {
            data: components["schemas"]["Relay"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "member",
         *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
         *       "deleted": true
         *     } */
        RemovedMember: {
            /** @constant */
            deleted: true;
            id: string;
            /** @constant */
            object: "member";
        };
        ReplayEvent: {
            /**
             * @description Id of a webhook endpoint.
             * @example we_01h2xcejqtf2nbrexx3vqjhp41
             */
            endpoint?: string;
        };
        /** @example {
         *       "from": "2026-11-22T12:00:00.000Z",
         *       "to": "2026-11-22T13:00:00.000Z",
         *       "types": [
         *         "invoice.paid"
         *       ]
         *     } */
        ReplayEvents: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            to: string;
            /** @description Only events of these types. */
            types?: ("customer.created" | "customer.updated" | "customer.deleted" | "product.created" | "product.updated" | "price.created" | "price.updated" | "invoice.created" | "invoice.updated" | "invoice.finalized" | "invoice.deleted" | "invoice.paid" | "invoice.partially_paid" | "invoice.overpaid" | "invoice.past_due" | "invoice.expired" | "invoice.marked_uncollectible" | "invoice.voided" | "invoice.paid_after_void" | "invoice.reopened" | "payment_link.created" | "payment_link.updated" | "payment.pending" | "payment.confirmed" | "payment.reverted" | "payment.unmatched" | "payment.assigned" | "payment.captured" | "payment.voided" | "payment.reclaimed" | "payment.reversed" | "payment.refunded" | "refund.created" | "refund.succeeded" | "refund.failed" | "refund.canceled" | "refund.reverted" | "payout.created" | "payout.succeeded" | "payout.failed" | "payout.canceled" | "payout.reverted" | "balance.withdrawn" | "balance.withdrawal_reverted" | "balance.deposited" | "balance.deposit_reverted" | "balance.prepaid_moved" | "balance.prepaid_move_reverted" | "balance.transferred" | "balance.transfer_reverted" | "relay.confirmed" | "relay.failed" | "relay.expired" | "relay.canceled" | "merchant.updated" | "merchant.address_added" | "merchant.address_removed" | "merchant.default_address_changed" | "webhook.test" | "webhook_endpoint.disabled")[];
        };
        /** @example {
         *       "expires_in": 3600
         *     } */
        RollApiKey: {
            /**
             * @description Seconds for which the old key goes on.
             * @default 0
             * @example 3600
             */
            expires_in?: number;
        };
        RotateWebhookSecret: {
            /**
             * @description Seconds for which the old secret signs too; 0 ends it now.
             * @default 86400
             * @example 86400
             */
            expires_in?: number;
        };
        /** @example {
         *       "object": "session",
         *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
         *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "role": "viewer",
         *       "scopes": [
         *         "merchant:read",
         *         "customers:read",
         *         "products:read",
         *         "payment_links:read",
         *         "invoices:read",
         *         "payments:read",
         *         "refunds:read",
         *         "balances:read",
         *         "payouts:read",
         *         "ledger:read",
         *         "relays:read",
         *         "events:read",
         *         "members:read"
         *       ],
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "expires_at": "2026-11-23T00:00:00.000Z"
         *     } */
        Session: {
            /**
             * @description The member who signed in.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            address: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            expires_at: string;
            id: string;
            merchant: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "session";
            /** @enum {string} */
            role: "owner" | "finance" | "developer" | "viewer";
            /** @description What the role may do. */
            scopes: string[];
        };
        /** @example {
         *       "object": "session_challenge",
         *       "nonce": "6f1ed002ab5595859014ebf0951522d9",
         *       "message": "pay.example wants you to sign in with your Ethereum account:\n0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n\nSign in to Florin. This moves no money and costs no gas.\n\nURI: https://pay.example\nVersion: 1\nChain ID: 31337\nNonce: 6f1ed002ab5595859014ebf0951522d9\nIssued At: 2026-11-22T12:00:00.000Z\nExpiration Time: 2026-11-22T12:05:00.000Z",
         *       "expires_at": "2026-11-22T12:05:00.000Z"
         *     } */
        SessionChallenge: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            expires_at: string;
            /** @description What the wallet is to sign, to the last byte (EIP-4361). */
            message: string;
            nonce: string;
            /** @constant */
            object: "session_challenge";
        };
        /** @description The merchant operates for itself: sign the typed data, or send the call from the merchant’s account. */
        SignatureRequest: {
            call: components["schemas"]["Call"];
            /** @enum {string} */
            kind: "capture" | "void" | "refund";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            object: "signature_request";
            payment: string;
            /** @constant */
            status: "requires_signature";
            typed_data: components["schemas"]["TypedData"];
        };
        SignedCall: {
            /**
             * @description As the SDK’s encoders make it, byte for byte.
             * @example 0x
             */
            data: string;
            /**
             * @description The escrow or the subscription manager of the chain.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            to: string;
        };
        /** @description An EIP-2612 permit of the token, signed by the payer. */
        SignedPermit: {
            /**
             * @description Unix seconds.
             * @example 1800000000
             */
            deadline: string;
            /** @example 0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b */
            signature: string;
            /**
             * @description Base units that the escrow may spend.
             * @example 10000000
             */
            value: string;
        };
        /** @example {
         *       "object": "sponsor_budget",
         *       "chain": "eip155:31337",
         *       "paid_by": "host",
         *       "hour": {
         *         "started_at": "2026-11-22T12:00:00.000Z",
         *         "limit": "10000000000000000000",
         *         "reserved": "311812500000000000",
         *         "spent": "190000000000000",
         *         "left": "9687997500000000000"
         *       },
         *       "total": {
         *         "limit": null,
         *         "reserved": "311812500000000000",
         *         "spent": "4210000000000000",
         *         "left": null
         *       }
         *     } */
        SponsorBudget: {
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            chain: string;
            /** @description Relays that were accepted in this hour. */
            hour: {
                left: string | null;
                limit: string | null;
                /** @description Wei of the chain’s coin: the most that relays under way may cost. */
                reserved: string;
                /** @description Wei of the chain’s coin: what ended ones cost. */
                spent: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 * @example 2026-11-22T12:00:00.000Z
                 */
                started_at: string;
            };
            /** @constant */
            object: "sponsor_budget";
            /**
             * @description `merchant`: the fee of captures that the host signs is raised by their gas, within what the payer agreed to.
             * @enum {string}
             */
            paid_by: "host" | "merchant";
            /** @description All relays since the first. */
            total: {
                left: string | null;
                limit: string | null;
                /** @description Wei of the chain’s coin: the most that relays under way may cost. */
                reserved: string;
                /** @description Wei of the chain’s coin: what ended ones cost. */
                spent: string;
            };
        };
        SponsorBudgetList: {
            data: components["schemas"]["SponsorBudget"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @description The Solidity struct; whole numbers as text, times in seconds. */
        Terms: {
            amount: string;
            authorize_by: string;
            capture_by: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            fee_recipient: string;
            /**
             * @description 32 bytes as hex.
             * @example 0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c
             */
            invoice_ref: string;
            max_fee_bps: number;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            merchant: string;
            min_fee_bps: number;
            /** @enum {string} */
            mode: "escrow" | "charge";
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            operator: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            payer: string;
            refund_by: string;
            salt: string;
            /**
             * @description Address with its EIP-55 checksum.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            token: string;
        };
        /** @description EIP-712 typed data, ready for eth_signTypedData_v4: `types` names the fields of the domain as `EIP712Domain` too. Delete it there for a library that adds it by itself and refuses it given, such as ethers. */
        TypedData: {
            domain: {
                [key: string]: unknown;
            };
            message: {
                [key: string]: unknown;
            };
            primaryType: string;
            types: {
                [key: string]: {
                    name: string;
                    type: string;
                }[];
            };
        };
        /** @example {
         *       "email": "lovelace@example.com"
         *     } */
        UpdateCustomer: {
            email?: string | null;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            name?: string | null;
            reference?: string | null;
        };
        /** @example {
         *       "description": "House blend, 2 kg",
         *       "metadata": {
         *         "order": "1043"
         *       }
         *     } */
        UpdateInvoice: {
            /**
             * @description Base units of the token in decimal digits.
             * @example 10000000
             */
            amount?: string;
            /** @description Where the payer goes who does not pay. */
            cancel_url?: string | null;
            /**
             * @description automatic charges at once; manual authorizes, and you capture later.
             * @enum {string}
             */
            capture_method?: "automatic" | "manual";
            customer?: string | null;
            description?: string | null;
            /**
             * @description When it should be paid; what comes later is `paid_late`.
             * @example null
             */
            due_at?: string | null;
            /**
             * @description When it can be paid no more. Default: seven days from its opening, or 30 days after it is due.
             * @example null
             */
            expires_at?: string | null;
            /**
             * @description What is asked for; the amount of the invoice is their sum. A line has a description and a unit_amount, or the price of a product.
             * @example [
             *       {
             *         "description": "House blend, 1 kg",
             *         "quantity": 2,
             *         "unit_amount": "5000000"
             *       }
             *     ]
             */
            lines?: components["schemas"]["InvoiceLineInput"][];
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            return_url?: string | null;
            /**
             * @description How much less than the amount, in ten-thousandths of it, still counts as paid. Default: the merchant’s `default_tolerance_bps`.
             * @example 50
             */
            tolerance_bps?: number;
        };
        UpdateMember: {
            /**
             * @description What the member may do: docs/roles.md.
             * @example finance
             * @enum {string}
             */
            role: "owner" | "finance" | "developer" | "viewer";
        };
        /** @example {
         *       "name": "Harbour Books",
         *       "time_zone": "Europe/Berlin",
         *       "default_tolerance_bps": 50
         *     } */
        UpdateMerchant: {
            /**
             * @description Origins of your own pages that may call the routes of a checkout token from a browser. Exact https origins; never for API keys.
             * @example [
             *       "https://shop.example"
             *     ]
             */
            allowed_origins?: string[];
            /**
             * @description Replaces the tiers on every chain of the key’s mode. A payment waits for the confirmations of the tier with the highest `min_amount` that its amount reaches: first among tiers of its token, then that of its chain, else the chain’s default. What was seen before keeps what it was seen with.
             * @example [
             *       {
             *         "chain": "eip155:8453",
             *         "token": null,
             *         "min_amount": "0",
             *         "confirmations": 2
             *       },
             *       {
             *         "chain": "eip155:8453",
             *         "token": "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
             *         "min_amount": "1000000000",
             *         "confirmations": 12
             *       }
             *     ]
             */
            confirmation_tiers?: components["schemas"]["ConfirmationTierInput"][];
            /**
             * @description How much less than its amount, in ten-thousandths, still pays an invoice that names no tolerance of its own.
             * @example 50
             */
            default_tolerance_bps?: number;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description What payers see.
             * @example Harbour Books
             */
            name?: string;
            /**
             * @description True lets the host’s operator key (`host_operator`) capture, void and refund the payments whose terms name it, from your balance and by API calls alone, without a signature of yours. It can never withdraw. Terms issued from then on name it; false stops it at once, for earlier terms too.
             * @example false
             */
            operator_opted_in?: boolean;
            /**
             * @description Where payers may ask for help.
             * @example help@shop.example
             */
            support_email?: string | null;
            /**
             * Format: uri
             * @description A page where payers may ask for help.
             * @example https://shop.example/help
             */
            support_url?: string | null;
            /**
             * @description IANA name. Days of due dates and reports begin and end in it.
             * @example Europe/Berlin
             */
            time_zone?: string;
        };
        /** @example {
         *       "active": false
         *     } */
        UpdatePaymentLink: {
            active?: boolean;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        /** @example {
         *       "active": false
         *     } */
        UpdatePrice: {
            /**
             * @description Whether it is offered: what is not stands in no new invoice.
             * @example true
             */
            active?: boolean;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        /** @example {
         *       "description": "Roasted on Fridays."
         *     } */
        UpdateProduct: {
            /**
             * @description Whether it is offered: what is not stands in no new invoice.
             * @example true
             */
            active?: boolean;
            description?: string | null;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description What a line of an invoice says, unless it has words of its own.
             * @example Tea
             */
            name?: string;
        };
        /** @example {
         *       "enabled_events": [
         *         "invoice.paid",
         *         "payment.refunded"
         *       ],
         *       "status": "enabled"
         *     } */
        UpdateWebhookEndpoint: {
            description?: string | null;
            /** @description Types of event to deliver, or `*` alone for all of them. */
            enabled_events?: ("*" | "customer.created" | "customer.updated" | "customer.deleted" | "product.created" | "product.updated" | "price.created" | "price.updated" | "invoice.created" | "invoice.updated" | "invoice.finalized" | "invoice.deleted" | "invoice.paid" | "invoice.partially_paid" | "invoice.overpaid" | "invoice.past_due" | "invoice.expired" | "invoice.marked_uncollectible" | "invoice.voided" | "invoice.paid_after_void" | "invoice.reopened" | "payment_link.created" | "payment_link.updated" | "payment.pending" | "payment.confirmed" | "payment.reverted" | "payment.unmatched" | "payment.assigned" | "payment.captured" | "payment.voided" | "payment.reclaimed" | "payment.reversed" | "payment.refunded" | "refund.created" | "refund.succeeded" | "refund.failed" | "refund.canceled" | "refund.reverted" | "payout.created" | "payout.succeeded" | "payout.failed" | "payout.canceled" | "payout.reverted" | "balance.withdrawn" | "balance.withdrawal_reverted" | "balance.deposited" | "balance.deposit_reverted" | "balance.prepaid_moved" | "balance.prepaid_move_reverted" | "balance.transferred" | "balance.transfer_reverted" | "relay.confirmed" | "relay.failed" | "relay.expired" | "relay.canceled" | "merchant.updated" | "merchant.address_added" | "merchant.address_removed" | "merchant.default_address_changed" | "webhook.test" | "webhook_endpoint.disabled")[];
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @enum {string} */
            status?: "enabled" | "disabled";
            /**
             * @description https, at most 2,048 characters, without credentials or fragment.
             * @example https://shop.example/webhooks
             */
            url?: string;
        };
        WebhookAttempt: {
            duration_ms: number;
            /**
             * @description Why there was no full answer.
             * @example timeout
             */
            error: string | null;
            number: number;
            /** @description The first 1,024 bytes of the answer; null for callers without webhook_endpoints:read. */
            response_excerpt: string | null;
            response_status: number | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            started_at: string;
        };
        WebhookDelivery: {
            attempts: components["schemas"]["WebhookAttempt"][];
            delivered_at: string | null;
            endpoint: string;
            next_attempt_at: string | null;
            /** @enum {string} */
            status: "pending" | "delivered" | "dead";
        };
        WebhookDeliveryList: {
            data: components["schemas"]["WebhookDeliveryOfEvent"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        /** @example {
         *       "object": "webhook_delivery",
         *       "event": "evt_01h2xcejqtf2nbrexx3vqjhp41",
         *       "event_type": "invoice.paid",
         *       "event_seq": 7,
         *       "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *       "status": "delivered",
         *       "next_attempt_at": null,
         *       "delivered_at": "2026-11-22T12:00:00.000Z",
         *       "attempts": [
         *         {
         *           "number": 1,
         *           "started_at": "2026-11-22T12:00:00.000Z",
         *           "duration_ms": 48,
         *           "response_status": 204,
         *           "response_excerpt": "",
         *           "error": null
         *         }
         *       ]
         *     } */
        WebhookDeliveryOfEvent: {
            attempts: components["schemas"]["WebhookAttempt"][];
            delivered_at: string | null;
            endpoint: string;
            event: string;
            event_seq: number;
            event_type: string;
            next_attempt_at: string | null;
            /** @constant */
            object: "webhook_delivery";
            /** @enum {string} */
            status: "pending" | "delivered" | "dead";
        };
        /** @example {
         *       "object": "webhook_endpoint",
         *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
         *       "mode": "test",
         *       "url": "https://shop.example/webhooks",
         *       "description": "Orders",
         *       "enabled_events": [
         *         "*"
         *       ],
         *       "metadata": {
         *         "team": "orders"
         *       },
         *       "status": "enabled",
         *       "disabled_reason": null,
         *       "failing_since": null,
         *       "previous_secret_expires_at": null,
         *       "version": "2026-11-22",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     } */
        WebhookEndpoint: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            created_at: string;
            description: string | null;
            /** @description `gone` after an answer of 410, `failing` after five days of failures, `requested` where you did it. */
            disabled_reason: string | null;
            enabled_events: string[];
            /** @description Since when every attempt has failed. */
            failing_since: string | null;
            id: string;
            /**
             * @description Up to 20 keys of your own.
             * @example {
             *       "order": "1042"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /** @enum {string} */
            mode: "test" | "live";
            /** @constant */
            object: "webhook_endpoint";
            /** @description Until then deliveries are signed with the secret before the last rotation too. */
            previous_secret_expires_at: string | null;
            /** @enum {string} */
            status: "enabled" | "disabled";
            url: string;
            version: string;
        };
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpoint"][];
            /** @description Whether there is more in this direction. */
            has_more: boolean;
            /** @constant */
            object: "list";
            /**
             * @description The path of this list.
             * @example /v1/invoices
             */
            url: string;
        };
        WebhookReplay: {
            /**
             * @description Id of the endpoint that hears them.
             * @example we_01h2xcejqtf2nbrexx3vqjhp41
             */
            endpoint: string;
            /**
             * @description How many events there are.
             * @example 12
             */
            events: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            from: string;
            /** @constant */
            object: "webhook_replay";
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-11-22T12:00:00.000Z
             */
            to: string;
        };
        /** @example {
         *       "x402Version": 2,
         *       "resource": {
         *         "url": "https://api.example.com/forecast",
         *         "description": "The weather of tomorrow"
         *       },
         *       "accepted": {
         *         "scheme": "exact",
         *         "network": "eip155:31337",
         *         "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *         "amount": "10000",
         *         "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *         "maxTimeoutSeconds": 60,
         *         "extra": {
         *           "name": "Florin Test Dollar",
         *           "version": "2"
         *         }
         *       },
         *       "payload": {
         *         "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b",
         *         "authorization": {
         *           "from": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *           "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *           "value": "10000",
         *           "validAfter": "0",
         *           "validBefore": "1795348860",
         *           "nonce": "0x7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b"
         *         }
         *       }
         *     } */
        X402PaymentPayload: {
            accepted: components["schemas"]["X402PaymentRequirements"];
            /** @description An EIP-3009 authorization or a Permit2 one, with its signature. */
            payload: {
                [key: string]: unknown;
            };
            resource?: {
                [key: string]: unknown;
            };
            x402Version: number;
        } & {
            [key: string]: unknown;
        };
        /** @example {
         *       "scheme": "exact",
         *       "network": "eip155:31337",
         *       "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
         *       "amount": "10000",
         *       "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
         *       "maxTimeoutSeconds": 60,
         *       "extra": {
         *         "name": "Florin Test Dollar",
         *         "version": "2"
         *       }
         *     } */
        X402PaymentRequirements: {
            /** @description Base units; with `upto`, what is really charged. */
            amount: string;
            /** @description Address of a token that this installation accepts. */
            asset: string;
            extra: {
                [key: string]: unknown;
            };
            maxTimeoutSeconds: number;
            /**
             * @description CAIP-2 chain.
             * @example eip155:31337
             */
            network: string;
            /** @description An address of yours on that chain. */
            payTo: string;
            scheme: string;
        } & {
            [key: string]: unknown;
        };
        X402Request: {
            paymentPayload: components["schemas"]["X402PaymentPayload"];
            paymentRequirements: components["schemas"]["X402PaymentRequirements"];
            /** @example 2 */
            x402Version: number;
        } & {
            [key: string]: unknown;
        };
        /** @example {
         *       "success": true,
         *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
         *       "transaction": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
         *       "network": "eip155:31337"
         *     } */
        X402Settlement: {
            amount?: string;
            errorMessage?: string;
            /** @description A code; `settlement_pending` where it is under way: post the same again. */
            errorReason?: string;
            network: string;
            payer?: string;
            success: boolean;
            /** @description Hash of the transaction that moved the money; empty without one. */
            transaction: string;
        };
        /** @example {
         *       "kinds": [
         *         {
         *           "x402Version": 2,
         *           "scheme": "exact",
         *           "network": "eip155:31337"
         *         }
         *       ],
         *       "extensions": [],
         *       "signers": {
         *         "eip155:*": [
         *           "0x90F79bf6EB2c4f870365E785982E1f101E93b906"
         *         ]
         *       }
         *     } */
        X402Supported: {
            extensions: string[];
            kinds: {
                extra?: {
                    [key: string]: string;
                };
                /** @example eip155:31337 */
                network: string;
                /** @example exact */
                scheme: string;
                x402Version: number;
            }[];
            /** @description The keys that send, by CAIP-2 pattern. */
            signers: {
                [key: string]: string[];
            };
        };
        /** @example {
         *       "isValid": true,
         *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
         *     } */
        X402Verdict: {
            invalidMessage?: string;
            /** @description A code; see docs/x402.md. */
            invalidReason?: string;
            isValid: boolean;
            payer?: string;
        };
    };
    responses: {
        /** @description The body has more than 256 KiB. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:body_too_large",
                 *       "title": "Body too large",
                 *       "status": 413,
                 *       "detail": "The body may have at most 256 KiB.",
                 *       "code": "body_too_large",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the object, or a call that is still running, stands in the way. */
        Conflict: {
            headers: {
                /**
                 * @description Seconds after which the same call may succeed.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:idempotency_key_in_use",
                 *       "title": "Idempotency key in use",
                 *       "status": 409,
                 *       "detail": "A request with this Idempotency-Key is still running.",
                 *       "code": "idempotency_key_in_use",
                 *       "param": "Idempotency-Key",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Whoever calls may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:insufficient_scope",
                 *       "title": "Insufficient scope",
                 *       "status": 403,
                 *       "detail": "This API key lacks the scope invoices:write.",
                 *       "code": "insufficient_scope",
                 *       "param": "Authorization",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The Idempotency-Key came before with another body. */
        KeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:idempotency_key_reused",
                 *       "title": "Idempotency key reused",
                 *       "status": 422,
                 *       "detail": "This Idempotency-Key was used for another request; use a new one for each intent.",
                 *       "code": "idempotency_key_reused",
                 *       "param": "Idempotency-Key",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is malformed: `param` names the field, `detail` says what would be right. */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:invalid_request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "limit: must be a number from 1 to 100",
                 *       "code": "invalid_request",
                 *       "param": "limit",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such object exists for whoever calls. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "No invoice inv_01h2xcejqtf2nbrexx3vqjhp41 exists for this key.",
                 *       "code": "not_found",
                 *       "param": "id",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON in UTF-8. */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:unsupported_media_type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "Send the body as JSON, with Content-Type: application/json.",
                 *       "code": "unsupported_media_type",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What was wrong, and what would be right. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:internal_error",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "Something went wrong on our side. Retry with the same Idempotency-Key: what was done is not done again.",
                 *       "code": "internal_error",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many calls; `Retry-After` says in how many seconds to try again. */
        TooManyRequests: {
            headers: {
                /**
                 * @description Seconds after which the same call may succeed.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:rate_limited",
                 *       "title": "Rate limited",
                 *       "status": 429,
                 *       "detail": "Too many requests; try again in 1 second.",
                 *       "code": "rate_limited",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is known by what was sent to say who calls. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:missing_api_key",
                 *       "title": "Missing API key",
                 *       "status": 401,
                 *       "detail": "Send your API key as \"Authorization: Bearer fl_test_…\".",
                 *       "code": "missing_api_key",
                 *       "param": "Authorization",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A chain or the index of it does not answer at the moment; nothing was changed. */
        Unavailable: {
            headers: {
                /**
                 * @description Seconds after which the same call may succeed.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /** @example {
                 *       "type": "urn:florin:problem:chain_unavailable",
                 *       "title": "Chain unavailable",
                 *       "status": 503,
                 *       "detail": "The chain eip155:31337 does not answer; retry with the same Idempotency-Key.",
                 *       "code": "chain_unavailable",
                 *       "instance": "/v1/invoices",
                 *       "request_id": "req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69"
                 *     } */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys, without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/api_keys",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "api_key",
                     *           "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "name": "shop server",
                     *           "prefix": "fl_test_",
                     *           "last_four": "x7Qe",
                     *           "scopes": [
                     *             "invoices:read",
                     *             "invoices:write"
                     *           ],
                     *           "version": "2026-11-22",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "last_used_at": null,
                     *           "expires_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "name": "shop server",
                 *       "scopes": [
                 *         "invoices:read",
                 *         "invoices:write"
                 *       ]
                 *     } */
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "api_key",
                     *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "shop server",
                     *       "prefix": "fl_test_",
                     *       "last_four": "x7Qe",
                     *       "scopes": [
                     *         "invoices:read",
                     *         "invoices:write"
                     *       ],
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "last_used_at": null,
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "secret": "fl_test_…x7Qe"
                     *     } */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "api_key",
                     *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "shop server",
                     *       "prefix": "fl_test_",
                     *       "last_four": "x7Qe",
                     *       "scopes": [
                     *         "invoices:read",
                     *         "invoices:write"
                     *       ],
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "last_used_at": null,
                     *       "expires_at": null,
                     *       "revoked_at": null
                     *     } */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "api_key",
                     *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "shop server",
                     *       "prefix": "fl_test_",
                     *       "last_four": "x7Qe",
                     *       "scopes": [
                     *         "invoices:read",
                     *         "invoices:write"
                     *       ],
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "last_used_at": null,
                     *       "expires_at": null,
                     *       "revoked_at": null
                     *     } */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    rollApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "expires_in": 3600
                 *     } */
                "application/json": components["schemas"]["RollApiKey"];
            };
        };
        responses: {
            /** @description The new key, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "api_key",
                     *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "shop server",
                     *       "prefix": "fl_test_",
                     *       "last_four": "x7Qe",
                     *       "scopes": [
                     *         "invoices:read",
                     *         "invoices:write"
                     *       ],
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "last_used_at": null,
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "secret": "fl_test_…x7Qe"
                     *     } */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Id of a key, or address of a member. */
                actor?: string;
                /** @description Only changes by such an actor. */
                actor_kind?: "key" | "member" | "payer" | "job" | "host";
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Id of what was changed. */
                object?: string;
                /** @description Only changes by this operation of the API. */
                operation?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/audit_log",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "audit_entry",
                     *           "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "actor": {
                     *             "kind": "key",
                     *             "id": "key_01h2xcejqtf2nbrexx3vqjhp41"
                     *           },
                     *           "operation": "deleteWebhookEndpoint",
                     *           "target": {
                     *             "object": "webhook_endpoint",
                     *             "id": "we_01h2xcejqtf2nbrexx3vqjhp41"
                     *           },
                     *           "before": {
                     *             "object": "webhook_endpoint",
                     *             "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *             "status": "enabled"
                     *           },
                     *           "after": {
                     *             "object": "webhook_endpoint",
                     *             "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *             "deleted": true
                     *           },
                     *           "request_id": "req_0f4a3c1d9b8e4f6a8c7d6e5f4a3b2c1d",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["AuditEntryList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listBalances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All balances, and as of which blocks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/balances",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "balance",
                     *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "chain": "eip155:31337",
                     *           "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *           "available": {
                     *             "amount": "9900000",
                     *             "amount_decimal": "9.900000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "prepaid": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           }
                     *         }
                     *       ],
                     *       "as_of": [
                     *         {
                     *           "chain": "eip155:31337",
                     *           "block_number": "42",
                     *           "block_time": "2026-11-22T12:00:00.000Z",
                     *           "lag_blocks": 0,
                     *           "lag_seconds": 0
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["BalanceList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    getCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invoice as its payer sees it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "checkout",
                     *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "expired": false,
                     *       "past_due": false,
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "description": "House blend, 1 kg",
                     *       "merchant": {
                     *         "name": "Harbour Coffee",
                     *         "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
                     *       },
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "capture_method": "automatic",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "payments": []
                     *     } */
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    getConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What pages and the SDK need to know. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "config",
                     *       "environment": "local",
                     *       "api_version": "2026-11-22",
                     *       "chains": [
                     *         {
                     *           "chain": "eip155:31337",
                     *           "chain_id": 31337,
                     *           "name": "Local",
                     *           "mode": "test",
                     *           "confirmations": 1,
                     *           "explorer": null,
                     *           "public_rpc_url": null,
                     *           "contracts": {
                     *             "payment_escrow": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
                     *             "subscription_manager": "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"
                     *           },
                     *           "tokens": [
                     *             {
                     *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *               "symbol": "TUSD",
                     *               "name": "Florin Test Dollar",
                     *               "decimals": 6,
                     *               "eip3009": true,
                     *               "eip712": {
                     *                 "name": "Florin Test Dollar",
                     *                 "version": "2"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["Config"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description Only those with this e-mail address, in whichever case. */
                email?: string;
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description The one with this reference. */
                reference?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of customers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/customers",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "customer",
                     *           "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "deleted": false,
                     *           "name": "Ada Lovelace",
                     *           "email": "ada@example.com",
                     *           "reference": null,
                     *           "metadata": {
                     *             "language": "en"
                     *           },
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "name": "Ada Lovelace",
                 *       "email": "ada@example.com",
                 *       "metadata": {
                 *         "language": "en"
                 *       }
                 *     } */
                "application/json": components["schemas"]["CreateCustomer"];
            };
        };
        responses: {
            /** @description The customer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "customer",
                     *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "deleted": false,
                     *       "name": "Ada Lovelace",
                     *       "email": "ada@example.com",
                     *       "reference": null,
                     *       "metadata": {
                     *         "language": "en"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a customer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "customer",
                     *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "deleted": false,
                     *       "name": "Ada Lovelace",
                     *       "email": "ada@example.com",
                     *       "reference": null,
                     *       "metadata": {
                     *         "language": "en"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    deleteCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a customer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is left of the customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "customer",
                     *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "deleted": true,
                     *       "name": null,
                     *       "email": null,
                     *       "reference": null,
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["DeletedCustomer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a customer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "email": "lovelace@example.com"
                 *     } */
                "application/json": components["schemas"]["UpdateCustomer"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "customer",
                     *       "id": "cus_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "deleted": false,
                     *       "name": "Ada Lovelace",
                     *       "email": "ada@example.com",
                     *       "reference": null,
                     *       "metadata": {
                     *         "language": "en"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Id of the object that the events tell of. */
                object?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Types of event, with commas between them. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/events",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "event",
                     *           "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "type": "invoice.paid",
                     *           "seq": 7,
                     *           "mode": "test",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "data": {
                     *             "object": {
                     *               "object": "invoice",
                     *               "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *               "mode": "test",
                     *               "number": "1042",
                     *               "status": "paid",
                     *               "payment_status": "paid",
                     *               "paid_late": false,
                     *               "past_due": false,
                     *               "expired": false,
                     *               "customer": null,
                     *               "payment_link": null,
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount_paid": {
                     *                 "amount": "0",
                     *                 "amount_decimal": "0.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount_due": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "tolerance_bps": 0,
                     *               "lines": [
                     *                 {
                     *                   "description": "House blend, 1 kg",
                     *                   "quantity": 2,
                     *                   "unit_amount": {
                     *                     "amount": "5000000",
                     *                     "amount_decimal": "5.000000",
                     *                     "chain": "eip155:31337",
                     *                     "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                     "symbol": "TUSD",
                     *                     "decimals": 6
                     *                   },
                     *                   "amount": {
                     *                     "amount": "10000000",
                     *                     "amount_decimal": "10.000000",
                     *                     "chain": "eip155:31337",
                     *                     "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                     "symbol": "TUSD",
                     *                     "decimals": 6
                     *                   },
                     *                   "price": null
                     *                 }
                     *               ],
                     *               "capture_method": "automatic",
                     *               "description": "House blend, 1 kg",
                     *               "return_url": "https://shop.example/thanks",
                     *               "cancel_url": null,
                     *               "metadata": {
                     *                 "order": "1042"
                     *               },
                     *               "due_at": null,
                     *               "expires_at": "2026-11-29T12:00:00.000Z",
                     *               "created_at": "2026-11-22T12:00:00.000Z",
                     *               "finalized_at": "2026-11-22T12:00:00.000Z",
                     *               "paid_at": "2026-11-22T12:00:00.000Z",
                     *               "voided_at": null,
                     *               "uncollectible_at": null
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["EventList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event and its deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "event",
                     *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "invoice.paid",
                     *       "seq": 7,
                     *       "mode": "test",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "data": {
                     *         "object": {
                     *           "object": "invoice",
                     *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "number": "1042",
                     *           "status": "paid",
                     *           "payment_status": "paid",
                     *           "paid_late": false,
                     *           "past_due": false,
                     *           "expired": false,
                     *           "customer": null,
                     *           "payment_link": null,
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_paid": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_due": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "tolerance_bps": 0,
                     *           "lines": [
                     *             {
                     *               "description": "House blend, 1 kg",
                     *               "quantity": 2,
                     *               "unit_amount": {
                     *                 "amount": "5000000",
                     *                 "amount_decimal": "5.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "price": null
                     *             }
                     *           ],
                     *           "capture_method": "automatic",
                     *           "description": "House blend, 1 kg",
                     *           "return_url": "https://shop.example/thanks",
                     *           "cancel_url": null,
                     *           "metadata": {
                     *             "order": "1042"
                     *           },
                     *           "due_at": null,
                     *           "expires_at": "2026-11-29T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "finalized_at": "2026-11-22T12:00:00.000Z",
                     *           "paid_at": "2026-11-22T12:00:00.000Z",
                     *           "voided_at": null,
                     *           "uncollectible_at": null
                     *         }
                     *       },
                     *       "deliveries": [
                     *         {
                     *           "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "status": "delivered",
                     *           "next_attempt_at": null,
                     *           "delivered_at": "2026-11-22T12:00:00.000Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "started_at": "2026-11-22T12:00:00.000Z",
                     *               "duration_ms": 48,
                     *               "response_status": 204,
                     *               "response_excerpt": "",
                     *               "error": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["EventWithDeliveries"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    replayEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ReplayEvent"];
            };
        };
        responses: {
            /** @description The event and its deliveries. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "event",
                     *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "invoice.paid",
                     *       "seq": 7,
                     *       "mode": "test",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "data": {
                     *         "object": {
                     *           "object": "invoice",
                     *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "number": "1042",
                     *           "status": "paid",
                     *           "payment_status": "paid",
                     *           "paid_late": false,
                     *           "past_due": false,
                     *           "expired": false,
                     *           "customer": null,
                     *           "payment_link": null,
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_paid": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_due": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "tolerance_bps": 0,
                     *           "lines": [
                     *             {
                     *               "description": "House blend, 1 kg",
                     *               "quantity": 2,
                     *               "unit_amount": {
                     *                 "amount": "5000000",
                     *                 "amount_decimal": "5.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "price": null
                     *             }
                     *           ],
                     *           "capture_method": "automatic",
                     *           "description": "House blend, 1 kg",
                     *           "return_url": "https://shop.example/thanks",
                     *           "cancel_url": null,
                     *           "metadata": {
                     *             "order": "1042"
                     *           },
                     *           "due_at": null,
                     *           "expires_at": "2026-11-29T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "finalized_at": "2026-11-22T12:00:00.000Z",
                     *           "paid_at": "2026-11-22T12:00:00.000Z",
                     *           "voided_at": null,
                     *           "uncollectible_at": null
                     *         }
                     *       },
                     *       "deliveries": [
                     *         {
                     *           "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "status": "delivered",
                     *           "next_attempt_at": null,
                     *           "delivered_at": "2026-11-22T12:00:00.000Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "started_at": "2026-11-22T12:00:00.000Z",
                     *               "duration_ms": 48,
                     *               "response_status": 204,
                     *               "response_excerpt": "",
                     *               "error": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["EventWithDeliveries"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listInvoices: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description Only those of this customer. */
                customer?: string;
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description Only those that were made from this payment link. */
                payment_link?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Only those in this state. */
                status?: "draft" | "open" | "paid" | "void" | "uncollectible";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of invoices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/invoices",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "invoice",
                     *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "number": "1042",
                     *           "status": "open",
                     *           "payment_status": "none",
                     *           "paid_late": false,
                     *           "past_due": false,
                     *           "expired": false,
                     *           "customer": null,
                     *           "payment_link": null,
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_paid": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_due": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "tolerance_bps": 0,
                     *           "lines": [
                     *             {
                     *               "description": "House blend, 1 kg",
                     *               "quantity": 2,
                     *               "unit_amount": {
                     *                 "amount": "5000000",
                     *                 "amount_decimal": "5.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "price": null
                     *             }
                     *           ],
                     *           "capture_method": "automatic",
                     *           "description": "House blend, 1 kg",
                     *           "return_url": "https://shop.example/thanks",
                     *           "cancel_url": null,
                     *           "metadata": {
                     *             "order": "1042"
                     *           },
                     *           "due_at": null,
                     *           "expires_at": "2026-11-29T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "finalized_at": "2026-11-22T12:00:00.000Z",
                     *           "paid_at": null,
                     *           "voided_at": null,
                     *           "uncollectible_at": null,
                     *           "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *           "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["InvoiceList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "chain": "eip155:31337",
                 *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *       "amount": "10000000",
                 *       "description": "House blend, 1 kg",
                 *       "metadata": {
                 *         "order": "1042"
                 *       }
                 *     } */
                "application/json": components["schemas"]["CreateInvoice"];
            };
        };
        responses: {
            /** @description The invoice. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    deleteInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "deleted": true
                     *     } */
                    "application/json": components["schemas"]["DeletedInvoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "description": "House blend, 2 kg",
                 *       "metadata": {
                 *         "order": "1043"
                 *       }
                 *     } */
                "application/json": components["schemas"]["UpdateInvoice"];
            };
        };
        responses: {
            /** @description The invoice as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    finalizeInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The open invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    markInvoiceUncollectible: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The invoice, given up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPaymentRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                 *     } */
                "application/json": components["schemas"]["CreatePaymentRequest"];
            };
        };
        responses: {
            /** @description The terms and how to accept them. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment_request",
                     *       "id": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "chain": "eip155:31337",
                     *       "onchain_id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
                     *       "mode": "charge",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "terms": {
                     *         "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *         "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *         "operator": "0x0000000000000000000000000000000000000000",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "amount": "10000000",
                     *         "mode": "charge",
                     *         "authorize_by": "1795350600",
                     *         "capture_by": "1795350600",
                     *         "refund_by": "1803126600",
                     *         "min_fee_bps": 0,
                     *         "max_fee_bps": 0,
                     *         "fee_recipient": "0x0000000000000000000000000000000000000000",
                     *         "invoice_ref": "0x1717171717171717171717171717171717171717171717171717171717171717",
                     *         "salt": "1234567890"
                     *       },
                     *       "authorize_by": "2026-11-22T12:30:00.000Z",
                     *       "typed_data": {
                     *         "receive_with_authorization": {
                     *           "domain": {
                     *             "name": "Florin Test Dollar",
                     *             "version": "2",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x5FbDB2315678afecb367f032d93F642f64180aa3"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "version",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "ReceiveWithAuthorization": [
                     *               {
                     *                 "name": "from",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "to",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "value",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "validAfter",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "validBefore",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "nonce",
                     *                 "type": "bytes32"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "ReceiveWithAuthorization",
                     *           "message": {
                     *             "from": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *             "to": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
                     *             "value": "10000000",
                     *             "validAfter": "0",
                     *             "validBefore": "1795350600",
                     *             "nonce": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688"
                     *           }
                     *         },
                     *         "consent": {
                     *           "domain": {
                     *             "name": "Florin PaymentEscrow",
                     *             "version": "1",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "version",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "Consent": [
                     *               {
                     *                 "name": "id",
                     *                 "type": "bytes32"
                     *               },
                     *               {
                     *                 "name": "source",
                     *                 "type": "uint8"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "Consent",
                     *           "message": {
                     *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
                     *             "source": 0
                     *           }
                     *         },
                     *         "consent_available": {
                     *           "domain": {
                     *             "name": "Florin PaymentEscrow",
                     *             "version": "1",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "version",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "Consent": [
                     *               {
                     *                 "name": "id",
                     *                 "type": "bytes32"
                     *               },
                     *               {
                     *                 "name": "source",
                     *                 "type": "uint8"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "Consent",
                     *           "message": {
                     *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
                     *             "source": 1
                     *           }
                     *         },
                     *         "permit": {
                     *           "domain": {
                     *             "name": "Florin Test Dollar",
                     *             "version": "2",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x5FbDB2315678afecb367f032d93F642f64180aa3"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "version",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "Permit": [
                     *               {
                     *                 "name": "owner",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "spender",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "value",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "nonce",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "deadline",
                     *                 "type": "uint256"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "Permit",
                     *           "message": {
                     *             "owner": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *             "spender": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
                     *             "value": "10000000",
                     *             "nonce": "0",
                     *             "deadline": "1795350600"
                     *           }
                     *         },
                     *         "consent_permit": {
                     *           "domain": {
                     *             "name": "Florin PaymentEscrow",
                     *             "version": "1",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "version",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "Consent": [
                     *               {
                     *                 "name": "id",
                     *                 "type": "bytes32"
                     *               },
                     *               {
                     *                 "name": "source",
                     *                 "type": "uint8"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "Consent",
                     *           "message": {
                     *             "id": "0xf438978e5334f9ce40310d11f20bf6edd109a4fbfd9960a6b052cc0aa6d90688",
                     *             "source": 3
                     *           }
                     *         },
                     *         "permit2": {
                     *           "domain": {
                     *             "name": "Permit2",
                     *             "chainId": 31337,
                     *             "verifyingContract": "0x000000000022D473030F116dDEE9F6B43aC78BA3"
                     *           },
                     *           "types": {
                     *             "EIP712Domain": [
                     *               {
                     *                 "name": "name",
                     *                 "type": "string"
                     *               },
                     *               {
                     *                 "name": "chainId",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "verifyingContract",
                     *                 "type": "address"
                     *               }
                     *             ],
                     *             "PermitWitnessTransferFrom": [
                     *               {
                     *                 "name": "permitted",
                     *                 "type": "TokenPermissions"
                     *               },
                     *               {
                     *                 "name": "spender",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "nonce",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "deadline",
                     *                 "type": "uint256"
                     *               },
                     *               {
                     *                 "name": "witness",
                     *                 "type": "Terms"
                     *               }
                     *             ],
                     *             "Terms": [
                     *               {
                     *                 "name": "payer",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "merchant",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "operator",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "token",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "amount",
                     *                 "type": "uint96"
                     *               },
                     *               {
                     *                 "name": "mode",
                     *                 "type": "uint8"
                     *               },
                     *               {
                     *                 "name": "authorizeBy",
                     *                 "type": "uint48"
                     *               },
                     *               {
                     *                 "name": "captureBy",
                     *                 "type": "uint48"
                     *               },
                     *               {
                     *                 "name": "refundBy",
                     *                 "type": "uint48"
                     *               },
                     *               {
                     *                 "name": "minFeeBps",
                     *                 "type": "uint16"
                     *               },
                     *               {
                     *                 "name": "maxFeeBps",
                     *                 "type": "uint16"
                     *               },
                     *               {
                     *                 "name": "feeRecipient",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "invoiceRef",
                     *                 "type": "bytes32"
                     *               },
                     *               {
                     *                 "name": "salt",
                     *                 "type": "uint256"
                     *               }
                     *             ],
                     *             "TokenPermissions": [
                     *               {
                     *                 "name": "token",
                     *                 "type": "address"
                     *               },
                     *               {
                     *                 "name": "amount",
                     *                 "type": "uint256"
                     *               }
                     *             ]
                     *           },
                     *           "primaryType": "PermitWitnessTransferFrom",
                     *           "message": {
                     *             "permitted": {
                     *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *               "amount": "10000000"
                     *             },
                     *             "spender": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
                     *             "nonce": "110464324490718093586035886981554061425758277663864482854914819184766557423240",
                     *             "deadline": "1795350600",
                     *             "witness": {
                     *               "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *               "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *               "operator": "0x0000000000000000000000000000000000000000",
                     *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *               "amount": "10000000",
                     *               "mode": 1,
                     *               "authorizeBy": 1795350600,
                     *               "captureBy": 1795350600,
                     *               "refundBy": 1803126600,
                     *               "minFeeBps": 0,
                     *               "maxFeeBps": 0,
                     *               "feeRecipient": "0x0000000000000000000000000000000000000000",
                     *               "invoiceRef": "0x1717171717171717171717171717171717171717171717171717171717171717",
                     *               "salt": "1234567890"
                     *             }
                     *           }
                     *         }
                     *       },
                     *       "call": {
                     *         "to": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
                     *         "data": "0x21fc945e0000000000000000000000003c44cdddb6a900fa2b585dd299e03d12fa4293bc00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c800000000000000000000000000000000000000000000000000000000000000000000000000000000000000005fbdb2315678afecb367f032d93f642f64180aa300000000000000000000000000000000000000000000000000000000009896800000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000006b02e048000000000000000000000000000000000000000000000000000000006b02e048000000000000000000000000000000000000000000000000000000006b798748000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000171717171717171717171717171717171717171717171717171717171717171700000000000000000000000000000000000000000000000000000000499602d200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000000"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentRequest"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    voidInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of an invoice. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The void invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "number": "1042",
                     *       "status": "open",
                     *       "payment_status": "none",
                     *       "paid_late": false,
                     *       "past_due": false,
                     *       "expired": false,
                     *       "customer": null,
                     *       "payment_link": null,
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_paid": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_due": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "tolerance_bps": 0,
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": null
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "description": "House blend, 1 kg",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "due_at": null,
                     *       "expires_at": "2026-11-29T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "finalized_at": "2026-11-22T12:00:00.000Z",
                     *       "paid_at": null,
                     *       "voided_at": null,
                     *       "uncollectible_at": null,
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "checkout_token": "p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E"
                     *     } */
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listLedgerBalances: {
        parameters: {
            query: {
                /** @description An account of your own: `available:<address>` and `prepaid:<address>` inside the contract, `escrow:<onchain id>` of a payment, `external:<address>` outside. */
                account?: string;
                /** @description Number of a block. Default: the last that the books know. */
                at_block?: string;
                /** @description CAIP-2 chain. */
                chain: string;
                /** @description Address, all lower case or with its EIP-55 checksum. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balances, and as of which block. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/ledger/balances",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "ledger_balance",
                     *           "account": "available:0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "chain": "eip155:31337",
                     *           "balance": {
                     *             "amount": "9900000",
                     *             "amount_decimal": "9.900000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           }
                     *         }
                     *       ],
                     *       "at_block": "42",
                     *       "finalized_block": "40",
                     *       "final": false
                     *     } */
                    "application/json": components["schemas"]["LedgerBalanceList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listLedgerTransactions: {
        parameters: {
            query?: {
                /** @description An account of your own: `available:<address>` and `prepaid:<address>` inside the contract, `escrow:<onchain id>` of a payment, `external:<address>` outside. */
                account?: string;
                /** @description CAIP-2 chain. */
                chain?: string;
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Id of a payment. */
                payment?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Address, all lower case or with its EIP-55 checksum. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transactions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/ledger/transactions",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "ledger_transaction",
                     *           "id": "ltx_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "chain": "eip155:31337",
                     *           "direction": "post",
                     *           "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "fact": {
                     *             "identity": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *             "inclusion": 1,
                     *             "kind": "charged",
                     *             "status": "confirmed",
                     *             "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *             "block_number": "42",
                     *             "block_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *             "block_time": "2026-11-22T12:00:00.000Z"
                     *           },
                     *           "entries": [
                     *             {
                     *               "account": "external:0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *               "amount": {
                     *                 "amount": "-10000000",
                     *                 "amount_decimal": "-10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               }
                     *             },
                     *             {
                     *               "account": "available:0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               }
                     *             }
                     *           ],
                     *           "effective_at": "2026-11-22T12:00:00.000Z",
                     *           "posted_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["LedgerTransactionList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/members",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "member",
                     *           "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *           "chain": null,
                     *           "role": "finance",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                 *       "role": "finance"
                 *     } */
                "application/json": components["schemas"]["AddMember"];
            };
        };
        responses: {
            /** @description The member. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "member",
                     *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "chain": null,
                     *       "role": "finance",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address, all lower case or with its EIP-55 checksum. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "member",
                     *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "chain": null,
                     *       "role": "finance",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address, all lower case or with its EIP-55 checksum. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member is removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "member",
                     *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "deleted": true
                     *     } */
                    "application/json": components["schemas"]["RemovedMember"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address, all lower case or with its EIP-55 checksum. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "role": "finance"
                 *     } */
                "application/json": components["schemas"]["UpdateMember"];
            };
        };
        responses: {
            /** @description The member as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "member",
                     *       "id": "mem_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "chain": null,
                     *       "role": "finance",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merchant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "merchant",
                     *       "id": "mer_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "name": "Harbour Books",
                     *       "support_email": "help@shop.example",
                     *       "support_url": null,
                     *       "time_zone": "Europe/Berlin",
                     *       "default_tolerance_bps": 50,
                     *       "allowed_origins": [
                     *         "https://shop.example"
                     *       ],
                     *       "operator_opted_in": false,
                     *       "host_operator": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "confirmation_tiers": [
                     *         {
                     *           "chain": "eip155:8453",
                     *           "token": null,
                     *           "min_amount": "0",
                     *           "confirmations": 2
                     *         },
                     *         {
                     *           "chain": "eip155:8453",
                     *           "token": "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
                     *           "min_amount": "1000000000",
                     *           "confirmations": 12
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    updateMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "name": "Harbour Books",
                 *       "time_zone": "Europe/Berlin",
                 *       "default_tolerance_bps": 50
                 *     } */
                "application/json": components["schemas"]["UpdateMerchant"];
            };
        };
        responses: {
            /** @description The merchant as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "merchant",
                     *       "id": "mer_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "name": "Harbour Books",
                     *       "support_email": "help@shop.example",
                     *       "support_url": null,
                     *       "time_zone": "Europe/Berlin",
                     *       "default_tolerance_bps": 50,
                     *       "allowed_origins": [
                     *         "https://shop.example"
                     *       ],
                     *       "operator_opted_in": false,
                     *       "host_operator": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "confirmation_tiers": [
                     *         {
                     *           "chain": "eip155:8453",
                     *           "token": null,
                     *           "min_amount": "0",
                     *           "confirmations": 2
                     *         },
                     *         {
                     *           "chain": "eip155:8453",
                     *           "token": "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
                     *           "min_amount": "1000000000",
                     *           "confirmations": 12
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listMerchantAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/merchant/addresses",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "merchant_address",
                     *           "chain": "eip155:31337",
                     *           "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "mode": "test",
                     *           "default": true,
                     *           "proof": "signature",
                     *           "proven_at": "2026-11-22T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["MerchantAddressList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    addMerchantAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "chain": "eip155:31337",
                 *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *       "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                 *       "signature": "0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1b"
                 *     } */
                "application/json": components["schemas"]["AddMerchantAddress"];
            };
        };
        responses: {
            /** @description The address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "merchant_address",
                     *       "chain": "eip155:31337",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "mode": "test",
                     *       "default": true,
                     *       "proof": "signature",
                     *       "proven_at": "2026-11-22T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["MerchantAddress"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    deleteMerchantAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Address, all lower case or with its EIP-55 checksum. */
                address: string;
                /** @description CAIP-2 chain. */
                chain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address is removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "merchant_address",
                     *       "chain": "eip155:31337",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "deleted": true
                     *     } */
                    "application/json": components["schemas"]["DeletedMerchantAddress"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    setDefaultMerchantAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Address, all lower case or with its EIP-55 checksum. */
                address: string;
                /** @description CAIP-2 chain. */
                chain: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The address, now the default. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "merchant_address",
                     *       "chain": "eip155:31337",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "mode": "test",
                     *       "default": true,
                     *       "proof": "signature",
                     *       "proven_at": "2026-11-22T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["MerchantAddress"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createAddressChallenge: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "chain": "eip155:31337",
                 *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
                 *     } */
                "application/json": components["schemas"]["CreateAddressChallenge"];
            };
        };
        responses: {
            /** @description The typed data to sign. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "address_challenge",
                     *       "chain": "eip155:31337",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "expires_at": "2026-11-22T12:10:00.000Z",
                     *       "typed_data": {
                     *         "domain": {
                     *           "name": "Florin",
                     *           "version": "1",
                     *           "chainId": 31337
                     *         },
                     *         "types": {
                     *           "EIP712Domain": [
                     *             {
                     *               "name": "name",
                     *               "type": "string"
                     *             },
                     *             {
                     *               "name": "version",
                     *               "type": "string"
                     *             },
                     *             {
                     *               "name": "chainId",
                     *               "type": "uint256"
                     *             }
                     *           ],
                     *           "AddressProof": [
                     *             {
                     *               "name": "installation",
                     *               "type": "string"
                     *             },
                     *             {
                     *               "name": "merchant",
                     *               "type": "string"
                     *             },
                     *             {
                     *               "name": "account",
                     *               "type": "address"
                     *             },
                     *             {
                     *               "name": "nonce",
                     *               "type": "bytes32"
                     *             },
                     *             {
                     *               "name": "expiry",
                     *               "type": "uint256"
                     *             }
                     *           ]
                     *         },
                     *         "primaryType": "AddressProof",
                     *         "message": {
                     *           "installation": "https://api.example.com",
                     *           "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "nonce": "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *           "expiry": "1795435800"
                     *         }
                     *       }
                     *     } */
                    "application/json": components["schemas"]["AddressChallenge"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, and what each account lets it refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "operator",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "opted_in": false,
                     *       "grants": [
                     *         {
                     *           "chain": "eip155:31337",
                     *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "registered": true,
                     *           "daily_cap": {
                     *             "amount": "100000000000",
                     *             "amount_decimal": "100000.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "used_today": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "under_way": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "left_today": {
                     *             "amount": "99995000000",
                     *             "amount_decimal": "99995.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "resets_at": "2026-11-23T00:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["Operator"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listPayoutAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that are set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/merchant/payout_addresses",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "payout_address",
                     *           "chain": "eip155:31337",
                     *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "address": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *           "valid_from": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["PayoutAddressList"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    getPayLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token in the address of a payment link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is sold, by whom, and for how much. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "pay_link",
                     *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "merchant": {
                     *         "name": "Harbour Coffee",
                     *         "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
                     *       },
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
                     *         }
                     *       ],
                     *       "cancel_url": null
                     *     } */
                    "application/json": components["schemas"]["PayLink"];
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    buyFromPayLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The token in the address of a payment link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The invoice, ready to be paid. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "pay_link_invoice",
                     *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "checkout_url": "https://pay.example/pay/inv_01h2xcejqtf2nbrexx3vqjhp41?token=p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E",
                     *       "expires_at": "2026-11-22T13:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PayLinkInvoice"];
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPaymentLinks: {
        parameters: {
            query?: {
                /** @description Only those that are on, or off. */
                active?: "true" | "false";
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payment links. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/payment_links",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "payment_link",
                     *           "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "active": true,
                     *           "url": "https://pay.example/link/q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *           "link_token": "q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "lines": [
                     *             {
                     *               "description": "House blend, 1 kg",
                     *               "quantity": 2,
                     *               "unit_amount": {
                     *                 "amount": "5000000",
                     *                 "amount_decimal": "5.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
                     *             }
                     *           ],
                     *           "capture_method": "automatic",
                     *           "return_url": "https://shop.example/thanks",
                     *           "cancel_url": null,
                     *           "metadata": {
                     *             "campaign": "spring"
                     *           },
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["PaymentLinkList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createPaymentLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "lines": [
                 *         {
                 *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "return_url": "https://shop.example/thanks",
                 *       "metadata": {
                 *         "campaign": "spring"
                 *       }
                 *     } */
                "application/json": components["schemas"]["CreatePaymentLink"];
            };
        };
        responses: {
            /** @description The link, ready to be published. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment_link",
                     *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "active": true,
                     *       "url": "https://pay.example/link/q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "link_token": "q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "campaign": "spring"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getPaymentLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment_link",
                     *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "active": true,
                     *       "url": "https://pay.example/link/q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "link_token": "q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "campaign": "spring"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    updatePaymentLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "active": false
                 *     } */
                "application/json": components["schemas"]["UpdatePaymentLink"];
            };
        };
        responses: {
            /** @description The link as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment_link",
                     *       "id": "plink_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "active": true,
                     *       "url": "https://pay.example/link/q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "link_token": "q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "lines": [
                     *         {
                     *           "description": "House blend, 1 kg",
                     *           "quantity": 2,
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "price": "price_01h2xcejqtf2nbrexx3vqjhp41"
                     *         }
                     *       ],
                     *       "capture_method": "automatic",
                     *       "return_url": "https://shop.example/thanks",
                     *       "cancel_url": null,
                     *       "metadata": {
                     *         "campaign": "spring"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description Only those of this customer’s invoices. */
                customer?: string;
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description Only those of this invoice. */
                invoice?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Whether one of your payment requests asked for it. */
                matched?: "true" | "false";
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Only those at this depth. */
                status?: "pending" | "confirmed" | "finalized" | "reverted";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/payments",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "payment",
                     *           "id": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *           "source": "escrow",
                     *           "matched": true,
                     *           "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "assigned_at": null,
                     *           "status": "confirmed",
                     *           "escrow_status": "captured",
                     *           "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *           "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_captured": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_fee": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_refunded": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_returned": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_capturable": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_refundable": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "x402": null,
                     *           "capture_by": null,
                     *           "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *           "block_number": "42",
                     *           "confirmations_required": 1,
                     *           "paid_at": "2026-11-22T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["PaymentList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment",
                     *       "id": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "source": "escrow",
                     *       "matched": true,
                     *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "assigned_at": null,
                     *       "status": "confirmed",
                     *       "escrow_status": "captured",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_captured": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_fee": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_refunded": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_returned": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_capturable": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_refundable": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "x402": null,
                     *       "capture_by": null,
                     *       "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *       "block_number": "42",
                     *       "confirmations_required": 1,
                     *       "paid_at": "2026-11-22T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    assignPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Id of a payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41"
                 *     } */
                "application/json": components["schemas"]["AssignPayment"];
            };
        };
        responses: {
            /** @description The payment, which counts toward the invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payment",
                     *       "id": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "source": "escrow",
                     *       "matched": true,
                     *       "invoice": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "assigned_at": null,
                     *       "status": "confirmed",
                     *       "escrow_status": "captured",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "merchant": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "amount": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_captured": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_fee": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_refunded": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_returned": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_capturable": {
                     *         "amount": "0",
                     *         "amount_decimal": "0.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "amount_refundable": {
                     *         "amount": "10000000",
                     *         "amount_decimal": "10.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "x402": null,
                     *       "capture_by": null,
                     *       "tx_hash": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *       "block_number": "42",
                     *       "confirmations_required": 1,
                     *       "paid_at": "2026-11-22T12:00:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    capturePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Id of a payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["CapturePayment"];
            };
        };
        responses: {
            /** @description The relay, or what you are to sign. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "relay",
                     *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "kind": "charge",
                     *       "status": "accepted",
                     *       "chain": "eip155:31337",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment": null,
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "amount": "10000000",
                     *       "tx_hash": null,
                     *       "executed_by": null,
                     *       "error": null,
                     *       "gas": {
                     *         "reserved": "131812500000000000",
                     *         "spent": "0",
                     *         "recovered": "0"
                     *       },
                     *       "deadline": "2026-11-22T12:30:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentAction"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Id of a payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "amount": "2000000"
                 *     } */
                "application/json": components["schemas"]["RefundPayment"];
            };
        };
        responses: {
            /** @description The refund. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "refund",
                     *       "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "2000000",
                     *         "amount_decimal": "2.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "reason": "One bag came torn."
                     *     } */
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    voidPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Id of a payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The relay, or what you are to sign. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "relay",
                     *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "kind": "charge",
                     *       "status": "accepted",
                     *       "chain": "eip155:31337",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment": null,
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "amount": "10000000",
                     *       "tx_hash": null,
                     *       "executed_by": null,
                     *       "error": null,
                     *       "gas": {
                     *         "reserved": "131812500000000000",
                     *         "spent": "0",
                     *         "recovered": "0"
                     *       },
                     *       "deadline": "2026-11-22T12:30:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["PaymentAction"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Only those in this state. */
                status?: "requires_signature" | "pending" | "succeeded" | "failed" | "canceled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payouts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/payouts",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "payout",
                     *           "id": "po_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "status": "pending",
                     *           "source": "api",
                     *           "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "tx_hash": null,
                     *           "signature_request": null,
                     *           "failure": null,
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "succeeded_at": null,
                     *           "canceled_at": null,
                     *           "amount": {
                     *             "amount": "8000000",
                     *             "amount_decimal": "8.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "metadata": {},
                     *           "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *           "recipient": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["PayoutList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createPayout: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "chain": "eip155:31337",
                 *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *       "amount": "8000000"
                 *     } */
                "application/json": components["schemas"]["CreatePayout"];
            };
        };
        responses: {
            /** @description The payout. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payout",
                     *       "id": "po_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "8000000",
                     *         "amount_decimal": "8.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {},
                     *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "recipient": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                     *     } */
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payout",
                     *       "id": "po_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "8000000",
                     *         "amount_decimal": "8.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {},
                     *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "recipient": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                     *     } */
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    cancelPayout: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canceled payout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "payout",
                     *       "id": "po_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "8000000",
                     *         "amount_decimal": "8.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {},
                     *       "account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "recipient": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                     *     } */
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPrices: {
        parameters: {
            query?: {
                /** @description Only those that are on, or off. */
                active?: "true" | "false";
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description Only those of this product. */
                product?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of prices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/prices",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "price",
                     *           "id": "price_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "type": "one_time",
                     *           "unit_amount": {
                     *             "amount": "5000000",
                     *             "amount_decimal": "5.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "active": true,
                     *           "metadata": {},
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["PriceList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                 *       "chain": "eip155:31337",
                 *       "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *       "unit_amount": "5000000"
                 *     } */
                "application/json": components["schemas"]["CreatePrice"];
            };
        };
        responses: {
            /** @description The price. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "price",
                     *       "id": "price_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "one_time",
                     *       "unit_amount": {
                     *         "amount": "5000000",
                     *         "amount_decimal": "5.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "active": true,
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Price"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getPrice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a price. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The price. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "price",
                     *       "id": "price_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "one_time",
                     *       "unit_amount": {
                     *         "amount": "5000000",
                     *         "amount_decimal": "5.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "active": true,
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Price"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    updatePrice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a price. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "active": false
                 *     } */
                "application/json": components["schemas"]["UpdatePrice"];
            };
        };
        responses: {
            /** @description The price as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "price",
                     *       "id": "price_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "product": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "one_time",
                     *       "unit_amount": {
                     *         "amount": "5000000",
                     *         "amount_decimal": "5.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "active": true,
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Price"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Only those that are on, or off. */
                active?: "true" | "false";
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/products",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "product",
                     *           "id": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "name": "House blend, 1 kg",
                     *           "description": "Roasted on Mondays.",
                     *           "active": true,
                     *           "metadata": {
                     *             "sku": "HB-1"
                     *           },
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "name": "House blend, 1 kg",
                 *       "description": "Roasted on Mondays.",
                 *       "metadata": {
                 *         "sku": "HB-1"
                 *       }
                 *     } */
                "application/json": components["schemas"]["CreateProduct"];
            };
        };
        responses: {
            /** @description The product. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "product",
                     *       "id": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "House blend, 1 kg",
                     *       "description": "Roasted on Mondays.",
                     *       "active": true,
                     *       "metadata": {
                     *         "sku": "HB-1"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a product. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "product",
                     *       "id": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "House blend, 1 kg",
                     *       "description": "Roasted on Mondays.",
                     *       "active": true,
                     *       "metadata": {
                     *         "sku": "HB-1"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a product. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "description": "Roasted on Fridays."
                 *     } */
                "application/json": components["schemas"]["UpdateProduct"];
            };
        };
        responses: {
            /** @description The product as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "product",
                     *       "id": "prod_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "name": "House blend, 1 kg",
                     *       "description": "Roasted on Mondays.",
                     *       "active": true,
                     *       "metadata": {
                     *         "sku": "HB-1"
                     *       },
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description Id of a payment. */
                payment?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Only those in this state. */
                status?: "requires_signature" | "pending" | "succeeded" | "failed" | "canceled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of refunds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/refunds",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "refund",
                     *           "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "status": "pending",
                     *           "source": "api",
                     *           "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "tx_hash": null,
                     *           "signature_request": null,
                     *           "failure": null,
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "succeeded_at": null,
                     *           "canceled_at": null,
                     *           "amount": {
                     *             "amount": "2000000",
                     *             "amount_decimal": "2.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "metadata": {
                     *             "order": "1042"
                     *           },
                     *           "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *           "reason": "One bag came torn."
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["RefundList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                 *       "amount": "2000000",
                 *       "reason": "One bag came torn.",
                 *       "metadata": {
                 *         "order": "1042"
                 *       }
                 *     } */
                "application/json": components["schemas"]["CreateRefund"];
            };
        };
        responses: {
            /** @description The refund. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "refund",
                     *       "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "2000000",
                     *         "amount_decimal": "2.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "reason": "One bag came torn."
                     *     } */
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "refund",
                     *       "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "2000000",
                     *         "amount_decimal": "2.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "reason": "One bag came torn."
                     *     } */
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    cancelRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canceled refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "refund",
                     *       "id": "re_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "status": "pending",
                     *       "source": "api",
                     *       "relay": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "tx_hash": null,
                     *       "signature_request": null,
                     *       "failure": null,
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "succeeded_at": null,
                     *       "canceled_at": null,
                     *       "amount": {
                     *         "amount": "2000000",
                     *         "amount_decimal": "2.000000",
                     *         "chain": "eip155:31337",
                     *         "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *         "symbol": "TUSD",
                     *         "decimals": 6
                     *       },
                     *       "metadata": {
                     *         "order": "1042"
                     *       },
                     *       "payment": "pay_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "reason": "One bag came torn."
                     *     } */
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listRelayCosts: {
        parameters: {
            query?: {
                /** @description CAIP-2 chain. */
                chain?: string;
                /** @description Relays accepted from this moment; thirty days before `to` where it is left out. */
                from?: string;
                /** @description Relays accepted before this moment; now where it is left out. At most 366 days later. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The costs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/relay_costs",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "relay_cost",
                     *           "day": "2026-11-22",
                     *           "chain": "eip155:31337",
                     *           "kind": "capture",
                     *           "relays": "12",
                     *           "gas_used": "804000",
                     *           "spent": "1608000000000000",
                     *           "reserved": "0",
                     *           "recovered": [
                     *             {
                     *               "amount": "4800000",
                     *               "amount_decimal": "4.800000",
                     *               "chain": "eip155:31337",
                     *               "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *               "symbol": "TUSD",
                     *               "decimals": 6
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["RelayCostList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listRelays: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description Only those that do this. */
                kind?: "authorize" | "charge" | "capture" | "void" | "refund" | "burn" | "deposit" | "move_prepaid" | "transfer_balance" | "withdraw" | "set_payout" | "set_operator" | "cancel_nonce" | "create_plan" | "set_price" | "archive_plan" | "subscribe" | "replace" | "burn_subscription" | "charge_usage" | "pause" | "resume" | "cancel" | "x402_exact" | "x402_upto";
                /** @description How many to answer with. */
                limit?: number;
                /** @description Only captures, voids and refunds of this payment; not the relay that began it. */
                payment?: string;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description Only those in this state. */
                status?: "accepted" | "submitted" | "mined" | "confirmed" | "failed" | "expired" | "canceled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of relays. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/relays",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "relay",
                     *           "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "kind": "charge",
                     *           "status": "accepted",
                     *           "chain": "eip155:31337",
                     *           "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "payment": null,
                     *           "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *           "amount": "10000000",
                     *           "tx_hash": null,
                     *           "executed_by": null,
                     *           "error": null,
                     *           "gas": {
                     *             "reserved": "131812500000000000",
                     *             "spent": "0",
                     *             "recovered": "0"
                     *           },
                     *           "deadline": "2026-11-22T12:30:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["RelayList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createRelay: {
        parameters: {
            query?: never;
            header: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                 *       "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b"
                 *     } */
                "application/json": components["schemas"]["CreateRelay"];
            };
        };
        responses: {
            /** @description The accepted relay. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "relay",
                     *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "kind": "charge",
                     *       "status": "accepted",
                     *       "chain": "eip155:31337",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment": null,
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "amount": "10000000",
                     *       "tx_hash": null,
                     *       "executed_by": null,
                     *       "error": null,
                     *       "gas": {
                     *         "reserved": "131812500000000000",
                     *         "spent": "0",
                     *         "recovered": "0"
                     *       },
                     *       "deadline": "2026-11-22T12:30:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Relay"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getRelay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a relay. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The relay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "relay",
                     *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "kind": "charge",
                     *       "status": "accepted",
                     *       "chain": "eip155:31337",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment": null,
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "amount": "10000000",
                     *       "tx_hash": null,
                     *       "executed_by": null,
                     *       "error": null,
                     *       "gas": {
                     *         "reserved": "131812500000000000",
                     *         "spent": "0",
                     *         "recovered": "0"
                     *       },
                     *       "deadline": "2026-11-22T12:30:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Relay"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    cancelRelay: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a relay. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canceled relay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "relay",
                     *       "id": "rl_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "kind": "charge",
                     *       "status": "accepted",
                     *       "chain": "eip155:31337",
                     *       "payment_request": "preq_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "payment": null,
                     *       "onchain_id": "0x5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e",
                     *       "amount": "10000000",
                     *       "tx_hash": null,
                     *       "executed_by": null,
                     *       "error": null,
                     *       "gas": {
                     *         "reserved": "131812500000000000",
                     *         "spent": "0",
                     *         "recovered": "0"
                     *       },
                     *       "deadline": "2026-11-22T12:30:00.000Z",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Relay"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "message": "pay.example wants you to sign in with your Ethereum account:\n0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n\nSign in to Florin. This moves no money and costs no gas.\n\nURI: https://pay.example\nVersion: 1\nChain ID: 31337\nNonce: 6f1ed002ab5595859014ebf0951522d9\nIssued At: 2026-11-22T12:00:00.000Z\nExpiration Time: 2026-11-22T12:05:00.000Z",
                 *       "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b",
                 *       "mode": "test"
                 *     } */
                "application/json": components["schemas"]["CreateSession"];
            };
        };
        responses: {
            /** @description The session, with its token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "session",
                     *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "role": "viewer",
                     *       "scopes": [
                     *         "merchant:read",
                     *         "customers:read",
                     *         "products:read",
                     *         "payment_links:read",
                     *         "invoices:read",
                     *         "payments:read",
                     *         "refunds:read",
                     *         "balances:read",
                     *         "payouts:read",
                     *         "ledger:read",
                     *         "relays:read",
                     *         "events:read",
                     *         "members:read"
                     *       ],
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "expires_at": "2026-11-23T00:00:00.000Z",
                     *       "token": "fl_sess_…"
                     *     } */
                    "application/json": components["schemas"]["NewSession"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createSessionChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *       "chain": "eip155:31337"
                 *     } */
                "application/json": components["schemas"]["CreateSessionChallenge"];
            };
        };
        responses: {
            /** @description The text to sign. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "session_challenge",
                     *       "nonce": "6f1ed002ab5595859014ebf0951522d9",
                     *       "message": "pay.example wants you to sign in with your Ethereum account:\n0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n\nSign in to Florin. This moves no money and costs no gas.\n\nURI: https://pay.example\nVersion: 1\nChain ID: 31337\nNonce: 6f1ed002ab5595859014ebf0951522d9\nIssued At: 2026-11-22T12:00:00.000Z\nExpiration Time: 2026-11-22T12:05:00.000Z",
                     *       "expires_at": "2026-11-22T12:05:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["SessionChallenge"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session, without its token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "session",
                     *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "merchant": "mer_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "address": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                     *       "role": "viewer",
                     *       "scopes": [
                     *         "merchant:read",
                     *         "customers:read",
                     *         "products:read",
                     *         "payment_links:read",
                     *         "invoices:read",
                     *         "payments:read",
                     *         "refunds:read",
                     *         "balances:read",
                     *         "payouts:read",
                     *         "ledger:read",
                     *         "relays:read",
                     *         "events:read",
                     *         "members:read"
                     *       ],
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "expires_at": "2026-11-23T00:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "session",
                     *       "id": "ses_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "deleted": true
                     *     } */
                    "application/json": components["schemas"]["EndedSession"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listSponsorBudgets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budgets, one for each chain. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/sponsor_budgets",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "sponsor_budget",
                     *           "chain": "eip155:31337",
                     *           "paid_by": "host",
                     *           "hour": {
                     *             "started_at": "2026-11-22T12:00:00.000Z",
                     *             "limit": "10000000000000000000",
                     *             "reserved": "311812500000000000",
                     *             "spent": "190000000000000",
                     *             "left": "9687997500000000000"
                     *           },
                     *           "total": {
                     *             "limit": null,
                     *             "reserved": "311812500000000000",
                     *             "spent": "4210000000000000",
                     *             "left": null
                     *           }
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["SponsorBudgetList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description Objects whose metadata has each of these keys with exactly this value. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/webhook_endpoints",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "webhook_endpoint",
                     *           "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "url": "https://shop.example/webhooks",
                     *           "description": "Orders",
                     *           "enabled_events": [
                     *             "*"
                     *           ],
                     *           "metadata": {
                     *             "team": "orders"
                     *           },
                     *           "status": "enabled",
                     *           "disabled_reason": null,
                     *           "failing_since": null,
                     *           "previous_secret_expires_at": null,
                     *           "version": "2026-11-22",
                     *           "created_at": "2026-11-22T12:00:00.000Z"
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "url": "https://shop.example/webhooks"
                 *     } */
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_endpoint",
                     *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "url": "https://shop.example/webhooks",
                     *       "description": "Orders",
                     *       "enabled_events": [
                     *         "*"
                     *       ],
                     *       "metadata": {
                     *         "team": "orders"
                     *       },
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "secret": "whsec_ZmxvcmluZmxvcmluZmxvcmluZmxvcmlu"
                     *     } */
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_endpoint",
                     *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "url": "https://shop.example/webhooks",
                     *       "description": "Orders",
                     *       "enabled_events": [
                     *         "*"
                     *       ],
                     *       "metadata": {
                     *         "team": "orders"
                     *       },
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint is deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_endpoint",
                     *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "deleted": true
                     *     } */
                    "application/json": components["schemas"]["DeletedWebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "enabled_events": [
                 *         "invoice.paid",
                 *         "payment.refunded"
                 *       ],
                 *       "status": "enabled"
                 *     } */
                "application/json": components["schemas"]["UpdateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_endpoint",
                     *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "url": "https://shop.example/webhooks",
                     *       "description": "Orders",
                     *       "enabled_events": [
                     *         "*"
                     *       ],
                     *       "metadata": {
                     *         "team": "orders"
                     *       },
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z"
                     *     } */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time. */
                created?: {
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    gte?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lt?: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     * @example 2026-11-22T12:00:00.000Z
                     */
                    lte?: string;
                };
                /** @description The first id of the page after: goes back to newer ones. */
                ending_before?: string;
                /** @description How many to answer with. */
                limit?: number;
                /** @description The last id of the page before: reads on to older ones. */
                starting_after?: string;
                /** @description `dead` ones are given up; replay them. */
                status?: "pending" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "list",
                     *       "url": "/v1/webhook_endpoints/{id}/deliveries",
                     *       "has_more": false,
                     *       "data": [
                     *         {
                     *           "object": "webhook_delivery",
                     *           "event": "evt_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "event_type": "invoice.paid",
                     *           "event_seq": 7,
                     *           "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "status": "delivered",
                     *           "next_attempt_at": null,
                     *           "delivered_at": "2026-11-22T12:00:00.000Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "started_at": "2026-11-22T12:00:00.000Z",
                     *               "duration_ms": 48,
                     *               "response_status": 204,
                     *               "response_excerpt": "",
                     *               "error": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    replayEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "from": "2026-11-22T12:00:00.000Z",
                 *       "to": "2026-11-22T13:00:00.000Z",
                 *       "types": [
                 *         "invoice.paid"
                 *       ]
                 *     } */
                "application/json": components["schemas"]["ReplayEvents"];
            };
        };
        responses: {
            /** @description What is delivered once more. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_replay",
                     *       "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "from": "2026-11-22T12:00:00.000Z",
                     *       "to": "2026-11-22T12:00:00.000Z",
                     *       "events": 12
                     *     } */
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RotateWebhookSecret"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "webhook_endpoint",
                     *       "id": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "mode": "test",
                     *       "url": "https://shop.example/webhooks",
                     *       "description": "Orders",
                     *       "enabled_events": [
                     *         "*"
                     *       ],
                     *       "metadata": {
                     *         "team": "orders"
                     *       },
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "version": "2026-11-22",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "secret": "whsec_ZmxvcmluZmxvcmluZmxvcmluZmxvcmlu"
                     *     } */
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each intent, equal in each retry of it. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event and its delivery. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "object": "event",
                     *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
                     *       "type": "invoice.paid",
                     *       "seq": 7,
                     *       "mode": "test",
                     *       "created_at": "2026-11-22T12:00:00.000Z",
                     *       "data": {
                     *         "object": {
                     *           "object": "invoice",
                     *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "mode": "test",
                     *           "number": "1042",
                     *           "status": "paid",
                     *           "payment_status": "paid",
                     *           "paid_late": false,
                     *           "past_due": false,
                     *           "expired": false,
                     *           "customer": null,
                     *           "payment_link": null,
                     *           "amount": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_paid": {
                     *             "amount": "0",
                     *             "amount_decimal": "0.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "amount_due": {
                     *             "amount": "10000000",
                     *             "amount_decimal": "10.000000",
                     *             "chain": "eip155:31337",
                     *             "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *             "symbol": "TUSD",
                     *             "decimals": 6
                     *           },
                     *           "tolerance_bps": 0,
                     *           "lines": [
                     *             {
                     *               "description": "House blend, 1 kg",
                     *               "quantity": 2,
                     *               "unit_amount": {
                     *                 "amount": "5000000",
                     *                 "amount_decimal": "5.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "amount": {
                     *                 "amount": "10000000",
                     *                 "amount_decimal": "10.000000",
                     *                 "chain": "eip155:31337",
                     *                 "token": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                     *                 "symbol": "TUSD",
                     *                 "decimals": 6
                     *               },
                     *               "price": null
                     *             }
                     *           ],
                     *           "capture_method": "automatic",
                     *           "description": "House blend, 1 kg",
                     *           "return_url": "https://shop.example/thanks",
                     *           "cancel_url": null,
                     *           "metadata": {
                     *             "order": "1042"
                     *           },
                     *           "due_at": null,
                     *           "expires_at": "2026-11-29T12:00:00.000Z",
                     *           "created_at": "2026-11-22T12:00:00.000Z",
                     *           "finalized_at": "2026-11-22T12:00:00.000Z",
                     *           "paid_at": "2026-11-22T12:00:00.000Z",
                     *           "voided_at": null,
                     *           "uncollectible_at": null
                     *         }
                     *       },
                     *       "deliveries": [
                     *         {
                     *           "endpoint": "we_01h2xcejqtf2nbrexx3vqjhp41",
                     *           "status": "delivered",
                     *           "next_attempt_at": null,
                     *           "delivered_at": "2026-11-22T12:00:00.000Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "started_at": "2026-11-22T12:00:00.000Z",
                     *               "duration_ms": 48,
                     *               "response_status": 204,
                     *               "response_excerpt": "",
                     *               "error": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     } */
                    "application/json": components["schemas"]["EventWithDeliveries"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    settleX402Payment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "x402Version": 2,
                 *       "paymentPayload": {
                 *         "x402Version": 2,
                 *         "resource": {
                 *           "url": "https://api.example.com/forecast",
                 *           "description": "The weather of tomorrow"
                 *         },
                 *         "accepted": {
                 *           "scheme": "exact",
                 *           "network": "eip155:31337",
                 *           "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *           "amount": "10000",
                 *           "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *           "maxTimeoutSeconds": 60,
                 *           "extra": {
                 *             "name": "Florin Test Dollar",
                 *             "version": "2"
                 *           }
                 *         },
                 *         "payload": {
                 *           "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b",
                 *           "authorization": {
                 *             "from": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                 *             "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *             "value": "10000",
                 *             "validAfter": "0",
                 *             "validBefore": "1795348860",
                 *             "nonce": "0x7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b"
                 *           }
                 *         }
                 *       },
                 *       "paymentRequirements": {
                 *         "scheme": "exact",
                 *         "network": "eip155:31337",
                 *         "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *         "amount": "10000",
                 *         "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *         "maxTimeoutSeconds": 60,
                 *         "extra": {
                 *           "name": "Florin Test Dollar",
                 *           "version": "2"
                 *         }
                 *       }
                 *     } */
                "application/json": components["schemas"]["X402Request"];
            };
        };
        responses: {
            /** @description Whether its money has moved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "success": true,
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                     *       "transaction": "0x8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c8f3c",
                     *       "network": "eip155:31337"
                     *     } */
                    "application/json": components["schemas"]["X402Settlement"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getX402Supported: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Schemes, chains and keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "kinds": [
                     *         {
                     *           "x402Version": 2,
                     *           "scheme": "exact",
                     *           "network": "eip155:31337"
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "signers": {
                     *         "eip155:*": [
                     *           "0x90F79bf6EB2c4f870365E785982E1f101E93b906"
                     *         ]
                     *       }
                     *     } */
                    "application/json": components["schemas"]["X402Supported"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Problem"];
        };
    };
    verifyX402Payment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {
                 *       "x402Version": 2,
                 *       "paymentPayload": {
                 *         "x402Version": 2,
                 *         "resource": {
                 *           "url": "https://api.example.com/forecast",
                 *           "description": "The weather of tomorrow"
                 *         },
                 *         "accepted": {
                 *           "scheme": "exact",
                 *           "network": "eip155:31337",
                 *           "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *           "amount": "10000",
                 *           "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *           "maxTimeoutSeconds": 60,
                 *           "extra": {
                 *             "name": "Florin Test Dollar",
                 *             "version": "2"
                 *           }
                 *         },
                 *         "payload": {
                 *           "signature": "0x1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d1b",
                 *           "authorization": {
                 *             "from": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                 *             "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *             "value": "10000",
                 *             "validAfter": "0",
                 *             "validBefore": "1795348860",
                 *             "nonce": "0x7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b"
                 *           }
                 *         }
                 *       },
                 *       "paymentRequirements": {
                 *         "scheme": "exact",
                 *         "network": "eip155:31337",
                 *         "asset": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                 *         "amount": "10000",
                 *         "payTo": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                 *         "maxTimeoutSeconds": 60,
                 *         "extra": {
                 *           "name": "Florin Test Dollar",
                 *           "version": "2"
                 *         }
                 *       }
                 *     } */
                "application/json": components["schemas"]["X402Request"];
            };
        };
        responses: {
            /** @description Whether it could be settled now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {
                     *       "isValid": true,
                     *       "payer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
                     *     } */
                    "application/json": components["schemas"]["X402Verdict"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
