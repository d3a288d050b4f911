"""No means no: who wants no messages and who was approached, as keyed hashes that outlive erasure."""
