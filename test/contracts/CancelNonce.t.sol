// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {ISignedActions} from "../../contracts/interfaces/ISignedActions.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract CancelNonceTest is EntryTest {
    bytes private constant TYPE = "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)";
    bytes private constant SET_PAYOUT = "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsForTheCallersOwnAccount(address account, uint256 nonce) public {
        vm.expectEmit(address(escrow));
        emit ISignedActions.NonceCanceled(account, nonce);
        _succeeds(account, _cancel(nonce, ""));
        require(escrow.isNonceUsed(account, nonce), "used");
        require(!escrow.isNonceUsed(account, nonce ^ 1) && !escrow.isNonceUsed(account, nonce ^ 256), "only this one");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer, uint256 nonce) public {
        vm.assume(nonce != 7);
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, abi.encode(nonce), 7, NOW + 1);
        bytes32 digest = _digestOf(merchant, TYPE, abi.encode(nonce), 7, NOW + 1);
        vm.expectEmit(address(escrow));
        emit ISignedActions.NonceUsed(merchant, 7, digest);
        vm.expectEmit(address(escrow));
        emit ISignedActions.NonceCanceled(merchant, nonce);
        _succeeds(relayer, _cancel(nonce, auth));
        require(escrow.isNonceUsed(merchant, nonce) && escrow.isNonceUsed(merchant, 7), "used");
    }

    /// @dev Named attack: a signature used after its cancellation.
    function testFuzz_RevertsWhenACanceledNonceSigned(uint256 nonce) public {
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, SET_PAYOUT, abi.encode(stranger), nonce, NOW + 1);
        _succeeds(merchant, _cancel(nonce, ""));
        _reverts(stranger, abi.encodeCall(escrow.setPayout, (stranger, auth)), _used(nonce));
    }

    function testFuzz_RevertsWhenTheNonceIsUsed(uint256 nonce) public {
        _succeeds(merchant, _cancel(nonce, ""));
        _reverts(merchant, _cancel(nonce, ""), _used(nonce));
    }

    function test_RevertsWhenASignatureCancelsItsOwnNonce() public {
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, abi.encode(7), 7, NOW + 1);
        _reverts(stranger, _cancel(7, auth), _used(7));
        require(!escrow.isNonceUsed(merchant, 7), "not used");
    }

    function testFuzz_RevertsWhenTheRelayerCancelsAnotherNonce(uint256 nonce) public {
        vm.assume(nonce != 8);
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, abi.encode(8), 7, NOW + 1);
        _reverts(stranger, _cancel(nonce, auth), ICommonErrors.InvalidSignature.selector);
    }

    function _used(uint256 nonce) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.NonceAlreadyUsed.selector, merchant, nonce);
    }

    function _cancel(uint256 nonce, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.cancelNonce, (nonce, auth));
    }
}
