// The command; everything it does is in NablaTool.

import Foundation
import NablaTool

// A reader that goes away early is no reason to die by a signal.
signal(SIGPIPE, SIG_IGN)
exit(await Nabla.run(Array(CommandLine.arguments.dropFirst())))
