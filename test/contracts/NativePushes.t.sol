// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {BurningReceiver, LavishReceiver, RefusingReceiver} from "./support/CoinReceivers.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice The chain's own coin on its way out, to contracts that refuse it or burn gas: credited where a party acts with
/// enough gas, else reverted.
contract NativePushesTest is EntryTest {
    function setUp() public override {
        super.setUp();
        _listCoin();
    }

    function test_CreditsARefusingPayerWhenVoided() public {
        (IPaymentTypes.Terms memory terms, bytes32 id) = _authorizeFrom(address(new RefusingReceiver()));
        _expectBalance(terms.payer, COIN, id, AMOUNT, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Voided(id, AMOUNT, true, 0, 0);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _requireBalance(terms.payer, COIN, AMOUNT, 0, 1);
        require(address(escrow).balance == AMOUNT, "held");
        _succeeds(terms.payer, abi.encodeCall(escrow.withdraw, (COIN, AMOUNT, stranger, "")));
        require(stranger.balance == AMOUNT, "taken elsewhere");
    }

    function test_CreditsAGasBurningPayerAndCapsWhatItBurns() public {
        (IPaymentTypes.Terms memory terms, ) = _authorizeFrom(address(new BurningReceiver()));
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        uint256 left = gasleft();
        _succeeds(operator, call);
        require(left - gasleft() < 250_000, "more than 100,000 gas went to the receiver");
        _requireBalance(terms.payer, COIN, AMOUNT, 0, 1);
    }

    function test_PaysAWalletThatSpends90000Gas() public {
        (IPaymentTypes.Terms memory terms, ) = _authorizeFrom(address(new LavishReceiver()));
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _requireBalance(terms.payer, COIN, 0, 0, 0);
        require(terms.payer.balance == AMOUNT, "paid");
    }

    function test_CreditsWhenAPartyReclaimsAndRevertsWhenAStrangerDoes() public {
        (IPaymentTypes.Terms memory terms, bytes32 id) = _authorizeFrom(address(new RefusingReceiver()));
        vm.warp(terms.captureBy);
        bytes memory call = abi.encodeCall(escrow.reclaim, (terms));
        bytes memory failed = abi.encodeWithSelector(
            IPaymentEscrowErrors.PushFailed.selector,
            COIN,
            terms.payer,
            AMOUNT
        );
        _reverts(stranger, call, failed);
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Reclaimed(id, AMOUNT, true, 0, 0);
        _succeeds(operator, call);
        _requireBalance(terms.payer, COIN, AMOUNT, 0, 1);
    }

    function test_CreditsARefusingPayerWhenRefunded() public {
        (IPaymentTypes.Terms memory terms, bytes32 id) = _authorizeFrom(address(new RefusingReceiver()));
        _capture(terms, AMOUNT);
        vm.deal(merchant, 5);
        _expectBalance(terms.payer, COIN, id, 5, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, 5, NATIVE, true, 0, AMOUNT - 50_005, 1);
        _succeedsPaying(5, merchant, abi.encodeCall(escrow.refund, (terms, 5, NATIVE, "")));
        _requireBalance(terms.payer, COIN, 5, 0, 1);
    }

    function test_RevertsWhenWithdrawnToAReceiverThatRefuses() public {
        _depositCoin(merchant, AMOUNT, false);
        address[2] memory receivers = [address(new RefusingReceiver()), address(new BurningReceiver())];
        for (uint256 i; i < 2; ++i) {
            bytes memory failed = abi.encodeWithSelector(
                IPaymentEscrowErrors.PushFailed.selector,
                COIN,
                receivers[i],
                5
            );
            _reverts(merchant, abi.encodeCall(escrow.withdraw, (COIN, 5, receivers[i], "")), failed);
        }
        _requireBalance(merchant, COIN, AMOUNT, 0, 1);
    }

    /// @dev Named attack: failures faked with too little gas. Below 310,000 a failure proves nothing.
    function testFuzz_RevertsWhenTooLittleGasProvesNothing(uint256 gasLimit) public {
        (IPaymentTypes.Terms memory terms, bytes32 id) = _authorizeFrom(address(new RefusingReceiver()));
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        gasLimit = _bound(gasLimit, 60_000, 310_000);
        vm.prank(merchant);
        (bool success, bytes memory answer) = address(escrow).call{gas: gasLimit}(call);
        require(!success && bytes4(answer) == ICommonErrors.TooLittleGas.selector, "expected a revert");
        (uint256 actual, uint256 expected) = this.decode(answer);
        require(expected == 310_000 && actual < gasLimit, "arguments");
        // Of what is left a 64th is kept back; the verb itself spends less than 30,000 before the push.
        require(actual > ((gasLimit - 30_000) * 63) / 64 - 1, "forwarded");
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
        vm.prank(merchant);
        (success, ) = address(escrow).call{gas: 400_000}(call);
        require(success, "enough gas");
        _requireBalance(terms.payer, COIN, AMOUNT, 0, 1);
    }

    function decode(bytes calldata answer) external pure returns (uint256 actual, uint256 expected) {
        return abi.decode(answer[4:], (uint256, uint256));
    }

    function _authorizeFrom(address wallet) private returns (IPaymentTypes.Terms memory terms, bytes32 id) {
        terms = _coinTerms();
        terms.payer = wallet;
        id = escrow.paymentId(terms);
        vm.deal(wallet, AMOUNT);
        _succeedsPaying(AMOUNT, wallet, abi.encodeCall(escrow.authorize, (terms, _byCall(NATIVE))));
    }
}
