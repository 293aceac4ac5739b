"""What a household can pay, and plans to repay: sums, never promises."""
