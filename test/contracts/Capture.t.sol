// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract CaptureTest is EntryTest {
    bytes private constant TYPE =
        "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsInTwoParts(uint96 whole, uint96 part) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(whole, 2, WEALTH));
        bytes32 id = _authorize(terms);
        uint96 first = _bound(part, 1, terms.amount - 1);
        uint96 firstNet = first - _leastFee(terms, first);
        _capture(terms, first);
        _requirePayment(id, IPaymentTypes.Status.Active, terms.amount - first, firstNet);
        uint96 second = terms.amount - first;
        uint96 net = firstNet + second - _leastFee(terms, second);
        _capture(terms, second);
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, net);
        require(_available(merchant) == net, "merchant");
        require(_available(merchant) + _available(feeRecipient) == terms.amount, "fee recipient");
    }

    function testFuzz_SucceedsWithAnyFeeWithinItsBounds(
        uint96 amount,
        uint16 minFeeBps,
        uint16 maxFeeBps,
        uint96 fee
    ) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(amount, 1, WEALTH));
        terms.maxFeeBps = uint16(_bound(maxFeeBps, 0, 10_000));
        terms.minFeeBps = uint16(_bound(minFeeBps, 0, terms.maxFeeBps));
        _authorize(terms);
        uint96 least = _leastFee(terms, terms.amount);
        uint96 greatest = uint96((uint256(terms.amount) * terms.maxFeeBps) / 10_000);
        if (greatest < least) greatest = least;
        _revertsOutOfRange(terms, greatest + 1, least, greatest);
        if (least > 0) _revertsOutOfRange(terms, least - 1, least, greatest);
        fee = _bound(fee, least, greatest);
        _succeeds(operator, abi.encodeCall(escrow.capture, (terms, terms.amount, fee, "")));
        require(_available(feeRecipient) == fee, "fee recipient");
    }

    function test_SucceedsWithOneUnitWhoseLeastFeeIsAllOfIt() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        _succeeds(operator, abi.encodeCall(escrow.capture, (terms, 1, 1, "")));
        require(_available(feeRecipient) == 1 && _seq(merchant) == 0, "the fee takes all");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer, bool byOperator) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        uint256 key = byOperator ? OPERATOR_KEY : MERCHANT_KEY;
        bytes memory auth = _auth(key, TYPE, abi.encode(id, AMOUNT, 50_000));
        _succeeds(relayer, abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, auth)));
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, AMOUNT - 50_000);
    }

    function testFuzz_RevertsWhenTheRelayerChangesWhatWasSigned(uint96 amount, uint96 fee) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.assume(amount != AMOUNT || fee != 50_000);
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id, AMOUNT, 50_000));
        _reverts(
            stranger,
            abi.encodeCall(escrow.capture, (terms, amount, fee, auth)),
            ICommonErrors.InvalidSignature.selector
        );
    }

    function test_EmitsCapturedWithTotals() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Captured(
            id,
            merchant,
            address(dollar),
            4_000_000,
            20_000,
            feeRecipient,
            6_000_000,
            3_980_000,
            1
        );
        _capture(terms, 4_000_000);
    }

    function test_EmitsBalanceChangesWithThePaymentAsCause() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        _expectBalance(merchant, address(dollar), id, 3_980_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), id, 20_000, 0, 1);
        _capture(terms, 4_000_000);
        _expectBalance(merchant, address(dollar), id, 9_950_000, 0, 2);
        _expectBalance(feeRecipient, address(dollar), id, 50_000, 0, 2);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Captured(
            id,
            merchant,
            address(dollar),
            6_000_000,
            30_000,
            feeRecipient,
            0,
            9_950_000,
            2
        );
        _capture(terms, 6_000_000);
    }

    function testFuzz_RevertsWhenAStrangerOrThePayerCaptures(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        bytes memory call = abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, ""));
        bytes4 selector = ICommonErrors.NotMerchantOrOperator.selector;
        _reverts(caller, call, abi.encodeWithSelector(selector, caller, merchant, operator));
        _reverts(payer, call, abi.encodeWithSelector(selector, payer, merchant, operator));
    }

    function test_RevertsWhenAStrangerSigned() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory auth = _auth(STRANGER_KEY, TYPE, abi.encode(_authorize(terms), AMOUNT, 50_000));
        bytes4 selector = ICommonErrors.NotMerchantOrOperator.selector;
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, auth)),
            abi.encodeWithSelector(selector, stranger, merchant, operator)
        );
    }

    function testFuzz_RevertsWhenMoreThanCapturableIsCaptured(uint96 seed) public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        _capture(terms, 4_000_000);
        uint96 amount = _bound(seed, 6_000_001, WEALTH);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, amount, _leastFee(terms, amount), "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsCapturable.selector, amount, 6_000_000)
        );
    }

    function testFuzz_RevertsWhenCaptureByIsReached(uint48 late) public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        vm.warp(terms.captureBy - 1);
        _capture(terms, 1_000_000);
        vm.warp(uint256(terms.captureBy) + late);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, 1_000_000, 5_000, "")),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, uint256(terms.captureBy) + late, terms.captureBy)
        );
    }

    function test_RevertsWhenAmountIsZero() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, 0, 0, "")),
            abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector)
        );
    }

    function test_RevertsWhenNothingWasAuthorized() public {
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (_terms(), AMOUNT, 50_000, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsCapturable.selector, AMOUNT, 0)
        );
    }

    function test_SucceedsWhenTheTokenIsDelistedAndPaused() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        escrow.listToken(address(dollar), false);
        dollar.setPaused(true);
        _capture(terms, AMOUNT);
    }

    function _revertsOutOfRange(IPaymentTypes.Terms memory terms, uint96 fee, uint96 least, uint96 greatest) private {
        _reverts(
            operator,
            abi.encodeCall(escrow.capture, (terms, terms.amount, fee, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.FeeOutOfRange.selector, fee, least, greatest)
        );
    }
}
