// What one cell or row may cost. Work is counted in steps and memory in bytes, not in seconds, so that the same text gets
// the same answer on every machine; the clock is asked only where somebody wants it.

import Synchronization

/// The work and memory that one cell or row may take.
///
/// It goes with the graph of the expressions, and all copies draw on one account: what a copy of the graph costs is a
/// cost of the cell. Whoever works spends before the work and leaves when nothing is left; what it then returns is
/// thrown away by whoever opened the account, so that it may be anything of the right form.
package struct Budget: Sendable {
  /// The steps of a cell: a step is about ten nanoseconds, one product of two numbers of a few words.
  package static let steps = 1_000_000_000
  /// The bytes of a cell.
  package static let bytes = 1 << 30

  /// What was used up first.
  package struct Excess: Sendable, Hashable {
    /// What there was a bound of.
    package enum Kind: String, Sendable, Hashable {
      /// The steps.
      case work
      /// The bytes.
      case memory
      /// The seconds of a clock.
      case time
    }
    /// What there was a bound of.
    package let kind: Kind
    /// The bound in words: `1000 million steps`.
    package let bound: String
    /// What was being done, in words: `a sum of 4096 terms`.
    package let occasion: String
  }

  /// Nil where nothing is bounded.
  private let account: Account?

  /// No bound, for work that no text of a user makes long.
  package static let unlimited = Budget(account: nil)

  private init(account: Account?) { self.account = account }

  /// A new account of steps and bytes, and of a time where somebody gives one.
  package init(steps: Int = Budget.steps, bytes: Int = Budget.bytes, within time: Duration? = nil) {
    account = Account(steps: steps, bytes: bytes, time)
  }

  /// What was used up, nil while there is something left.
  package var excess: Excess? { account?.excess.withLock { $0 } }

  /// Whether nothing is left: whoever works must leave.
  package var isSpent: Bool { account?.isSpent.load(ordering: .relaxed) ?? false }

  /// The steps that were taken so far.
  package var stepsTaken: Int { account?.steps.load(ordering: .relaxed) ?? 0 }

  /// The bytes that are taken now.
  package var bytesTaken: Int { account?.bytes.load(ordering: .relaxed) ?? 0 }

  /// Takes steps; false when they are more than what is left.
  @discardableResult
  package func spend(_ steps: Int, on occasion: @autoclosure () -> String = "the expressions that arise")
    -> Bool
  {
    guard let account else { return true }
    // Nothing is added where nothing is left, so that the sum stays far from the largest number.
    guard !isSpent else { return false }
    let steps = min(max(steps, 0), Self.mostAtOnce)
    let before = account.steps.add(steps, ordering: .relaxed).oldValue
    let after = before + steps
    if after > account.stepBound {
      account.close(.work, Self.inWords(account.stepBound), occasion)
    } else if let end = account.end, before / Account.stepsPerLook != after / Account.stepsPerLook,
      ContinuousClock.now > end
    {
      account.close(.time, account.time, occasion)
    }
    return !isSpent
  }

  /// Takes memory, which is given back by a negative number; false when it is more than what is left.
  @discardableResult
  package func take(bytes: Int, for occasion: @autoclosure () -> String = "the expressions that arise")
    -> Bool
  {
    guard let account else { return true }
    let before = account.bytes.add(bytes, ordering: .relaxed).oldValue
    if before > account.byteBound - bytes {
      let megabytes = account.byteBound >> 20
      account.close(.memory, "\(megabytes) MiB", occasion)
    }
    return !isSpent
  }

  /// Does something that is done again and again, such as the terms of a sum, which is said when it uses up the budget.
  package func repeating<Value, Failure: Error>(
    _ times: Int,
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let account else { return try body() }
    let outer = account.repetitions.load(ordering: .relaxed)
    let (inner, overflow) = outer.multipliedReportingOverflow(by: max(times, 1))
    account.repetitions.store(overflow ? .max : inner, ordering: .relaxed)
    defer { account.repetitions.store(outer, ordering: .relaxed) }
    return try body()
  }

  /// More steps than any bound, and few enough to be added up.
  private static let mostAtOnce = 1 << 60

  /// Steps as a reader says them.
  private static func inWords(_ steps: Int) -> String {
    steps >= 1_000_000 ? "\(steps / 1_000_000) million steps" : "\(steps) steps"
  }

  /// What all copies share.
  private final class Account: Sendable {
    /// How many steps pass between two looks at the clock, about a millisecond.
    static let stepsPerLook = 100_000

    let steps = Atomic<Int>(0)
    let bytes = Atomic<Int>(0)
    let isSpent = Atomic<Bool>(false)
    /// How often what is done now is repeated.
    let repetitions = Atomic<Int>(1)
    let excess = Mutex<Excess?>(nil)
    let stepBound: Int
    let byteBound: Int
    /// When the time is over, and the time in words.
    let end: ContinuousClock.Instant?
    let time: String

    init(steps: Int, bytes: Int, _ time: Duration?) {
      stepBound = min(steps, 1 << 60)
      byteBound = bytes
      end = time.map { ContinuousClock.now + $0 }
      self.time = time.map { "\($0.components.seconds) s" } ?? ""
    }

    /// What is used up first is what is said.
    func close(_ kind: Excess.Kind, _ bound: String, _ occasion: () -> String) {
      if isSpent.load(ordering: .relaxed) { return }
      let times = repetitions.load(ordering: .relaxed)
      let often = times > 1 ? ", \(times) times over in sums and derivatives" : ""
      excess.withLock { $0 = Excess(kind: kind, bound: bound, occasion: occasion() + often) }
      isSpent.store(true, ordering: .relaxed)
    }
  }
}
