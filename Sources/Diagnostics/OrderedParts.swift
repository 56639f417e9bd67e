// Parts of a text one after the other, found by where they begin.

extension RandomAccessCollection where Index == Int {
  /// Where the part stands that an offset lies in: the last one that begins at or before it, else the first; nil where
  /// there is none.
  ///
  /// The parts stand in the order of their beginnings. Takes time logarithmic in their number.
  package func place(ofPartAt offset: Int, beginning start: (Element) -> Int) -> Int? {
    guard !isEmpty else { return nil }
    var low = startIndex
    var high = endIndex - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if start(self[middle]) <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
