// The command; everything it does is in NablaTool.

import Foundation
import NablaTool

exit(Nabla.run(Array(CommandLine.arguments.dropFirst())))
