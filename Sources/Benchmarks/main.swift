// The figures that the program promises, measured: medians over many runs, beside their bounds.

import Foundation

let suite = BenchmarkSuite(arguments: Array(CommandLine.arguments.dropFirst()))
exit(await suite.run() ? 0 : 1)
