/** Prints 'N passed, N failed' as the very last line, for people and for machines that read only that. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no failed test of its own.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
};
