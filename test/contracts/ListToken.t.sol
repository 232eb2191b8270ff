// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {TestDollar} from "../../contracts/local/TestDollar.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract ListTokenTest is EntryTest {
    function test_EmitsTokenListed() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.TokenListed(address(dollar), false);
        escrow.listToken(address(dollar), false);
        require(!escrow.isListed(address(dollar)), "delisted");
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.TokenListed(address(dollar), true);
        escrow.listToken(address(dollar), true);
        require(escrow.isListed(address(dollar)), "listed again");
    }

    /// @dev It has no supply to ask for.
    function test_SucceedsWithTheChainsOwnCoin() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.TokenListed(COIN, true);
        escrow.listToken(COIN, true);
        require(escrow.isListed(COIN), "listed");
        escrow.listToken(COIN, false);
        require(!escrow.isListed(COIN), "delisted");
    }

    function test_SucceedsWithDelistingATokenWhoseSupplyGrew() public {
        dollar.mint(stranger, 1 << 96);
        escrow.listToken(address(dollar), false);
        require(!escrow.isListed(address(dollar)), "delisted");
        uint256 supply = dollar.totalSupply();
        bytes memory call = abi.encodeCall(escrow.listToken, (address(dollar), true));
        _reverts(
            address(this),
            call,
            abi.encodeWithSelector(IPaymentEscrowErrors.SupplyTooLarge.selector, supply, 1 << 96)
        );
    }

    function test_RevertsWhenThereIsNoToken() public {
        _reverts(address(this), abi.encodeCall(escrow.listToken, (stranger, true)), bytes(""));
    }

    function testFuzz_RevertsWhenAnyoneButTheAdminLists(address caller) public {
        vm.assume(caller != address(this));
        _reverts(caller, _list(dollar), abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
    }

    function testFuzz_RevertsWhenTheSupplyDoesNotFit(uint256 seed) public {
        TestDollar token = new TestDollar();
        uint256 limit = 1 << 96;
        uint256 supply = limit + (seed % (type(uint256).max - limit));
        token.mint(stranger, supply);
        _reverts(
            address(this),
            _list(token),
            abi.encodeWithSelector(IPaymentEscrowErrors.SupplyTooLarge.selector, supply, limit)
        );
        require(!escrow.isListed(address(token)), "not listed");
    }

    function test_SucceedsWithTheLargestSupplyThatFits() public {
        TestDollar token = new TestDollar();
        token.mint(stranger, (1 << 96) - 1);
        _succeeds(address(this), _list(token));
        require(escrow.isListed(address(token)), "listed");
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
