// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Parties} from "./base/Parties.sol";
import {SignedActions} from "./base/SignedActions.sol";
import {Beginnings} from "./subscriptions/Beginnings.sol";
import {Charges} from "./subscriptions/Charges.sol";
import {Renewals} from "./subscriptions/Renewals.sol";
import {Usage} from "./subscriptions/Usage.sol";

/// @title SubscriptionManager
contract SubscriptionManager is Beginnings, Renewals, Usage {
    /// @param escrow_ That was deployed with the address of this contract.
    constructor(address escrow_) Parties(escrow_) SignedActions("Florin SubscriptionManager") Charges(escrow_) {}
}
