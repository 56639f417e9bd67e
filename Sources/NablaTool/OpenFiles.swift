// How many files may be open at once. Where they are too few, the libraries below end the process by a signal, in places
// of theirs where nothing can be said; so it is asked before they begin.

import Foundation

/// The files that this process may have open at once.
enum OpenFiles {
  /// What eight workers need, each with a thread and an engine that sets formulas; two were seen to need 34.
  static let needed = 64

  /// A usual bound, and as many as one `select` waits for.
  private static let usual = rlim_t(1024)

  /// How many files can be opened, where that is too few; the bound is raised before, as far as the system grants it.
  static func shortage() -> Int? {
    raise()
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < needed {
      let descriptor = open("/dev/null", O_RDONLY)
      guard descriptor >= 0 else { return opened.count }
      opened.append(descriptor)
    }
    return nil
  }

  private static func raise() {
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var bound = rlimit()
    guard getrlimit(resource, &bound) == 0, bound.rlim_cur < min(usual, bound.rlim_max) else { return }
    bound.rlim_cur = min(usual, bound.rlim_max)
    _ = setrlimit(resource, &bound)
  }
}
