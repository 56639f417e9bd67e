"""SymPy's matrix expressions."""

import sympy as sp
from peers import COLUMNS, EXPONENT, ROWS, WIDTH
from sympy.core.cache import clear_cache

# Several ways of writing a function are tried in order.
FORMS = {
    "1": ["x.T * W**2 * (W**2).T * x", "MatMul(x.T, W, W, W.T, W.T, x, evaluate=False)"],
    "2": ["Trace(A * X * B)"],
    "3": ["Trace(X.T * A * X * B)"],
    "4": ["log(Determinant(X))"],
    "5": ["Determinant(X)"],
    "6": ["a.T * X.inv() * b"],
    "7": ["Trace((A*X - B).T * (A*X - B))"],
    "8": ["((A*x - b).T * (A*x - b)).applyfunc(sqrt)", "sqrt(Trace((A*x - b).T * (A*x - b)))"],
    "9": [
        "OneMatrix(1, n) * HadamardProduct(y, A*w).applyfunc(Lambda(t, log(1 + exp(-t))))",
        "OneMatrix(1, n) * (DiagMatrix(y) * A * w).applyfunc(Lambda(t, log(1 + exp(-t))))",
    ],
    "10": ["Trace(X**5)"],
    "11": ["OneMatrix(1, n) * X.applyfunc(exp) * OneMatrix(m, 1)"],
    "12": ["Trace(exp(X))"],
    "13": ["Trace((U*V.T - T).T * (U*V.T - T))"],
    "14": ["log(Determinant(A + X*X.T))"],
    "15": [
        "(OneMatrix(1, n) * (W*x).applyfunc(exp)).applyfunc(log) - y.T*W*x",
        "log(Trace(OneMatrix(1, n) * (W*x).applyfunc(exp))) - Trace(y.T*W*x)",
    ],
    "16": ["Trace((X.T*C*X).inv() * A)"],
    "17": ["Trace(X**q)"],
    "18": ["Trace(X.T*X) + Trace(A.T*A)"],
}
# The shapes of the names, by function.
SHAPES = {
    "1": "W:nn x:n1", "2": "A:kn X:nm B:mk", "3": "A:nn X:nm B:mm", "4": "X:nn", "5": "X:nn", "6": "a:n1 X:nn b:n1",
    "7": "A:kn X:nm B:km", "8": "A:nm x:m1 b:n1", "9": "A:nm w:m1 y:n1", "10": "X:nn", "11": "X:nm", "12": "X:nn",
    "13": "U:nk V:mk T:nm", "14": "A:nn X:nm", "15": "W:nm x:m1 y:n1", "16": "X:nm C:nn A:mm", "17": "X:nn",
    "18": "X:nm A:nm",
}
VARIABLE = {"1": "W", "8": "x", "9": "w", "13": "U", "15": "W"}


def forget():
    clear_cache()


def scope(case, sizes):
    names = dict(vars(sp), t=sp.Dummy("t"), q=sp.Symbol("q", integer=True, positive=True), **sizes)
    sizes = {**sizes, "1": 1}
    for name, (rows, columns) in (word.split(":") for word in SHAPES[case].split()):
        names[name] = sp.MatrixSymbol(name, sizes[rows], sizes[columns])
    return names


def build(text, case, sizes=None):
    case = case.rstrip("H")
    sizes = sizes or {name: sp.Symbol(name, integer=True, positive=True) for name in "nmk"}
    names = scope(case, sizes)
    return eval(text, names), names[VARIABLE.get(case, "X")], text


def derive(expression, case):
    function, variable, _ = expression
    gradient = function.diff(variable)
    return gradient.diff(variable) if case.endswith("H") else gradient


def value(result, expression, values, case):
    # A derivative is evaluated at fixed sizes.
    if isinstance(result, sp.Derivative) or result.has(sp.Derivative):
        raise ValueError("the derivative is left as it was asked for")
    sizes = {"n": ROWS, "m": COLUMNS, "k": WIDTH}
    fixed = build(expression[2], case, sizes)
    result = derive(fixed, case).subs(sp.Symbol("q", integer=True, positive=True), EXPONENT)
    numbers = {
        symbol: sp.ImmutableMatrix(values[symbol.name].reshape(symbol.shape))
        for symbol in fixed[0].atoms(sp.MatrixSymbol)
    }
    if hasattr(result, "as_explicit") and "Array" in type(result).__name__ + sp.srepr(result)[:40]:
        result = result.as_explicit()
    result = result.subs(numbers).doit()
    return result.as_explicit() if hasattr(result, "as_explicit") else result


def arranged(value, reference):
    import numpy as np

    found = np.array(value.tolist() if hasattr(value, "tolist") else value, dtype=object)
    return np.vectorize(float)(found)
