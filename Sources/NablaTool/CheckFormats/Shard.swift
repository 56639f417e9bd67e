// A share of the notebooks of a check, so that many machines do it together.

import ArgumentParser
import Hashing

/// `2/5`: the second of five shares.
struct ShardArgument: ExpressibleByArgument, Hashable {
  let index: Int
  let count: Int

  /// The most shares.
  static let bound = 100_000

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], (1...Self.bound).contains(count),
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a notebook is in this share.
  ///
  /// The hash of its path alone decides, so that a notebook that is added or taken away moves no other.
  func holds(_ path: String) -> Bool {
    let number = SHA256.digest(of: Array(path.utf8)).bytes.prefix(8).reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    return Int(number % UInt64(count)) == index - 1
  }

  /// The share as a report says it.
  var shard: CheckReport.Shard { CheckReport.Shard(index: index, count: count) }
}
