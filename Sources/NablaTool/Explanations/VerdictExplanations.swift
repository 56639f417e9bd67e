// Diagnostics that are verdicts: what is not as its author says.

extension DiagnosticExplanations {
  static let verdicts = """
    claim.nothing-checked
    A claim has two sides; this one has a single formula, which can be neither right nor wrong.

    claim.refuted
    The two sides of the claim differ: at the point in the note they have different values, which are
    exact. What holds and is near is offered as a hint. If it is meant to be wrong, say 'expect:
    refuted'.

    claim.ill-typed
    The two sides of the claim have shapes that do not fit, so that equality has no meaning, whatever
    the values. If that is meant, say 'expect: ill-typed'.

    claim.undecided
    Neither a proof nor a counterexample was found within the bounds; the note says why. That is not a
    pass: state a condition that is missing, or say 'expect: undecided'. While you write, 'draft: true'
    makes it a warning.

    claim.unexpected
    The option 'expect' says which verdict the author expects, and the verdict is another one. Change
    the claim or the option.

    oracle.disagrees
    The option 'oracle' asks PyTorch or JAX for the same gradient at the same numbers, and theirs is
    another one. The checks made here passed, so one of the two is wrong, or the function has a kink at
    these numbers. The answer counts as undecided until you know; 'instance' chooses other sizes.

    proof.nothing-checked
    A proof has at least two formulas, of which each must equal the one before; here is one, which can
    be neither right nor wrong.

    proof.refuted
    The formula of this step and the one before it differ: at the point in the note they have
    different values, which are exact. What holds and is near is offered as a hint. If it is meant to
    be wrong, say 'expect: refuted'.

    proof.ill-typed
    The formula of this step and the one before it have shapes that do not fit, so that equality has
    no meaning, whatever the values. If that is meant, say 'expect: ill-typed'.

    proof.undecided
    Neither a proof nor a counterexample was found within the bounds; the note says why. That is not a
    pass: state a condition that is missing, or say 'expect: undecided'. While you write, 'draft: true'
    makes it a warning.

    proof.unexpected
    The option 'expect' says which verdict the author expects, and the verdict is another one. Change
    the lines or the option.

    display.conventions-differ
    Two displays of the notebook are right, each in a convention of its own: in numerator layout and in
    the shape of the variable, with structured variables projected and with tied entries, with exp of a
    matrix entry by entry and as a function of the matrix. Both are granted. Fix one: 'layout=numerator'
    or 'structured=tied' behind a display, or 'nabla: layout: numerator' in the front matter.

    display.nothing-checked
    Every row of the display only names something, such as 'f = …' with f new, and a name can be given to
    anything. What was not checked is never green. Say what the display answers, '{.check of=f wrt=x}';
    state the condition before it, '\\nabla f = 0'; mark it '{.define}'; or say 'expect=definition' if
    that is all it is meant to do.

    display.refuted
    The formula of this row and what it should follow from differ: at the point in the note they have
    different values, which are exact. What holds and is near is offered as a hint. If it is meant to
    be wrong, say 'expect: refuted'.

    display.ill-typed
    The formula of this row and what it should follow from have shapes that do not fit, so that
    equality has no meaning, whatever the values. If that is meant, say 'expect: ill-typed'.

    display.undecided
    Neither a proof nor a counterexample was found within the bounds; the note says why. That is not a
    pass: state a condition that is missing, or say 'expect: undecided'. While you write, 'draft: true'
    makes it a warning.

    display.unexpected
    The option 'expect' says which verdict the author expects, and the verdict is another one. Change
    the lines or the option.

    methods.disagree
    Two methods gave different answers to one question. One of them is wrong, which is a fault of this
    program; neither answer must be used.

    methods.undecided
    Two methods gave answers that could not be compared within the bounds, for the reason in the note.
    The answers are shown, and not vouched for.

    verification.refuted
    A line of the derivation, or its result, was found wrong by the check that shares no code with it.
    That is a fault of this program, not of the notebook: no formula and no code of it is shown.

    verification.ill-typed
    A line of the derivation has shapes that do not fit. That is a fault of this program, not of the
    notebook: no formula and no code of it is shown.

    verification.undecided
    The derivation was made, but its check did not come to an end, for the reason in the message: no
    point was found at which everything is defined, or the values are too close to tell. The result is
    shown, and not vouched for.

    verification.unread
    A line of the derivation could not be checked, for the reason in the message. The result is shown,
    and not vouched for.
    """
}
