// Rows that give names their meaning: what a definition takes in, what only names, and what varies with it.

import Findings
import Testing

@Suite("A row that gives a name its meaning") struct NamingRowTests {
  private static let cell = "A : matrix(n, n)\nx, b : vector(n)\nt : scalar"

  @Test(
    "claims nothing, in whatever it wraps the name",
    arguments: ["x = -V", #"A = V^\top"#, #"V^\top = A"#, "-V = x", "t = -s"]
  )
  func wrapped(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).verdict == .definition)
  }

  @Test("goes on in the rows that begin with a sign")
  func terms() throws {
    let rows = [#"f = x^\top x"#, #"- b^\top x"#]
    let right = try SmallNotebook(Self.cell).lines(rows + [#"\nabla_x f = 2x - b"#])
    #expect(right.map(\.verdict) == [.definition, .definition, .holds])
    let wrong = try SmallNotebook(Self.cell).lines(rows + [#"\nabla_x f = 2x"#])
    #expect(wrong.last?.verdict == .refuted)
    let chain = try SmallNotebook(Self.cell).lines(["g = Ax", "+ b", "= b + Ax", "g - Ax = b"])
    #expect(chain.map(\.verdict) == [.definition, .definition, .holds, .holds])
  }

  @Test("can be asked for by of= and wrt=")
  func attributes() throws {
    let rows = ["y = 2x", #"dy = 2\,dx"#]
    for (subject, variable) in [("y", "x"), (nil, "y")] {
      let lines = try SmallNotebook(Self.cell).lines(rows, of: subject, varying: [variable])
      #expect(lines.map(\.verdict) == [.definition, .holds])
    }
  }

  @Test(
    "lets it vary where it stands under a d",
    arguments: [
      #"d(Au) = 3A\,du + dA\,u"#, #"d(PQ) = 3P\,dQ + dP\,Q,\quad P, Q \in \mathbb R^{n\times n}"#,
      #"d(u^\top u) = 3u^\top du,\quad u \in \mathbb R^n"#,
    ]
  )
  func varying(_ row: String) throws {
    let verdict = try SmallNotebook(Self.cell).line(row).verdict
    // With a shape that is only guessed it cannot be called wrong.
    #expect(verdict == (row.contains(#"\in"#) ? .refuted : .undecided))
  }

  @Test("may have a word below it")
  func words() throws {
    for row in ["x_{new} = Ax", "A_{LS} = A"] {
      #expect(try SmallNotebook(Self.cell).line(row).verdict == .definition)
    }
    #expect(try SmallNotebook(Self.cell).line("x_k = Ax_{k-1}").verdict == .unread)
  }
}

@Suite("A product over two rows") struct ProductOverRowsTests {
  @Test("is not judged by its halves")
  func halves() throws {
    let notebook = try SmallNotebook("s, t : scalar\nx, y : vector(n)")
    let lines = try notebook.lines(["t^2 - s^2 = (t - s)", #"\cdot (t + s)"#])
    #expect(lines.map(\.verdict) == [.unread, .unread])
    let defined = try notebook.lines([#"f = (x - y)^\top"#, #"\times (x - y)"#, #"\nabla_x f = 2(x - y)"#])
    #expect(defined.map(\.verdict) == [.unread, .unread, .undecided], "\(defined.map(\.message))")
  }
}

@Suite("A row that holds where its sides have a value") struct DomainTests {
  @Test(
    "says where that is",
    arguments: [
      (#"\log\det A = \log\det A^\top"#, "det(A) > 0"), (#"A^+A = I"#, "A has full rank"),
      (#"(Q^\top Q)^{-1}Q^\top = Q^\top(QQ^\top)^{-1}"#, "m == n"),
    ]
  )
  func conditions(_ row: String, _ condition: String) throws {
    let line = try SmallNotebook("A : matrix(n, n)\nQ : matrix(m, n)").line(row)
    #expect(line.verdict == .holds, "\(line.message)")
    #expect(line.conditions.map(\.plain).contains(condition), "\(line.conditions)")
  }
}

@Suite("An identity whose size its neighbours give") struct OpenIdentityTests {
  /// `I.^2 .* X == X` held: beside the exponent the identity was taken for the number 1.
  @Test("is not the number 1 in operations entry by entry")
  func entryByEntry() throws {
    let notebook = try SmallNotebook("X : matrix(n, n)\nt : scalar")
    #expect(try notebook.line(#"I^{\odot 2}\odot X = I\odot X"#).verdict == .holds)
    for row in [#"I^{\odot 2}\odot X = X"#, #"(I \odot t)\odot X = tX"#, #"(t \oslash I)\odot X = tX"#] {
      #expect(try notebook.line(row).verdict != .holds, "\(row)")
    }
  }
}
