// The tabs that show pages of a preview, each of which keeps a socket open to hear what changed.

import FlyingFox
import Synchronization

/// The open tabs.
final class OpenTabs: WSMessageHandler {
  private struct State {
    var tabs: [Int: AsyncStream<WSMessage>.Continuation] = [:]
    var next = 0
    var isClosed = false
  }

  /// The news that wait for a tab that does not read; older ones are dropped, since a tab that hears any asks for its page.
  private static let waitingBound = 16

  private let state = Mutex(State())

  func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
    let (news, tab) = AsyncStream.makeStream(
      of: WSMessage.self,
      bufferingPolicy: .bufferingNewest(Self.waitingBound)
    )
    let number: Int? = state.withLock { state in
      guard !state.isClosed else { return nil }
      state.next += 1
      state.tabs[state.next] = tab
      return state.next
    }
    guard let number else {
      tab.finish()
      return news
    }
    Task {
      // Tabs say nothing; the stream ends when the tab is closed.
      for await _ in client {}
      self.forget(number)
    }
    return news
  }

  /// Sends a text to all tabs.
  func tell(_ text: String) {
    for tab in state.withLock({ Array($0.tabs.values) }) { tab.yield(.text(text)) }
  }

  /// Ends all sockets; later ones end at once.
  func close() {
    let tabs = state.withLock { state in
      state.isClosed = true
      defer { state.tabs = [:] }
      return Array(state.tabs.values)
    }
    for tab in tabs {
      tab.yield(.close(.goingAway))
      tab.finish()
    }
  }

  /// The number of open tabs.
  var count: Int { state.withLock { $0.tabs.count } }

  private func forget(_ number: Int) {
    state.withLock { $0.tabs.removeValue(forKey: number) }?.finish()
  }
}
