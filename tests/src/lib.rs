//! The test harness: reads the test files of this folder and runs them through the public doors.

pub mod binary;
pub mod case;
pub mod compiles;
pub mod golden;
pub mod kernels;
pub mod library;
