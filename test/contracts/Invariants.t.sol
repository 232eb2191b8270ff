// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../contracts/PaymentEscrow.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {EscrowHandler} from "./support/EscrowHandler.sol";
import {Vm} from "./support/Vm.sol";

/// @notice What holds after any sequence of verbs; numbered as in docs/invariants.md.
contract InvariantsTest {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    PaymentEscrow private escrow;
    HostileDollar private dollar;
    EscrowHandler private handler;

    function setUp() public {
        vm.warp(1_900_000_000);
        escrow = new PaymentEscrow(address(this), address(0));
        dollar = new HostileDollar();
        escrow.listToken(address(dollar), true);
        handler = new EscrowHandler(escrow, dollar);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev 1: the escrow holds exactly what it owes.
    function invariant_1_EscrowHoldsWhatItOwes() public view {
        require(dollar.balanceOf(address(escrow)) == _owed(), "held differs from owed");
    }

    /// @dev 2: each payment's books add up.
    function invariant_2_EachPaymentAddsUp() public view {
        for (uint256 i; i < handler.paymentCount(); ++i) {
            bytes32 id = handler.ids(i);
            (uint256 captured, uint256 fees, uint256 voided, uint256 reclaimed, uint256 refunded) = handler.books(id);
            (, uint96 capturable, uint96 refundable) = escrow.payment(id);
            uint96 amount = handler.termsAt(i).amount;
            require(captured + voided + reclaimed + capturable == amount, "authorized");
            require(refunded + refundable == captured - fees, "refundable");
        }
    }

    /// @dev 3: what came in went out or is held.
    function invariant_3_MoneyInEqualsMoneyOutAndHeld() public view {
        require(handler.moneyIn() == handler.moneyOut() + dollar.balanceOf(address(escrow)), "in differs from out");
    }

    /// @dev 4: an id is authorised once, and ends for ever.
    function invariant_4_AnEndedPaymentStaysEnded() public view {
        for (uint256 i; i < handler.paymentCount(); ++i) {
            (IPaymentTypes.Status status, uint96 capturable, ) = escrow.payment(handler.ids(i));
            bool active = status == IPaymentTypes.Status.Active;
            require(active == (capturable > 0) && status != IPaymentTypes.Status.None, "status");
        }
        _requireNoViolation();
    }

    /// @dev 6: nobody's money falls but by what that account called, signed or granted.
    function invariant_6_NobodysMoneyFallsWithoutConsent() public view {
        _requireNoViolation();
    }

    function _requireNoViolation() private view {
        string memory violation = handler.violation();
        require(bytes(violation).length == 0, violation);
    }

    function _owed() private view returns (uint256 owed) {
        for (uint256 i; i < handler.paymentCount(); ++i) {
            (, uint96 capturable, ) = escrow.payment(handler.ids(i));
            owed += capturable;
        }
        for (uint256 i; i < 5; ++i) {
            (uint96 available, uint96 prepaid, ) = escrow.balance(handler.accounts(i), address(dollar));
            owed += available + prepaid;
        }
    }
}
