"""tensorgrad's tensors with named edges."""

import numpy as np
import sympy
import tensorgrad.functions as F
from tensorgrad import Variable
from tensorgrad import tensor as T

i, j, p = sympy.symbols("i j p")
NAMES = dict(F=F)

# A function of variables, whose edges and their sizes follow it.
FORMS = {
    "1": [("F.graph('x1 -i- W1 -j-i- W2 -j-j- W3 -i-j- W4 -i-i- x2', x1=x, W1=W, W2=W, W3=W, W4=W, x2=x)",
           dict(W=dict(i=i, j=i), x=dict(i=i)), "W")],
    "2": [("A @ X @ B", dict(A=dict(p=p, i=i), X=dict(i=i, j=j), B=dict(j=j, p=p)), "X")],
    "3": [("F.graph('X1 -i-i- A -i2-i- X2 -j-j- B -j2-j- X1', X1=X, A=A, X2=X, B=B)",
           dict(A=dict(i=i, i2=i), X=dict(i=i, j=j), B=dict(j=j, j2=j)), "X")],
    "4": [("F.log(F.det(X))", dict(X=dict(i=i, j=i)), "X")],
    "5": [("F.det(X)", dict(X=dict(i=i, j=i)), "X")],
    "6": [("a @ F.inverse(X).rename(i='j', j='i') @ b", dict(X=dict(i=i, j=i), a=dict(i=i), b=dict(j=i)), "X")],
    "7": [("F.frobenius2(A @ X - B)", dict(A=dict(p=p, i=i), X=dict(i=i, j=j), B=dict(p=p, j=j)), "X")],
    "8": [("F.sqrt(F.frobenius2(A @ x - b))", dict(A=dict(i=i, j=j), x=dict(j=j), b=dict(i=i)), "x")],
    "9": [("F.sum(F.log(1 + F.exp(-y * (A @ w))))", dict(A=dict(i=i, j=j), w=dict(j=j), y=dict(i=i)), "w")],
    "10": [("F.trace(F.multi_dot([X] * 5, ('i', 'j')))", dict(X=dict(i=i, j=i)), "X")],
    "11": [("F.sum(F.exp(X))", dict(X=dict(i=i, j=j)), "X")],
    "13": [("F.frobenius2(U @ V - T)", dict(U=dict(i=i, p=p), V=dict(j=j, p=p), T=dict(i=i, j=j)), "U")],
    "14": [("F.log(F.det(A + X @ X.rename(i='i2')))", dict(A=dict(i=i, i2=i), X=dict(i=i, j=j)), "X")],
    "15": [("F.log(F.sum(F.exp(W @ x))) - y @ W @ x", dict(W=dict(i=i, j=j), x=dict(j=j), y=dict(i=i)), "W")],
    "16": [("F.inverse(X @ C @ X.rename(i='i2', j='j2')) @ A",
            dict(X=dict(i=i, j=j), C=dict(i=i, i2=i), A=dict(j=j, j2=j)), "X")],
    "18": [("F.frobenius2(X) + F.frobenius2(A)", dict(X=dict(i=i, j=j), A=dict(i=i, j=j)), "X")],
}


def forget():
    pass


def build(form, case):
    text, shapes, variable = form
    variables = {name: Variable(name, **edges) for name, edges in shapes.items()}
    return eval(text, {**NAMES, **variables}), variables[variable], variables


def derive(expression, case):
    function, variable, _ = expression
    gradient = function.grad(variable)
    return (gradient.grad(variable) if case.endswith("H") else gradient).full_simplify()


def value(result, expression, values, case):
    """The array of a gradient with its axes in the order of the variable's edges."""
    _, variable, variables = expression
    sizes = {}
    for tensor in variables.values():
        sizes.update(zip((tensor.shape[edge] for edge in tensor.edges), values[tensor.name].shape))
    array, edges = evaluated(result, values, sizes)
    # An edge of the derivative is named after one of the variable, with one mark more for each derivative.
    own = list(variable.edges)
    marks = lambda edge: len(edge) - len(edge.rstrip("_'")) if case.endswith("H") else 0
    order = sorted(edges, key=lambda edge: (marks(edge), own.index(edge.rstrip("_'"))))
    return array.transpose([edges.index(edge) for edge in order])


def arranged(value, reference):
    return value


def evaluated(tensor, values, sizes):
    """The array of a tensor and the names of its axes; its own evaluation needs tensors that torch no longer has."""
    inner = lambda part: evaluated(part, values, sizes)
    match tensor:
        case T.Variable():
            return values[tensor.name], list(tensor.edges)
        case T.Rename():
            array, edges = inner(tensor.tensor)
            return array, [tensor.mapping.get(edge, edge) for edge in edges]
        case T.Zero():
            return np.zeros([sizes[size] for size in tensor.shape.values()]), list(tensor.edges)
        case T.Delta():
            edges, length = list(tensor.edges), sizes[tensor.size]
            if not edges:
                return np.float64(length), edges
            array = np.zeros((length,) * len(edges))
            for place in range(length):
                array[(place,) * len(edges)] = 1.0
            return array, edges
        case T.Sum():
            edges = list(tensor.edges)
            total = 0.0
            for weight, term in zip(tensor.weights, tensor.terms):
                array, own = inner(term)
                total = total + float(weight) * array.transpose([own.index(edge) for edge in edges])
            return total, edges
        case T.Product():
            numbers, operands = {}, []
            for factor in tensor.factors:
                array, edges = inner(factor)
                operands += [array, [numbers.setdefault(edge, len(numbers)) for edge in edges]]
            edges = list(tensor.edges)
            return np.einsum(*operands, [numbers[edge] for edge in edges]), edges
        case T.Function():
            return applied(tensor.signature, *inner(tensor.inputs[0]))
    raise NotImplementedError(type(tensor).__name__)


def applied(signature, array, edges):
    kind = type(signature).__name__
    if kind == "_ScaleFunction":
        scaled, own = applied(signature.inner, array, edges)
        return float(signature.alpha) * scaled, own
    if kind == "_PowerFunction":
        return array ** float(signature.k), edges
    if kind in ("_MatrixInverseFunction", "_DeterminantFunction"):
        pair = list(signature.inputs[0])
        rest = [edge for edge in edges if edge not in pair]
        stacked = array.transpose([edges.index(edge) for edge in rest + pair])
        if kind == "_DeterminantFunction":
            return np.linalg.det(stacked), rest
        # The edges of the inverse keep the names of those they meet.
        return np.linalg.inv(stacked).swapaxes(-1, -2), rest + pair
    return {"exp": np.exp, "log": np.log}[signature.name](array), edges
