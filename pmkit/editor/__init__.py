"""What an editor asks while somebody types: pure answers, without a protocol."""
