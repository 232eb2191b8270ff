// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice With how much gas a refused push is believed, to the unit.
contract RefusalGasTest is EntryTest {
    uint256 private constant LEAST = 310_000;

    function test_BelievesARefusalFromTheVeryUnitOfGasOn() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        (uint256 low, uint256 high) = (200_000, 1_000_000);
        require(_succeedsWith(high, call) && !_succeedsWith(low, call), "bounds");
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (_succeedsWith(middle, call)) high = middle;
            else low = middle;
        }
        require(_forwarded(low, call) == LEAST - 1, "one unit less is too little");
        // The EVM keeps a 64th back.
        require(_forwarded(low, call) - _forwarded(low - 64_000, call) == 63_000, "what the token could get");
    }

    function _succeedsWith(uint256 gasLimit, bytes memory call) private returns (bool success) {
        uint256 before = vm.snapshotState();
        vm.prank(merchant);
        (success, ) = address(escrow).call{gas: gasLimit}(call);
        vm.revertToState(before);
    }

    function _forwarded(uint256 gasLimit, bytes memory call) private returns (uint256 forwarded) {
        vm.prank(merchant);
        (bool success, bytes memory answer) = address(escrow).call{gas: gasLimit}(call);
        require(!success && bytes4(answer) == ICommonErrors.TooLittleGas.selector, "too little gas");
        uint256 least;
        assembly ("memory-safe") {
            forwarded := mload(add(answer, 0x24))
            least := mload(add(answer, 0x44))
        }
        require(least == LEAST, "expected");
    }
}
