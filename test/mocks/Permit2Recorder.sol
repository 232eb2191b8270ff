// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPermit2} from "../../contracts/interfaces/IPermit2.sol";

/// @notice Stands where Permit2 stands and pays whatever it is asked for, so that a test can look at the very call. How the
/// real one judges is tested against its own bytecode, in permit2.test.ts.
contract Permit2Recorder is IPermit2 {
    /// @inheritdoc IPermit2
    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata transferDetails,
        address owner,
        bytes32,
        string calldata,
        bytes calldata
    ) external {
        IERC20(permit.permitted.token).transferFrom(owner, transferDetails.to, transferDetails.requestedAmount);
    }
}
