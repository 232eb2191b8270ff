// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {TestDollar} from "../../contracts/local/TestDollar.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract ListTokenTest is EscrowTest {
    function test_EmitsTokenListed() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.TokenListed(address(dollar), false);
        escrow.listToken(address(dollar), false);
        require(!escrow.isListed(address(dollar)), "delisted");
    }

    function testFuzz_RevertsWhenAnyoneButTheAdminLists(address caller) public {
        vm.assume(caller != address(this));
        _reverts(caller, _list(dollar), Ownable.OwnableUnauthorizedAccount.selector);
    }

    function testFuzz_RevertsWhenTheSupplyDoesNotFit(uint256 seed) public {
        TestDollar token = new TestDollar();
        uint256 limit = 1 << 96;
        token.mint(stranger, limit + (seed % (type(uint256).max - limit)));
        _reverts(address(this), _list(token), IPaymentEscrowErrors.SupplyTooLarge.selector);
    }

    function test_SucceedsWithTheLargestSupplyThatFits() public {
        TestDollar token = new TestDollar();
        token.mint(stranger, (1 << 96) - 1);
        _succeeds(address(this), _list(token));
    }

    /// @dev The admin hands over in two steps, lest a mistyped address end the administration.
    function test_SucceedsWithATwoStepTransferOfTheAdmin() public {
        escrow.transferOwnership(stranger);
        require(escrow.owner() == address(this), "not yet");
        _succeeds(stranger, abi.encodeCall(escrow.acceptOwnership, ()));
        require(escrow.owner() == stranger, "accepted");
    }

    function _list(TestDollar token) private view returns (bytes memory) {
        return abi.encodeCall(escrow.listToken, (address(token), true));
    }
}
