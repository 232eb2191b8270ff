// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {LenientWallet} from "../mocks/LenientWallet.sol";
import {OwnedWallet} from "../mocks/OwnedWallet.sol";
import {HostileSigning} from "./support/HostileSigning.sol";

/// @notice 10,200 mutated signatures of payments and 10,080 of actions, none of which is accepted: another field, chain,
/// contract, account, nonce, deadline, source, amount, fee, mode or signer; high s, flipped v, compact, too long, empty, and
/// flipped bits. Each test ends with the good signature, which is.
contract SignatureMutationsTest is HostileSigning {
    uint256 private constant PER_PAYMENT = 1_700;
    uint256 private constant PER_ACTION = 720;

    IPaymentTypes.Terms private paid;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        dollar.mint(merchant, WEALTH);
        _approve(address(dollar), merchant);
        paid = _terms();
        paid.salt = 50;
        id = _authorize(paid);
        _capture(paid, 4_000_000);
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, address(dollar), AMOUNT, ALLOWANCE, "")));
        require(_domain(false, block.chainid, address(0)) == escrow.domainSeparator(), "domain");
        require(_domain(true, block.chainid, address(0)) == dollar.DOMAIN_SEPARATOR(), "the token's domain");
    }

    // ---------------------------------------------------------------- payments

    function test_RefusesMutatedConsentsToAuthorize() public {
        Signed memory good = _consented(escrow.authorize.selector, abi.encode(_terms()), _terms(), ALLOWANCE);
        _requireEveryMutationRefused("authorize, allowance", good, PER_PAYMENT);
    }

    function test_RefusesMutatedConsentsToAuthorizeFromTheBalance() public {
        Signed memory good = _consented(escrow.authorize.selector, abi.encode(_terms()), _terms(), AVAILABLE);
        _requireEveryMutationRefused("authorize, balance", good, PER_PAYMENT);
    }

    function test_RefusesMutatedConsentsBesideAPermit() public {
        Signed memory good = _consented(escrow.authorize.selector, abi.encode(_terms()), _terms(), PERMIT);
        _requireEveryMutationRefused("authorize, permit", good, PER_PAYMENT);
    }

    function test_RefusesMutatedAuthorizationsToAuthorize() public {
        Signed memory good = _authorizedByToken(escrow.authorize.selector, abi.encode(_terms()), _terms());
        _requireEveryMutationRefused("authorize, EIP-3009", good, PER_PAYMENT);
    }

    function test_RefusesMutatedConsentsToCharge() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes memory statics = abi.encode(terms, uint96(50_000));
        Signed memory good = _consented(escrow.charge.selector, statics, terms, ALLOWANCE);
        _requireEveryMutationRefused("charge, allowance", good, PER_PAYMENT);
    }

    function test_RefusesMutatedAuthorizationsToCharge() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        Signed memory good = _authorizedByToken(escrow.charge.selector, abi.encode(terms, uint96(50_000)), terms);
        _requireEveryMutationRefused("charge, EIP-3009", good, PER_PAYMENT);
    }

    // ---------------------------------------------------------------- actions on payments

    function test_RefusesMutatedBurns() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory fields = abi.encode(escrow.paymentId(terms));
        bytes memory statics = abi.encode(terms);
        string memory head = "Burn(address account,bytes32 id,";
        Signed memory good = _acted(payer, PAYER_KEY, escrow.burn.selector, statics, head, fields);
        _requireEveryMutationRefused("burn", good, PER_ACTION);
    }

    function test_RefusesMutatedCaptures() public {
        bytes memory statics = abi.encode(paid, uint96(1_000), uint96(7));
        string memory head = "Capture(address account,bytes32 id,uint256 amount,uint256 fee,";
        _refusesByMerchant("capture", escrow.capture.selector, statics, head, abi.encode(id, 1_000, 7));
    }

    function test_RefusesMutatedVoids() public {
        string memory head = "Void(address account,bytes32 id,";
        _refusesByMerchant("void", escrow.void.selector, abi.encode(paid), head, abi.encode(id));
    }

    function test_RefusesMutatedRefunds() public {
        string memory head = "Refund(address account,bytes32 id,uint256 amount,uint8 source,";
        bytes memory statics = abi.encode(paid, uint96(1_000), AVAILABLE);
        bytes memory fields = abi.encode(id, 1_000, AVAILABLE);
        _refusesByMerchant("refund, balance", escrow.refund.selector, statics, head, fields);
    }

    function test_RefusesMutatedRefundsFromTheWallet() public {
        string memory head = "Refund(address account,bytes32 id,uint256 amount,uint8 source,";
        bytes memory statics = abi.encode(paid, uint96(1_000), ALLOWANCE);
        bytes memory fields = abi.encode(id, 1_000, ALLOWANCE);
        _refusesByMerchant("refund, allowance", escrow.refund.selector, statics, head, fields);
    }

    function test_RefusesMutatedRefundsByErc3009() public {
        string memory head = "Refund(address account,bytes32 id,uint256 amount,uint8 source,";
        bytes memory statics = abi.encode(paid, uint96(1_000), ERC3009);
        bytes memory fields = abi.encode(id, 1_000, ERC3009);
        Signed memory good = _acted(merchant, MERCHANT_KEY, escrow.refund.selector, statics, head, fields);
        _requireEveryMutationRefused("refund, EIP-3009", _actedByToken(good, 1_000), PER_ACTION);
    }

    // ---------------------------------------------------------------- actions on balances

    function test_RefusesMutatedDeposits() public {
        bytes memory words = abi.encode(true, dollar, uint96(1_000), ALLOWANCE);
        _refusesByMerchant("deposit, allowance", escrow.deposit.selector, words, DEPOSIT, words);
    }

    function test_RefusesMutatedDepositsByErc3009() public {
        bytes memory words = abi.encode(true, dollar, uint96(1_000), ERC3009);
        Signed memory good = _acted(merchant, MERCHANT_KEY, escrow.deposit.selector, words, DEPOSIT, words);
        _requireEveryMutationRefused("deposit, EIP-3009", _actedByToken(good, 1_000), PER_ACTION);
    }

    function test_RefusesMutatedMoves() public {
        bytes memory words = abi.encode(dollar, uint96(1_000), true);
        _refusesByMerchant("movePrepaid", escrow.movePrepaid.selector, words, MOVE_PREPAID, words);
    }

    function test_RefusesMutatedTransfers() public {
        bytes memory words = abi.encode(stranger, dollar, uint96(1_000), bytes32("ref"));
        _refusesByMerchant("transferBalance", escrow.transferBalance.selector, words, TRANSFER_BALANCE, words);
    }

    function test_RefusesMutatedWithdrawals() public {
        bytes memory words = abi.encode(dollar, uint96(1_000), merchant);
        _refusesByMerchant("withdraw", escrow.withdraw.selector, words, WITHDRAW, words);
    }

    function test_RefusesMutatedPayouts() public {
        bytes memory words = abi.encode(operator);
        _refusesByMerchant("setPayout", escrow.setPayout.selector, words, SET_PAYOUT, words);
    }

    function test_RefusesMutatedGrants() public {
        bytes memory words = abi.encode(operator, dollar, uint96(1_000));
        _refusesByMerchant("setOperator", escrow.setOperator.selector, words, SET_OPERATOR, words);
    }

    function test_RefusesMutatedCancellations() public {
        bytes memory words = abi.encode(uint256(77));
        _refusesByMerchant("cancelNonce", escrow.cancelNonce.selector, words, CANCEL_NONCE, words);
    }

    // ---------------------------------------------------------------- sibling wallets

    /// @dev Both wallets accept every digest of their owner, and both have what is asked for.
    function test_RefusesWhatASiblingWalletSigned() public {
        address wallet = address(new OwnedWallet(merchant));
        address sibling = address(new OwnedWallet(merchant));
        _enrich(wallet);
        _enrich(sibling);
        bytes memory words = abi.encode(dollar, uint96(1_000), true);
        _refusesSibling(wallet, sibling, escrow.movePrepaid.selector, words, MOVE_PREPAID);
        words = abi.encode(stranger, dollar, uint96(1_000), bytes32("ref"));
        _refusesSibling(wallet, sibling, escrow.transferBalance.selector, words, TRANSFER_BALANCE);
        words = abi.encode(dollar, uint96(1_000), merchant);
        _refusesSibling(wallet, sibling, escrow.withdraw.selector, words, WITHDRAW);
        words = abi.encode(operator);
        _refusesSibling(wallet, sibling, escrow.setPayout.selector, words, SET_PAYOUT);
        words = abi.encode(operator, dollar, uint96(1_000));
        _refusesSibling(wallet, sibling, escrow.setOperator.selector, words, SET_OPERATOR);
        words = abi.encode(uint256(77));
        _refusesSibling(wallet, sibling, escrow.cancelNonce.selector, words, CANCEL_NONCE);
        words = abi.encode(true, dollar, uint96(1_000), ALLOWANCE);
        _refusesSibling(wallet, sibling, escrow.deposit.selector, words, DEPOSIT);
    }

    /// @dev The id binds the payer, so that a sibling's consent is for another payment.
    function test_RefusesTheConsentOfASiblingWallet() public {
        address wallet = address(new OwnedWallet(payer));
        address sibling = address(new OwnedWallet(payer));
        _enrich(wallet);
        _enrich(sibling);
        IPaymentTypes.Terms memory terms = _termsOf(1_000);
        (terms.payer, terms.merchant) = (wallet, stranger);
        IPaymentTypes.Pull memory consent = _consent(PAYER_KEY, terms, ALLOWANCE);
        IPaymentTypes.Pull memory authorization = _erc3009(terms);
        terms.payer = sibling;
        bytes4 refused = ICommonErrors.InvalidSignature.selector;
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, consent)), refused);
        refused = bytes4(keccak256("InvalidSignature(address)"));
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, authorization)), refused);
        terms.payer = wallet;
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, consent)));
    }

    // ---------------------------------------------------------------- two encodings of one signature

    /// @dev OpenZeppelin 5.7 takes 65 bytes only for an account without code.
    function test_RevertsWhenAnAccountsSignatureIsCompact() public {
        bytes memory words = abi.encode(dollar, uint96(1_000), merchant);
        Signed memory good = _acted(merchant, MERCHANT_KEY, escrow.withdraw.selector, words, WITHDRAW, words);
        bytes memory call = _encode(good, words, good.envelope, _compact(_signature(good)));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    /// @dev A wallet may accept both encodings. The nonce is spent and the id is used by either: never twice.
    function test_RevertsWhenTheOtherEncodingShouldActAgain() public {
        address wallet = address(new LenientWallet(merchant));
        _enrich(wallet);
        bytes memory words = abi.encode(dollar, uint96(1_000), merchant);
        Signed memory good = _acted(wallet, MERCHANT_KEY, escrow.withdraw.selector, words, WITHDRAW, words);
        bytes memory full = _encode(good, words, good.envelope, _signature(good));
        bytes memory compact = _encode(good, words, good.envelope, _compact(_signature(good)));
        _succeeds(stranger, compact);
        _reverts(stranger, full, ICommonErrors.NonceAlreadyUsed.selector);
        _reverts(stranger, compact, ICommonErrors.NonceAlreadyUsed.selector);
    }

    function test_RevertsWhenTheOtherEncodingShouldPayAgain() public {
        address wallet = address(new LenientWallet(payer));
        _enrich(wallet);
        IPaymentTypes.Terms memory terms = _termsOf(1_000);
        for (uint256 i; i < 2; ++i) {
            (terms.payer, terms.salt) = (wallet, i + 70);
            IPaymentTypes.Pull memory pull = i == 0 ? _consent(PAYER_KEY, terms, ALLOWANCE) : _erc3009(terms);
            bytes memory full = pull.data;
            pull.data = _compact(full);
            _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
            pull.data = full;
            bytes memory again = abi.encodeCall(escrow.authorize, (terms, pull));
            _reverts(stranger, again, IPaymentEscrowErrors.PaymentExists.selector);
        }
    }

    // ---------------------------------------------------------------- steps

    string private constant DEPOSIT =
        "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,";
    string private constant MOVE_PREPAID = "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,";
    string private constant TRANSFER_BALANCE =
        "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,";
    string private constant WITHDRAW = "Withdraw(address account,address token,uint256 amount,address to,";
    string private constant SET_PAYOUT = "SetPayout(address account,address payout,";
    string private constant SET_OPERATOR =
        "SetOperator(address account,address operator,address token,uint256 dailyCap,";
    string private constant CANCEL_NONCE = "CancelNonce(address account,uint256 canceled,";

    function _refusesByMerchant(
        string memory name,
        bytes4 selector,
        bytes memory statics,
        string memory head,
        bytes memory fields
    ) private {
        Signed memory good = _acted(merchant, MERCHANT_KEY, selector, statics, head, fields);
        _requireEveryMutationRefused(name, good, PER_ACTION);
    }

    function _refusesSibling(
        address wallet,
        address sibling,
        bytes4 selector,
        bytes memory words,
        string memory head
    ) private {
        Signed memory good = _acted(wallet, MERCHANT_KEY, selector, words, head, words);
        // Each verb takes a nonce of its own.
        good.envelope[1] = uint256(uint32(selector));
        bytes32 typehash = keccak256(bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)"));
        good.structHash = keccak256(
            bytes.concat(abi.encode(typehash, wallet), words, abi.encode(good.envelope[1], good.envelope[2]))
        );
        bytes memory signature = _signature(good);
        good.envelope[0] = uint256(uint160(sibling));
        bytes memory lifted = _encode(good, words, good.envelope, signature);
        _reverts(stranger, lifted, ICommonErrors.InvalidSignature.selector);
        good.envelope[0] = uint256(uint160(wallet));
        _succeeds(stranger, _encode(good, words, good.envelope, signature));
    }

    function _enrich(address wallet) private {
        dollar.mint(wallet, AMOUNT);
        _approve(address(dollar), wallet);
        _succeeds(wallet, abi.encodeCall(escrow.deposit, (false, address(dollar), AMOUNT / 2, ALLOWANCE, "")));
    }
}
