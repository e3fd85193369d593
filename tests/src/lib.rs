//! Empty: the tests are in suite/.
