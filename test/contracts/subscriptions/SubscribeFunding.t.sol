// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Where the first amount comes from.
contract SubscribeFundingTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function testFuzz_SucceedsFromPrepaidWhereItCoversAll(uint96 seed) public {
        uint96 prepaid = _bound(seed, PRICE, WEALTH);
        _deposit(subscriber, prepaid, true);
        _subscribe(plan, sub);
        _requireBalance(subscriber, 0, prepaid - PRICE);
        _requireWallet(subscriber, WEALTH);
        _requirePaid(PRICE);
        _requireSolvent();
    }

    /// @dev A charge is not made up of two sources.
    function testFuzz_SucceedsFromTheAllowanceWherePrepaidDoesNotSuffice(uint96 seed) public {
        uint96 prepaid = _bound(seed, 1, PRICE - 1);
        _deposit(subscriber, prepaid, true);
        _subscribe(plan, sub);
        _requireBalance(subscriber, 0, prepaid);
        _requireWallet(subscriber, WEALTH - PRICE);
        _requirePaid(PRICE);
        _requireSolvent();
    }

    /// @dev What was not set aside stays, however much it is.
    function test_RevertsWhenOnlyTheAvailableBalanceWouldDo() public {
        _deposit(subscriber, WEALTH, false);
        _deposit(subscriber, PRICE - 1, true);
        _allow(subscriber, PRICE - 1);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
        _requireBalance(subscriber, WEALTH, PRICE - 1);
    }

    function test_SucceedsFromTheAllowanceAloneThoughPrepaidWouldDo() public {
        sub.funding = ALLOWANCE_ONLY;
        _deposit(subscriber, PRICE, true);
        _subscribe(plan, sub);
        _requireBalance(subscriber, 0, PRICE);
        _requireWallet(subscriber, WEALTH - PRICE);
        _requirePaid(PRICE);
    }

    function test_RevertsWhenOnlyPrepaidWouldDoForTheAllowance() public {
        sub.funding = ALLOWANCE_ONLY;
        _deposit(subscriber, WEALTH, true);
        _allow(subscriber, PRICE - 1);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
        _allow(subscriber, PRICE);
        _subscribe(plan, sub);
        _requireBalance(subscriber, 0, WEALTH);
    }

    function test_RevertsWhenTheWalletDoesNotHoldIt() public {
        vm.prank(subscriber);
        dollar.transfer(stranger, WEALTH - PRICE + 1);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
        dollar.mint(subscriber, 1);
        _subscribe(plan, sub);
        _requireWallet(subscriber, 0);
    }

    /// @dev An allowance for the escrow is for what is paid or deposited, and of no use here.
    function test_RevertsWhenTheEscrowIsAllowed() public {
        _allow(subscriber, 0);
        vm.prank(subscriber);
        dollar.approve(address(escrow), type(uint256).max);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
    }

    function test_RevertsWhenTheTokenKeepsAFee() public {
        dollar.setFeeUnits(1);
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.Unbalanced.selector, PRICE, PRICE - 1);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _requireUnknown(_id(plan, sub));
    }

    function test_RevertsWhenTheTokenRefuses() public {
        dollar.setPaused(true);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
        dollar.setPaused(false);
        dollar.setBlocked(address(escrow), true);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
    }

    function test_RevertsWhenTheTokenIsNotListed() public {
        plan.token = address(new HostileDollar());
        _create(plan);
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, plan.token);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
    }

    function test_RevertsWhenTheMerchantsBalanceWouldOverflow() public {
        uint96 net = PRICE - _fee(PRICE);
        _deposit(merchant, type(uint96).max - net + 1, false);
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, net);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        vm.prank(merchant);
        escrow.transferBalance(stranger, address(dollar), 1, 0, "");
        _subscribe(plan, sub);
        _requireBalance(merchant, type(uint96).max, 0);
    }

    // ---------------------------------------------------------------- the chain's own coin

    function testFuzz_SucceedsWithTheChainsOwnCoinFromPrepaid(uint96 seed) public {
        uint96 prepaid = _bound(seed, PRICE, WEALTH);
        plan.token = COIN;
        _create(plan);
        _prepayCoin(subscriber, prepaid);
        _subscribe(plan, sub);
        _requireCoin(subscriber, 0, prepaid - PRICE);
        _requireCoin(merchant, PRICE - _fee(PRICE), 0);
        _requireCoin(feeRecipient, _fee(PRICE), 0);
        require(address(escrow).balance == prepaid && address(manager).balance == 0, "held");
        _requireWallet(subscriber, WEALTH);
    }

    function testFuzz_RevertsWhenTheChainsOwnCoinIsNotPrepaid(uint96 seed) public {
        uint96 prepaid = _bound(seed, 1, PRICE - 1);
        plan.token = COIN;
        _create(plan);
        _prepayCoin(subscriber, prepaid);
        vm.deal(subscriber, WEALTH);
        _reverts(subscriber, _subscribing(plan, sub, ""), _cannotPay(subscriber, PRICE));
        _requireCoin(subscriber, 0, prepaid);
    }

    /// @dev It has no allowance: whether money moves now or only later.
    function test_RevertsWhenTheChainsOwnCoinShouldBeAllowed() public {
        plan.token = COIN;
        _create(plan);
        _prepayCoin(subscriber, PRICE);
        sub.funding = ALLOWANCE_ONLY;
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.InvalidFunding.selector,
            ALLOWANCE_ONLY
        );
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        plan.trial = 1 days;
        _create(plan);
        sub.firstAmount = 0;
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
    }

    function _requireCoin(address account, uint256 available, uint256 prepaid) private view {
        (uint96 actualAvailable, uint96 actualPrepaid, ) = escrow.balance(account, COIN);
        require(actualAvailable == available && actualPrepaid == prepaid, "coin");
    }
}
