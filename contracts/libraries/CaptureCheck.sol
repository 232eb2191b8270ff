// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";
import {Fees} from "./Fees.sol";

/// @notice Why a capture is refused: one list of rules for the single verb, which reverts, and for the batch, which skips.
library CaptureCheck {
    /// @return data The error as revert data; empty where the capture is right.
    function failure(
        IPaymentTypes.Terms calldata terms,
        address actor,
        uint96 amount,
        uint96 fee,
        uint96 capturable
    ) internal view returns (bytes memory data) {
        data = _whoAndWhen(actor, terms.merchant, terms.operator, terms.captureBy);
        if (data.length == 0) data = _howMuch(amount, fee, capturable, terms.minFeeBps, terms.maxFeeBps);
    }

    function _whoAndWhen(
        address actor,
        address merchant,
        address operator,
        uint48 captureBy
    ) private view returns (bytes memory data) {
        if (actor != merchant && actor != operator) {
            return abi.encodeWithSelector(ICommonErrors.NotMerchantOrOperator.selector, actor, merchant, operator);
        }
        if (block.timestamp >= captureBy) {
            return abi.encodeWithSelector(ICommonErrors.TooLate.selector, block.timestamp, captureBy);
        }
    }

    function _howMuch(
        uint96 amount,
        uint96 fee,
        uint96 capturable,
        uint16 minFeeBps,
        uint16 maxFeeBps
    ) private pure returns (bytes memory data) {
        if (amount == 0) return abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector);
        (uint256 least, uint256 greatest) = Fees.bounds(amount, minFeeBps, maxFeeBps);
        if (fee < least || fee > greatest) {
            return abi.encodeWithSelector(IPaymentEscrowErrors.FeeOutOfRange.selector, fee, least, greatest);
        }
        if (amount > capturable) {
            return abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsCapturable.selector, amount, capturable);
        }
    }
}
