// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {SubscriptionManager} from "../../../contracts/SubscriptionManager.sol";
import {Deployment} from "./Deployment.sol";
import {EscrowDeployment} from "./EscrowDeployment.sol";
import {Vm} from "./Vm.sol";

/// @notice Both contracts, each knowing the other, as they are deployed.
library SubscriptionDeployment {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    function create(address admin) internal returns (PaymentEscrow escrow, SubscriptionManager manager) {
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        escrow = EscrowDeployment.create(admin, predicted);
        manager = SubscriptionManager(Deployment.create("SubscriptionManager", abi.encode(escrow)));
        require(address(manager) == predicted, "predicted address");
    }
}
