// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../../contracts/interfaces/IManagerHooks.sol";
import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {AttackerDollar} from "../../mocks/AttackerDollar.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {Reenterer} from "../../mocks/Reenterer.sol";
import {HostileTest} from "./HostileTest.sol";

/// @notice An attacker that has every right there is, and all it could call: each verb in its own name and, where a
/// signature can be delivered, in that of another. Every call but the hooks would succeed at any other moment.
abstract contract HostileReentry is HostileTest {
    uint96 internal constant STEP = 1_000_000;
    bytes4 internal constant LOCKED = ICommonErrors.Locked.selector;

    Reenterer internal attacker;
    uint256 private _salt = 1_000;
    uint256 private _nonce = 1_000;

    function setUp() public virtual override {
        super.setUp();
        attacker = new Reenterer();
        attacker.setTarget(address(escrow));
        AttackerDollar token = new AttackerDollar();
        token.setAttacker(attacker);
        dollar = HostileDollar(address(token));
        escrow.listToken(address(0), true);
        address[3] memory owners = [payer, merchant, address(attacker)];
        escrow.listToken(address(dollar), true);
        for (uint256 i; i < owners.length; ++i) {
            dollar.mint(owners[i], 1e24);
            _approve(address(dollar), owners[i]);
            bytes memory call = abi.encodeCall(escrow.deposit, (false, address(dollar), 100 * STEP, ALLOWANCE, ""));
            _succeeds(owners[i], call);
            call = abi.encodeCall(escrow.deposit, (true, address(dollar), 100 * STEP, ALLOWANCE, ""));
            _succeeds(owners[i], call);
            _succeeds(owners[i], abi.encodeCall(escrow.setPayout, (owners[i], "")));
        }
        escrow.transferOwnership(address(attacker));
        vm.prank(address(attacker));
        escrow.acceptOwnership();
    }

    // ---------------------------------------------------------------- what the attacker knows

    /// @dev The clock moves a day, so that a payment can be reclaimed and payouts are ripe.
    function _learnVerbs() internal {
        IPaymentTypes.Terms memory expired = _begun(address(attacker));
        vm.warp(block.timestamp + 1 days);
        _know(abi.encodeCall(escrow.reclaim, (expired)));
        _learnOwnVerbs();
        _learnOwnBalance();
        _learnSignedPayments();
        _learnSignedBalance();
    }

    function _learnHooks() internal {
        bytes4 refusal = IPaymentEscrowErrors.NotManager.selector;
        attacker.add(abi.encodeCall(escrow.enterFor, (address(dollar))), refusal);
        attacker.add(abi.encodeCall(escrow.debitPrepaid, (new IManagerHooks.Debit[](0))), refusal);
        attacker.add(abi.encodeCall(escrow.pull3009, (bytes32("id"), payer, 1, 1, "")), refusal);
        attacker.add(abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0))), refusal);
    }

    function _learnOwnVerbs() private {
        address self = address(attacker);
        IPaymentTypes.Pull memory allowance = _byCall(ALLOWANCE);
        _know(abi.encodeCall(escrow.authorize, (_agreed(self, IPaymentTypes.Mode.Escrow), allowance)));
        _know(abi.encodeCall(escrow.charge, (_agreed(self, IPaymentTypes.Mode.Charge), 5_000, allowance)));
        _know(abi.encodeCall(escrow.burn, (_agreed(self, IPaymentTypes.Mode.Escrow), "")));
        _know(abi.encodeCall(escrow.capture, (_begun(payer), STEP, 5_000, "")));
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](1);
        items[0] = IPaymentTypes.CaptureItem(STEP, 5_000, _begun(payer));
        _know(abi.encodeCall(escrow.captureBatch, (items)));
        _know(abi.encodeCall(escrow.void, (_begun(payer), "")));
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Charge);
        terms.merchant = self;
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, 5_000, allowance)));
        _know(abi.encodeCall(escrow.refund, (terms, 10_000, AVAILABLE, "")));
        _know(abi.encodeCall(escrow.refund, (terms, 10_000, ALLOWANCE, "")));
    }

    function _learnOwnBalance() private {
        address token = address(dollar);
        _know(abi.encodeCall(escrow.deposit, (false, token, STEP, ALLOWANCE, "")));
        _know(abi.encodeCall(escrow.movePrepaid, (token, STEP, true, "")));
        _know(abi.encodeCall(escrow.transferBalance, (stranger, token, STEP, bytes32("ref"), "")));
        _know(abi.encodeCall(escrow.withdraw, (token, STEP, stranger, "")));
        _know(abi.encodeCall(escrow.withdrawFor, (address(attacker), token)));
        _know(abi.encodeCall(escrow.setPayout, (stranger, "")));
        _know(abi.encodeCall(escrow.setOperator, (stranger, token, STEP, "")));
        _know(abi.encodeCall(escrow.cancelNonce, (77, "")));
        _know(abi.encodeCall(escrow.listToken, (token, true)));
        _know(abi.encodeCall(escrow.pauseIntake, (false)));
    }

    function _learnSignedPayments() private {
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        _know(abi.encodeCall(escrow.authorize, (terms, _consent(PAYER_KEY, terms, ALLOWANCE))));
        terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        _know(abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))));
        terms = _agreed(payer, IPaymentTypes.Mode.Charge);
        _know(abi.encodeCall(escrow.charge, (terms, 5_000, _erc3009(terms))));
        terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        bytes32 id = escrow.paymentId(terms);
        bytes memory auth = _signed(PAYER_KEY, "Burn(address account,bytes32 id,", abi.encode(id));
        _know(abi.encodeCall(escrow.burn, (terms, auth)));
        terms = _begun(payer);
        id = escrow.paymentId(terms);
        auth = _signed(
            MERCHANT_KEY,
            "Capture(address account,bytes32 id,uint256 amount,uint256 fee,",
            abi.encode(id, 10_000, 50)
        );
        _know(abi.encodeCall(escrow.capture, (terms, 10_000, 50, auth)));
        auth = _signed(MERCHANT_KEY, "Void(address account,bytes32 id,", abi.encode(id));
        _know(abi.encodeCall(escrow.void, (terms, auth)));
        auth = _signed(
            MERCHANT_KEY,
            "Refund(address account,bytes32 id,uint256 amount,uint8 source,",
            abi.encode(id, 100, AVAILABLE)
        );
        _know(abi.encodeCall(escrow.refund, (terms, 100, AVAILABLE, auth)));
        auth = _signedFor3009(
            MERCHANT_KEY,
            "Refund(address account,bytes32 id,uint256 amount,uint8 source,",
            abi.encode(id, 100, ERC3009),
            100
        );
        _know(abi.encodeCall(escrow.refund, (terms, 100, ERC3009, auth)));
    }

    function _learnSignedBalance() private {
        address token = address(dollar);
        bytes memory auth = _signedFor3009(
            PAYER_KEY,
            "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,",
            abi.encode(true, token, STEP, ERC3009),
            STEP
        );
        _know(abi.encodeCall(escrow.deposit, (true, token, STEP, ERC3009, auth)));
        auth = _signed(
            MERCHANT_KEY,
            "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,",
            abi.encode(token, STEP, true)
        );
        _know(abi.encodeCall(escrow.movePrepaid, (token, STEP, true, auth)));
        auth = _signed(
            MERCHANT_KEY,
            "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,",
            abi.encode(stranger, token, STEP, bytes32("ref"))
        );
        _know(abi.encodeCall(escrow.transferBalance, (stranger, token, STEP, bytes32("ref"), auth)));
        auth = _signed(
            MERCHANT_KEY,
            "Withdraw(address account,address token,uint256 amount,address to,",
            abi.encode(token, STEP, stranger)
        );
        _know(abi.encodeCall(escrow.withdraw, (token, STEP, stranger, auth)));
        _know(abi.encodeCall(escrow.withdrawFor, (merchant, token)));
        auth = _signed(MERCHANT_KEY, "SetPayout(address account,address payout,", abi.encode(stranger));
        _know(abi.encodeCall(escrow.setPayout, (stranger, auth)));
        auth = _signed(
            MERCHANT_KEY,
            "SetOperator(address account,address operator,address token,uint256 dailyCap,",
            abi.encode(stranger, token, STEP)
        );
        _know(abi.encodeCall(escrow.setOperator, (stranger, token, STEP, auth)));
        auth = _signed(MERCHANT_KEY, "CancelNonce(address account,uint256 canceled,", abi.encode(78));
        _know(abi.encodeCall(escrow.cancelNonce, (78, auth)));
    }

    function _know(bytes memory call) internal {
        attacker.add(call, LOCKED);
    }

    // ---------------------------------------------------------------- what is agreed and signed

    /// @dev Terms between these two and the attacker as operator, with deadlines that no test reaches.
    function _agreed(address from, IPaymentTypes.Mode mode) internal returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        (terms.payer, terms.operator, terms.mode, terms.salt) = (from, address(attacker), mode, ++_salt);
        terms.amount = STEP;
        terms.authorizeBy = uint48(block.timestamp + 200 days);
        (terms.captureBy, terms.refundBy) = (terms.authorizeBy, terms.authorizeBy);
    }

    /// @dev In escrow already; where the attacker pays, until tomorrow only.
    function _begun(address from) internal returns (IPaymentTypes.Terms memory terms) {
        terms = _agreed(from, IPaymentTypes.Mode.Escrow);
        if (from == address(attacker)) {
            (terms.authorizeBy, terms.captureBy) = (uint48(block.timestamp + 1), uint48(block.timestamp + 1 days));
        }
        _succeeds(from, abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE))));
    }

    function _signed(uint256 key, string memory head, bytes memory fields) internal returns (bytes memory) {
        return _signedAs(vm.addr(key), key, head, fields);
    }

    /// @param head The type up to its nonce, which all have in common.
    function _signedAs(
        address account,
        uint256 key,
        string memory head,
        bytes memory fields
    ) internal returns (bytes memory) {
        bytes memory typeString = bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)");
        return _authOf(account, key, typeString, fields, ++_nonce, block.timestamp + 200 days);
    }

    function _signedFor3009(
        uint256 key,
        string memory head,
        bytes memory fields,
        uint256 amount
    ) internal returns (bytes memory) {
        uint256 deadline = block.timestamp + 200 days;
        address account = vm.addr(key);
        bytes32 typehash = keccak256(bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)"));
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(typehash, account), fields, abi.encode(++_nonce, deadline))
        );
        bytes memory signature = _erc3009Signature(key, account, amount, deadline, _escrowDigest(structHash));
        return abi.encode(account, _nonce, deadline, signature);
    }

    // ---------------------------------------------------------------- the attack

    /// @notice Plays one call during which the attacker gets control at least `least` times where it could act, and
    /// requires that all its attempts were refused and that the escrow's holding rose by exactly `rise`.
    function _attack(address sender, bytes memory call, int256 rise, uint256 least) internal {
        int256 held = int256(dollar.balanceOf(address(escrow)));
        uint256 triggers = attacker.triggers();
        attacker.arm(0, attacker.count());
        _succeeds(sender, call);
        attacker.arm(0, 0);
        require(attacker.accepted() == 0, "a call from within was not refused");
        require(attacker.triggers() >= triggers + least, "the attacker got no control");
        require(int256(dollar.balanceOf(address(escrow))) == held + rise, "the outcome is inexact");
    }
}
