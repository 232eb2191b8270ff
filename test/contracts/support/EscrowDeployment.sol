// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {Deployment} from "./Deployment.sol";

/// @notice The one place where tests deploy the escrow.
library EscrowDeployment {
    function create(address admin, address manager) internal returns (PaymentEscrow) {
        return PaymentEscrow(Deployment.create("PaymentEscrow", abi.encode(admin, manager)));
    }
}
