"""What units tell in words besides what they did."""
