// The command; everything it does is in NablaTool.

import Foundation
import NablaTool

// A reader that goes away early is no reason to die by a signal, nor is a bound on the length of files.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)
let arguments = Array(CommandLine.arguments.dropFirst())
if let status = Nabla.refusal(of: arguments) { exit(status) }
exit(await Nabla.run(arguments))
