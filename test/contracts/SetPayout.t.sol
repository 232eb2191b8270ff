// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract SetPayoutTest is EntryTest {
    bytes private constant TYPE = "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsForTheCallersOwnAccount(address account, address payout, uint32 time) public {
        vm.assume(payout != address(escrow) && payout != manager);
        vm.warp(NOW + time);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.PayoutSet(account, payout, uint48(NOW + time + 24 hours));
        _succeeds(account, _setPayout(payout, ""));
        _requirePayout(account, payout, NOW + time + 24 hours);
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, abi.encode(stranger), 7, NOW + 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.PayoutSet(merchant, stranger, uint48(NOW + 24 hours));
        _succeeds(relayer, _setPayout(stranger, auth));
        _requirePayout(merchant, stranger, NOW + 24 hours);
        require(escrow.isNonceUsed(merchant, 7), "nonce");
    }

    function testFuzz_RevertsWhenTheRelayerChangesThePayout(address payout) public {
        vm.assume(payout != stranger && payout != address(escrow) && payout != manager);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(stranger));
        _reverts(operator, _setPayout(payout, auth), ICommonErrors.InvalidSignature.selector);
    }

    /// @dev Each change starts the delay again, for an earlier address too.
    function test_SucceedsWithANewDelayAtEachChange() public {
        _succeeds(merchant, _setPayout(stranger, ""));
        vm.warp(NOW + 25 hours);
        _succeeds(merchant, _setPayout(stranger, ""));
        _requirePayout(merchant, stranger, NOW + 49 hours);
        _succeeds(merchant, _setPayout(address(0), ""));
        _requirePayout(merchant, address(0), NOW + 49 hours);
    }

    function test_RevertsWhenThePayoutIsTheEscrowOrTheManager() public {
        address[2] memory bad = [address(escrow), manager];
        for (uint256 i; i < bad.length; ++i) {
            bytes memory invalid = abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, bad[i]);
            _reverts(merchant, _setPayout(bad[i], ""), invalid);
        }
    }

    function _requirePayout(address account, address expected, uint256 since) private view {
        (address payout, uint48 validFrom) = escrow.payoutTo(account);
        require(payout == expected && validFrom == since, "payout");
    }

    function _setPayout(address payout, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.setPayout, (payout, auth));
    }
}
