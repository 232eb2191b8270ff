// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileReentry} from "./support/HostileReentry.sol";

/// @notice During every call that the escrow makes to a token, everything else is tried. Which verb makes it stands in the
/// test's name; what is tried stands in HostileReentry.
contract ReentrancyTest is HostileReentry {
    int256 private constant PAID = int256(uint256(STEP));

    function setUp() public override {
        super.setUp();
        _learnVerbs();
        _learnHooks();
    }

    /// @dev Shows that it is the lock that refuses below: one by one, all these calls are good.
    function test_SucceedsWithEachOfTheAttackersCallsOnItsOwn() public {
        uint256 played;
        for (uint256 i; i < attacker.count(); ++i) {
            (bytes memory call, bytes4 refusal) = attacker.attempt(i);
            if (refusal != LOCKED) continue;
            _succeeds(address(attacker), call);
            ++played;
        }
        require(played == 35, "calls");
    }

    function test_RefusesEveryCallDuringAuthorizeByAllowance() public {
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        _attack(payer, _authorizeCall(terms), PAID, 2);
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, STEP, 0);
    }

    function test_RefusesEveryCallDuringAuthorizeByErc3009() public {
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        _attack(stranger, abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))), PAID, 2);
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, STEP, 0);
    }

    function test_RefusesEveryCallDuringAuthorizeByPermit() public {
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Escrow);
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(PERMIT, _permit());
        _attack(payer, abi.encodeCall(escrow.authorize, (terms, pull)), PAID, 3);
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, STEP, 0);
    }

    function test_RefusesEveryCallDuringCharge() public {
        IPaymentTypes.Terms memory terms = _agreed(payer, IPaymentTypes.Mode.Charge);
        uint96 had = _available(merchant);
        _attack(payer, abi.encodeCall(escrow.charge, (terms, 5_000, _byCall(ALLOWANCE))), PAID, 2);
        terms = _agreed(payer, IPaymentTypes.Mode.Charge);
        _attack(stranger, abi.encodeCall(escrow.charge, (terms, 5_000, _erc3009(terms))), PAID, 2);
        terms = _agreed(payer, IPaymentTypes.Mode.Charge);
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(PERMIT, _permit());
        _attack(payer, abi.encodeCall(escrow.charge, (terms, 5_000, pull)), PAID, 3);
        require(_available(merchant) == had + 3 * (STEP - 5_000), "merchant");
    }

    function test_RefusesEveryCallDuringVoid() public {
        IPaymentTypes.Terms memory terms = _begun(payer);
        _attack(merchant, abi.encodeCall(escrow.void, (terms, "")), -PAID, 2);
        terms = _begun(payer);
        bytes memory fields = abi.encode(escrow.paymentId(terms));
        bytes memory auth = _signed(MERCHANT_KEY, "Void(address account,bytes32 id,", fields);
        _attack(stranger, abi.encodeCall(escrow.void, (terms, auth)), -PAID, 2);
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Ended, 0, 0);
    }

    function test_RefusesEveryCallDuringReclaim() public {
        IPaymentTypes.Terms memory terms = _begun(payer);
        vm.warp(terms.captureBy);
        _attack(stranger, abi.encodeCall(escrow.reclaim, (terms)), -PAID, 2);
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Ended, 0, 0);
    }

    function test_RefusesEveryCallDuringRefund() public {
        IPaymentTypes.Terms memory terms = _begun(payer);
        bytes32 id = escrow.paymentId(terms);
        _succeeds(merchant, _captureCall(terms, STEP));
        uint96 had = _available(merchant);
        uint256 wallet = dollar.balanceOf(payer);
        _attack(merchant, _refundCall(terms, 1_000), -1_000, 2);
        _attack(merchant, abi.encodeCall(escrow.refund, (terms, 1_000, ALLOWANCE, "")), 0, 4);
        string memory head = "Refund(address account,bytes32 id,uint256 amount,uint8 source,";
        bytes memory auth = _signedFor3009(MERCHANT_KEY, head, abi.encode(id, 1_000, ERC3009), 1_000);
        _attack(stranger, abi.encodeCall(escrow.refund, (terms, 1_000, ERC3009, auth)), 0, 4);
        require(_available(merchant) == had - 1_000, "merchant");
        require(dollar.balanceOf(payer) == wallet + 3_000, "payer");
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, STEP - 5_000 - 3_000);
    }

    function test_RefusesEveryCallDuringDeposit() public {
        uint96 had = _available(payer);
        bytes memory call = abi.encodeCall(escrow.deposit, (false, address(dollar), STEP, ALLOWANCE, ""));
        _attack(payer, call, PAID, 2);
        string memory head = "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,";
        bytes memory fields = abi.encode(false, dollar, STEP, ERC3009);
        bytes memory auth = _signedFor3009(PAYER_KEY, head, fields, STEP);
        _attack(stranger, abi.encodeCall(escrow.deposit, (false, address(dollar), STEP, ERC3009, auth)), PAID, 2);
        require(_available(payer) == had + 2 * STEP, "payer");
    }

    function test_RefusesEveryCallDuringWithdraw() public {
        uint96 had = _available(merchant);
        _attack(merchant, _withdrawCall(address(dollar), STEP, stranger), -PAID, 2);
        require(_available(merchant) == had - STEP && dollar.balanceOf(stranger) == STEP, "merchant");
    }

    function test_RefusesEveryCallDuringWithdrawFor() public {
        int256 available = int256(uint256(_available(merchant)));
        _attack(stranger, abi.encodeCall(escrow.withdrawFor, (merchant, address(dollar))), -available, 2);
        require(_available(merchant) == 0, "merchant");
    }

    /// @dev The supply is asked for without a chance to change anything; the attempts are refused all the same.
    function test_RefusesEveryCallDuringListToken() public {
        _attack(address(attacker), abi.encodeCall(escrow.listToken, (address(dollar), true)), 0, 0);
    }

    /// @dev A refused push becomes a credit in the same call: still nothing gets in between.
    function test_RefusesEveryCallDuringAPushThatIsRefused() public {
        IPaymentTypes.Terms memory terms = _begun(payer);
        uint96 had = _available(payer);
        dollar.setBlocked(payer, true);
        _attack(merchant, abi.encodeCall(escrow.void, (terms, "")), 0, 0);
        require(_available(payer) == had + STEP, "payer");
    }

    /// @dev Only these are not locked: they move no money, and only the owner has them.
    function test_RefusesOwnershipDuringAPush() public {
        IPaymentTypes.Terms memory terms = _begun(payer);
        bytes[3] memory calls = [
            abi.encodeCall(escrow.transferOwnership, (stranger)),
            abi.encodeCall(escrow.renounceOwnership, ()),
            abi.encodeCall(escrow.acceptOwnership, ())
        ];
        for (uint256 i; i < calls.length; ++i) {
            dollar.setHook(address(escrow), calls[i]);
            _attack(merchant, abi.encodeCall(escrow.void, (terms, "")), -PAID, 2);
            require(dollar.hookAnswer() == Ownable.OwnableUnauthorizedAccount.selector, "ownership");
            dollar.setHook(address(0), "");
            terms = _begun(payer);
        }
        require(escrow.owner() == address(attacker), "owner");
    }

    function _permit() private view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        uint256 deadline = block.timestamp + 1;
        bytes32 structHash = keccak256(
            abi.encode(typehash, payer, escrow, type(uint256).max, dollar.nonces(payer), deadline)
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            PAYER_KEY,
            keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash))
        );
        return abi.encode(type(uint256).max, deadline, v, r, s, "");
    }
}
