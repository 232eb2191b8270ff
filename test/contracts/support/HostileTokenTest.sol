// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./HostileTest.sol";

/// @notice One life of money in a token, through every verb that moves it, of which each step must be exact.
abstract contract HostileTokenTest is HostileTest {
    /// @dev In units of a hundredth of `amount`, so that it suits any number of decimals.
    function _requireExactLife(address token, uint96 amount) internal {
        uint256 payerHad = _walletOf(token, payer);
        uint256 merchantHad = _walletOf(token, merchant);
        uint256 held = _walletOf(token, address(escrow));
        uint96 percent = amount / 100;
        IPaymentTypes.Terms memory terms = _termsIn(token, amount);
        (terms.minFeeBps, terms.maxFeeBps) = (100, 100);

        _succeeds(payer, _authorizeCall(terms));
        _requireWallets(token, payerHad - amount, merchantHad, held + amount);
        _succeeds(merchant, _captureCall(terms, 50 * percent));
        _succeeds(merchant, _refundCall(terms, 10 * percent));
        _requireWallets(token, payerHad - amount + 10 * percent, merchantHad, held + amount - 10 * percent);
        _succeeds(merchant, abi.encodeCall(escrow.refund, (terms, 5 * percent, ALLOWANCE, "")));
        _requireWallets(
            token,
            payerHad - amount + 15 * percent,
            merchantHad - 5 * percent,
            held + amount - 10 * percent
        );
        _succeeds(operator, abi.encodeCall(escrow.void, (terms, "")));
        uint96 rest = amount - 50 * percent;
        payerHad = payerHad - 50 * percent + 15 * percent;
        _requireWallets(token, payerHad, merchantHad - 5 * percent, held + amount - 10 * percent - rest);

        uint96 fee = (50 * percent) / 100;
        _succeeds(merchant, _withdrawCall(token, 40 * percent - fee, merchant));
        _succeeds(feeRecipient, _withdrawCall(token, fee, merchant));
        merchantHad += 35 * percent;
        _requireWallets(token, payerHad, merchantHad, held);
        _playBalances(token, percent, payerHad, merchantHad, held);
    }

    /// @dev Deposit, move, charge from the balance, withdrawFor.
    function _playBalances(address token, uint96 percent, uint256 payerHad, uint256 merchantHad, uint256 held) private {
        _succeeds(payer, abi.encodeCall(escrow.deposit, (true, token, 2 * percent, ALLOWANCE, "")));
        _requireWallets(token, payerHad - 2 * percent, merchantHad, held + 2 * percent);
        _succeeds(payer, abi.encodeCall(escrow.movePrepaid, (token, 2 * percent, false, "")));
        IPaymentTypes.Terms memory terms = _termsIn(token, 2 * percent);
        (terms.mode, terms.minFeeBps, terms.maxFeeBps) = (IPaymentTypes.Mode.Charge, 0, 0);
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, 0, _byCall(AVAILABLE))));
        _succeeds(merchant, abi.encodeCall(escrow.setPayout, (merchant, "")));
        vm.warp(block.timestamp + 1 days);
        _succeeds(stranger, abi.encodeCall(escrow.withdrawFor, (merchant, token)));
        _requireWallets(token, payerHad - 2 * percent, merchantHad + 2 * percent, held);
    }

    function _requireWallets(address token, uint256 ofPayer, uint256 ofMerchant, uint256 ofEscrow) internal view {
        require(_walletOf(token, payer) == ofPayer, "payer's wallet");
        require(_walletOf(token, merchant) == ofMerchant, "merchant's wallet");
        require(_walletOf(token, address(escrow)) == ofEscrow, "escrow's wallet");
    }

    /// @dev Every way in that needs no signature of the token's own is refused, and nothing moves.
    function _requireNoWayIn(address token, uint96 amount, bytes4 reason) internal {
        uint256 held = _walletOf(token, address(escrow));
        uint256 had = _walletOf(token, payer);
        IPaymentTypes.Terms memory terms = _termsIn(token, amount);
        _reverts(payer, _authorizeCall(terms), reason);
        terms.mode = IPaymentTypes.Mode.Charge;
        uint96 fee = _leastFee(terms, amount);
        _reverts(payer, abi.encodeCall(escrow.charge, (terms, fee, _byCall(ALLOWANCE))), reason);
        _reverts(payer, abi.encodeCall(escrow.deposit, (false, token, amount, ALLOWANCE, "")), reason);
        require(_walletOf(token, address(escrow)) == held && _walletOf(token, payer) == had, "nothing moves");
        require(_availableIn(token, merchant) == 0 && _availableIn(token, payer) == 0, "nothing is credited");
    }
}
