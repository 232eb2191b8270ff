// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract WithdrawForTest is EntryTest {
    address private constant COLD = address(0xC01D);

    function setUp() public override {
        super.setUp();
        _deposit(merchant, AMOUNT, false);
        _deposit(merchant, 5, true);
    }

    function testFuzz_SucceedsForAnyoneOnceThePayoutIsADayOld(address caller, uint48 late) public {
        _setPayout(COLD);
        vm.warp(NOW + 24 hours + late);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Withdrawn(merchant, address(dollar), COLD, AMOUNT, 0, 5, 3);
        _succeeds(caller, _withdrawFor(merchant));
        require(dollar.balanceOf(COLD) == AMOUNT, "payout");
        // Named attack: flushing prepaid money.
        _requireBalance(merchant, address(dollar), 0, 5, 3);
        _reverts(
            caller,
            _withdrawFor(merchant),
            abi.encodeWithSelector(IPaymentEscrowErrors.NothingAvailable.selector, merchant, address(dollar))
        );
    }

    function testFuzz_RevertsWhenThePayoutIsYounger(uint48 early) public {
        _setPayout(COLD);
        uint256 validFrom = NOW + 24 hours;
        uint256 time = _bound(early, NOW, validFrom - 1);
        vm.warp(time);
        _reverts(
            merchant,
            _withdrawFor(merchant),
            abi.encodeWithSelector(IPaymentEscrowErrors.TooEarly.selector, time, validFrom)
        );
    }

    /// @dev A thief of the key sets another address: nothing moves for a day, to the earlier address neither.
    function test_RevertsWhenAnotherPayoutWasSetSince() public {
        _setPayout(COLD);
        vm.warp(NOW + 24 hours);
        _setPayout(stranger);
        _reverts(stranger, _withdrawFor(merchant), IPaymentEscrowErrors.TooEarly.selector);
        vm.warp(NOW + 48 hours - 1);
        _reverts(stranger, _withdrawFor(merchant), IPaymentEscrowErrors.TooEarly.selector);
        vm.warp(NOW + 48 hours);
        _succeeds(stranger, _withdrawFor(merchant));
        require(dollar.balanceOf(stranger) == AMOUNT && dollar.balanceOf(COLD) == 0, "payout");
    }

    function test_RevertsWhenNoPayoutIsSet() public {
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.NoPayout.selector, merchant);
        _reverts(stranger, _withdrawFor(merchant), none);
        _setPayout(COLD);
        _setPayout(address(0));
        vm.warp(NOW + 24 hours);
        _reverts(stranger, _withdrawFor(merchant), none);
    }

    function test_RevertsWhenOnlyPrepaidMoneyIsThere() public {
        _succeeds(merchant, abi.encodeCall(escrow.movePrepaid, (address(dollar), AMOUNT, true, "")));
        _setPayout(COLD);
        vm.warp(NOW + 24 hours);
        _reverts(
            stranger,
            _withdrawFor(merchant),
            abi.encodeWithSelector(IPaymentEscrowErrors.NothingAvailable.selector, merchant, address(dollar))
        );
    }

    function test_RevertsWhenThePayoutIsTheToken() public {
        _setPayout(address(dollar));
        vm.warp(NOW + 24 hours);
        _reverts(
            stranger,
            _withdrawFor(merchant),
            abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, address(dollar))
        );
    }

    function test_RevertsWhenTheTokenRefuses() public {
        _setPayout(COLD);
        vm.warp(NOW + 24 hours);
        dollar.setBlocked(COLD, true);
        _reverts(stranger, _withdrawFor(merchant), abi.encodeWithSignature("Blocked(address)", COLD));
        _requireBalance(merchant, address(dollar), AMOUNT, 5, 2);
    }

    function test_SucceedsWithTheChainsOwnCoin() public {
        _listCoin();
        _depositCoin(merchant, AMOUNT, false);
        _setPayout(COLD);
        vm.warp(NOW + 24 hours);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Withdrawn(merchant, COIN, COLD, AMOUNT, 0, 0, 2);
        _succeeds(stranger, abi.encodeCall(escrow.withdrawFor, (merchant, COIN)));
        require(COLD.balance == AMOUNT, "payout");
        _requireBalance(merchant, address(dollar), AMOUNT, 5, 2);
    }

    /// @dev On a fork no signature counts, but anyone still brings money home.
    function test_SucceedsOnAForeignChain() public {
        _setPayout(COLD);
        vm.warp(NOW + 24 hours);
        vm.chainId(40_000);
        _succeeds(stranger, _withdrawFor(merchant));
        require(dollar.balanceOf(COLD) == AMOUNT, "payout");
    }

    function _setPayout(address payout) private {
        _succeeds(merchant, abi.encodeCall(escrow.setPayout, (payout, "")));
    }

    function _withdrawFor(address account) private view returns (bytes memory) {
        return abi.encodeCall(escrow.withdrawFor, (account, address(dollar)));
    }
}
