// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";

import {HooksTest} from "./support/HooksTest.sol";
import {Verbs} from "./support/Verbs.sol";
import {EscrowDeployment} from "./support/EscrowDeployment.sol";

contract EnterTest is HooksTest, Verbs {
    uint256 private constant HOME = 31_337;

    function test_SucceedsForAListedTokenAndTheChainsOwnCoin() public {
        _enter(address(dollar));
        _settleNothing();
        _listCoin();
        _enter(COIN);
        _settleNothing();
    }

    function testFuzz_RevertsWhenAnyoneElseEnters(address caller) public {
        vm.assume(caller != manager);
        address[3] memory others = [caller, address(this), merchant];
        for (uint256 i; i < others.length; ++i) {
            _reverts(others[i], abi.encodeCall(escrow.enterFor, (address(dollar))), _notManager(others[i]));
        }
    }

    function testFuzz_RevertsWhenTheEscrowHasNoManager(address caller) public {
        vm.assume(caller != address(0));
        escrow = EscrowDeployment.create(address(this), address(0));
        escrow.listToken(address(dollar), true);
        manager = address(0);
        require(escrow.subscriptionManager() == address(0), "manager");
        _reverts(caller, abi.encodeCall(escrow.enterFor, (address(dollar))), _notManager(caller));
    }

    function test_RevertsWhenIntakeIsClosed() public {
        bytes memory call = abi.encodeCall(escrow.enterFor, (address(dollar)));
        escrow.pauseIntake(true);
        _reverts(manager, call, abi.encodeWithSelector(IPaymentEscrowErrors.IntakeIsPaused.selector));
        escrow.pauseIntake(false);
        escrow.listToken(address(dollar), false);
        _reverts(manager, call, abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar)));
        escrow.listToken(address(dollar), true);
        vm.chainId(40_000);
        _reverts(manager, call, abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, 40_000, HOME));
        vm.chainId(HOME);
        // A refused entry locks nothing.
        _reverts(manager, _settling(merchant, 0), _notEntered());
        _enter(address(dollar));
    }

    /// @dev Nobody changes anything between the manager's hooks, and everybody does once it has left.
    function test_RevertsWhenAVerbIsCalledMeanwhile() public {
        _prepare();
        Verb[][2] memory verbs = [_exits(), _intake()];
        _enter(address(dollar));
        bytes memory locked = abi.encodeWithSelector(ICommonErrors.Locked.selector);
        for (uint256 i; i < 2; ++i) {
            for (uint256 j; j < verbs[i].length; ++j) _reverts(verbs[i][j].sender, verbs[i][j].call, locked);
        }
        _reverts(address(this), abi.encodeCall(escrow.pauseIntake, (true)), locked);
        _settleNothing();
        for (uint256 i; i < 2; ++i) {
            for (uint256 j; j < verbs[i].length; ++j) _succeeds(verbs[i][j].sender, verbs[i][j].call);
        }
    }

    function test_AnswersViewsMeanwhile() public {
        _deposit(payer, 5, true);
        _enter(address(dollar));
        _requireBalance(payer, address(dollar), 0, 5, 1);
        require(escrow.isListed(address(dollar)) && escrow.subscriptionManager() == manager, "views");
    }

    /// @dev In one transaction: neither token, nor debits, nor what was measured outlives the first entry.
    function test_StartsAfreshWhenEnteredAgain() public {
        _listCoin();
        _deposit(payer, 5, true);
        _depositCoin(payer, 7, true);
        _enter(address(dollar));
        require(_debit(payer, 5).seq == 2, "debited");
        _settle(merchant, 5);
        dollar.mint(address(escrow), 3);
        _enter(address(dollar));
        _reverts(manager, _settling(merchant, 5), _unbalanced(5, 0));
        _reverts(manager, _settling(merchant, 3), _unbalanced(3, 0));
        _settleNothing();
        _enter(COIN);
        require(_debit(payer, 7).seq == 2, "debited");
        _settle(merchant, 7);
        _requireBalance(merchant, COIN, 7, 0, 1);
        _requireBalance(merchant, address(dollar), 5, 0, 1);
        _requireBalance(payer, COIN, 0, 0, 2);
    }
}
