// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract DepositTest is EntryTest {
    bytes private constant TYPE =
        "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";

    // ---------------------------------------------------------------- from an allowance

    function testFuzz_SucceedsFromTheCallersAllowance(uint96 seed, bool toPrepaid) public {
        uint96 amount = _bound(seed, 1, WEALTH);
        _expectDeposit(bytes32(0), amount, toPrepaid, ALLOWANCE);
        _succeeds(payer, _deposit(toPrepaid, amount, ALLOWANCE, ""));
        _requireDeposited(amount, toPrepaid);
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(uint96 seed, bool toPrepaid, address relayer) public {
        uint96 amount = _bound(seed, 1, WEALTH);
        bytes memory fields = abi.encode(toPrepaid, dollar, amount, ALLOWANCE);
        bytes memory auth = _authOf(payer, PAYER_KEY, TYPE, fields, 7, NOW + 1);
        bytes32 cause = _digestOf(payer, TYPE, fields, 7, NOW + 1);
        _expectDeposit(cause, amount, toPrepaid, ALLOWANCE);
        _succeeds(relayer, _deposit(toPrepaid, amount, ALLOWANCE, auth));
        _requireDeposited(amount, toPrepaid);
        require(escrow.isNonceUsed(payer, 7), "nonce");
    }

    function test_AddsToWhatIsThere() public {
        _succeeds(payer, _deposit(false, 3, ALLOWANCE, ""));
        _succeeds(payer, _deposit(true, 5, ALLOWANCE, ""));
        _expectBalance(payer, address(dollar), 0, 10, 5, 3);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(payer, address(dollar), 7, false, ALLOWANCE, 3);
        _succeeds(payer, _deposit(false, 7, ALLOWANCE, ""));
        _expectBalance(payer, address(dollar), 0, 10, 16, 4);
        _succeeds(payer, _deposit(true, 11, ALLOWANCE, ""));
        _requireBalance(payer, address(dollar), 10, 16, 4);
    }

    /// @dev Named attack: a relayer choosing the source of money, here also its amount and its pot.
    function testFuzz_RevertsWhenTheRelayerChangesWhatWasSigned(uint96 amount, bool toPrepaid, bool native) public {
        vm.assume(amount != 0 && (amount != AMOUNT || !toPrepaid));
        bytes memory auth = _auth(PAYER_KEY, TYPE, abi.encode(true, dollar, AMOUNT, ALLOWANCE));
        bytes4 invalid = ICommonErrors.InvalidSignature.selector;
        _reverts(stranger, _deposit(toPrepaid, amount, ALLOWANCE, auth), invalid);
        auth = _auth(PAYER_KEY, TYPE, abi.encode(true, dollar, AMOUNT, native ? NATIVE : ERC3009));
        _reverts(stranger, _deposit(true, AMOUNT, ALLOWANCE, auth), invalid);
    }

    function testFuzz_RevertsWhenTheCallerGrantedNoAllowance(address caller) public {
        vm.assume(caller != payer && caller != address(0));
        dollar.mint(caller, AMOUNT);
        _reverts(
            caller,
            _deposit(false, AMOUNT, ALLOWANCE, ""),
            abi.encodeWithSignature("ERC20InsufficientAllowance(address,uint256,uint256)", address(escrow), 0, AMOUNT)
        );
    }

    function testFuzz_RevertsWhenTokenKeepsAFee(uint96 seed, bool toPrepaid) public {
        uint96 fee = _bound(seed, 1, AMOUNT);
        dollar.setFeeUnits(fee);
        _reverts(
            payer,
            _deposit(toPrepaid, AMOUNT, ALLOWANCE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.InexactTransfer.selector, AMOUNT - fee, AMOUNT)
        );
    }

    // ---------------------------------------------------------------- by the token's signature

    function testFuzz_SucceedsWithOneErc3009Signature(uint96 seed, bool toPrepaid, address relayer) public {
        uint96 amount = _bound(seed, 1, WEALTH);
        bytes memory fields = abi.encode(toPrepaid, dollar, amount, ERC3009);
        uint256 deadline = NOW + 1 hours;
        bytes memory auth = _erc3009AuthOf(PAYER_KEY, TYPE, fields, amount, 7, deadline);
        _expectDeposit(_digestOf(payer, TYPE, fields, 7, deadline), amount, toPrepaid, ERC3009);
        _succeeds(relayer, _deposit(toPrepaid, amount, ERC3009, auth));
        _requireDeposited(amount, toPrepaid);
        require(escrow.isNonceUsed(payer, 7), "nonce");
    }

    /// @dev The nonce of the token's signature commits to the pot: a relayer cannot choose it.
    function testFuzz_RevertsWhenTheRelayerChangesTheErc3009Deposit(uint96 amount, bool toPrepaid) public {
        vm.assume(amount != 0 && (amount != AMOUNT || !toPrepaid));
        bytes memory fields = abi.encode(true, dollar, AMOUNT, ERC3009);
        bytes memory auth = _erc3009AuthOf(PAYER_KEY, TYPE, fields, AMOUNT, 7, NOW + 1 hours);
        _reverts(
            stranger,
            _deposit(toPrepaid, amount, ERC3009, auth),
            abi.encodeWithSignature("InvalidSignature(address)", payer)
        );
        require(!escrow.isNonceUsed(payer, 7), "nonce");
    }

    function testFuzz_RevertsWhenTheErc3009DeadlineIsReached(uint48 late) public {
        uint256 deadline = NOW + 1 hours;
        bytes memory fields = abi.encode(true, dollar, AMOUNT, ERC3009);
        bytes memory auth = _erc3009AuthOf(PAYER_KEY, TYPE, fields, AMOUNT, 7, deadline);
        vm.warp(deadline + late);
        _reverts(
            stranger,
            _deposit(true, AMOUNT, ERC3009, auth),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, deadline + late, deadline)
        );
        vm.warp(deadline - 1);
        _succeeds(stranger, _deposit(true, AMOUNT, ERC3009, auth));
    }

    /// @dev Without `auth` there is no account and no digest for the token's nonce: the decoder refuses.
    function test_RevertsWhenErc3009HasNoAuth() public {
        _reverts(payer, _deposit(true, AMOUNT, ERC3009, ""), bytes(""));
    }

    // ---------------------------------------------------------------- in the chain's own coin

    function testFuzz_SucceedsWithTheCallersCoin(uint96 seed, bool toPrepaid) public {
        _listCoin();
        uint96 amount = _bound(seed, 1, WEALTH);
        _expectBalance(payer, COIN, 0, toPrepaid ? 0 : amount, toPrepaid ? amount : 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(payer, COIN, amount, toPrepaid, NATIVE, 1);
        _succeedsPaying(amount, payer, _depositCall(toPrepaid, COIN, amount, NATIVE, ""));
        _requireBalance(payer, COIN, toPrepaid ? 0 : amount, toPrepaid ? amount : 0, 1);
        require(address(escrow).balance == amount && payer.balance == WEALTH - amount, "coin");
    }

    function testFuzz_RevertsWhenTheValueIsAnother(uint96 value) public {
        _listCoin();
        value = _bound(value, 0, WEALTH);
        vm.assume(value != AMOUNT);
        bytes memory wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, AMOUNT);
        _revertsPaying(value, payer, _depositCall(true, COIN, AMOUNT, NATIVE, ""), wrong);
    }

    function testFuzz_RevertsWhenValueComesWithAnotherSource(uint96 value, uint8 seed) public {
        vm.deal(payer, WEALTH);
        value = _bound(value, 1, WEALTH);
        IPaymentTypes.Source source = IPaymentTypes.Source(seed % 5);
        bytes memory wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, 0);
        _revertsPaying(value, payer, _deposit(true, AMOUNT, source, ""), wrong);
    }

    function test_RevertsWhenCoinIsSentForAToken() public {
        vm.deal(payer, AMOUNT);
        _revertsPaying(AMOUNT, payer, _deposit(true, AMOUNT, NATIVE, ""), _invalid(NATIVE));
    }

    /// @dev A relayer would pay for another's deposit; only its owner sends coin.
    function test_RevertsWhenCoinComesWithAnAuth() public {
        _listCoin();
        bytes memory auth = _auth(PAYER_KEY, TYPE, abi.encode(true, COIN, AMOUNT, NATIVE));
        _revertsPaying(AMOUNT, payer, _depositCall(true, COIN, AMOUNT, NATIVE, auth), _invalid(NATIVE));
    }

    function test_RevertsWhenATokensSourceIsNamedForTheCoin() public {
        _listCoin();
        bytes memory failed = abi.encodeWithSignature("SafeERC20FailedOperation(address)", COIN);
        _reverts(payer, _depositCall(true, COIN, AMOUNT, ALLOWANCE, ""), failed);
        bytes memory fields = abi.encode(true, COIN, AMOUNT, ERC3009);
        bytes memory auth = _erc3009AuthOf(PAYER_KEY, TYPE, fields, AMOUNT, 7, NOW + 1);
        _reverts(payer, _depositCall(true, COIN, AMOUNT, ERC3009, auth), failed);
    }

    // ---------------------------------------------------------------- what is refused

    function test_RevertsWhenMoneyCannotComeFromThere() public {
        _reverts(payer, _deposit(true, AMOUNT, AVAILABLE, ""), _invalid(AVAILABLE));
        _reverts(payer, _deposit(true, AMOUNT, PERMIT, ""), _invalid(PERMIT));
        _reverts(payer, _deposit(true, AMOUNT, PERMIT2, ""), _invalid(PERMIT2));
        bytes memory auth = _auth(PAYER_KEY, TYPE, abi.encode(true, dollar, AMOUNT, AVAILABLE));
        _reverts(stranger, _deposit(true, AMOUNT, AVAILABLE, auth), _invalid(AVAILABLE));
    }

    function test_RevertsWhenAmountIsZero() public {
        _listCoin();
        bytes memory zero = abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector);
        _reverts(payer, _deposit(true, 0, ALLOWANCE, ""), zero);
        _reverts(payer, _depositCall(false, COIN, 0, NATIVE, ""), zero);
    }

    function test_RevertsWhenTheTokenIsDelisted() public {
        escrow.listToken(address(dollar), false);
        bytes memory unlisted = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar));
        _reverts(payer, _deposit(true, AMOUNT, ALLOWANCE, ""), unlisted);
    }

    /// @dev Only a supply that grew after listing gets there.
    function test_RevertsWhenTheBalanceWouldOverflow() public {
        dollar.mint(payer, type(uint256).max - WEALTH);
        uint96 most = type(uint96).max;
        bytes memory overflow = abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, 1);
        for (uint256 i; i < 2; ++i) {
            bool toPrepaid = i == 1;
            _succeeds(payer, _deposit(toPrepaid, most, ALLOWANCE, ""));
            _reverts(payer, _deposit(toPrepaid, 1, ALLOWANCE, ""), overflow);
        }
        _requireBalance(payer, address(dollar), most, most, 2);
    }

    // ---------------------------------------------------------------- steps

    function _expectDeposit(bytes32 cause, uint96 amount, bool toPrepaid, IPaymentTypes.Source source) private {
        _expectBalance(payer, address(dollar), cause, toPrepaid ? 0 : amount, toPrepaid ? amount : 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(payer, address(dollar), amount, toPrepaid, source, 1);
    }

    function _requireDeposited(uint96 amount, bool toPrepaid) private view {
        _requireBalance(payer, address(dollar), toPrepaid ? 0 : amount, toPrepaid ? amount : 0, 1);
        require(dollar.balanceOf(address(escrow)) == amount, "held");
        require(dollar.balanceOf(payer) == WEALTH - amount, "wallet");
    }

    function _deposit(
        bool toPrepaid,
        uint96 amount,
        IPaymentTypes.Source source,
        bytes memory auth
    ) private view returns (bytes memory) {
        return _depositCall(toPrepaid, address(dollar), amount, source, auth);
    }

    function _depositCall(
        bool toPrepaid,
        address token,
        uint96 amount,
        IPaymentTypes.Source source,
        bytes memory auth
    ) private view returns (bytes memory) {
        return abi.encodeCall(escrow.deposit, (toPrepaid, token, amount, source, auth));
    }

    function _invalid(IPaymentTypes.Source source) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, source);
    }
}
