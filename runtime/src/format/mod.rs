//! Text of expressions: `FullForm`, `InputForm`, `OutputForm`.

pub mod read;
