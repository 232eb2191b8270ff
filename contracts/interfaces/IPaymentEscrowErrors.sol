// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "./ICommonErrors.sol";
import {IPaymentTypes} from "./IPaymentTypes.sol";

/// @notice Each error carries what was found and what would have been right, where there is something to tell.
interface IPaymentEscrowErrors is IPaymentTypes, ICommonErrors {
    error TokenNotListed(address token);
    /// @notice The admin has paused intake; everything that is inside still moves.
    error IntakeIsPaused();
    /// @notice The token's supply would not fit the amounts of this contract. `limit` is the least that is refused.
    error SupplyTooLarge(uint256 actual, uint256 limit);
    error TooManyTokens(uint256 limit);

    /// @notice Money cannot come from there in this verb, or not for this token.
    error InvalidSource(Source source);
    /// @notice Another amount of the chain's own coin was sent than the verb takes.
    error WrongValue(uint256 actual, uint256 expected);
    error WrongMode(Mode actual, Mode expected);
    error DeadlinesOutOfOrder(uint48 authorizeBy, uint48 captureBy, uint48 refundBy);
    error CaptureByTooLate(uint256 actual, uint256 latest);
    /// @notice `minFeeBps <= maxFeeBps <= 10,000` does not hold.
    error InvalidFeeBps(uint16 minFeeBps, uint16 maxFeeBps);
    /// @notice In a charge by anyone but operator or merchant, `greatest` is `least`.
    error FeeOutOfRange(uint256 actual, uint256 least, uint256 greatest);

    /// @notice `block.timestamp >= start` does not hold.
    error TooEarly(uint256 actual, uint256 start);

    /// @notice The id was used or burned before; an id lives once.
    error PaymentExists(bytes32 id);
    error ExceedsCapturable(uint256 amount, uint256 capturable);
    error ExceedsRefundable(uint256 amount, uint256 refundable);
    error ExceedsAvailable(uint256 amount, uint256 available);
    error ExceedsPrepaid(uint256 amount, uint256 prepaid);
    error ExceedsDailyCap(uint256 amount, uint256 left);
    error NothingCapturable(bytes32 id);
    error NothingAvailable(address account, address token);
    error NoPayout(address account);
    /// @notice A balance would exceed 96 bits, which cannot be while the token's supply stays below 2^96. `amount` is
    /// the credit, or the sum of a batch.
    error BalanceOverflow(uint256 amount);

    /// @notice Only `expected` itself pays or burns, by its own call or signature.
    error NotPayer(address actual, address expected);
    error NotManager(address actual, address expected);

    /// @notice The hook is not called between {IManagerHooks-enterFor} and {IManagerHooks-settle}.
    error NotEntered();
    /// @notice The manager's credits are not what it debited and what came in beside {IManagerHooks-pull3009}.
    error Unbalanced(uint256 credited, uint256 expected);

    /// @notice After the token's call this contract holds `actual` of it, where `expected` would be right: what it
    /// holds, not what moved.
    error InexactTransfer(uint256 actual, uint256 expected);
    /// @notice The push failed, and nothing may be credited instead.
    error PushFailed(address token, address to, uint256 amount);
}
