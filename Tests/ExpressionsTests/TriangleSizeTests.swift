// The size n(n + 1)/2 is a name of its own; it must still be the number it stands for.

import Expressions
import Testing

@Suite("The number of entries in a triangle") struct TriangleSizeTests {
  private let sizes: [Size] = [
    "n", 3, Size("n") + 2, Size("n") * Size("m"), 2 * Size("n") + Size("m") * Size("n") - 1,
  ]

  @Test("has the value that the formula gives") func value() {
    for size in sizes {
      for n in 1...4 {
        for m in 1...3 {
          let names = ["n": n, "m": m]
          let side = size.value(names) ?? 0
          #expect(Size.triangle(size).value(names) == side * (side + 1) / 2, "\(size)")
        }
      }
    }
  }

  @Test("knows the names in it and takes a new side for its name") func names() {
    #expect(Size.triangle("n").names == ["n"])
    #expect(Size.triangle("n").name == nil)
    #expect(Size.triangle("n").substituting { _ in Size("m") + 1 } == Size.triangle(Size("m") + 1))
    #expect(Size.triangle("n").description == "n*(n + 1)/2")
    #expect(Size.triangle(4) == 10)
  }

  @Test("is half of the product n(n + 1), and odd sizes have no half") func half() {
    for size in sizes {
      let half = (size * (size + 1)).half
      let names = ["n": 5, "m": 3]
      #expect(half?.value(names) == Size.triangle(size).value(names), "\(size)")
      // Between n² and T(n) the form of a longer polynomial is free; a product of names has one.
      if size.terms.count == 1 { #expect(half == Size.triangle(size), "\(size)") }
    }
    #expect((2 * Size("n")).half == "n")
    #expect(Size("n").half == nil)
    #expect((Size("n") * Size("n")).half == nil)
  }

  @Test("stays at the largest integer past the range of integers") func overflow() {
    #expect(Size.triangle(Size(Int.max)).constant != nil)
  }
}
