// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {HookedToken} from "../../mocks/tokens/HookedToken.sol";
import {SpendingHook} from "../../mocks/tokens/SpendingHook.sol";
import {BatchGasTest} from "../support/BatchGasTest.sol";

/// @notice With whatever gas a batch is called: all of it happens as with plenty, or nothing does; and nobody can burn more
/// of it than its share.
contract ChargeBatchGasTest is BatchGasTest {
    // ---------------------------------------------------------------- sweeps

    function test_SucceedsWithAllOrNothingOfGoodOnes() public {
        _begin(3);
        _deposit(subs[0].subscriber, PRICE, true);
        _sweep(30_000, 400_000, 173);
    }

    function test_SucceedsWithAllOrNothingWhereOneFails() public {
        _begin(3);
        _deposit(subs[0].subscriber, PRICE, true);
        _revoke(1);
        _sweep(30_000, 700_000, 331);
    }

    function test_SucceedsWithAllOrNothingWhereTheLastFails() public {
        _begin(2);
        _revoke(1);
        _sweep(30_000, 700_000, 331);
    }

    /// @dev A token that needs a lot of gas seems to refuse where it gets less.
    function test_SucceedsWithAllOrNothingWhereTheTokenNeedsMuch() public {
        _begin(2);
        dollar.setGasHunger(250_000);
        _sweep(30_000, 900_000, 331);
    }

    function testFuzz_SucceedsWithAllOrNothing(uint32 gasLimit, uint8 broken, uint32 hunger, bool prepaid) public {
        _begin(4);
        for (uint256 i; i < 4; ++i) {
            if ((broken >> i) & 1 == 1) _revoke(i);
        }
        if (prepaid) _deposit(subs[3].subscriber, PRICE, true);
        dollar.setGasHunger(hunger % 350_000);
        before = _state();
        _requireAllOrNothing(30_000 + (gasLimit % 1_000_000), _outcome(PLENTY));
    }

    // ---------------------------------------------------------------- the floor

    /// @dev One unit below where a failure is believed, the token could have got one unit too little.
    function test_RevertsWhenAFailureIsNotProvenByAUnitOfGas() public {
        _begin(1);
        _revoke(0);
        before = _state();
        uint256 high = _leastThatSucceeds();
        require(_forwarded(high - 1) == LEAST - 1, "one unit less is too little");
        // The EVM keeps a 64th back.
        require(_forwarded(high - 1) - _forwarded(high - 1 - 64_000) == 63_000, "what the token could get");
    }

    function test_RevertsWhenTheGasIsTooLittleForTheFirstStep() public {
        _begin(1);
        before = _state();
        _requireAllOrNothing(1_000, _outcome(PLENTY));
        _requireAllOrNothing(0, _outcome(PLENTY));
    }

    // ---------------------------------------------------------------- greed

    /// @dev Ten subscribers whose hooks burn all they get cost 300,000 each; the others are charged.
    function test_SucceedsWithABoundForSubscribersThatBurnGas() public {
        HookedToken token = new HookedToken();
        dollar = HostileDollar(address(token));
        escrow.listToken(address(token), true);
        plan.token = address(token);
        _create(plan);
        _begin(20);
        before = _state();
        uint256 fair = _costOf();
        SpendingHook hook = new SpendingHook(token);
        hook.setHarm(SpendingHook.Harm.BurnAllGas);
        for (uint256 i; i < 20; i += 2) token.setHook(subs[i].subscriber, hook);
        uint256 used = _costOf();
        require(used > fair + 10 * (GREATEST - 60_000), "they burn");
        require(used < fair + 10 * GREATEST, "no more than that");
        vm.warp(NOW + PERIOD);
        _renewAll(plan, subs);
        for (uint256 i; i < 20; ++i) {
            bytes32 id = _id(plan, subs[i]);
            if (i % 2 == 0) _requireActive(id, NOW, 1, NOW, 1);
            else _requireActive(id, NOW, 2, NOW + PERIOD, 3);
        }
        _requireBalance(merchant, 30 * (PRICE - _fee(PRICE)), 0);
    }

    function test_SucceedsWithABoundForATokenThatBurnsGas() public {
        _begin(10);
        // It asks for more than there can ever be: its own frame fails at once, and the rest is the hook's below.
        GasBurner burner = new GasBurner();
        dollar.setHook(address(burner), "");
        vm.warp(NOW + PERIOD);
        uint256 left = gasleft();
        _renewAll(plan, subs);
        require(left - gasleft() < 10 * (GREATEST + 40_000), "no more than that");
        for (uint256 i; i < 10; ++i) _requireActive(_id(plan, subs[i]), NOW, 1, NOW, 1);
    }
}

/// @notice Burns whatever it is called with.
contract GasBurner {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}
