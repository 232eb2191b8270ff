// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "../support/SubscriptionTest.sol";

/// @notice Batches that name the same subscriptions many times, of one subscriber whose purse does not suffice for all.
contract ThiefDuplicatesTest is SubscriptionTest {
    uint256 private constant KINDS = 4;
    uint256 private constant ITEMS = 12;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription[] private subs;

    /// @dev Two that may use prepaid money, two that may not; each costs another multiple of the price.
    function setUp() public override {
        super.setUp();
        plan = _trialPlan();
        _create(plan);
        for (uint256 i; i < KINDS; ++i) {
            ISubscriptionTypes.Subscription memory sub = _trialSubscription(i);
            (sub.quantity, sub.capPerPeriod) = (uint32(1 + i), type(uint96).max);
            if (i % 2 == 1) sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
            subs.push(sub);
            _subscribe(plan, sub);
        }
        vm.warp(NOW + plan.trial);
    }

    /// @dev Each is charged once at most, from a purse that held it; and one that failed did so because neither purse did.
    function testFuzz_SucceedsWithOneChargeOfEach(uint256 seed, uint256 wallet, uint256 prepaid) public {
        (wallet, prepaid) = (_bound(wallet, 0, 11 * PRICE), _bound(prepaid, 0, 5 * PRICE));
        _empty(wallet);
        if (prepaid != 0) _deposit(subscriber, uint96(prepaid), true);
        (ISubscriptionTypes.Subscription[] memory batch, bool[KINDS] memory named) = _drawn(seed);
        vm.prank(stranger);
        manager.chargeBatch(plan, batch);
        uint256 walletAfter = dollar.balanceOf(subscriber);
        (, uint96 prepaidAfter, ) = escrow.balance(subscriber, address(dollar));
        (uint256 charged, uint256 fees) = (0, 0);
        for (uint256 i; i < KINDS; ++i) {
            uint256 cost = PRICE * (1 + i);
            if (_isCharged(i)) {
                require(named[i], "not named");
                (charged, fees) = (charged + cost, fees + _fee(cost));
            } else if (named[i]) {
                require(walletAfter < cost, "the wallet held it");
                require(i % 2 == 1 || prepaidAfter < cost, "the prepaid balance held it");
            }
        }
        require(wallet + prepaid - walletAfter - prepaidAfter == charged, "taken");
        _requireBalance(merchant, charged - fees, 0);
        _requireBalance(feeRecipient, fees, 0);
        require(dollar.balanceOf(address(escrow)) == charged + prepaidAfter, "held");
    }

    function _drawn(
        uint256 seed
    ) private view returns (ISubscriptionTypes.Subscription[] memory batch, bool[KINDS] memory named) {
        batch = new ISubscriptionTypes.Subscription[](ITEMS);
        for (uint256 i; i < ITEMS; ++i) {
            uint256 kind = uint256(keccak256(abi.encode(seed, i))) % KINDS;
            batch[i] = subs[kind];
            named[kind] = true;
        }
    }

    /// @dev The whole state is that of one charge, or of none.
    function _isCharged(uint256 kind) private view returns (bool charged) {
        ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(_id(plan, subs[kind]));
        charged = state.nextPeriod != 0;
        require(state.status == ISubscriptionTypes.SubscriptionStatus.Active, "status");
        require(state.anchor == NOW + 14 days && state.pauses == 0, "anchor");
        require(state.nextPeriod == (charged ? 1 : 0) && state.charged == state.nextPeriod, "charged");
        require(state.chargedAt == (charged ? NOW + 14 days : 0), "when");
    }

    function _empty(uint256 left) private {
        vm.prank(subscriber);
        dollar.transfer(stranger, WEALTH - left);
    }
}
