//! Instructions, programs, the verifier and the listing.
