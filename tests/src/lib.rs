//! The test harness: runs every file of the test folders through the public doors.
