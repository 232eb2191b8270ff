// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {BatchTest} from "./support/BatchTest.sol";

/// @notice Which items of a batch are credited together, and the sequences that their events carry.
contract CaptureBatchGroupsTest is BatchTest {
    function test_EndsAGroupWhenTheMerchantChanges() public {
        _add(1_000_000, 10_000);
        _addTo(OTHER_MERCHANT, address(dollar), feeRecipient, 2_000_000, 20_000);
        _expectCaptured(0, 9_000_000, 990_000, 1);
        _expectBalance(merchant, address(dollar), 0, 990_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 10_000, 0, 1);
        _expectCaptured(1, 8_000_000, 1_980_000, 1);
        _expectBalance(OTHER_MERCHANT, address(dollar), 0, 1_980_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 30_000, 0, 2);
        _succeedsWithEvents(6);
    }

    function test_EndsAGroupWhenTheTokenChanges() public {
        _add(1_000_000, 10_000);
        _addTo(merchant, address(euro), feeRecipient, 2_000_000, 20_000);
        _expectCaptured(0, 9_000_000, 990_000, 1);
        _expectBalance(merchant, address(dollar), 0, 990_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 10_000, 0, 1);
        _expectCaptured(1, 8_000_000, 1_980_000, 1);
        _expectBalance(merchant, address(euro), 0, 1_980_000, 0, 1);
        _expectBalance(feeRecipient, address(euro), 0, 20_000, 0, 1);
        _succeedsWithEvents(6);
    }

    function test_EndsAGroupWhenTheFeeRecipientChanges() public {
        _add(1_000_000, 10_000);
        _addTo(merchant, address(dollar), OTHER_RECIPIENT, 2_000_000, 20_000);
        _expectCaptured(0, 9_000_000, 990_000, 1);
        _expectBalance(merchant, address(dollar), 0, 990_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 10_000, 0, 1);
        _expectCaptured(1, 8_000_000, 1_980_000, 2);
        _expectBalance(merchant, address(dollar), 0, 2_970_000, 0, 2);
        _expectBalance(OTHER_RECIPIENT, address(dollar), 0, 20_000, 0, 1);
        _succeedsWithEvents(6);
    }

    /// @dev A merchant that comes again has a group again, and the sequence goes on.
    function test_GoesOnCountingInTheOrderABA() public {
        _add(1, 0);
        _addTo(OTHER_MERCHANT, address(dollar), feeRecipient, 2, 0);
        _add(4, 0);
        _expectCaptured(0, AMOUNT - 1, 1, 1);
        _expectBalance(merchant, address(dollar), 0, 1, 0, 1);
        _expectCaptured(1, AMOUNT - 2, 2, 1);
        _expectBalance(OTHER_MERCHANT, address(dollar), 0, 2, 0, 1);
        _expectCaptured(2, AMOUNT - 4, 4, 2);
        _expectBalance(merchant, address(dollar), 0, 5, 0, 2);
        _succeedsWithEvents(6);
    }

    /// @dev While the net is zero nothing will be credited, so the sequence stays.
    function test_KeepsTheSequenceWhileFeesTakeAll() public {
        _add(1_000, 1_000);
        _add(2_000, 2_000);
        _add(3_000, 1_000);
        _add(4_000, 4_000);
        _expectCaptured(0, AMOUNT - 1_000, 0, 0);
        _expectCaptured(1, AMOUNT - 2_000, 0, 0);
        _expectCaptured(2, AMOUNT - 3_000, 2_000, 1);
        _expectCaptured(3, AMOUNT - 4_000, 0, 1);
        _expectBalance(merchant, address(dollar), 0, 2_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 8_000, 0, 1);
        _succeedsWithEvents(6);
    }

    function test_CreditsOnlyTheFeeRecipientWhenFeesTakeAll() public {
        _add(AMOUNT, AMOUNT);
        _expectCaptured(0, 0, 0, 0);
        _expectBalance(feeRecipient, address(dollar), 0, AMOUNT, 0, 1);
        _succeedsWithEvents(2);
        _requireBalance(merchant, address(dollar), 0, 0, 0);
    }

    /// @dev Two credits, as of a single capture: the net first, whose sequence the event carries.
    function test_CreditsNetAndFeeWhenTheMerchantIsTheFeeRecipient() public {
        _addTo(merchant, address(dollar), merchant, 1_000, 100);
        _addTo(merchant, address(dollar), merchant, 2_000, 200);
        _expectCaptured(0, AMOUNT - 1_000, 900, 1);
        _expectCaptured(1, AMOUNT - 2_000, 1_800, 1);
        _expectBalance(merchant, address(dollar), 0, 2_700, 0, 1);
        _expectBalance(merchant, address(dollar), 0, 3_000, 0, 2);
        _succeedsWithEvents(4);
    }

    /// @dev The fee recipient of one group is the merchant of the next: its sequence is read after it was credited.
    function test_ReadsASequenceAfterTheGroupBefore() public {
        _addTo(merchant, address(dollar), OTHER_MERCHANT, 1_000, 100);
        _addTo(OTHER_MERCHANT, address(dollar), merchant, 2_000, 200);
        _expectCaptured(0, AMOUNT - 1_000, 900, 1);
        _expectBalance(merchant, address(dollar), 0, 900, 0, 1);
        _expectBalance(OTHER_MERCHANT, address(dollar), 0, 100, 0, 1);
        _expectCaptured(1, AMOUNT - 2_000, 1_800, 2);
        _expectBalance(OTHER_MERCHANT, address(dollar), 0, 1_900, 0, 2);
        _expectBalance(merchant, address(dollar), 0, 1_100, 0, 2);
        _succeedsWithEvents(6);
    }

    function test_SucceedsWithTheChainsOwnCoin() public {
        _listCoin();
        IPaymentTypes.Terms memory terms = _freeTerms(1, merchant, COIN, feeRecipient);
        _succeedsPaying(AMOUNT, payer, abi.encodeCall(escrow.authorize, (terms, _byCall(NATIVE))));
        items.push(IPaymentTypes.CaptureItem(AMOUNT, 1_000, terms));
        _expectCaptured(0, 0, AMOUNT - 1_000, 1);
        _expectBalance(merchant, COIN, 0, AMOUNT - 1_000, 0, 1);
        _expectBalance(feeRecipient, COIN, 0, 1_000, 0, 1);
        _succeedsWithEvents(3);
    }

    function _succeedsWithEvents(uint256 number) private {
        vm.recordLogs();
        _succeeds(operator, _batch());
        require(vm.getRecordedLogs().length == number, "other events");
    }
}
