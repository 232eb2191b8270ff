// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";

/// @notice A manager that only passes on what it is told, to measure the escrow's share of a renewal.
contract PlainManager {
    function renew(
        IManagerHooks escrow,
        address token,
        IManagerHooks.Debit[] calldata debits,
        IManagerHooks.Credit[] calldata credits
    ) external {
        escrow.enterFor(token);
        escrow.debitPrepaid(debits);
        escrow.settle(credits);
    }

    function fund(
        IManagerHooks escrow,
        address token,
        bytes32 subscriptionHash,
        address subscriber,
        uint48 startBy,
        uint96 value,
        bytes calldata signature
    ) external {
        escrow.enterFor(token);
        escrow.pull3009(subscriptionHash, subscriber, startBy, value, signature);
        escrow.settle(new IManagerHooks.Credit[](0));
    }
}
