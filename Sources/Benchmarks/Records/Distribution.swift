// Middle and upper values of a list.

/// The values of a list, sorted.
struct Distribution {
  private let sorted: [Double]

  /// The distribution of the values.
  init(_ values: [Double]) { sorted = values.sorted() }

  /// The value that a share of all values lies below; nil for an empty list.
  func quantile(_ share: Double) -> Double? {
    sorted.isEmpty ? nil : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  /// The middle value, the upper one of two.
  var median: Double? { quantile(0.5) }
  /// The largest value.
  var maximum: Double? { sorted.last }
}
