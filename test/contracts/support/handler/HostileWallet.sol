// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../../contracts/PaymentEscrow.sol";
import {OwnedWallet} from "../../../mocks/OwnedWallet.sol";

/// @notice A contract wallet that refuses the chain's own coin when told to, and that tries to run a verb of the escrow
/// whenever it is called in the middle of another: by a push of the coin, or by a token's hook.
contract HostileWallet is OwnedWallet {
    PaymentEscrow private immutable ESCROW;

    bool public refuses;
    bool public intrudes;
    /// @dev How often a verb ran inside another.
    uint256 public intrusions;
    uint256 private _nextNonce = 1 << 128;

    error Refused();

    constructor(address owner, PaymentEscrow escrow) OwnedWallet(owner) {
        ESCROW = escrow;
    }

    receive() external payable {
        if (intrudes) intrude();
        if (refuses) revert Refused();
    }

    function behave(bool refuses_, bool intrudes_) external {
        (refuses, intrudes) = (refuses_, intrudes_);
    }

    /// @dev A nonce of its own is what it could always cancel, were no verb under way.
    function intrude() public {
        (bool success, ) = address(ESCROW).call(abi.encodeCall(ESCROW.cancelNonce, (_nextNonce++, "")));
        if (success) ++intrusions;
    }
}
