// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileReentry} from "./support/HostileReentry.sol";

/// @notice Everything is tried while a contract wallet is asked whether it signed, and while it receives the chain's own
/// coin. Where the wallet is asked, it says yes only if all its attempts were refused: the outer call would fail else.
contract ReentrancyByWalletsTest is HostileReentry {
    address private self;

    function setUp() public override {
        super.setUp();
        self = address(attacker);
        _learnVerbs();
        _learnHooks();
    }

    // ---------------------------------------------------------------- ERC-1271

    function test_RefusesEveryCallWhileAWalletConsents() public {
        IPaymentTypes.Terms memory terms = _agreed(self, IPaymentTypes.Mode.Escrow);
        _asked(abi.encodeCall(escrow.authorize, (terms, _consent(PAYER_KEY, terms, ALLOWANCE))), int256(uint256(STEP)));
        terms = _agreed(self, IPaymentTypes.Mode.Escrow);
        _asked(abi.encodeCall(escrow.authorize, (terms, _consent(PAYER_KEY, terms, AVAILABLE))), 0);
        terms = _agreed(self, IPaymentTypes.Mode.Escrow);
        _asked(abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))), int256(uint256(STEP)));
        terms = _agreed(self, IPaymentTypes.Mode.Charge);
        _asked(
            abi.encodeCall(escrow.charge, (terms, 5_000, _consent(PAYER_KEY, terms, ALLOWANCE))),
            int256(uint256(STEP))
        );
    }

    function test_RefusesEveryCallWhileAWalletSignsForAPayment() public {
        IPaymentTypes.Terms memory terms = _agreed(self, IPaymentTypes.Mode.Escrow);
        bytes memory id = abi.encode(escrow.paymentId(terms));
        _asked(abi.encodeCall(escrow.burn, (terms, _own("Burn(address account,bytes32 id,", id))), 0);
        terms = _begunWithOwnMerchant();
        bytes32 ours = escrow.paymentId(terms);
        string memory head = "Capture(address account,bytes32 id,uint256 amount,uint256 fee,";
        bytes memory auth = _own(head, abi.encode(ours, 10_000, 50));
        _asked(abi.encodeCall(escrow.capture, (terms, 10_000, 50, auth)), 0);
        head = "Refund(address account,bytes32 id,uint256 amount,uint8 source,";
        auth = _own(head, abi.encode(ours, 100, AVAILABLE));
        _asked(abi.encodeCall(escrow.refund, (terms, 100, AVAILABLE, auth)), -100);
        auth = _own(head, abi.encode(ours, 100, ALLOWANCE));
        _asked(abi.encodeCall(escrow.refund, (terms, 100, ALLOWANCE, auth)), 0);
        auth = _own("Void(address account,bytes32 id,", abi.encode(ours));
        _asked(abi.encodeCall(escrow.void, (terms, auth)), -int256(uint256(STEP - 10_000)));
        _requirePayment(ours, IPaymentTypes.Status.Ended, 0, 10_000 - 50 - 200);
    }

    function test_RefusesEveryCallWhileAWalletSignsForItsBalance() public {
        address token = address(dollar);
        uint96 had = _available(self);
        string memory head = "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,";
        bytes memory auth = _own(head, abi.encode(false, token, STEP, ALLOWANCE));
        _asked(abi.encodeCall(escrow.deposit, (false, token, STEP, ALLOWANCE, auth)), int256(uint256(STEP)));
        auth = _own(head, abi.encode(false, token, STEP, ERC3009));
        _asked(abi.encodeCall(escrow.deposit, (false, token, STEP, ERC3009, auth)), int256(uint256(STEP)));
        head = "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,";
        auth = _own(head, abi.encode(token, STEP, true));
        _asked(abi.encodeCall(escrow.movePrepaid, (token, STEP, true, auth)), 0);
        head = "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,";
        auth = _own(head, abi.encode(stranger, token, STEP, bytes32("ref")));
        _asked(abi.encodeCall(escrow.transferBalance, (stranger, token, STEP, bytes32("ref"), auth)), 0);
        head = "Withdraw(address account,address token,uint256 amount,address to,";
        auth = _own(head, abi.encode(token, STEP, stranger));
        _asked(abi.encodeCall(escrow.withdraw, (token, STEP, stranger, auth)), -int256(uint256(STEP)));
        require(_available(self) == had - STEP, "balance");
    }

    function test_RefusesEveryCallWhileAWalletSignsForItsSettings() public {
        bytes memory auth = _own("SetPayout(address account,address payout,", abi.encode(stranger));
        _asked(abi.encodeCall(escrow.setPayout, (stranger, auth)), 0);
        string memory head = "SetOperator(address account,address operator,address token,uint256 dailyCap,";
        auth = _own(head, abi.encode(stranger, dollar, STEP));
        _asked(abi.encodeCall(escrow.setOperator, (stranger, address(dollar), STEP, auth)), 0);
        auth = _own("CancelNonce(address account,uint256 canceled,", abi.encode(5));
        _asked(abi.encodeCall(escrow.cancelNonce, (5, auth)), 0);
    }

    // ---------------------------------------------------------------- the chain's own coin

    function test_RefusesEveryCallWhileAVoidPaysACoin() public {
        for (uint256 i; i < attacker.count(); ++i) {
            IPaymentTypes.Terms memory terms = _begunWithCoin();
            _paid(merchant, abi.encodeCall(escrow.void, (terms, "")), 0, i);
        }
    }

    function test_RefusesEveryCallWhileAReclaimPaysACoin() public {
        uint256 start = block.timestamp;
        for (uint256 i; i < attacker.count(); ++i) {
            IPaymentTypes.Terms memory terms = _agreed(self, IPaymentTypes.Mode.Escrow);
            (terms.token, terms.authorizeBy) = (address(0), uint48(start + i + 1));
            terms.captureBy = terms.authorizeBy;
            _authorizeCoin(terms);
            vm.warp(terms.captureBy);
            _paid(stranger, abi.encodeCall(escrow.reclaim, (terms)), 0, i);
        }
    }

    function test_RefusesEveryCallWhileARefundPaysACoin() public {
        for (uint256 i; i < attacker.count(); ++i) {
            IPaymentTypes.Terms memory terms = _begunWithCoin();
            _succeeds(merchant, _captureCall(terms, STEP));
            uint96 half = (STEP - 5_000) / 2;
            _paid(merchant, abi.encodeCall(escrow.refund, (terms, half, AVAILABLE, "")), 0, i);
            _paid(merchant, abi.encodeCall(escrow.refund, (terms, half, NATIVE, "")), half, i);
        }
    }

    function test_RefusesEveryCallWhileAWithdrawalPaysACoin() public {
        for (uint256 i; i < attacker.count(); ++i) {
            _succeedsWith(merchant, STEP, abi.encodeCall(escrow.deposit, (false, address(0), STEP, NATIVE, "")));
            _paid(merchant, _withdrawCall(address(0), STEP, self), 0, i);
            _succeedsWith(self, STEP, abi.encodeCall(escrow.deposit, (false, address(0), STEP, NATIVE, "")));
            _paid(stranger, abi.encodeCall(escrow.withdrawFor, (self, address(0))), 0, i);
        }
    }

    // ---------------------------------------------------------------- steps

    function _asked(bytes memory call, int256 rise) private {
        _attack(stranger, call, rise, 0);
    }

    /// @dev One attempt at a time, because a receiver has 100,000 gas. That it received shows in its wallet, and so that the
    /// attempt did not run out of gas. Looking at the attempt first makes reading it cheap.
    function _paid(address sender, bytes memory call, uint256 value, uint256 index) private {
        attacker.attempt(index);
        uint256 triggers = attacker.triggers();
        uint256 wallet = self.balance;
        uint256 held = address(escrow).balance;
        attacker.arm(index, index + 1);
        _succeedsWith(sender, value, call);
        attacker.arm(0, 0);
        require(attacker.accepted() == 0, "a call from within was not refused");
        require(attacker.triggers() == triggers + 1, "the attacker got no control");
        require(self.balance > wallet && self.balance - wallet == held + value - address(escrow).balance, "inexact");
    }

    function _own(string memory head, bytes memory fields) private returns (bytes memory) {
        return _signedAs(self, PAYER_KEY, head, fields);
    }

    function _begunWithOwnMerchant() private returns (IPaymentTypes.Terms memory terms) {
        terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        (terms.merchant, terms.operator) = (self, operator);
        _succeeds(payer, _authorizeCall(terms));
    }

    function _begunWithCoin() private returns (IPaymentTypes.Terms memory terms) {
        terms = _agreed(self, IPaymentTypes.Mode.Escrow);
        terms.token = address(0);
        _authorizeCoin(terms);
    }

    function _authorizeCoin(IPaymentTypes.Terms memory terms) private {
        _succeedsWith(self, STEP, abi.encodeCall(escrow.authorize, (terms, _byCall(NATIVE))));
    }
}
