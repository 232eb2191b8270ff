// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISignedActions} from "../../../contracts/interfaces/ISignedActions.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {UsageTest} from "../support/UsageTest.sol";

/// @notice Who charges usage, and how much.
contract ChargeUsageTest is UsageTest {
    bytes private constant CHARGE_USAGE =
        "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsByMerchantAndOperator(uint96 seed, bool byOperator) public {
        uint96 amount = _bound(seed, 1, USAGE_CAP);
        _succeeds(byOperator ? operator : merchant, _using(0, amount));
        require(manager.usageOf(id, 0) == amount && manager.usageOf(id, 1) == 0, "usage");
        _requireBalance(merchant, NET + amount - _fee(amount), 0);
        _requireBalance(feeRecipient, 50_000 + _fee(amount), 0);
        _requireWallet(subscriber, WEALTH - PRICE - amount);
        // The base charges are not touched.
        _requireBegun(id, NOW);
        _requireSolvent();
    }

    function testFuzz_SucceedsBySignature(address relayer, bool byOperator) public {
        bytes memory fields = abi.encode(id, 0, 1_000);
        bytes memory auth = _auth(byOperator ? OPERATOR_KEY : MERCHANT_KEY, CHARGE_USAGE, fields);
        _succeeds(relayer, _using(0, 1_000, auth));
        require(manager.usageOf(id, 0) == 1_000, "usage");
        _requireWallet(subscriber, WEALTH - PRICE - 1_000);
    }

    function test_EmitsNonceUsed() public {
        bytes32 typehash = keccak256(CHARGE_USAGE);
        bytes32 digest = _managerDigest(keccak256(abi.encode(typehash, operator, id, 0, 1_000, 7, NOW + 1)));
        bytes memory auth = _authOf(operator, OPERATOR_KEY, CHARGE_USAGE, abi.encode(id, 0, 1_000), 7, NOW + 1);
        vm.expectEmit(address(manager));
        emit ISignedActions.NonceUsed(operator, 7, digest);
        _succeeds(stranger, _using(0, 1_000, auth));
        _reverts(
            stranger,
            _using(0, 1_000, auth),
            abi.encodeWithSelector(ICommonErrors.NonceAlreadyUsed.selector, operator, 7)
        );
    }

    // ---------------------------------------------------------------- the increase

    function testFuzz_ChargesOnlyTheIncrease(uint96 first, uint96 second) public {
        first = _bound(first, 1, USAGE_CAP - 1);
        second = _bound(second, first + 1, USAGE_CAP);
        _succeeds(merchant, _using(0, first));
        _succeeds(operator, _using(0, second));
        require(manager.usageOf(id, 0) == second, "usage");
        _requireWallet(subscriber, WEALTH - PRICE - second);
        uint96 fees = _fee(first) + _fee(second - first);
        _requireBalance(merchant, NET + second - fees, 0);
        _requireBalance(feeRecipient, 50_000 + fees, 0);
    }

    function testFuzz_RevertsWhenItIsRetried(uint96 seed, uint96 less) public {
        uint96 amount = _bound(seed, 1, USAGE_CAP);
        _succeeds(merchant, _using(0, amount));
        less = less % (amount + 1);
        _reverts(merchant, _using(0, amount), _already(amount, amount));
        _reverts(operator, _using(0, less), _already(less, amount));
        _requireWallet(subscriber, WEALTH - PRICE - amount);
    }

    function test_RevertsWhenTheUsageIsZero() public {
        _reverts(merchant, _using(0, 0), _already(0, 0));
    }

    function testFuzz_RevertsWhenItExceedsTheCap(uint96 amount) public {
        amount = _bound(amount, uint256(USAGE_CAP) + 1, type(uint96).max);
        _reverts(merchant, _using(0, amount), _exceeds(amount, USAGE_CAP));
        _succeeds(merchant, _using(0, USAGE_CAP));
        _reverts(merchant, _using(0, USAGE_CAP + 1), _exceeds(uint256(USAGE_CAP) + 1, USAGE_CAP));
        _requireWallet(subscriber, WEALTH - PRICE - USAGE_CAP);
    }

    function test_RevertsWhenNoUsageWasAgreedTo() public {
        (sub.usageCapPerPeriod, sub.salt) = (0, 2);
        id = _subscribe(plan, sub);
        _reverts(merchant, _using(0, 1), _exceeds(1, 0));
        _reverts(merchant, _using(0, 0), _already(0, 0));
    }

    // ---------------------------------------------------------------- by whom not

    function testFuzz_RevertsWhenSomeoneElseCalls(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        _reverts(caller, _using(0, 1), _notMerchant(caller));
        _reverts(subscriber, _using(0, 1), _notMerchant(subscriber));
    }

    function testFuzz_RevertsWhenSomeoneElseSigned(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != MERCHANT_KEY && key != OPERATOR_KEY);
        bytes memory auth = _authOf(vm.addr(key), key, CHARGE_USAGE, abi.encode(id, 0, 1), 1, NOW + 1);
        _reverts(merchant, _using(0, 1, auth), _notMerchant(vm.addr(key)));
    }

    function test_RevertsWhenAStrangerSignsForTheMerchant() public {
        bytes memory auth = _authOf(merchant, STRANGER_KEY, CHARGE_USAGE, abi.encode(id, 0, 1), 1, NOW + 1);
        bytes32 typehash = keccak256(CHARGE_USAGE);
        bytes32 digest = _managerDigest(keccak256(abi.encode(typehash, merchant, id, 0, 1, 1, NOW + 1)));
        _reverts(stranger, _using(0, 1, auth), _invalidSignature(merchant, digest));
    }

    /// @dev Period, amount and subscription are what was signed.
    function test_RevertsWhenAnythingElseWasSigned() public {
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, CHARGE_USAGE, abi.encode(id, 0, 1), 1, NOW + 1);
        bytes32 typehash = keccak256(CHARGE_USAGE);
        bytes32 digest = _managerDigest(keccak256(abi.encode(typehash, merchant, id, 0, 2, 1, NOW + 1)));
        _reverts(stranger, _using(0, 2, auth), _invalidSignature(merchant, digest));
        digest = _managerDigest(keccak256(abi.encode(typehash, merchant, id, 1, 1, 1, NOW + 1)));
        _reverts(stranger, _using(1, 1, auth), _invalidSignature(merchant, digest));
        sub.salt = 2;
        digest = _managerDigest(keccak256(abi.encode(typehash, merchant, _subscribe(plan, sub), 0, 1, 1, NOW + 1)));
        _reverts(stranger, _using(0, 1, auth), _invalidSignature(merchant, digest));
    }

    function test_RevertsWhenTheSignatureHasExpired() public {
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, CHARGE_USAGE, abi.encode(id, 0, 1), 1, NOW + 1);
        vm.warp(NOW + 1);
        _reverts(
            stranger,
            _using(0, 1, auth),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, NOW + 1, NOW + 1)
        );
        vm.warp(NOW);
        _succeeds(stranger, _using(0, 1, auth));
    }

    /// @dev Where no operator is named, nobody is one.
    function test_RevertsWhenNobodySignsForAPlanWithoutOperator() public {
        plan.operator = address(0);
        _create(plan);
        id = _subscribe(plan, sub);
        bytes memory auth = abi.encode(address(0), 1, NOW + 1, new bytes(65));
        bytes32 typehash = keccak256(CHARGE_USAGE);
        bytes32 digest = _managerDigest(keccak256(abi.encode(typehash, address(0), id, 0, 1, 1, NOW + 1)));
        _reverts(stranger, _using(0, 1, auth), _invalidSignature(address(0), digest));
        _reverts(
            operator,
            _using(0, 1),
            abi.encodeWithSelector(ICommonErrors.NotMerchantOrOperator.selector, operator, merchant, address(0))
        );
    }

    // ---------------------------------------------------------------- when not

    function test_RevertsWhileIntakeIsClosed() public {
        escrow.pauseIntake(true);
        _reverts(merchant, _using(0, 1), abi.encodePacked(IPaymentEscrowErrors.IntakeIsPaused.selector));
        escrow.pauseIntake(false);
        escrow.listToken(address(dollar), false);
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar));
        _reverts(merchant, _using(0, 1), refused);
        escrow.listToken(address(dollar), true);
        _succeeds(merchant, _using(0, 1));
    }

    function test_RevertsOnAForeignChain() public {
        bytes memory signed = _using(0, 1, _auth(MERCHANT_KEY, CHARGE_USAGE, abi.encode(id, 0, 1)));
        vm.chainId(40_000);
        bytes memory refused = abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, 40_000, 31_337);
        _reverts(merchant, _using(0, 1), refused);
        _reverts(merchant, signed, refused);
    }

    function _exceeds(uint256 amount, uint256 cap) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.ExceedsUsageCap.selector, amount, cap);
    }

    function _notMerchant(address actual) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.NotMerchantOrOperator.selector, actual, merchant, operator);
    }
}
