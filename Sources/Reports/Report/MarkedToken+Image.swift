// What a part of a line became in the next one, found by what both lines share at their ends: it is marked while a reader
// points at the line before.

extension MarkedToken {
  /// The LaTeX of a line with what is new in it under a mark of its own; the line as it is where all of it is new, or nothing.
  static func markingImage(of before: String, in latex: String) -> String {
    guard let old = tokens(of: before), var new = tokens(of: latex) else { return latex }
    let start = zip(old, new).prefix { $0.text == $1.text }.count
    let bound = min(old.count, new.count) - start
    let shared = zip(old.reversed(), new.reversed()).prefix(bound).prefix { $0.text == $1.text }.count
    guard start < new.count - shared, let range = closed(start..<(new.count - shared), in: new),
      range != new.indices
    else { return latex }
    let around = [range.lowerBound - 1, range.upperBound].filter(new.indices.contains).map { new[$0].marks }
    let isInside = !around.contains([]) && new[range].allSatisfy { $0.marks == around[0] }
    // A mark that lies across the end of another one cannot be set.
    guard isInside || around.allSatisfy(\.isEmpty) else { return latex }
    for place in range { new[place].marks.insert(.image, at: isInside ? new[place].marks.count : 0) }
    return self.latex(of: new[...])
  }

  /// The smallest range around another one in which every bracket has its partner, and which cuts off no index, exponent or
  /// argument; nil where brackets do not match.
  private static func closed(_ range: Range<Int>, in tokens: [MarkedToken]) -> Range<Int>? {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.isOpening { open.append(index) }
      if token.isClosing {
        guard let opening = open.popLast() else { return nil }
        partners[opening] = index
        partners[index] = opening
      }
    }
    guard open.isEmpty else { return nil }
    var (start, end) = (range.lowerBound, range.upperBound)
    var pending = Array(range)
    func isAttached(_ index: Int) -> Bool {
      let text = tokens[index].text
      return text == "{" || text == "^" || text == "_" || tokens[index].isScript
    }
    while true {
      // Every place is taken in once.
      while let place = pending.popLast() {
        guard let partner = partners[place] else { continue }
        if partner < start {
          pending += Array(partner..<start)
          start = partner
        } else if partner >= end {
          pending += Array(end...partner)
          end = partner + 1
        }
      }
      if start > 0, isAttached(start) {
        start -= 1
        pending.append(start)
      } else if end < tokens.count, isAttached(end) {
        pending.append(end)
        end += 1
      } else {
        return start..<end
      }
    }
  }
}
