//! Text of expressions: `FullForm`, `InputForm`, `OutputForm`.
